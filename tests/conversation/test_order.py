"""One message of a person at a time, in order, over threads and (through the database) over processes."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import PIPE, Popen, run
from sys import executable
from typing import Any

import pytest
from sqlalchemy import func, select

from bot import wording
from bot.conversation import door as doors
from bot.conversation import lease, talks
from bot.conversation.door import Door
from bot.conversation.model import Incoming, Outgoing
from bot.conversation.tables import LeaseRow, PersonRow, TurnRow
from bot.database import session

from .conftest import FakeRasa, Say, said


def count(table: type[Any]) -> int:
    """How many rows a table has."""
    with session() as opened:
        return opened.scalar(select(func.count()).select_from(table)) or 0


def at_once(number: int, work: Callable[[int], Any]) -> list[Any]:
    """Runs `work` in so many threads that begin together."""
    barrier = threading.Barrier(number)

    def begin(n: int) -> Any:
        barrier.wait()
        return work(n)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(begin, range(number)))


def test_twenty_copies_of_a_message_make_one_turn(say: Say, rasa: FakeRasa) -> None:
    rasa.delay = 0.1
    replies: list[Outgoing] = at_once(20, lambda n: say("老年证", message_id="same"))
    assert len({(reply.text, reply.trace["turn"]) for reply in replies}) == 1
    assert len(rasa.asked) == 1 and count(TurnRow) == 1 and count(PersonRow) == 1 and count(LeaseRow) == 0


def test_messages_of_one_person_never_overlap(door: Door, say: Say, rasa: FakeRasa) -> None:
    inside, most = [0], [0]

    def answer(body: dict[str, Any]) -> Any:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.02)
        inside[0] -= 1
        return said("好")

    rasa.answer = answer
    at_once(12, lambda n: say(f"问题{n}"))
    assert most[0] == 1 and count(TurnRow) == 12


def test_messages_are_answered_in_the_order_of_arrival(say: Say, rasa: FakeRasa) -> None:
    rasa.delay = 0.3
    texts = [f"第{n}句" for n in range(5)]
    with ThreadPoolExecutor(5) as pool:
        for text in texts:
            pool.submit(say, text)
            time.sleep(0.04)
    assert [asked["message"] for asked in rasa.asked] == texts


def test_people_do_not_wait_for_each_other(say: Say, rasa: FakeRasa) -> None:
    rasa.delay = 0.3
    started = time.monotonic()
    at_once(8, lambda n: say("老年证", person=f"p{n}"))
    assert time.monotonic() - started < 1.5


def test_a_dead_holder_is_waited_out(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "HELD_SECONDS", 0.3)
    say("你好")
    leave_a_lease("wang", until=time.time() + 0.3)
    started = time.monotonic()
    assert say("老年证").trace["outcome"] == "answer"
    assert 0.2 < time.monotonic() - started < 2 and count(LeaseRow) == 0


def leave_a_lease(person: str, until: float) -> None:
    """What a process that was killed while answering leaves behind."""
    person_id = talks.person_of(Incoming("web", person, "", "text", ""))
    with session() as opened:
        opened.add(LeaseRow(holder="dead", person_id=person_id, arrived=0.0, until=until, holding=person_id))


def test_a_person_who_is_gone_cannot_be_waited_for(fresh_database: None) -> None:
    with pytest.raises(lease.Erased), lease.turn_of("nobody", time.time(), 1.0):
        pass


ONE_TURN = """
import sys, time
from bot.conversation import lease, talks
from bot.conversation.model import Incoming
person = talks.person_of(Incoming("web", "wang", "", "text", ""))
with lease.turn_of(person, time.time(), 8.0):
    print(time.time(), flush=True)
    time.sleep(0.2)
    print(time.time(), flush=True)
"""


def test_the_order_holds_over_processes(fresh_database: None) -> None:
    running = [Popen([executable, "-c", ONE_TURN], stdout=PIPE, text=True) for _ in range(3)]
    spans = sorted(tuple(map(float, process.communicate(timeout=30)[0].split())) for process in running)
    assert all(earlier[1] <= later[0] for earlier, later in zip(spans, spans[1:])) and count(LeaseRow) == 0


def test_who_waits_too_long_gets_a_kind_sentence(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(doors, "PATIENCE_IN_DANGER_SECONDS", 0.05)
    leave_a_lease("wang", until=time.time() + 60)
    reply = say("老年证", message_id="m")
    assert reply.text == wording.STILL_ANSWERING and reply.trace["outcome"] == "reject" and count(TurnRow) == 0
    assert say("着火了快来人").text.startswith("请马上打 119")
    with session() as opened:
        opened.delete(opened.get_one(LeaseRow, "dead"))
    assert say("老年证", message_id="m").trace["outcome"] == "answer"


def test_the_rate_holds_for_messages_that_come_at_once(say: Say, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.settings import settings

    monkeypatch.setattr(doors, "settings", lambda: settings().model_copy(update={"rate_per_minute": 3}))
    rasa.delay = 0.2

    def ask(n: int) -> str:
        try:
            return str(say(f"问题{n}").trace["outcome"])
        except doors.talks.RateLimited:
            return "limited"

    outcomes = at_once(12, ask)
    assert (outcomes.count("answer"), outcomes.count("limited")) == (3, 9)


def test_a_new_person_at_once_from_many_threads_is_one_person(fresh_database: None) -> None:
    ids = at_once(10, lambda n: talks.person_of(Incoming("web", "zhang", str(n), "text", "x")))
    assert len(set(ids)) == 1 and count(PersonRow) == 1


def test_the_secret_is_made_once_and_only_for_its_owner(fresh_database: None, tmp_path: Path) -> None:
    from bot.conversation import secret

    made = {
        run([executable, "-c", "from bot.conversation.secret import secret; print(secret())"], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert made == {secret.secret() + "\n"} and len(secret.secret()) == 64
    file = tmp_path / secret.FILE
    assert file.stat().st_mode & 0o777 == 0o600 and [each.name for each in tmp_path.glob("secret*")] == [secret.FILE]


def test_a_set_secret_needs_no_file(fresh_database: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from bot.conversation import secret
    from bot.settings import settings

    monkeypatch.setenv("ZHOUDAO_SECRET", "given")
    settings.cache_clear()
    assert secret.secret() == "given" and not (tmp_path / secret.FILE).exists()
