"""The delivery room between a brain and a phone that a test scripts, over a real database."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from bot.conversation.model import Choice, Dress, Incoming, Outgoing, empty_trace
from bot.conversation.talks import person_of
from bot.database import Base, engine, session
from bot.delivery import accepting
from bot.delivery.model import Allowance, Delivered, Fate, Trigger
from bot.delivery.outbox import Outbox, put
from bot.delivery.reception import Reception
from bot.delivery.tables import DeliveryRow, OutboxRow

CHANNEL = "phone"


@dataclass
class Phone:
    """A messenger. `fate` tells what becomes of each message; sending one takes `delay` seconds."""

    fate: Callable[[str, str], Fate] = lambda outside_id, text: "sent"
    delay: float = 0.0
    words: str = ""
    channel: str = CHANNEL
    allowances: Mapping[Trigger, Allowance] = field(default_factory=lambda: {"message": Allowance(5, 48 * 3600.0), "tap": Allowance(3, 60.0)})
    sent: list[tuple[str, str]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    typing: list[str] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def dress(self, text: str, choices: tuple[Choice, ...]) -> str:
        """The text with its choices in brackets."""
        return "\n".join([text, *(f"[{choice.n}. {choice.text}]" for choice in choices)])

    def send(self, outside_id: str, dressed: str, key: str) -> Fate:
        """Sends, after a while."""
        time.sleep(self.delay)
        with self.guard:
            self.sent.append((outside_id, dressed))
            self.keys.append(key)
        return self.fate(outside_id, dressed)

    def show_typing(self, outside_id: str) -> None:
        """Shows it."""
        self.typing.append(outside_id)

    def words_of(self, recording: str) -> str:
        """What is always said."""
        return self.words


@dataclass
class Brain:
    """A door that answers as told, and remembers what came in."""

    answer: Callable[[Incoming], str] = lambda incoming: f"答：{incoming.text}"
    seen: list[Incoming] = field(default_factory=list)

    def receive(self, incoming: Incoming, dress: Dress) -> Outgoing:
        """The door's side."""
        self.seen.append(incoming)
        return Outgoing(self.answer(incoming), (), empty_trace())


def arriving(text: str = "老年证咋办", person: str = "wang", message_id: str = "", trigger: Trigger = "message", **more: Any) -> Delivered:
    """A message as the protocol hands it over."""
    recording = more.pop("recording", "")
    return Delivered(Incoming(CHANNEL, person, message_id or uuid4().hex, more.pop("kind", "text"), text, can_wait=True, **more), trigger, recording)


def person(name: str = "wang") -> str:
    """Somebody's opaque id."""
    return person_of(arriving(person=name).incoming)


def rows[T: Base](table: type[T]) -> list[T]:
    """All rows of a table, oldest first."""
    order: Any = {DeliveryRow: DeliveryRow.received_at, OutboxRow: OutboxRow.created_at}[table]  # type: ignore[index]
    with session() as opened:
        return list(opened.scalars(select(table).order_by(order)))


def change(table: type[Base], **values: Any) -> None:
    """Changes all rows of a table."""
    with engine().begin() as connection:
        connection.execute(update(table).values(**values))


def at_once[T](works: Iterable[Callable[[], T]]) -> list[T]:
    """What all of them bring when they begin together."""
    listed = list(works)
    barrier = threading.Barrier(len(listed))

    def begin(work: Callable[[], T]) -> T:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(len(listed)) as pool:
        return list(pool.map(begin, listed))


def until(holds: Callable[[], object], seconds: float = 10.0) -> None:
    """Waits until something holds; fails when it does not come about."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


@pytest.fixture
def phone(own_database: Path) -> Phone:
    return Phone()


@pytest.fixture
def brain() -> Brain:
    return Brain()


@pytest.fixture
def box(phone: Phone) -> Outbox:
    """The outbox of one process; a test calls `look`, and nobody else does."""
    return Outbox(phone)


@pytest.fixture
def reception(brain: Brain, phone: Phone, box: Outbox) -> Reception:
    """The reception of one process; a test calls `look_after`, and nobody else does."""
    return Reception(brain.receive, phone, box)


def reply(reception: Reception, delivered: Delivered) -> str:
    """What a delivery is answered with."""
    return asyncio.run(reception.reply(delivered))


def waiting(*texts: str, name: str = "wang") -> str:
    """Somebody who has just written, and for whom these texts wait."""
    accepting.accept(f"r{time.time()}", arriving(person=name), time.time())
    for text in texts:
        with engine().begin() as connection:
            put(connection, person(name), CHANNEL, text)
    return person(name)


def emptied(box: Outbox) -> None:
    """Looks until nothing waits in the outbox any more, whatever becomes of it."""

    def looked() -> bool:
        box.look()
        return all(row.state != "waiting" for row in rows(OutboxRow))

    until(looked)
