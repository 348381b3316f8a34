"""A small whole catalogue folder that a test spoils in one cell."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.catalogue.sheets import SHEETS
from tests.spoiling import Sheets

ROWS: dict[str, list[dict[str, str]]] = {
    "matters.csv": [
        {
            "事项编号": "MZ-001", "事项名称": "高龄津贴申领", "实施主体": "区民政局", "区级": "办理", "镇街级": "受理", "村居级": "代办",
            "日常用语": "长寿钱;老年补贴", "受理条件": "年满80周岁", "承诺时限": "5", "法定时限": "20", "时限单位": "工作日", "是否收费": "否", "收费标准": "不收费",
            "办理形式": "窗口;网上", "到现场次数": "1", "是否支持预约": "是", "办理流程": "申请→发放", "是否容缺受理": "是", "是否告知承诺": "否", "数据状态": "演示",
        },
        {
            "事项编号": "MZ-002", "事项名称": "老年人优待证办理", "实施主体": "区民政局", "区级": "办理", "镇街级": "咨询", "村居级": "不办",
            "日常用语": "老年证", "承诺时限": "当场", "法定时限": "当场", "时限单位": "当场", "是否收费": "否", "是否支持预约": "否", "是否容缺受理": "否", "是否告知承诺": "否",
        },
    ],
    "materials.csv": [
        {"事项编号": "MZ-001", "材料名称": "居民身份证", "原件份数": "1", "必要性": "必要"},
        {"事项编号": "MZ-001", "情形": "他人代办", "材料名称": "授权委托书", "原件份数": "1", "必要性": "必要"},
    ],
    "situations.csv": [{"事项编号": "MZ-001", "情形": "办理人", "提问": "谁来办？", "选项": "本人办理;他人代办;不知道", "差异": "代办要委托书"}],
    "sample_questions.csv": [{"事项编号": "MZ-001", "要素": "材料;地点", "问法": "长寿钱带啥去哪办", "来源": "手写"}],
    "sites.csv": [
        {"网点编号": "370306000000", "网点名称": "区政务服务中心", "层级": "区", "纬度": "36.8", "经度": "117.8", "开放时间": "周一至周五 09:00-12:00,13:00-17:00|周六 09:00-12:00（预约办理）"},
        {"网点编号": "370306102000", "网点名称": "王村镇便民服务中心", "层级": "镇街", "上级网点": "370306000000", "纬度": "36.7", "经度": "117.7", "开放时间": "周一 09:00-12:00"},
    ],
    "agents.csv": [
        {"代办员编号": "A1", "姓名": "甲", "网点编号": "370306102000", "B角编号": "A2", "去向": "在岗"},
        {"代办员编号": "A2", "姓名": "乙", "网点编号": "370306000000", "去向": "请假"},
    ],
    "calendar.csv": [{"日期": "2026-10-01", "类型": "放假", "节日": "National Day"}, {"日期": "2026-10-10", "类型": "调休上班", "节日": "National Day"}],
}  # fmt: skip

Spoil = Callable[..., Path]
FOLDER = Sheets(ROWS, SHEETS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder as it should be."""
    return FOLDER.made_in(tmp_path / "sheets")


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Changes cells of one row of it."""
    return lambda file, row, **cells: FOLDER.spoil(folder, file, row, cells)
