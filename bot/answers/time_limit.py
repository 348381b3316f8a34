"""How long it takes (时限): the promise, the law's limit, and the last day if it is accepted today (限时办结)."""

from datetime import timedelta

from bot import wording
from bot.answers.asked import Asked
from bot.answers.phrasing import contact, day_name, limit_text
from bot.answers.question import Say
from bot.places.hours import add_working_days


def answer(asked: Asked) -> list[Say]:
    """The promise in its unit; working days count by the calendar, 调休 included."""
    matter = asked.matter
    if matter.promised_limit is None:
        return [Say("utter_time_limit_unknown", {"contact": contact(asked.site)})]
    if matter.promised_limit == 0:
        return [Say("utter_time_limit_now")]
    values = {"limit": limit_text(matter.promised_limit, matter), "legal": _legal(asked)}
    today, calendar = asked.now.date(), asked.district.calendar
    working = matter.limit_unit == "working_day"
    last = add_working_days(today, matter.promised_limit, calendar) if working else today + timedelta(days=matter.promised_limit)
    if not calendar.knows(last):
        return [Say("utter_time_limit_unannounced", values)]
    return [Say("utter_time_limit", values | {"date": day_name(last, today)})]


def _legal(asked: Asked) -> str:
    legal = asked.matter.legal_limit
    return wording.LEGAL_LIMIT.format(limit=limit_text(legal, asked.matter)) if legal else ""
