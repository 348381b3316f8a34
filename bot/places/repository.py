"""Reads offices, exceptions and the calendar."""

from datetime import time
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.catalogue.model import Action, Level
from bot.catalogue.tables import SiteServiceRow
from bot.places.model import Calendar, OpeningRule, Site, SiteService
from bot.places.tables import CalendarDayRow, SiteRow


def sites(session: Session) -> dict[str, Site]:
    """All offices by code."""
    return {row.code: _site(row) for row in session.scalars(select(SiteRow).order_by(SiteRow.code))}


def exceptions(session: Session) -> dict[tuple[str, str], SiteService]:
    """Exceptions by (matter, site)."""
    rows = session.scalars(select(SiteServiceRow))
    return {(row.matter_code, row.site_code): _exception(row) for row in rows}


def calendar(session: Session) -> Calendar:
    """The announced holidays and working weekends."""
    rows = list(session.scalars(select(CalendarDayRow)))
    holidays = {row.date: row.name for row in rows if row.kind == "holiday"}
    return Calendar(holidays, {row.date: row.name for row in rows if row.kind == "working"})


def _exception(row: SiteServiceRow) -> SiteService:
    return SiteService(row.matter_code, row.site_code, cast(Action, row.action), row.window, row.note)


def _site(row: SiteRow) -> Site:
    return Site(
        code=row.code, name=row.name, level=cast(Level, row.level), parent=row.parent or "", aliases=tuple(row.aliases), address=row.address,
        latitude=row.latitude, longitude=row.longitude, phone=row.phone, facilities=tuple(row.facilities),
        opening=tuple(_rule(rule) for rule in row.opening), is_demo=row.is_demo,
    )  # fmt: skip


def _rule(rule: dict[str, Any]) -> OpeningRule:
    spans = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in rule["spans"])
    return OpeningRule(frozenset(rule["weekdays"]), spans, rule["by_appointment"])
