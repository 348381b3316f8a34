"""Answers that nobody waits for: they go to the outbox, once, and nothing that was kept is forgotten."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from bot import wording
from bot.conversation.model import Dress, Incoming, Outgoing, RateLimited
from bot.database import engine
from bot.delivery import accepting, reception
from bot.delivery.model import Delivered
from bot.delivery.outbox import Outbox
from bot.delivery.reception import Reception
from bot.delivery.tables import DeliveryRow, OutboxRow
from tests.delivery.pigeons import CHANNEL, Pigeons, message, told

pytestmark = pytest.mark.usefixtures("own_database")
PATIENCE = 10.0


def until(holds: Callable[[], bool]) -> None:
    """Waits for what other threads do."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def answer(incoming: Incoming, dress: Dress) -> Outgoing:
    if incoming.text == "太快":
        raise RateLimited(60)
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
def outbox(pigeons: Pigeons) -> Outbox:
    """An outbox whose background thread does not run: each test does what it would do."""
    return Outbox(pigeons)


@pytest.fixture
def counter(pigeons: Pigeons, outbox: Outbox) -> Reception:
    """A reception whose background thread does not run either."""
    return Reception(answer, pigeons, outbox)


def take(counter: Reception, *messages: Delivered) -> None:
    """Takes messages one after the other, each when the one before is answered."""
    for each in messages:
        counter.take(each)
        until(lambda: "later" not in states())


def send(outbox: Outbox, pigeons: Pigeons, count: int) -> list[str]:
    """Sends until so many were sent in all, and all is noted; what was said in them."""

    def looked() -> bool:
        outbox.look()
        return len(pigeons.sent) >= count and settled()

    until(looked)
    return [text for _, text, _ in pigeons.sent]


def settled() -> bool:
    """Whether no message is being sent."""
    with engine().connect() as connection:
        return not connection.scalar(select(func.count()).where(OutboxRow.state == "waiting", OutboxRow.until > time.time()))


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


def test_what_a_platform_without_replies_hands_over_is_written_down_before_it_goes_on(pigeons: Pigeons, outbox: Outbox) -> None:
    hold = threading.Event()
    Reception(lambda incoming, dress: told(str(hold.wait(PATIENCE))), pigeons, outbox).take(message("1"))
    assert states() == ["later"]
    hold.set()
    until(lambda: states() == ["done"])


def test_its_answer_goes_out_by_itself_once_however_often_the_message_comes(counter: Reception, outbox: Outbox, pigeons: Pigeons) -> None:
    take(counter, message("1"), message("1"), message("2", "低保"))
    assert send(outbox, pigeons, 2) == ["答：老年证", "答：低保"]
    assert {person for person, _, _ in pigeons.sent} == {"示例甲"}
    assert asyncio.run(counter.reply(message("1"))) == ""


def test_every_try_of_a_message_has_the_same_key_and_no_two_messages_have(counter: Reception, outbox: Outbox, pigeons: Pigeons) -> None:
    pigeons.fates = ["again"]
    take(counter, message("1"), message("2"))
    send(outbox, pigeons, 1)
    with engine().begin() as connection:
        connection.execute(update(OutboxRow).values(due=0.0))
    send(outbox, pigeons, 3)
    first, again, second = (key for _, _, key in pigeons.sent)
    assert first == again != second and len(first) == 32


def test_what_was_kept_is_sent_before_the_next_answer(counter: Reception, outbox: Outbox, pigeons: Pigeons) -> None:
    pigeons.fates = ["kept"]
    take(counter, message("1"))
    send(outbox, pigeons, 1)
    assert [state for state, _ in outbox_rows()] == ["kept"]
    take(counter, message("2", "低保"))
    assert send(outbox, pigeons, 3) == ["答：老年证", "答：老年证", "答：低保"]
    assert [state for state, _ in outbox_rows()] == ["sent", "sent"]


def test_who_writes_too_fast_is_told_so_once_a_minute(counter: Reception) -> None:
    take(counter, message("1", "太快"), message("2", "太快"), message("3", "太快"))
    assert [text for _, text in outbox_rows()] == [wording.TOO_FAST]


def test_what_a_dead_process_had_taken_is_answered_by_another(counter: Reception, outbox: Outbox, pigeons: Pigeons) -> None:
    accepting.accept("of-the-dead", message("1"), time.time(), "later")
    with engine().begin() as connection:
        connection.execute(update(DeliveryRow).values(until=0.0))
    counter.look_after()
    until(lambda: states() == ["done"])
    send(outbox, pigeons, 1)
    assert [(person, text) for person, text, _ in pigeons.sent] == [("示例甲", "答：老年证")]
    assert accepting.abandoned(CHANNEL, time.time() + 3600) == []
