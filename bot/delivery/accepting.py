"""The fate of a delivered message, step by step in the database: accepted once, answered in time or later, taken over from the dead.

Every step is one statement that holds only in the state before it, so that of two processes one wins. Plain statements and no mapped
objects: these run for every message, and must cost a fraction of a millisecond.
"""

import time
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.conversation.living import HELD_SECONDS
from bot.conversation.model import Incoming, Location
from bot.conversation.privacy import strike_out
from bot.conversation.reading import LONGEST
from bot.conversation.tables import PersonRow
from bot.conversation.talks import message_key, person_of
from bot.database import engine
from bot.delivery.model import Delivered, Trigger
from bot.delivery.tables import DeliveryRow, OutboxRow

State = Literal["answering", "later"]
SECONDS_BETWEEN_NOTICES = 60.0
SECONDS_OF_INTEREST = 3600.0
_BY_ID = DeliveryRow.id == bindparam("row")
_INSERT = insert(DeliveryRow)
_KEPT = (
    select(OutboxRow.id, OutboxRow.text).where(OutboxRow.person_id == bindparam("person"), OutboxRow.state == "kept").order_by(OutboxRow.created_at)
)
_LOOK = select(DeliveryRow.id, DeliveryRow.state, DeliveryRow.reply, DeliveryRow.received_at).where(
    DeliveryRow.channel == bindparam("by"), DeliveryRow.message_key == bindparam("key")
)
_DEFER = update(DeliveryRow).where(_BY_ID, DeliveryRow.state == "answering").values(state="later")
_FINISH = (
    update(DeliveryRow)
    .where(_BY_ID, DeliveryRow.state == bindparam("before"))
    .values(state=bindparam("after"), reply=bindparam("text"), incoming={}, until=0.0)
)
_ABANDONED = select(DeliveryRow).where(
    DeliveryRow.state.in_(("answering", "later")),
    DeliveryRow.until < bindparam("now"),
    DeliveryRow.channel == bindparam("by"),
    DeliveryRow.received_at > bindparam("oldest"),
)
_TAKE_OVER = update(DeliveryRow).where(_BY_ID, DeliveryRow.until == bindparam("was")).values(state="later", until=bindparam("now") + HELD_SECONDS)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that could not be sent, and waits for the next reply."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """A delivery as the database knows it. `is_new` for the one that has to answer it."""

    id: str
    person_id: str
    state: str
    reply: str
    received_at: float
    is_new: bool = False


def accept(row: str, delivered: Delivered, received_at: float, state: State = "answering") -> Ticket:
    """Writes a message down before anything is done about it; or finds what became of it when it came before."""
    incoming = delivered.incoming
    person_id = person_of(incoming)
    try:
        with engine().begin() as connection:
            connection.execute(_INSERT, _values(row, person_id, delivered, received_at, state))
    except IntegrityError:
        return look(delivered) or accept(row, delivered, received_at, state)
    return Ticket(row, person_id, state, "", received_at, is_new=True)


def look(delivered: Delivered) -> Ticket | None:
    """What became of a message; None when it was erased."""
    with engine().connect() as connection:
        found = connection.execute(_LOOK, {"by": delivered.incoming.channel, "key": message_key(delivered.incoming)}).first()
    if found is None:
        return None
    return Ticket(found.id, "", found.state, found.reply if found.state == "answered" else "", found.received_at)


def defer(row: str) -> bool:
    """The reply will be too late for whoever waits: the answer is to go to the outbox. False when it is there already, or the message is gone."""
    with engine().begin() as connection:
        return connection.execute(_DEFER, {"row": row}).rowcount > 0


def finish_in_time(connection: Connection, row: str, reply: str) -> bool:
    """The reply is what the waiting delivery is answered with. False when nobody waits any more."""
    return _finish(connection, row, "answering", "answered", reply)


def take_back(connection: Connection, row: str) -> bool:
    """The reply did not reach the waiting delivery, and goes another way. False when it already goes there, or the message is gone."""
    return _finish(connection, row, "answered", "done", "")


def kept_for(connection: Connection, person_id: str) -> tuple[Kept, ...]:
    """The answers that could not be sent to a person, oldest first."""
    return tuple(Kept(*each) for each in connection.execute(_KEPT, {"person": person_id}))


def finish_later(connection: Connection, row: str, notice: str = "") -> bool:
    """The answer goes another way; a `notice` is remembered. False when it already went, or the message is gone."""
    return _finish(connection, row, "later", "done", notice)


def abandoned(channel: str, now: float) -> list[tuple[str, float, str, Delivered]]:
    """Messages whose process has died: id, `until`, person, and the message without the person's outside id."""
    values = {"by": channel, "now": now, "oldest": now - SECONDS_OF_INTEREST}
    with engine().connect() as connection:
        return [(each.id, each.until, each.person_id, _delivered(each)) for each in connection.execute(_ABANDONED, values)]


def take_over(row: str, was: float, now: float) -> bool:
    """Makes an abandoned message this process's. False when another was quicker. Its sender has stopped waiting."""
    with engine().begin() as connection:
        return connection.execute(_TAKE_OVER, {"row": row, "was": was, "now": now}).rowcount > 0


def is_first_notice(person_id: str, text: str, now: float) -> bool:
    """Whether a person has not been told this within the last minute."""
    lately = (DeliveryRow.person_id == person_id, DeliveryRow.received_at > now - SECONDS_BETWEEN_NOTICES, DeliveryRow.reply == text)
    with engine().connect() as connection:
        return connection.execute(select(DeliveryRow.id).where(*lately).limit(1)).first() is None


def sealed_address(person_id: str) -> str | None:
    """The sealed outside id of a person; None when the person is gone."""
    with engine().connect() as connection:
        return connection.scalar(select(PersonRow.address).where(PersonRow.id == person_id))


def _finish(connection: Connection, row: str, before: str, after: str, reply: str) -> bool:
    return connection.execute(_FINISH, {"row": row, "before": before, "after": after, "text": reply}).rowcount > 0


def _values(row: str, person_id: str, delivered: Delivered, received_at: float, state: State) -> dict[str, Any]:
    incoming = delivered.incoming
    # One character more than may be read, so that it is still found too long when it is read again.
    masked = replace(incoming, outside_id="", text=strike_out(incoming.text[: LONGEST + 1]).text)
    return {
        "id": row, "channel": incoming.channel, "message_key": message_key(incoming), "person_id": person_id, "trigger": delivered.trigger,
        "received_at": received_at, "incoming": asdict(masked) | {"recording": delivered.recording}, "state": state,
        "until": time.time() + HELD_SECONDS, "reply": "",
    }  # fmt: skip


def _delivered(row: Any) -> Delivered:
    told = dict(row.incoming)
    recording, location = told.pop("recording"), told.pop("location")
    trigger: Trigger = row.trigger
    return Delivered(Incoming(**told, location=Location(**location) if location else None), trigger, recording)
