"""Forgets: one person on request, and everybody's old turns by age."""

import logging
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, exists, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql.dml import Delete

from bot.clock import now
from bot.conversation.tables import ConversationRow, LeaseRow, OpenChoiceRow, PersonRow, TurnRow
from bot.database import session

SECONDS_A_DAY = 86400
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows went."""

    turns: int
    conversations: int
    persons: int


def erase(person_id: str) -> list[str]:
    """Erases a person: the row, and with it all that hangs on it. Returns the ids under which Rasa may still know the talks."""
    with session() as opened:
        talks = opened.scalars(select(ConversationRow.id).where(ConversationRow.person_id == person_id)).all()
        opened.execute(delete(PersonRow).where(PersonRow.id == person_id))
    return list(talks)


def purge(days: int) -> Purged:
    """Deletes turns, talks and persons without a word in the last `days` days. The day counts stay."""
    limit = now() - timedelta(days=days)
    talks = exists().where(ConversationRow.person_id == PersonRow.id)
    with session() as opened:

        def gone(statement: Delete) -> int:
            return cast("CursorResult[Any]", opened.execute(statement)).rowcount

        gone(delete(LeaseRow).where(LeaseRow.until < time.time()))
        gone(delete(OpenChoiceRow).where(OpenChoiceRow.expires_at < now()))
        turns = gone(delete(TurnRow).where(TurnRow.at < limit))
        conversations = gone(delete(ConversationRow).where(ConversationRow.last_at < limit))
        return Purged(turns, conversations, gone(delete(PersonRow).where(PersonRow.created_at < limit, ~talks)))


def purge_daily(days: int) -> None:
    """Purges now and every day, from a background thread."""
    threading.Thread(target=_purge_for_ever, args=(days,), name="purge", daemon=True).start()


def _purge_for_ever(days: int) -> None:
    while True:
        try:
            log.info("purged %s", purge(days))
        except SQLAlchemyError as wrong:
            log.error("old turns could not be purged: %s", type(wrong).__name__)
        time.sleep(SECONDS_A_DAY)
