"""The roster: live rows, with audit."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base


class AgentRow(Base):
    """A helper named in public (代办员, 帮办代办专员)."""

    __tablename__ = "agent"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(50))
    role: Mapped[str] = mapped_column(String(50))
    site_code: Mapped[str] = mapped_column(String(12), ForeignKey("site.code"), index=True)
    phone: Mapped[str] = mapped_column(String(30))
    partner_code: Mapped[str | None] = mapped_column(String(20), ForeignKey("agent.code"))
    presence: Mapped[str] = mapped_column(String(10))
    is_demo: Mapped[bool]
