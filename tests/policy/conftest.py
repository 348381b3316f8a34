"""A small policy folder that a test spoils in one cell, and matters to which it points."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.policy.sheets import SHEETS
from tests.spoiling import Sheets

ROWS: dict[str, list[dict[str, str]]] = {
    "documents.csv": [
        {"文号": "周政办字〔2019〕39号", "标题": "便民服务方案", "发布机关": "区政府办公室", "印发日期": "2019-08-14", "失效或存疑说明": "目标期限已过"},
        {"文号": "周政字〔2019〕20号", "标题": "农机安全通知", "发布机关": "区政府", "印发日期": "2019-07-19"},
    ],
    "facts.csv": [
        {"条目编号": "ZC-001", "文号": "周政办字〔2019〕39号", "问法": "四有一能是什么", "其他问法": "四有一能;四有一能是啥", "答": "有场所。", "依据行": "1622-1623", "对象": "代办员", "内部": "否"},
        {"条目编号": "ZC-002", "文号": "周政字〔2019〕20号", "问法": "上牌收费吗", "答": "免征。", "依据行": "287", "对象": "居民", "内部": "是", "关联事项": "A1", "关联要素": "费用"},
    ],
}  # fmt: skip
MATTERS = "事项编号,事项名称,实施主体\nA1,拖拉机登记,某局\n"

Spoil = Callable[..., Path]
FOLDER = Sheets(ROWS, SHEETS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder as it should be."""
    return FOLDER.made_in(tmp_path / "policy")


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Changes cells of one row of it."""
    return lambda file, row, **cells: FOLDER.spoil(folder, file, row, cells)


@pytest.fixture
def plain_list(tmp_path: Path) -> Path:
    """A list with the one matter that the facts name."""
    sheet = tmp_path / "list.csv"
    sheet.write_text(MATTERS, "utf-8")
    return sheet
