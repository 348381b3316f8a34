"""Who is speaking and what their talk holds so far."""

import math
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.clock import now
from bot.conversation.lease import Erased
from bot.conversation.model import Choice, ChoiceKind, Incoming, Outgoing, RateLimited
from bot.conversation.secret import keyed_hash, seal
from bot.conversation.tables import ConversationRow, OpenChoiceRow, PersonRow, TurnRow
from bot.database import engine, session

SILENCE = timedelta(minutes=30)
CHOICES_LAST = timedelta(minutes=30)
RATE_SECONDS = 60
# Asked twice for every message, so not made anew each time.
_PERSON = select(PersonRow.id).where(PersonRow.channel == bindparam("by"), PersonRow.outside_hash == bindparam("hash"))


@dataclass(frozen=True, slots=True)
class Talk:
    """A person's running conversation as the database holds it. `choices` are the open ones that have not expired."""

    id: str
    person_id: str
    notice_given: bool
    strike_out_told: bool
    memory: dict[str, Any]
    rest: str
    rest_turn: str
    choices: tuple[Choice, ...]


def person_of(incoming: Incoming) -> str:
    """The person's opaque id; made on the first message."""
    outside_hash = keyed_hash(incoming.channel, incoming.outside_id)
    found = _person(incoming.channel, outside_hash)
    if found:
        return found
    try:
        with session() as opened:
            address = seal(incoming.outside_id) if incoming.can_wait else ""
            made = PersonRow(id=uuid.uuid4().hex, channel=incoming.channel, outside_hash=outside_hash, address=address, created_at=now())
            opened.add(made)
    except IntegrityError:
        return person_of(incoming)
    return made.id


def earlier_reply(opened: Session, incoming: Incoming) -> Outgoing | None:
    """What the very same message was answered before, if it was."""
    turn = opened.scalar(select(TurnRow).where(TurnRow.channel == incoming.channel, TurnRow.message_id == message_key(incoming)))
    return Outgoing(turn.reply, tuple(Choice(**each) for each in turn.choices), turn.trace) if turn else None


def message_key(incoming: Incoming) -> str:
    """The message's id as turns keep it: nobody can meet, or guess, another person's."""
    return keyed_hash(incoming.channel, incoming.outside_id, keyed_hash(incoming.message_id))


def check_rate(opened: Session, person_id: str, waiting: int, most: int) -> None:
    """Raises RateLimited when the person has `most` messages within the last minute, those `waiting` for an answer included."""
    lately = (TurnRow.person_id == person_id, TurnRow.at > now() - timedelta(seconds=RATE_SECONDS))
    times = opened.scalars(select(TurnRow.at).where(*lately).order_by(TurnRow.at.desc()).limit(most)).all()
    if len(times) + waiting >= most:
        oldest = times[-1] if times else now()
        raise RateLimited(max(1, math.ceil(RATE_SECONDS - (now() - oldest).total_seconds())))


def running(opened: Session, person_id: str) -> Talk:
    """The person's talk; a new one after a long silence. Raises Erased when the person is gone."""
    person = opened.get(PersonRow, person_id)
    if person is None:
        raise Erased
    row = opened.scalar(select(ConversationRow).where(ConversationRow.person_id == person_id).order_by(ConversationRow.last_at.desc()).limit(1))
    if row is None or now() - row.last_at > SILENCE:
        row = ConversationRow(id=uuid.uuid4().hex, person_id=person_id, started_at=now(), last_at=now())
        opened.add(row)
        opened.flush()
    return _talk(opened, person, row)


def trace_of(turn_id: str) -> dict[str, Any] | None:
    """The trace of an earlier turn; None when it was purged."""
    with session() as opened:
        return opened.scalar(select(TurnRow.trace).where(TurnRow.id == turn_id))


def _person(channel: str, outside_hash: str) -> str | None:
    with engine().connect() as connection:
        return connection.scalar(_PERSON, {"by": channel, "hash": outside_hash})


def _talk(opened: Session, person: PersonRow, row: ConversationRow) -> Talk:
    living = (OpenChoiceRow.conversation_id == row.id, OpenChoiceRow.expires_at > now())
    choices = opened.scalars(select(OpenChoiceRow).where(*living).order_by(OpenChoiceRow.n))
    return Talk(
        id=row.id, person_id=person.id, notice_given=person.notice_given, strike_out_told=row.strike_out_told, memory=row.memory,
        rest=row.rest, rest_turn=row.rest_turn, choices=tuple(_choice(each) for each in choices),
    )  # fmt: skip


def _choice(row: OpenChoiceRow) -> Choice:
    return Choice(row.n, cast(ChoiceKind, row.kind), row.code, row.text)
