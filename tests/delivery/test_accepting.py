"""The fate of a message, step by step: each step has one winner, whatever threads and processes try it at once."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversation import erasing
from bot.conversation.model import Incoming, Location
from bot.conversation.reading import LONGEST
from bot.conversation.tables import PersonRow
from bot.database import Base, engine, session
from bot.delivery import accepting
from bot.delivery.accepting import abandoned, accept, defer, finish_in_time, finish_later, look, take_back, take_over
from bot.delivery.model import Delivered
from bot.delivery.tables import DeliveryRow

from .conftest import CHANNEL, arriving, at_once, change, person, rows

pytestmark = pytest.mark.usefixtures("phone")
NOW = 1_767_230_000.0


def everything() -> str:
    """All rows of all tables, as one text."""
    with session() as opened:
        return "\n".join(f"{table.name}: {tuple(row)}" for table in Base.metadata.sorted_tables for row in opened.execute(select(table)))


def in_time(row: str, reply: str = "答复") -> bool:
    """Finishes it in a transaction of its own."""
    with engine().begin() as connection:
        return finish_in_time(connection, row, reply)


def later(row: str) -> bool:
    """Finishes it the other way."""
    with engine().begin() as connection:
        return finish_later(connection, row)


def back(row: str) -> bool:
    """Takes the reply back."""
    with engine().begin() as connection:
        return take_back(connection, row)


def test_a_message_is_written_down_before_anything_is_done() -> None:
    ticket = accept("r1", arriving(trigger="tap"), NOW)
    assert (ticket.id, ticket.state, ticket.reply, ticket.received_at, ticket.is_new) == ("r1", "answering", "", NOW, True)
    [row] = rows(DeliveryRow)
    assert (row.id, row.channel, row.trigger, row.received_at, row.state, row.reply) == ("r1", CHANNEL, "tap", NOW, "answering", "")
    assert row.person_id == ticket.person_id == person() and 0 < row.until - time.time() <= accepting.HELD_SECONDS


def test_nothing_written_tells_who_it_was_or_their_numbers() -> None:
    accept("r1", arriving("我是370306198001011234，老年证咋办", person="openid-wang"), NOW)
    assert "老年证" in everything()
    assert not [each for each in ("openid-wang", "370306198001011234") if each in everything()]


def test_a_message_that_came_before_is_found_as_it_is_now() -> None:
    sent = arriving(message_id="m")
    accept("r1", sent, NOW)
    again = accept("r2", sent, NOW + 5)
    assert (again.id, again.state, again.received_at, again.is_new) == ("r1", "answering", NOW, False)
    assert in_time("r1")
    assert (accept("r3", sent, NOW + 10).state, accept("r3", sent, NOW + 10).reply) == ("answered", "答复")
    assert len(rows(DeliveryRow)) == 1


def test_the_same_id_of_another_person_or_channel_is_another_message() -> None:
    sent = [arriving(message_id="m"), arriving(message_id="m", person="li")]
    sent.append(Delivered(Incoming("other", "wang", "m", "text", "x"), "message"))
    assert [accept(f"r{n}", each, NOW).is_new for n, each in enumerate(sent)] == [True] * 3


def test_of_twenty_copies_at_once_one_is_new() -> None:
    sent = arriving(message_id="m")
    tickets = at_once([lambda n=n: accept(f"r{n}", sent, NOW) for n in range(20)])  # type: ignore[misc]
    assert sum(ticket.is_new for ticket in tickets) == 1 and len({ticket.id for ticket in tickets}) == 1


def test_a_person_who_is_erased_at_that_very_moment_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = iter(["nobody"])
    real = accepting.person_of
    monkeypatch.setattr(accepting, "person_of", lambda incoming: next(gone, "") or real(incoming))
    ticket = accept("r1", arriving(), NOW)
    assert ticket.is_new and ticket.person_id == person()


def test_an_over_long_text_is_still_over_long_when_it_is_read_again() -> None:
    accept("r1", arriving("好" * 5000), NOW)
    change(DeliveryRow, until=0.0)
    [(_, _, _, found)] = abandoned(CHANNEL, NOW)
    assert len(found.incoming.text) == LONGEST + 1


STEPS: dict[str, Callable[[str], bool]] = {"defer": defer, "in_time": in_time, "later": later, "back": back}
TABLE = {
    "answering": {"defer": "later", "in_time": "answered"},
    "later": {"later": "done"},
    "answered": {"back": "done"},
    "done": {},
}  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", TABLE)
def test_a_step_holds_only_in_the_state_before_it(state: str, step: str) -> None:
    accept("r1", arriving(), NOW)
    change(DeliveryRow, state=state)
    after = TABLE[state].get(step)
    assert STEPS[step]("r1") is (after is not None)
    assert rows(DeliveryRow)[0].state == (after or state)


@pytest.mark.parametrize("step", STEPS)
def test_nothing_can_be_done_about_an_erased_message(step: str) -> None:
    accept("r1", arriving(message_id="m"), NOW)
    erasing.erase(person())
    assert STEPS[step]("r1") is False and rows(DeliveryRow) == [] and look(arriving(message_id="m")) is None


@pytest.mark.parametrize("state", ["answering", "later"])
def test_what_is_over_keeps_no_words_of_the_person(state: str) -> None:
    accept("r1", arriving(location=Location(36.8, 117.8)), NOW)
    change(DeliveryRow, state=state)
    assert (in_time if state == "answering" else later)("r1")
    [row] = rows(DeliveryRow)
    assert (row.incoming, row.until) == ({}, 0.0) and row.reply == ("答复" if state == "answering" else "")


def test_between_the_answer_and_the_deadline_one_wins() -> None:
    outcomes: Counter[tuple[bool, bool]] = Counter()
    for n in range(30):
        accept(f"r{n}", arriving(), NOW)
        outcomes[tuple(at_once([lambda n=n: in_time(f"r{n}"), lambda n=n: defer(f"r{n}")]))] += 1  # type: ignore[misc,index]
    assert set(outcomes) <= {(True, False), (False, True)} and outcomes.total() == 30


@pytest.mark.parametrize(("state", "step"), [("answering", "defer"), ("answering", "in_time"), ("later", "later")])
def test_of_twelve_who_take_the_same_step_one_wins(state: str, step: str) -> None:
    accept("r1", arriving(), NOW)
    change(DeliveryRow, state=state)
    assert sum(at_once([lambda: STEPS[step]("r1")] * 12)) == 1


def test_who_has_lost_reads_what_the_winner_wrote() -> None:
    sent = arriving(message_id="m")
    accept("r1", sent, NOW)
    assert in_time("r1", "赢的")
    assert not in_time("r1", "输的") and not defer("r1")
    found = look(sent)
    assert found and (found.state, found.reply) == ("answered", "赢的")


@pytest.mark.parametrize(
    ("changed", "is_found"),
    [
        ({}, True),
        ({"state": "later"}, True),
        ({"state": "answered"}, False),
        ({"state": "done"}, False),
        ({"until": NOW + 0.1}, False),
        ({"channel": "other"}, False),
        ({"received_at": NOW - 3601}, False),
        ({"received_at": NOW - 3599}, True),
    ],
)
def test_what_a_dead_process_has_left(changed: dict[str, Any], is_found: bool) -> None:
    accept("r1", arriving(), NOW)
    change(DeliveryRow, **({"until": NOW - 0.1} | changed))
    assert [row for row, _, _, _ in abandoned(CHANNEL, NOW)] == ["r1"] * is_found


@pytest.mark.parametrize(
    "sent",
    [
        arriving("老年证咋办", trigger="tap", heard=True),
        arriving("", kind="location", location=Location(36.803, 117.869)),
        arriving("", kind="voice", recording="mEdIa_abc"),
        arriving("", kind="arrival", scene="370306000000@3"),
        arriving("", kind="leaving", trigger="none"),
        arriving("我是抄表的，电话0533-0000000", audience="staff", is_test=True),
    ],
    ids=["text", "location", "voice", "arrival", "leaving", "all else"],
)
def test_a_message_is_read_again_whole_but_for_the_person(sent: Delivered) -> None:
    accept("r1", sent, NOW)
    change(DeliveryRow, until=NOW - 1)
    [(row, until, person_id, found)] = abandoned(CHANNEL, NOW)
    assert (row, until, person_id) == ("r1", NOW - 1, person())
    assert found == replace(sent, incoming=replace(sent.incoming, outside_id=""))


def test_of_eight_who_take_over_one_wins_and_holds_it() -> None:
    accept("r1", arriving(), NOW)
    change(DeliveryRow, until=NOW - 1)
    assert sum(at_once([lambda: take_over("r1", NOW - 1, NOW)] * 8)) == 1
    [row] = rows(DeliveryRow)
    assert (row.state, row.until) == ("later", NOW + accepting.HELD_SECONDS) and abandoned(CHANNEL, NOW) == []


def test_what_was_renewed_meanwhile_cannot_be_taken_over() -> None:
    accept("r1", arriving(), NOW)
    assert not take_over("r1", NOW - 1, NOW) and rows(DeliveryRow)[0].state == "answering"


@pytest.mark.parametrize(
    ("ago", "text", "name", "is_first"),
    [(1, "慢点", "wang", False), (59, "慢点", "wang", False), (61, "慢点", "wang", True), (1, "别的", "wang", True), (1, "慢点", "li", True)],
)
def test_a_notice_is_given_once_a_minute(ago: float, text: str, name: str, is_first: bool) -> None:
    accept("r1", arriving(), NOW - ago)
    assert in_time("r1", "慢点")
    assert accepting.is_first_notice(person(name), text, NOW) is is_first


def test_the_address_of_a_person_is_sealed() -> None:
    accept("r1", arriving(), NOW)
    sealed = accepting.sealed_address(person())
    with session() as opened:
        assert sealed == opened.get_one(PersonRow, person()).address
    assert sealed and "wang" not in sealed and accepting.sealed_address("nobody") is None
