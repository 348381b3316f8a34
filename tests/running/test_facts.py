"""Facts of documents at the start: loaded where there are none, left out with another district's list, and by the command."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.running import database
from bot.cli.starting import prepare_database
from bot.database import session
from bot.district.loading import load
from bot.district.watching import read

DOCUMENTS = "文号,标题,发布机关,印发日期,失效或存疑说明\n周政字〔2019〕20号,农机安全通知,区政府,2019-07-19,\n"
FACTS = "条目编号,文号,问法,其他问法,答,依据行,对象,内部,关联事项,关联要素\nZC-001,周政字〔2019〕20号,上牌收费吗,,免征。,287,居民,否,A1,费用\n"

Lines = list[str]


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small folder in the place of the project's own."""
    folder = tmp_path / "policy"
    folder.mkdir()
    (folder / "documents.csv").write_text(DOCUMENTS, "utf-8")
    (folder / "facts.csv").write_text(FACTS, "utf-8")
    monkeypatch.setattr(database, "POLICY", folder)
    return folder


@pytest.fixture
def start(var: Path, tmp_path: Path, policy: Path) -> Callable[[str], Lines]:
    """Prepares the database with one matter in it; what was said."""

    def prepared(matter: str) -> Lines:
        sheet, said = tmp_path / "list.csv", Lines()
        sheet.write_text(f"事项编号,事项名称,实施主体\n{matter},甲,某局\n", "utf-8")
        database.migrate()
        with session() as opened:
            assert load(sheet, opened).faults == []
        journal = logging.Logger("start")
        handler = logging.Handler()
        handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
        journal.addHandler(handler)
        prepare_database(journal)
        return said

    return prepared


def test_a_database_without_facts_gets_them(start: Callable[[str], Lines]) -> None:
    assert start("A1")[-1] == "已载入政策条目 1 条。" and list(read().facts) == ["ZC-001"] and list(read().matters) == ["A1"]
    version = read().version
    assert "已载入政策条目" not in start("A1")[-1] and read().version == version + 1  # the list alone was loaded again


def test_with_another_district_s_list_they_are_left_out_and_it_starts(start: Callable[[str], Lines]) -> None:
    said = start("B1")
    assert said[-1] == "没有载入 data/policy（1 处对不上，第一处：facts.csv 第2行「关联事项」：“A1”找不到对应的行）。"
    assert read().facts == {}
