"""Offices and calendar days: live rows, with audit, without revisions."""

from datetime import date as Date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database import Base


class SiteRow(Base):
    """An office (服务网点); the code has 12 digits (统计用区划代码)."""

    __tablename__ = "site"

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    level: Mapped[str] = mapped_column(String(10))
    parent: Mapped[str | None] = mapped_column(String(12), ForeignKey("site.code"))
    aliases: Mapped[list[str]] = mapped_column(JSON)
    address: Mapped[str] = mapped_column(Text)
    latitude: Mapped[float]
    longitude: Mapped[float]
    phone: Mapped[str] = mapped_column(String(30))
    facilities: Mapped[list[str]] = mapped_column(JSON)
    opening: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    is_demo: Mapped[bool]


class CalendarDayRow(Base):
    """A public holiday, or a weekend day that is worked (调休)."""

    __tablename__ = "calendar_day"

    date: Mapped[Date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(50))
    source: Mapped[str] = mapped_column(String(200))
