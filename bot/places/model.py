"""Offices of the three levels, their opening rules, and the days that differ. Pure."""

from dataclasses import dataclass, field
from datetime import date, time

from bot.catalogue.model import Action, Level


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """Weekdays (0 = Monday) and spans of a day on which an office is open; `by_appointment` when it must be booked."""

    weekdays: frozenset[int]
    spans: tuple[tuple[time, time], ...]
    by_appointment: bool


@dataclass(frozen=True, slots=True)
class Site:
    """An office (服务网点). Coordinates are degrees in GCJ-02, as WeChat gives them."""

    code: str
    name: str
    level: Level
    parent: str
    aliases: tuple[str, ...]
    address: str
    latitude: float
    longitude: float
    phone: str
    facilities: tuple[str, ...]
    opening: tuple[OpeningRule, ...]
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Public holidays and working weekends of the State Council's notices, up to `last_year`."""

    holidays: dict[date, str] = field(default_factory=dict)
    working: dict[date, str] = field(default_factory=dict)

    @property
    def last_year(self) -> int:
        """The last year that has been announced; 0 when none has."""
        return max((day.year for day in self.holidays), default=0)

    def knows(self, day: date) -> bool:
        """Whether the holidays of that year have been announced."""
        return day.year <= self.last_year


@dataclass(frozen=True, slots=True)
class SiteService:
    """An exception to what the levels do: this office, this matter."""

    matter: str
    site: str
    action: Action
    window: str | None
    note: str | None
