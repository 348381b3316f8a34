"""Writes a turn down: its row, what the talk remembers, the open choices, the day's count."""

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, delete, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.clock import now, today
from bot.conversation.composing import Composed
from bot.conversation.lease import Erased
from bot.conversation.model import Incoming, Said, plain_choices
from bot.conversation.reading import LONGEST
from bot.conversation.tables import ConversationRow, DailyCountRow, OpenChoiceRow, PersonRow, TurnRow
from bot.conversation.talks import CHOICES_LAST, Talk, message_key
from bot.database import session


@dataclass(frozen=True, slots=True)
class Turn:
    """One answered message, ready to be written."""

    talk: Talk
    incoming: Incoming
    said: Said
    composed: Composed
    trace: dict[str, Any]


def keep(turn: Turn) -> None:
    """Writes the turn. Raises Erased when the person is gone, IntegrityError when the same message has been answered meanwhile."""
    with session() as opened:
        person, conversation = opened.get(PersonRow, turn.talk.person_id), opened.get(ConversationRow, turn.talk.id)
        if person is None or conversation is None:
            raise Erased
        person.notice_given = turn.composed.notice_given
        opened.add(_row(turn))
        _remember(conversation, turn)
        _open_choices(opened, turn)
        opened.flush()
        if not turn.incoming.is_test:
            _count(opened, turn)


def _row(turn: Turn) -> TurnRow:
    trace, matter, place = turn.trace, turn.trace["matter"], turn.trace["place"]
    return TurnRow(
        id=trace["turn"], conversation_id=turn.talk.id, person_id=turn.talk.person_id, channel=turn.incoming.channel,
        message_id=message_key(turn.incoming), at=now(), text=turn.incoming.text[:LONGEST], reply=turn.composed.text, outcome=trace["outcome"],
        intent=trace["intent"], facets=trace["facets"], matter_code=matter["code"] if matter else None,
        place_code=place["code"] if place else None, degraded=trace["degraded"], encoder_used=bool(trace["encoder_used"]),
        ms=round(trace["ms"]["total"]), trace=trace, choices=plain_choices(turn.composed.choices), is_test=turn.incoming.is_test,
    )  # fmt: skip


def _remember(conversation: ConversationRow, turn: Turn) -> None:
    conversation.last_at = now()
    conversation.strike_out_told = turn.composed.strike_out_told
    if turn.said.memory is not None:
        conversation.memory = turn.said.memory
    if not turn.said.keeps_rest:
        conversation.rest = turn.composed.rest
        conversation.rest_turn = turn.said.rest_turn or turn.trace["turn"]


def _open_choices(opened: Session, turn: Turn) -> None:
    """A reply that offers nothing leaves the old choices open, for a talk may come back to them; only 更多 goes with its text."""
    of_talk = delete(OpenChoiceRow).where(OpenChoiceRow.conversation_id == turn.talk.id)
    if turn.composed.choices:
        opened.execute(of_talk)
        opened.add_all([_open(turn.talk.id, each) for each in plain_choices(turn.composed.choices)])
    elif not turn.said.keeps_rest:
        opened.execute(of_talk.where(OpenChoiceRow.kind == "more"))


def _open(talk_id: str, choice: dict[str, Any]) -> OpenChoiceRow:
    return OpenChoiceRow(conversation_id=talk_id, expires_at=now() + CHOICES_LAST, **choice)


def _count(opened: Session, turn: Turn) -> None:
    """Adds one to the day's row. It comes last: on PostgreSQL every turn of the day waits for this one row."""
    matter = turn.trace["matter"]
    code = matter["code"] if matter else ""
    key = {"day": today(), "channel": turn.incoming.channel, "outcome": turn.trace["outcome"], "matter_code": code}
    if _added_to(opened, key):
        return
    try:
        with opened.begin_nested():
            opened.add(DailyCountRow(**key, n=1))
    except IntegrityError:
        _added_to(opened, key)


def _added_to(opened: Session, key: dict[str, Any]) -> bool:
    one_more = update(DailyCountRow).filter_by(**key).values(n=DailyCountRow.n + 1)
    return cast("CursorResult[Any]", opened.execute(one_more)).rowcount > 0
