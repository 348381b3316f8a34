"""A policy folder: its faults, all or nothing, live rows with audit, and what every process then sees."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.audit.context import acting_as
from bot.audit.recording import start_recording
from bot.audit.tables import AuditRow
from bot.catalogue import repository as catalogue
from bot.database import session
from bot.district import loading, watching
from bot.policy import repository
from bot.policy.model import Document
from bot.policy.tables import PolicyDocumentRow, PolicyFactRow
from tests.policy.conftest import Spoil

FAULTS = [
    ("documents.csv", 2, {"标题": ""}, "documents.csv 第2行「标题」：必填，不能空着"),
    ("documents.csv", 2, {"印发日期": "2019年8月"}, "documents.csv 第2行「印发日期」：“2019年8月”应是日期，如 2026-10-01"),
    ("documents.csv", 3, {"文号": ""}, "documents.csv 第3行「文号」：必填，不能空着"),
    ("facts.csv", 3, {"条目编号": "ZC-001"}, "facts.csv 第3行「条目编号」：“ZC-001”与第2行重复"),
    ("facts.csv", 2, {"文号": "周政办字〔2020〕1号"}, "facts.csv 第2行「文号」：“周政办字〔2020〕1号”找不到对应的行"),
    ("facts.csv", 2, {"答": " "}, "facts.csv 第2行「答」：必填，不能空着"),
    ("facts.csv", 2, {"对象": "企业"}, "facts.csv 第2行「对象」：“企业”不在可填的词里：居民、代办员、工作人员"),
    ("facts.csv", 2, {"内部": "不"}, "facts.csv 第2行「内部」：“不”应填 是 或 否"),
    ("facts.csv", 3, {"关联要素": "价钱"}, "facts.csv 第3行「关联要素」：“价钱”不在可填的词里"),
    ("facts.csv", 3, {"其他问法": "四有一能"}, "facts.csv 第3行「其他问法」：问法“四有一能”已属于 ZC-001，一种问法只能归一个条目"),
]


@pytest.mark.parametrize(("file", "row", "cells", "told"), FAULTS)
def test_a_fault_is_told(spoil: Spoil, file: str, row: int, cells: dict[str, str], told: str) -> None:
    faults = [str(fault) for fault in loading.read(spoil(file, row, **cells))[1]]
    assert any(each.startswith(told) for each in faults), faults


def test_a_missing_sheet_is_a_fault(folder: Path) -> None:
    (folder / "documents.csv").unlink()
    assert [str(fault) for fault in loading.read(folder)[1]][0] == "documents.csv 第1行「」：找不到这个文件"


def test_a_fact_names_matters_that_are_there(folder: Path, own_database: Path) -> None:
    with session() as opened:
        loaded = loading.load(folder, opened)
    assert [str(fault) for fault in loaded.faults] == ["facts.csv 第3行「关联事项」：“A1”找不到对应的行"]
    with session() as opened:
        assert repository.is_empty(opened) and catalogue.version(opened) == 0


@pytest.fixture
def loaded(folder: Path, plain_list: Path, own_database: Path) -> Path:
    """The small folder, loaded after its matters."""
    start_recording()
    for path in (plain_list, folder):
        load(path)
    return folder


def load(path: Path) -> None:
    with acting_as("张三"), session() as opened:
        assert loading.load(path, opened).faults == []


def test_the_district_holds_what_the_sheets_say(loaded: Path) -> None:
    facts = watching.read().facts
    assert list(facts) == ["ZC-001", "ZC-002"]
    assert facts["ZC-001"].document == Document("周政办字〔2019〕39号", "便民服务方案", "区政府办公室", date(2019, 8, 14), "目标期限已过")
    assert facts["ZC-001"].asked == ("四有一能是什么", "四有一能", "四有一能是啥") and facts["ZC-001"].audience == "agent"
    assert (facts["ZC-002"].inside, facts["ZC-002"].matters, facts["ZC-002"].facets) == (True, ("A1",), ("fee",))


def test_a_change_is_a_new_version_and_the_same_rows(loaded: Path, spoil: Spoil) -> None:
    before = watching.read().version
    load(spoil("facts.csv", 2, 答="有场所、有设备。"))
    after = watching.read()
    assert after.version == before + 1 and after.facts["ZC-001"].answer == "有场所、有设备。" and len(after.facts) == 2


def test_every_change_is_in_the_audit(loaded: Path, spoil: Spoil) -> None:
    load(spoil("facts.csv", 2, 答="有场所、有设备。"))
    with session() as opened:
        rows = opened.execute(
            select(AuditRow.action, AuditRow.key, AuditRow.actor).where(AuditRow.table == "policy_fact").order_by(AuditRow.id)
        ).all()
        documents = opened.scalar(select(func.count()).select_from(AuditRow).where(AuditRow.table == "policy_document"))
    assert [tuple(row) for row in rows] == [("create", "ZC-001", "张三"), ("create", "ZC-002", "张三"), ("change", "ZC-001", "张三")]
    assert documents == 2


def test_a_document_takes_its_facts_along(loaded: Path) -> None:
    with session() as opened:
        opened.delete(opened.get_one(PolicyDocumentRow, "周政字〔2019〕20号"))
    with session() as opened:
        assert list(opened.scalars(select(PolicyFactRow.code))) == ["ZC-001"]
