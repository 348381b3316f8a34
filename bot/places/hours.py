"""When an office is open: weekly rules, then the State Council's holidays and working weekends. Times are aware, in China.

Not the opening_hours syntax: its library calls 2026-10-02 open and the working Saturday 2026-10-10 closed.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.places.model import Calendar, OpeningRule, Site

LOOK_AHEAD = 30


@dataclass(frozen=True, slots=True)
class Day:
    """An office's day: its spans (empty when closed), whether it must be booked, and the holiday or working weekend it is."""

    date: date
    spans: tuple[tuple[time, time], ...]
    by_appointment: bool
    holiday: str
    makes_up: str
    announced: bool

    @property
    def is_open(self) -> bool:
        return bool(self.spans)


def day_of(site: Site, day: date, calendar: Calendar) -> Day:
    """How `site` keeps `day`. A working weekend keeps Monday's hours; a holiday is closed."""
    holiday, makes_up = calendar.holidays.get(day, ""), calendar.working.get(day, "")
    weekday = 0 if makes_up else day.weekday()
    rule = None if holiday else _rule_for(site, weekday)
    spans = rule.spans if rule else ()
    return Day(day, spans, bool(rule and rule.by_appointment), holiday, makes_up, calendar.knows(day))


def _rule_for(site: Site, weekday: int) -> OpeningRule | None:
    return next((rule for rule in site.opening if weekday in rule.weekdays), None)


def open_until(site: Site, moment: datetime, calendar: Calendar) -> time | None:
    """The time at which the span that contains `moment` ends; None while closed."""
    spans = day_of(site, moment.date(), calendar).spans
    return next((end for start, end in spans if start <= moment.time() < end), None)


def next_opening(site: Site, moment: datetime, calendar: Calendar) -> tuple[Day, time] | None:
    """The next day and time at which the office opens without an appointment; None when there is none within a month."""
    for offset in range(LOOK_AHEAD + 1):
        day = day_of(site, moment.date() + timedelta(days=offset), calendar)
        if day.by_appointment:
            continue
        starts = [start for start, _ in day.spans if offset or start > moment.time()]
        if starts:
            return day, starts[0]
    return None


def add_working_days(start: date, days: int, calendar: Calendar) -> date:
    """The day on which `days` working days after `start` end (the day of acceptance does not count)."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if _is_working(day, calendar):
            days -= 1
    return day


def _is_working(day: date, calendar: Calendar) -> bool:
    return day in calendar.working or (day.weekday() < 5 and day not in calendar.holidays)
