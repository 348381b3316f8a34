"""Persons, conversations and turns. Everything here hangs on `person`, so that deleting that one row erases somebody."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base, Moment

PERSON = "person.id"
CONVERSATION = "conversation.id"


class PersonRow(Base):
    """Somebody on one channel: an opaque id, and a keyed hash that nobody can turn back without the secret.

    `address` is the outside id, sealed with that secret, on channels that bring answers later; else it is empty.
    """

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("channel", "outside_hash"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[str] = mapped_column(String(30))
    outside_hash: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    notice_given: Mapped[bool] = mapped_column(default=False)


class ConversationRow(Base):
    """A talk without a long silence; its id is Rasa's sender id. `rest` is what the last long reply, of turn `rest_turn`, still has to say."""

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime] = mapped_column(Moment)
    last_at: Mapped[datetime] = mapped_column(Moment, index=True)
    memory: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    rest: Mapped[str] = mapped_column(Text, default="")
    rest_turn: Mapped[str] = mapped_column(String(32), default="")
    strike_out_told: Mapped[bool] = mapped_column(default=False)


class TurnRow(Base):
    """One message and its reply. `text` is masked; `message_id` is a keyed hash with the person in it: ids are the channel's, or anybody's."""

    __tablename__ = "turn"
    __table_args__ = (
        UniqueConstraint("channel", "message_id"),
        Index(None, "person_id", "at"),
        Index(None, "matter_code", "at"),
        Index(None, "outcome", "at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    channel: Mapped[str] = mapped_column(String(30))
    message_id: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    text: Mapped[str] = mapped_column(Text)
    reply: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(20))
    intent: Mapped[str | None] = mapped_column(String(100))
    facets: Mapped[list[str]] = mapped_column(JSON)
    matter_code: Mapped[str | None] = mapped_column(String(64))
    place_code: Mapped[str | None] = mapped_column(String(64))
    degraded: Mapped[bool]
    encoder_used: Mapped[bool]
    ms: Mapped[int]
    trace: Mapped[dict[str, Any]] = mapped_column(JSON)
    choices: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    is_test: Mapped[bool]


class OpenChoiceRow(Base):
    """A numbered choice that the next message may take."""

    __tablename__ = "open_choice"

    conversation_id: Mapped[str] = mapped_column(ForeignKey(CONVERSATION, ondelete="CASCADE"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str | None] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class LeaseRow(Base):
    """A message in a person's queue. `holding` is the person while it is that message's turn, else NULL: the constraint lets one hold."""

    __tablename__ = "lease"

    holder: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"), index=True)
    arrived: Mapped[float] = mapped_column(Float)
    until: Mapped[float] = mapped_column(Float)
    holding: Mapped[str | None] = mapped_column(String(32), unique=True)


class DailyCountRow(Base):
    """How many turns a day had: what stays when the turns are purged. Nobody can be told from it."""

    __tablename__ = "daily_count"

    day: Mapped[date] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(30), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(20), primary_key=True)
    matter_code: Mapped[str] = mapped_column(String(64), primary_key=True)
    n: Mapped[int]
