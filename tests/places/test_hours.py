"""When an office is open, by weekly rules and the State Council's calendar."""

from datetime import date, datetime, time

import pytest

from bot.clock import CHINA
from bot.places.hours import add_working_days, day_of, next_opening, open_until
from bot.places.model import Calendar
from tests.factories import AFTERNOON, CALENDAR, CENTRE, MORNING, TOWN, a_site


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        (date(2026, 9, 15), (MORNING, AFTERNOON)),
        (date(2026, 9, 19), ()),
        (date(2026, 10, 2), ()),
        (date(2026, 10, 8), (MORNING, AFTERNOON)),
        (date(2026, 10, 10), (MORNING, AFTERNOON)),
        (date(2026, 9, 20), (MORNING, AFTERNOON)),
        (date(2026, 9, 27), ()),
    ],
)
def test_days(day: date, spans: object) -> None:
    assert day_of(TOWN, day, CALENDAR).spans == spans


def test_the_working_saturday_is_no_saturday_to_be_booked() -> None:
    worked, usual = (day_of(CENTRE, date(2026, 10, day), CALENDAR) for day in (10, 17))
    assert (worked.spans, worked.by_appointment, worked.makes_up) == ((MORNING, AFTERNOON), False, "National Day")
    assert (usual.spans, usual.by_appointment, usual.makes_up) == ((MORNING,), True, "")


def test_the_real_calendar_agrees_on_the_golden_days(real_district) -> None:  # type: ignore[no-untyped-def]
    centre = real_district.sites["370306000000"]
    assert not day_of(centre, date(2026, 10, 2), real_district.calendar).is_open
    assert day_of(centre, date(2026, 10, 10), real_district.calendar).spans == (MORNING, AFTERNOON)
    assert add_working_days(date(2026, 9, 28), 5, real_district.calendar) == date(2026, 10, 10)
    assert real_district.calendar.last_year == 2026


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 9, 28), 5, date(2026, 10, 10)),
        (date(2026, 9, 15), 0, date(2026, 9, 15)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 10, 2), 1, date(2026, 10, 8)),
        (date(2026, 10, 9), 2, date(2026, 10, 12)),
    ],
)
def test_working_days(start: date, days: int, end: date) -> None:
    assert add_working_days(start, days, CALENDAR) == end


@pytest.mark.parametrize(
    ("at", "until"),
    [(time(8, 59), None), (time(9), time(12)), (time(11, 59, 59), time(12)), (time(12), None), (time(13), time(17)), (time(17), None)],
)
def test_lunch_is_closed_and_ends_are_not_open(at: time, until: time | None) -> None:
    assert open_until(TOWN, datetime.combine(date(2026, 9, 15), at, CHINA), CALENDAR) == until


def test_the_next_opening_passes_weekends_holidays_and_days_to_be_booked() -> None:
    opening = next_opening(CENTRE, datetime(2026, 9, 30, 17, tzinfo=CHINA), CALENDAR)
    assert opening is not None and (opening[0].date, opening[1]) == (date(2026, 10, 8), time(9))
    opening = next_opening(CENTRE, datetime(2026, 10, 16, 17, tzinfo=CHINA), CALENDAR)
    assert opening is not None and opening[0].date == date(2026, 10, 19)


def test_an_office_without_hours_never_opens() -> None:
    assert next_opening(a_site(opening=()), datetime(2026, 9, 15, 8, tzinfo=CHINA), CALENDAR) is None


def test_years_that_are_not_announced() -> None:
    assert CALENDAR.knows(date(2026, 12, 31)) and not CALENDAR.knows(date(2027, 1, 1))
    assert not Calendar().knows(date(2026, 1, 1))
    assert not day_of(TOWN, date(2027, 1, 4), CALENDAR).announced
