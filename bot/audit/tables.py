"""The audit table: append-only; what people said in chat is never in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base, Moment


class AuditRow(Base):
    """One change: who, when, which row, before and after (GB/T 22239—2019, security audit)."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor: Mapped[str] = mapped_column(String(100))
    request: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(20))
    table: Mapped[str] = mapped_column(String(50))
    key: Mapped[str] = mapped_column(String(200))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
