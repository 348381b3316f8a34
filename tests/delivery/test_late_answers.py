"""Answers that nobody waits for: they go to the outbox, once, and nothing that was kept is forgotten."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.conversation.model import Dress, Incoming, Outgoing
from bot.database import engine
from bot.delivery import accepting, reception
from bot.delivery.outbox import Outbox
from bot.delivery.reception import Reception
from bot.delivery.tables import DeliveryRow, OutboxRow
from tests.delivery.pigeons import Pigeons, message, told

pytestmark = pytest.mark.usefixtures("own_database")
PATIENCE = 10.0


def until(holds: Callable[[], bool]) -> None:
    """Waits for what other threads do."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def answer(incoming: Incoming, dress: Dress) -> Outgoing:
    return told(f"答：{incoming.text}")


def outbox_rows() -> list[tuple[str, str]]:
    with engine().connect() as connection:
        return [tuple(row) for row in connection.execute(select(OutboxRow.state, OutboxRow.text).order_by(OutboxRow.created_at))]


def states() -> list[str]:
    with engine().connect() as connection:
        return list(connection.scalars(select(DeliveryRow.state)))


@pytest.fixture
def pigeons(own_database: Path) -> Iterator[Pigeons]:
    yield Pigeons()


@pytest.fixture
def counter(pigeons: Pigeons) -> Reception:
    """A reception whose background threads do not run: each test does what they would do."""
    return Reception(answer, pigeons, Outbox(pigeons))


def test_a_message_that_was_accepted_only_after_the_deadline_is_answered_later(counter: Reception, monkeypatch: pytest.MonkeyPatch) -> None:
    given_up, accept = threading.Event(), accepting.accept

    def slowly(*arguments: object) -> accepting.Ticket:
        given_up.wait(PATIENCE)
        return accept(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reception, "REPLY_SECONDS", 0.05)
    monkeypatch.setattr(accepting, "accept", slowly)

    async def delivered_and_given_up() -> str:
        said = await counter.reply(message("1"))
        given_up.set()
        await asyncio.to_thread(until, lambda: states() == ["done"])
        return said

    assert asyncio.run(delivered_and_given_up()) == ""
    assert outbox_rows() == [("waiting", "答：老年证")]
