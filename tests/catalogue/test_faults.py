"""Every fault of a sheet names file, row, column and what is wrong, in Chinese; with any of them nothing is loaded."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.catalogue.tables import MatterRow
from bot.database import Base, session
from bot.district import loading
from tests.catalogue.conftest import Spoil

FAULTS = [
    ("matters.csv", 2, {"事项名称": ""}, "matters.csv 第2行「事项名称」：必填，不能空着"),
    ("matters.csv", 3, {"实施主体": " "}, "matters.csv 第3行「实施主体」：必填，不能空着"),
    ("matters.csv", 2, {"区级": "代理"}, "matters.csv 第2行「区级」：“代理”不在可填的词里：办理、受理、代办、咨询、不办"),
    ("matters.csv", 2, {"是否收费": "免费"}, "matters.csv 第2行「是否收费」：“免费”应填 是 或 否"),
    ("matters.csv", 2, {"承诺时限": "五天"}, "matters.csv 第2行「承诺时限」：“五天”应是数字"),
    ("matters.csv", 2, {"到现场次数": "-1"}, "matters.csv 第2行「到现场次数」：“-1”应是数字"),
    ("matters.csv", 2, {"承诺时限": "21"}, "matters.csv 第2行「承诺时限」：承诺时限 21 超过法定时限 20"),
    ("matters.csv", 3, {"日常用语": "老年证;长寿钱"}, "matters.csv 第3行「日常用语」：日常用语“长寿钱”已属于 MZ-001，一个说法只能归一个事项"),
    ("matters.csv", 3, {"事项编号": "MZ-001"}, "matters.csv 第3行「事项编号」：“MZ-001”与第2行重复"),
    ("materials.csv", 2, {"事项编号": "MZ-009"}, "materials.csv 第2行「事项编号」：“MZ-009”找不到对应的行"),
    ("materials.csv", 2, {"必要性": "要"}, "materials.csv 第2行「必要性」：“要”不在可填的词里：必要、非必要、容缺后补"),
    ("materials.csv", 3, {"情形": "没有这种"}, "materials.csv 第3行「情形」：“没有这种”不是该事项任何情形的选项"),
    ("materials.csv", 2, {"原件份数": "一"}, "materials.csv 第2行「原件份数」：“一”应是数字"),
    ("situations.csv", 2, {"提问": ""}, "situations.csv 第2行「提问」：必填，不能空着"),
    ("situations.csv", 3, {}, "situations.csv 第3行「情形」：“办理人”与第2行重复"),
    ("sample_questions.csv", 2, {"要素": "材料;价钱"}, "sample_questions.csv 第2行「要素」：“价钱”不在可填的词里"),
    ("sites.csv", 2, {"纬度": "北纬"}, "sites.csv 第2行「纬度」：“北纬”应是经纬度的度数"),
    ("sites.csv", 2, {"纬度": "nan"}, "sites.csv 第2行「纬度」：“nan”应是经纬度的度数"),
    ("sites.csv", 2, {"经度": "1178"}, "sites.csv 第2行「经度」：“1178”应是经纬度的度数"),
    ("sites.csv", 2, {"开放时间": "早九晚五"}, "sites.csv 第2行「开放时间」：“早九晚五”看不懂；请写成 周一至周五 09:00-12:00,13:00-17:00"),
    ("sites.csv", 2, {"开放时间": "周一 12:00-09:00"}, "sites.csv 第2行「开放时间」：“周一 12:00-09:00”看不懂"),
    ("sites.csv", 2, {"开放时间": "周五至周一 09:00-12:00"}, "sites.csv 第2行「开放时间」：“周五至周一 09:00-12:00”看不懂"),
    ("sites.csv", 3, {"上级网点": "370306999000"}, "sites.csv 第3行「上级网点」：“370306999000”找不到对应的行"),
    ("sites.csv", 3, {"上级网点": "370306102000"}, "sites.csv 第3行「上级网点」：“370306102000”不是更高一级的网点"),
    ("sites.csv", 2, {"上级网点": "370306102000"}, "sites.csv 第2行「上级网点」：“370306102000”不是更高一级的网点"),
    ("agents.csv", 2, {"网点编号": "1"}, "agents.csv 第2行「网点编号」：“1”找不到对应的行"),
    ("agents.csv", 2, {"B角编号": "A1"}, "agents.csv 第2行「B角编号」：B角不能是本人"),
    ("agents.csv", 2, {"B角编号": "A9"}, "agents.csv 第2行「B角编号」：“A9”找不到对应的行"),
    ("agents.csv", 3, {"去向": "在家"}, "agents.csv 第3行「去向」：“在家”不在可填的词里：在岗、外出、请假"),
    ("calendar.csv", 2, {"日期": "10月1日"}, "calendar.csv 第2行「日期」：“10月1日”应是日期，如 2026-10-01"),
    ("calendar.csv", 3, {"日期": "2026-10-01"}, "calendar.csv 第3行「日期」：“2026-10-01”与第2行重复"),
]


@pytest.mark.parametrize(("file", "row", "cells", "told"), FAULTS)
def test_a_fault_is_told_and_alone(spoil: Spoil, file: str, row: int, cells: dict[str, str], told: str) -> None:
    faults = [str(fault) for fault in loading.read(spoil(file, row, **cells))[1]]
    assert any(each.startswith(told) for each in faults), faults
    assert len(faults) == 1 or cells.get("事项编号") == "MZ-001" or "区级" in cells, faults


def test_the_folder_as_it_should_be_has_no_fault(folder: Path) -> None:
    assert loading.read(folder)[1] == []


def test_the_real_catalogue_has_no_fault_and_is_whole() -> None:
    folder, faults = loading.read(loading.Path(__file__).parents[2] / "data" / "catalogue")
    assert faults == []
    assert {name: len(rows) for name, rows in folder.items() if name in ("matters.csv", "sites.csv")} == {"matters.csv": 213, "sites.csv": 261}


def test_all_faults_are_told_at_once_and_nothing_is_written(spoil: Spoil, own_database: Path) -> None:
    spoil("matters.csv", 2, 是否收费="？", 承诺时限="x")
    path = spoil("agents.csv", 2, 去向="?")
    with session() as opened:
        loaded = loading.load(path, opened)
    assert len(loaded.faults) == 3 and loaded.counts == {}
    with session() as opened:
        assert [opened.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables] == [0] * len(Base.metadata.tables)


def test_a_missing_sheet_and_a_missing_column_and_a_wrong_encoding(folder: Path) -> None:
    (folder / "agents.csv").unlink()
    sheet = folder / "calendar.csv"
    sheet.write_text(sheet.read_text("utf-8-sig").replace("类型", "种类"), "utf-8")
    (folder / "situations.csv").write_bytes("事项编号,情形".encode("gb18030"))
    told = "\n".join(str(fault) for fault in loading.read(folder)[1])
    assert "agents.csv 第1行「」：找不到这个文件" in told
    assert "calendar.csv 第1行「类型」：缺少这一列" in told
    assert "situations.csv 第1行「」：文件不是 UTF-8 编码的 CSV" in told


def test_a_row_with_too_many_cells_is_told(folder: Path) -> None:
    sheet = folder / "calendar.csv"
    sheet.write_text(sheet.read_text("utf-8-sig") + "2026-10-02,放假,National Day,多的\n", "utf-8")
    assert [str(fault) for fault in loading.read(folder)[1]] == ["calendar.csv 第4行「」：这一行有 4 格，表头有 3 格"]


def test_columns_may_stand_in_any_order_with_more_beside_and_empty_lines(folder: Path) -> None:
    (folder / "calendar.csv").write_text("节日,备注,类型,日期\nNational Day,,放假,2026-10-01\n,,,\n\n", "utf-8")
    rows, faults = loading.read(folder)
    assert faults == [] and len(rows["calendar.csv"]) == 1


def test_a_plain_list_needs_three_columns_alone(tmp_path: Path, own_database: Path) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text("序号,事项名称,事项编号,实施主体\n1,烟花爆竹经营许可,QT-1,区应急局\n", "utf-8")
    with session() as opened:
        assert loading.load(sheet, opened) == loading.Loaded({"matters.csv": 1}, [])
    with session() as opened:
        assert opened.get_one(MatterRow, "QT-1").name == "烟花爆竹经营许可"


def test_an_everyday_name_written_twice_is_one(spoil: Spoil, own_database: Path) -> None:
    path = spoil("matters.csv", 2, 日常用语="长寿钱;老年补贴；长寿钱")
    with session() as opened:
        assert loading.load(path, opened).faults == []
    with session() as opened:
        assert [alias.text for alias in opened.get_one(MatterRow, "MZ-001").aliases] == ["长寿钱", "老年补贴"]
