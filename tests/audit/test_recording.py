"""Every change of an audited row leaves one line: who, in which request, which row, before and after; inline rows too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.audit import recording
from bot.audit.context import SYSTEM, acting_as, actor
from bot.audit.tables import AuditRow
from bot.catalogue.tables import AliasRow, MaterialRow, MatterRow
from bot.clock import now
from bot.conversation.tables import PersonRow
from bot.database import session
from bot.district import loading
from bot.places.tables import SiteRow
from tests.catalogue.conftest import FOLDER, ROWS


@pytest.fixture
def audited(own_database: Path, tmp_path: Path) -> Iterator[None]:
    """The small catalogue, loaded before recording begins."""
    folder = tmp_path / "small"
    folder.mkdir()
    for file, rows in ROWS.items():
        FOLDER.write(folder, file, rows)
    with session() as opened:
        assert loading.load(folder, opened).faults == []
    with session() as opened:
        for row in opened.scalars(select(AuditRow)):
            opened.delete(row)
    recording.start_recording()
    yield


def lines() -> list[AuditRow]:
    with session() as opened:
        return list(opened.scalars(select(AuditRow).order_by(AuditRow.id)))


def a_paper(name: str = "照片") -> MaterialRow:
    return MaterialRow(position=9, name=name, originals=1, copies=0, necessity="required", source="", issuer="", note="", situation="")


def test_a_change_is_told_with_who_and_before_and_after(audited: None) -> None:
    with acting_as("张三", "请求7"), session() as opened:
        opened.get_one(SiteRow, "370306102000").phone = "0533-1"
    (line,) = lines()
    assert (line.actor, line.request, line.action, line.table, line.key) == ("张三", "请求7", "change", "site", "370306102000")
    assert line.before is not None and line.after is not None
    assert (line.before["phone"], line.after["phone"]) == ("", "0533-1")
    assert {name for name in line.after if line.after[name] != line.before[name]} == {"phone"}


def test_nothing_changed_leaves_nothing(audited: None) -> None:
    with session() as opened:
        site = opened.get_one(SiteRow, "370306102000")
        site.phone = str(site.phone)
    assert lines() == []


def test_an_inline_row_that_is_new_names_itself_and_its_matter(audited: None) -> None:
    with session() as opened:
        matter = opened.get_one(MatterRow, "MZ-001")
        matter.materials.append(a_paper())
    (line,) = lines()
    with session() as opened:
        row = opened.scalars(select(MaterialRow).where(MaterialRow.name == "照片")).one()
    assert line.action == "create" and line.key == str(row.id) and line.before is None
    assert line.after is not None and (line.after["name"], line.after["matter_code"]) == ("照片", "MZ-001")


def test_an_inline_row_that_is_taken_out_is_told(audited: None) -> None:
    with session() as opened:
        matter = opened.get_one(MatterRow, "MZ-001")
        key = str(matter.materials[0].id)
        matter.materials.remove(matter.materials[0])
    (line,) = lines()
    assert (line.action, line.key, line.after) == ("delete", key, None)
    assert line.before is not None and (line.before["name"], line.before["matter_code"]) == ("居民身份证", "MZ-001")


def test_an_inline_row_that_is_changed_is_told(audited: None) -> None:
    with session() as opened:
        opened.get_one(MatterRow, "MZ-001").materials[0].copies = 3
    (line,) = lines()
    assert line.table == "material" and line.before is not None and line.after is not None
    assert (line.before["copies"], line.after["copies"]) == (0, 3)


def test_deleting_a_matter_tells_of_all_that_goes_with_it(audited: None) -> None:
    with session() as opened:
        opened.delete(opened.get_one(MatterRow, "MZ-001"))
    gone = [line.table for line in lines() if line.action == "delete"]
    assert gone.count("matter") == 1 and gone.count("alias") == 2 and gone.count("material") == 2


def test_a_change_that_is_undone_is_not_told(audited: None) -> None:
    with pytest.raises(RuntimeError), session() as opened:
        opened.get_one(SiteRow, "370306102000").phone = "0533-1"
        opened.flush()
        raise RuntimeError
    assert lines() == []


def test_people_are_never_audited(audited: None) -> None:
    with session() as opened:
        opened.add(PersonRow(id="p", channel="web", outside_hash="h", created_at=now()))
    assert lines() == []


def test_starting_twice_records_once(audited: None) -> None:
    recording.start_recording()
    with session() as opened:
        opened.add(AliasRow(matter_code="MZ-002", text="敬老卡"))
    assert len(lines()) == 1


def test_the_actor_is_the_system_again_afterwards() -> None:
    with acting_as("张三"):
        assert actor().name == "张三"
    assert actor() == SYSTEM
