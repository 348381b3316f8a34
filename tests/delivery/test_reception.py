"""One turn a message and one answer, in the reply or after it, whoever repeats, is slow, goes away or dies."""

import asyncio
import random
import threading
import time

import pytest

from bot import wording
from bot.conversation import erasing
from bot.conversation.model import Incoming, RateLimited
from bot.delivery import accepting
from bot.delivery import reception as receptions
from bot.delivery.outbox import Outbox
from bot.delivery.reception import Reception
from bot.delivery.tables import DeliveryRow, OutboxRow

from .conftest import CHANNEL, Brain, Phone, arriving, change, emptied, person, reply, rows, until

pytestmark = pytest.mark.usefixtures("phone")


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> float:
    """A deadline that a test can wait for."""
    monkeypatch.setattr(receptions, "REPLY_SECONDS", 0.3)
    monkeypatch.setattr(receptions, "SECONDS_BETWEEN_LOOKS", 0.02)
    return 0.3


def waits(brain: Brain, answer: str = "答复") -> threading.Event:
    """A brain that answers only when the event is set."""
    go_on = threading.Event()

    def answered(incoming: Incoming) -> str:
        assert go_on.wait(10)
        return answer

    brain.answer = answered
    return go_on


def states() -> list[str]:
    """What became of all messages, oldest first."""
    return [row.state for row in rows(DeliveryRow)]


def waiting() -> list[str]:
    """What is in the outbox."""
    return [row.text for row in rows(OutboxRow) if row.state == "waiting"]


def test_an_answer_in_time_is_the_reply(reception: Reception, brain: Brain) -> None:
    sent = arriving("老年证咋办")
    assert reply(reception, sent) == "答：老年证咋办" and brain.seen == [sent.incoming]
    assert states() == ["answered"] and waiting() == []


def test_an_answer_too_late_goes_to_the_outbox_once(reception: Reception, brain: Brain, phone: Phone, box: Outbox, soon: float) -> None:
    go_on = waits(brain)
    assert reply(reception, arriving()) == "" and states() == ["later"]
    until(lambda: phone.typing == ["wang"])
    go_on.set()
    until(lambda: states() == ["done"])
    assert waiting() == ["答复"] and len(brain.seen) == 1
    emptied(box)
    assert phone.sent == [("wang", "答复")]


def test_silence_is_not_put_into_the_outbox(reception: Reception, brain: Brain, soon: float) -> None:
    go_on = waits(brain, "")
    assert reply(reception, arriving()) == ""
    go_on.set()
    until(lambda: states() == ["done"])
    assert rows(OutboxRow) == []


async def in_parallel(*deliveries: tuple[Reception, float]) -> list[str]:
    """The same message, delivered to these receptions after so many seconds each."""
    sent = arriving(message_id="m")

    async def one(reception: Reception, seconds: float) -> str:
        await asyncio.sleep(seconds)
        return await reception.reply(sent)

    return await asyncio.gather(*(one(*each) for each in deliveries))


@pytest.fixture
def other(brain: Brain, phone: Phone) -> Reception:
    """Another process with the same database."""
    return Reception(brain.receive, phone, Outbox(phone))


def test_a_repetition_waits_for_the_first_ones_turn_whichever_process_gets_it(reception: Reception, other: Reception, brain: Brain) -> None:
    brain.answer = lambda incoming: time.sleep(0.3) or "答复"  # type: ignore[func-returns-value]
    assert asyncio.run(in_parallel((reception, 0), (reception, 0.1), (other, 0.1), (other, 0))) == ["答复"] * 4
    assert len(brain.seen) == 1 and states() == ["answered"]


def test_a_repetition_after_the_answer_gets_it_again(reception: Reception, other: Reception, brain: Brain) -> None:
    sent = arriving()
    assert [reply(each, sent) for each in (reception, reception, other)] == ["答：老年证咋办"] * 3 and len(brain.seen) == 1


def test_a_repetition_after_the_deadline_has_nothing_to_wait_for(reception: Reception, other: Reception, brain: Brain, soon: float) -> None:
    go_on, sent = waits(brain), arriving()
    assert reply(reception, sent) == ""
    started = time.monotonic()
    assert reply(other, sent) == "" and time.monotonic() - started < 5
    go_on.set()
    until(lambda: states() == ["done"])
    assert reply(other, sent) == "" and waiting() == ["答复"] and len(brain.seen) == 1


def test_a_repetition_whose_first_is_lost_gives_up_for_it(reception: Reception, brain: Brain, soon: float) -> None:
    """The process that took it first is dead: this one waits to the deadline, then the message is to be answered later."""
    sent = arriving()
    accepting.accept("r1", sent, time.time())
    assert reply(reception, sent) == "" and states() == ["later"] and brain.seen == []


def test_answers_around_the_deadline_go_exactly_one_way(reception: Reception, brain: Brain, phone: Phone, box: Outbox, soon: float) -> None:
    dice = random.Random(1)
    delays = [dice.uniform(soon - 0.15, soon + 0.15) for _ in range(40)]
    brain.answer = lambda incoming: time.sleep(delays[int(incoming.text)]) or f"答{incoming.text}"  # type: ignore[func-returns-value]

    async def all_at_once() -> list[str]:
        return await asyncio.gather(*(reception.reply(arriving(str(n), person=f"p{n}")) for n in range(40)))

    passive = asyncio.run(all_at_once())
    until(lambda: set(states()) <= {"answered", "done"})
    emptied(box)
    told = sorted([*filter(None, passive), *(text for _, text in phone.sent)])
    assert told == sorted(f"答{n}" for n in range(40)) and len(brain.seen) == 40


def test_too_fast_is_said_once_a_minute(reception: Reception, brain: Brain) -> None:
    def refuse(incoming: Incoming) -> str:
        raise RateLimited(20)

    brain.answer = refuse
    assert [reply(reception, arriving()) for _ in range(3)] == [wording.TOO_FAST, "", ""]
    assert reply(reception, arriving(person="li")) == wording.TOO_FAST and states() == ["answered"] * 4


def test_a_door_that_fails_is_told_kindly_and_logged_without_words(reception: Reception, brain: Brain, caplog: pytest.LogCaptureFixture) -> None:
    brain.answer = lambda incoming: str(1 / 0)
    assert reply(reception, arriving("俺家的事", person="openid-wang")) == wording.COULD_NOT_ANSWER
    assert "ZeroDivisionError" in caplog.text and "俺家的事" not in caplog.text and "openid-wang" not in caplog.text


@pytest.mark.parametrize(("words", "kind", "text", "heard"), [("老年证咋办", "text", "老年证咋办", True), ("", "voice", "", False)])
def test_speech_is_what_the_recogniser_hears(reception: Reception, brain: Brain, phone: Phone, words: str, kind: str, text: str, heard: bool) -> None:
    phone.words = words
    reply(reception, arriving("", kind="voice", recording="mEdIa"))
    [seen] = brain.seen
    assert (seen.kind, seen.text, seen.heard) == (kind, text, heard)


def test_what_is_no_speech_is_not_recognised(reception: Reception, brain: Brain, phone: Phone) -> None:
    phone.words = "something"
    reply(reception, arriving("老年证"))
    assert brain.seen[0].text == "老年证"


def test_when_all_turns_are_taken_it_is_said(brain: Brain, phone: Phone, box: Outbox, monkeypatch: pytest.MonkeyPatch, soon: float) -> None:
    monkeypatch.setattr(receptions, "MOST_TURNS", 1)
    crowded, go_on = Reception(brain.receive, phone, box), waits(brain)

    async def two() -> list[str]:
        return await asyncio.gather(crowded.reply(arriving(person="wang")), crowded.reply(arriving(person="li")))

    assert asyncio.run(two()) == ["", wording.TOO_BUSY]
    go_on.set()
    until(lambda: states() == ["done"])
    assert len(brain.seen) == 1


def abandon(state: str = "answering") -> None:
    """A message of wang's whose process was killed."""
    accepting.accept("r1", arriving("老年证咋办"), time.time())
    change(DeliveryRow, until=time.time() - 0.1, state=state)


@pytest.mark.parametrize("state", ["answering", "later"])
def test_what_a_dead_process_has_left_is_answered_by_another(reception: Reception, brain: Brain, phone: Phone, box: Outbox, state: str) -> None:
    abandon(state)
    reception.look_after()
    until(lambda: states() == ["done"])
    assert [(seen.outside_id, seen.text, seen.can_wait) for seen in brain.seen] == [("wang", "老年证咋办", True)]
    emptied(box)
    assert phone.sent == [("wang", "答：老年证咋办")]


def test_of_two_that_look_after_it_one_answers(reception: Reception, other: Reception, brain: Brain) -> None:
    abandon()
    for each in (reception, other, reception, other):
        each.look_after()
    until(lambda: states() == ["done"])
    assert len(brain.seen) == 1 and waiting() == ["答：老年证咋办"]


def test_a_process_that_only_slept_loses_to_the_one_that_took_over(reception: Reception, brain: Brain, other: Reception) -> None:
    """Its row ran out while it was stopped; it wakes up and answers too: nobody waits for that any more."""
    go_on = waits(brain)

    async def sleeping() -> str:
        first = asyncio.create_task(reception.reply(arriving()))
        while not brain.seen:
            await asyncio.sleep(0.01)
        change(DeliveryRow, until=time.time() - 0.1)
        await asyncio.to_thread(other.look_after)
        while len(brain.seen) < 2:
            await asyncio.sleep(0.01)
        go_on.set()
        return await first

    asyncio.run(sleeping())
    until(lambda: states() == ["done"])
    assert waiting() == ["答复"]


def test_whoever_is_erased_while_waiting_is_still_answered_and_nothing_is_kept(reception: Reception, brain: Brain, phone: Phone, soon: float) -> None:
    go_on = waits(brain)
    assert reply(reception, arriving()) == ""
    erasing.erase(person())
    go_on.set()
    until(lambda: phone.sent == [("wang", "答复")])
    assert rows(DeliveryRow) == [] and rows(OutboxRow) == []


def test_whoever_erases_themselves_in_time_gets_the_reply_alone(reception: Reception, brain: Brain, phone: Phone) -> None:
    def erase(incoming: Incoming) -> str:
        erasing.erase(person())
        return "已删除"

    brain.answer = erase
    assert reply(reception, arriving()) == "已删除" and phone.sent == [] and rows(DeliveryRow) == []


def test_only_the_channels_own_messages_are_taken_over(reception: Reception, brain: Brain) -> None:
    abandon()
    change(DeliveryRow, channel="other")
    reception.look_after()
    assert states() == ["answering"] and brain.seen == [] and CHANNEL != "other"
