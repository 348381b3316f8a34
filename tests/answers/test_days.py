"""The days that a message names."""

from datetime import date

import pytest

from bot.answers.days import days_in, holiday_in
from tests.factories import CALENDAR

TODAY = date(2026, 9, 15)


def days(text: str, today: date = TODAY) -> list[str]:
    return [f"{day:%m-%d}" for day in days_in(text, today, CALENDAR)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("今天开门吗", ["09-15"]), ("现在去行不", ["09-15"]), ("明儿上班不", ["09-16"]), ("后天呢", ["09-17"]), ("大后天呢", ["09-18"]),
        ("周六开门不", ["09-19"]), ("星期天", ["09-20"]), ("礼拜二", ["09-15"]), ("周一", ["09-21"]), ("下周一", ["09-21"]), ("下周六", ["09-26"]),
        ("下星期二", ["09-22"]), ("这周六", ["09-19"]), ("周末有人不", ["09-19", "09-20"]), ("双休日", ["09-19", "09-20"]),
        ("10月8号", ["10-08"]), ("10月8日", ["10-08"]), ("9月15号", ["09-15"]), ("9月1号", ["09-01"]), ("13月1号", []), ("2月30号", []),
        ("国庆", [f"10-0{n}" for n in range(1, 8)]), ("十一放假不", [f"10-0{n}" for n in range(1, 8)]), ("中秋", ["09-25", "09-26", "09-27"]),
        ("八月十五", ["09-25", "09-26", "09-27"]), ("过年", []), ("春节", []), ("身份证丢了", []), ("", []),
        ("上午十一点去行不", []), ("十一点半还开着不", []), ("十一号开门吗", []),
    ],
)  # fmt: skip
def test_days(text: str, meant: list[str]) -> None:
    assert days(text) == meant


def test_a_date_gone_by_is_next_year_s() -> None:
    assert days_in("9月1号", TODAY, CALENDAR) == [date(2027, 9, 1)]
    assert days_in("2月29号", date(2028, 3, 1), CALENDAR) == []


def test_within_a_holiday_the_rest_of_it_is_meant() -> None:
    assert days("国庆", date(2026, 10, 5)) == ["10-05", "10-06", "10-07"]


@pytest.mark.parametrize(
    ("text", "name"), [("过年", "Spring Festival"), ("十一", "National Day"), ("十一点", None), ("二十一号", None), ("平时", None)]
)
def test_the_holiday_named(text: str, name: str | None) -> None:
    assert holiday_in(text) == name
