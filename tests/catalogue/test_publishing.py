"""Loading, publishing, and what every process then sees."""

import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from bot.catalogue import repository
from bot.catalogue.model import SCHEMA, from_snapshot, to_snapshot
from bot.catalogue.publishing import bump_version, publish
from bot.catalogue.tables import AliasRow, MaterialRow, MatterRow, RevisionRow
from bot.database import session
from bot.district import loading, watching
from bot.district.model import District
from bot.places.tables import SiteRow
from tests.catalogue.conftest import FOLDER, ROWS, Spoil
from tests.factories import a_material, a_matter, a_situation


@pytest.fixture
def loaded(folder: Path, own_database: Path) -> Path:
    """The small catalogue, loaded and published."""
    return load(folder)


def load(path: Path) -> Path:
    with session() as opened:
        assert loading.load(path, opened).faults == []
    return path


def revisions() -> dict[str, list[tuple[int, str]]]:
    with session() as opened:
        rows = opened.scalars(select(RevisionRow).order_by(RevisionRow.matter_code, RevisionRow.number)).all()
        return {code: [(row.number, row.state) for row in rows if row.matter_code == code] for code in sorted({row.matter_code for row in rows})}


def test_loading_publishes_the_first_revision_by_the_system(loaded: Path) -> None:
    assert revisions() == {"MZ-001": [(1, "published")], "MZ-002": [(1, "published")]}
    with session() as opened:
        row = opened.scalars(select(RevisionRow)).first()
        assert row is not None and (row.made_by, row.reviewed_by) == ("系统载入", "系统载入") and row.published_at is not None


def test_what_is_published_is_what_the_sheets_say(loaded: Path) -> None:
    district = watching.read()
    matter = district.matters["MZ-001"]
    assert matter.levels == {"district": "handle", "town": "accept", "village": "assist"}
    assert matter.aliases == ("长寿钱", "老年补贴") and matter.steps == ("申请", "发放") and matter.samples[0].facets == ("materials", "place")
    assert [(each.name, each.situation) for each in matter.materials] == [("居民身份证", ""), ("授权委托书", "他人代办")]
    assert (matter.promised_limit, matter.verified_at, matter.revision) == (5, None, 1)
    assert district.matters["MZ-002"].promised_limit == 0
    assert district.sites["370306102000"].parent == "370306000000" and district.agents["A1"].partner == "A2"
    assert district.sites["370306000000"].opening[1].by_appointment
    assert district.calendar.working == {date(2026, 10, 10): "National Day"} and district.version == 1


def test_loading_the_same_again_makes_no_revision_and_no_second_row(loaded: Path) -> None:
    load(loaded)
    assert revisions() == {"MZ-001": [(1, "published")], "MZ-002": [(1, "published")]}
    with session() as opened:
        assert opened.scalar(select(func.count()).select_from(MaterialRow)) == 2
        assert repository.version(opened) == 2


def test_one_changed_cell_makes_the_next_revision_of_that_matter_alone(loaded: Path, spoil: Spoil) -> None:
    load(spoil("materials.csv", 2, 复印件份数="1"))
    assert revisions() == {"MZ-001": [(1, "retired"), (2, "published")], "MZ-002": [(1, "published")]}
    assert watching.read().matters["MZ-001"].materials[0].copies == 1
    load(spoil("materials.csv", 2, 复印件份数="0"))
    assert revisions()["MZ-001"][-1] == (3, "published")


def test_an_everyday_name_may_move_to_another_matter(loaded: Path) -> None:
    rows = [dict(each) for each in ROWS["matters.csv"]]
    rows[0]["日常用语"], rows[1]["日常用语"] = "老年证", "长寿钱"
    FOLDER.write(loaded, "matters.csv", rows)
    load(loaded)
    assert {code: matter.aliases for code, matter in watching.read().matters.items()} == {"MZ-001": ("老年证",), "MZ-002": ("长寿钱",)}


def test_a_draft_is_not_seen_until_it_is_published(loaded: Path) -> None:
    with session() as opened:
        opened.get_one(MatterRow, "MZ-001").fee = "十元"
    assert watching.read().matters["MZ-001"].fee == "不收费"
    with session() as opened:
        publish(opened, opened.get_one(MatterRow, "MZ-001"), by="张三")
    matter = watching.read().matters["MZ-001"]
    assert (matter.fee, matter.revision) == ("十元", 2)


def test_publishing_without_a_change_does_nothing(loaded: Path) -> None:
    with session() as opened:
        publish(opened, opened.get_one(MatterRow, "MZ-001"), by="张三")
    assert revisions()["MZ-001"] == [(1, "published")]


def test_a_failed_load_leaves_what_was_published(loaded: Path, spoil: Spoil) -> None:
    with session() as opened:
        assert loading.load(spoil("materials.csv", 2, 必要性="?"), opened).faults
    assert len(watching.read().matters["MZ-001"].materials) == 2


def test_deleting_a_matter_takes_all_of_it_along(loaded: Path) -> None:
    with session() as opened:
        opened.delete(opened.get_one(MatterRow, "MZ-001"))
    with session() as opened:
        assert opened.scalar(select(func.count()).select_from(AliasRow).where(AliasRow.matter_code == "MZ-001")) == 0
    assert "MZ-001" not in watching.read().matters


def test_a_snapshot_keeps_everything() -> None:
    matter = a_matter(situations=(a_situation(),), materials=(a_material(situation="80到89岁"),), expires_on=date(2027, 1, 1))
    assert from_snapshot(to_snapshot(matter)) == matter


def test_a_snapshot_of_a_newer_program_is_refused() -> None:
    with pytest.raises(ValueError, match="newer"):
        from_snapshot(to_snapshot(a_matter()) | {"schema": SCHEMA + 1})


class Watched:
    """What a process that watches has seen."""

    def __init__(self) -> None:
        self.seen: list[District] = []

    def wait(self, count: int, seconds: float = 1.0) -> None:
        """Waits until `count` districts were seen, or fails."""
        until = time.monotonic() + seconds
        while len(self.seen) < count:
            assert time.monotonic() < until, f"{len(self.seen)} of {count} after {seconds} s"
            time.sleep(0.01)


@pytest.fixture
def watched(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """A watching thread that ends with the test."""
    over = threading.Event()
    monkeypatch.setattr(watching, "threading", SimpleNamespace(Thread=threading.Thread, Event=lambda: over))
    watcher = Watched()
    watching.watch(watcher.seen.append)
    yield watcher
    over.set()
    for thread in threading.enumerate():
        if thread.name == "district":
            thread.join(2)


def test_a_publish_is_seen_within_a_second(watched: Watched) -> None:
    watched.wait(1)
    with session() as opened:
        opened.get_one(MatterRow, "MZ-001").fee = "十元"
        publish(opened, opened.get_one(MatterRow, "MZ-001"), by="张三")
        bump_version(opened)
    watched.wait(2)
    assert watched.seen[1].matters["MZ-001"].fee == "十元" and watched.seen[1].version == 2


def test_a_changed_office_is_seen_too_and_nothing_is_read_without_a_change(watched: Watched) -> None:
    time.sleep(0.7)
    assert len(watched.seen) == 1
    with session() as opened:
        opened.get_one(SiteRow, "370306102000").phone = "0533-1"
        bump_version(opened)
    watched.wait(2)
    assert watched.seen[1].sites["370306102000"].phone == "0533-1"
