"""What a process holds is renewed while it lives, however long it takes; what a dead one held is free within seconds."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.conversation import lease, living, talks
from bot.conversation.living import beat, kept_alive
from bot.conversation.model import Incoming
from bot.conversation.tables import LeaseRow
from bot.database import session

from .conftest import FakeRasa, Say, said

pytestmark = pytest.mark.usefixtures("fresh_database")


def leave(holder: str, until: float) -> None:
    """A lease of a person's, whoever holds it."""
    person_id = talks.person_of(Incoming("web", holder, "", "text", ""))
    with session() as opened:
        opened.add(LeaseRow(holder=holder, person_id=person_id, arrived=0.0, until=until, holding=person_id))


def until_of(holder: str) -> float:
    """When a lease runs out."""
    with session() as opened:
        return opened.scalar(select(LeaseRow.until).where(LeaseRow.holder == holder)) or 0.0


def test_only_what_this_process_holds_is_renewed() -> None:
    leave("ours", time.time())
    leave("theirs", 1.0)
    with kept_alive(LeaseRow, "ours"):
        beat()
    renewed = until_of("ours")
    assert 0 < renewed - time.time() <= living.HELD_SECONDS and until_of("theirs") == 1.0
    beat()
    assert until_of("ours") == renewed


def test_what_failed_inside_is_held_no_longer() -> None:
    leave("ours", 1.0)
    with pytest.raises(ZeroDivisionError), kept_alive(LeaseRow, "ours"):
        raise ZeroDivisionError
    beat()
    assert until_of("ours") == 1.0


def test_a_row_that_is_gone_is_no_fault() -> None:
    with kept_alive(LeaseRow, "nothing"):
        beat()
    assert until_of("nothing") == 0.0


def test_a_held_row_is_renewed_by_itself() -> None:
    leave("ours", 1.0)
    with kept_alive(LeaseRow, "ours"):
        end = time.monotonic() + 4 * living.BEAT_SECONDS
        while until_of("ours") == 1.0:
            assert time.monotonic() < end
            time.sleep(0.05)


def test_the_beat_outlives_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    beats = iter([OperationalError("update", {}, Exception("away")), None, SystemExit()])

    def failing() -> None:
        if fault := next(beats):
            raise fault

    monkeypatch.setattr(living, "beat", failing)
    monkeypatch.setattr(living, "BEAT_SECONDS", 0.01)
    with pytest.raises(SystemExit):
        living._beat_for_ever()
    assert "could not be renewed: OperationalError" in caplog.text


def test_several_beats_fit_into_the_time_that_a_row_is_held() -> None:
    assert 3 * living.BEAT_SECONDS < living.HELD_SECONDS


def test_a_turn_that_takes_longer_than_a_lease_is_not_taken_over(say: Say, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person's second message waits, although the first one's lease would have run out twice meanwhile."""
    monkeypatch.setattr(lease, "HELD_SECONDS", 0.2)
    monkeypatch.setattr(living, "HELD_SECONDS", 0.2)
    inside, most, done = [0], [0], threading.Event()

    def answer(body: object) -> object:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.5)
        inside[0] -= 1
        return said("好")

    def beating() -> None:
        while not done.wait(0.05):
            beat()

    rasa.answer = answer
    with ThreadPoolExecutor(3) as pool:
        pool.submit(beating)
        replies = [pool.submit(say, f"第{n}句", can_wait=True) for n in range(2)]
        outcomes = [each.result(20).trace["degraded"] for each in replies]
        done.set()
    assert most == [1] and outcomes == [False, False] and len(rasa.asked) == 2


def test_a_dead_process_holds_nobody_up_for_long(say: Say, rasa: FakeRasa) -> None:
    leave("wang", time.time() + 0.3)
    started = time.monotonic()
    assert say("老年证", person="wang").trace["outcome"] == "answer" and time.monotonic() - started < 5
    assert until_of("wang") == 0.0
