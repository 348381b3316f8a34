"""The days that somebody names: 今天, 周六, 国庆, 10月8号. Pure."""

import re
from datetime import date, timedelta

from bot import wording
from bot.places.model import Calendar

WEEKDAY = re.compile(wording.WEEKDAY_WORDS)
WEEKEND = re.compile(wording.WEEKEND_WORDS)
DATE = re.compile(wording.DATE_WORDS)
NO_HOLIDAY = re.compile(wording.NOT_A_HOLIDAY)


def days_in(text: str, today: date, calendar: Calendar) -> list[date]:
    """The coming days that `text` names, in order; a holiday gives all its days off. Empty when it names none."""
    named = holiday_in(text)
    if named:
        return [day for day in sorted(calendar.holidays) if calendar.holidays[day] == named and day >= today][: _length(named, today, calendar)]
    for word, ahead in wording.DAY_WORDS.items():
        if word in text:
            return [today + timedelta(days=ahead)]
    if WEEKEND.search(text):
        return [_coming(5, today), _coming(6, today)]
    weekday = WEEKDAY.search(text)
    if weekday:
        return [_weekday(weekday, today)]
    return _dates(text, today)


def holiday_in(text: str) -> str | None:
    """The holiday that `text` names, by the calendar's name."""
    text = NO_HOLIDAY.sub("", text)
    return next((name for word, name in wording.HOLIDAY_WORDS.items() if word in text), None)


def _length(name: str, today: date, calendar: Calendar) -> int:
    """How many days the next one has: next year's is another holiday."""
    coming = [day for day in sorted(calendar.holidays) if calendar.holidays[day] == name and day >= today]
    return sum(1 for day in coming if (day - coming[0]).days < 15)


def _weekday(said: re.Match[str], today: date) -> date:
    """周六 is the coming one; 下周六 is next week's."""
    index = wording.WEEKDAY_INDEX[said.group(2)]
    return today + timedelta(days=7 - today.weekday() + index) if said.group(1) else _coming(index, today)


def _coming(weekday: int, today: date) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _dates(text: str, today: date) -> list[date]:
    found = DATE.search(text)
    if not found:
        return []
    month, number = int(found.group(1)), int(found.group(2))
    try:
        day = date(today.year, month, number)
        return [day if day >= today else date(today.year + 1, month, number)]
    except ValueError:
        return []
