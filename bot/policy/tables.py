"""Documents and their facts: live rows, with audit."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base

NUMBER = String(50)


class PolicyDocumentRow(Base):
    """A government document (文号, 标题, 发布机关, 印发日期)."""

    __tablename__ = "policy_document"

    number: Mapped[str] = mapped_column(NUMBER, primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    office: Mapped[str] = mapped_column(String(100))
    issued_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text)


class PolicyFactRow(Base):
    """A fact of a document, the ways in which people ask for it, and the matters that cover the same thing."""

    __tablename__ = "policy_fact"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    document_number: Mapped[str] = mapped_column(NUMBER, ForeignKey("policy_document.number", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(Text)
    ways: Mapped[list[str]] = mapped_column(JSON)
    answer: Mapped[str] = mapped_column(Text)
    lines: Mapped[str] = mapped_column(String(100))
    audience: Mapped[str] = mapped_column(String(10))
    inside: Mapped[bool]
    matters: Mapped[list[str]] = mapped_column(JSON)
    facets: Mapped[list[str]] = mapped_column(JSON)
