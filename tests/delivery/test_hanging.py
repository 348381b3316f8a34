"""A database that does not answer while somebody waits: a sentence in time, and the answer once, when it is back."""

import asyncio
import threading

import pytest

from bot import wording
from bot.conversation.model import Incoming
from bot.delivery import accepting
from bot.delivery import reception as receptions
from bot.delivery.outbox import Outbox
from bot.delivery.reception import Reception
from bot.delivery.tables import DeliveryRow

from .conftest import Brain, Phone, arriving, emptied, rows, until


@pytest.fixture
def back(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Until this is set, nothing can be written about the deadline, which is soon."""
    monkeypatch.setattr(receptions, "REPLY_SECONDS", 0.2)
    monkeypatch.setattr(receptions, "LAST_MOMENT_SECONDS", 0.4)
    defer, back = accepting.defer, threading.Event()
    monkeypatch.setattr(accepting, "defer", lambda row: back.wait(10) and defer(row))
    return back


@pytest.mark.parametrize("is_back_first", [True, False])
def test_a_sentence_then_the_answer(
    reception: Reception, brain: Brain, phone: Phone, box: Outbox, back: threading.Event, is_back_first: bool
) -> None:
    answers = threading.Event()

    def answered(_: Incoming) -> str:
        assert answers.wait(10)
        return "答复"

    brain.answer = answered
    loop = asyncio.new_event_loop()  # asyncio.run would wait for the database
    assert loop.run_until_complete(reception.reply(arriving())) == wording.ANSWER_FOLLOWS
    first, second = (back, answers) if is_back_first else (answers, back)
    first.set()
    until(lambda: [row.state for row in rows(DeliveryRow)] == ["later" if is_back_first else "done"])
    second.set()
    until(lambda: [row.state for row in rows(DeliveryRow)] == ["done"])
    emptied(box)
    assert phone.sent == [("wang", "答复")] and len(brain.seen) == 1
    loop.close()
