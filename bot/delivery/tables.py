"""Messages that were accepted, and messages that are to be sent. Both hang on a person, and go with it.

Times are seconds since 1970, the machine's: platforms count real time, also where `ZHOUDAO_NOW` has stopped our clock.
"""

from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.conversation.tables import PERSON
from bot.database import Base


class DeliveryRow(Base):
    """A message that a platform delivered, once, whatever it repeats.

    `state`: `answering` (somebody waits for the reply), `answered` (in the reply itself), `later` (the answer goes to the outbox), `done`.
    `incoming` is masked, and empty once the answer is there. `until` runs ahead while a process works on it.
    """

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("channel", "message_key"), Index(None, "person_id", "received_at"), Index(None, "state", "until"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[str] = mapped_column(String(30))
    message_key: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[str] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    trigger: Mapped[str] = mapped_column(String(10))
    received_at: Mapped[float] = mapped_column(Float, index=True)
    incoming: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10))
    until: Mapped[float] = mapped_column(Float)
    reply: Mapped[str] = mapped_column(Text)


class OutboxRow(Base):
    """A message to a person. `state`: `waiting`, `sent`, `kept` (for the next passive reply), `told` (in one) or `dropped`.

    `text` is empty when it is over.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "person_id", "created_at"), Index(None, "state", "due"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[str] = mapped_column(String(30))
    person_id: Mapped[str] = mapped_column(ForeignKey(PERSON, ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[float] = mapped_column(Float, index=True)
    state: Mapped[str] = mapped_column(String(10))
    due: Mapped[float] = mapped_column(Float)
    tries: Mapped[int]
    until: Mapped[float] = mapped_column(Float)
    sent_at: Mapped[float | None] = mapped_column(Float)
