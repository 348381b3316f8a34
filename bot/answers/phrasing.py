"""Small pieces of plain Chinese that several answers share: days, times, contacts, limits."""

from datetime import date, datetime, time

from bot import wording
from bot.catalogue.model import Matter
from bot.district.model import District
from bot.places.hours import Day, day_of, next_opening, open_until
from bot.places.model import Calendar, Site
from bot.places.names import short_name


def clock(moment: time) -> str:
    """09:00."""
    return moment.strftime("%H:%M")


def day_name(day: date, today: date) -> str:
    """明天, or 10月8日（周四）."""
    if day == today:
        return wording.TODAY_WORD
    if (day - today).days == 1:
        return wording.TOMORROW_WORD
    return wording.DAY_FORM.format(month=day.month, day=day.day, weekday=wording.WEEKDAYS[day.weekday()])


def spans(day: Day) -> str:
    """09:00-12:00、13:00-17:00."""
    return wording.SPAN_JOIN.join(f"{clock(start)}-{clock(end)}" for start, end in day.spans)


def state_now(site: Site, now: datetime, calendar: Calendar) -> str:
    """Whether it is open now, until when, and when it opens next."""
    if not site.opening:
        return wording.CLOSED_UNKNOWN
    until = open_until(site, now, calendar)
    today = day_of(site, now.date(), calendar)
    if until and not today.by_appointment:
        last = until == today.spans[-1][1]
        return (wording.OPEN_NOW if last else wording.OPEN_NOW_BREAK).format(until=clock(until))
    opening = next_opening(site, now, calendar)
    if opening is None:
        return wording.CLOSED_UNKNOWN
    day, start = opening
    said = (wording.CLOSED_HOLIDAY if today.holiday else wording.CLOSED_UNTIL).format(
        holiday=wording.HOLIDAYS.get(today.holiday, today.holiday), day=day_name(day.date, now.date()), time=clock(start)
    )
    return said if day.announced else said + wording.BEYOND_CALENDAR


def day_state(day: Day) -> str:
    """Whether an office is open on a day."""
    holiday = wording.HOLIDAYS.get(day.holiday or day.makes_up, day.holiday or day.makes_up)
    if day.holiday:
        return wording.DAY_HOLIDAY.format(holiday=holiday)
    if not day.is_open:
        return wording.DAY_CLOSED
    form = wording.DAY_MAKES_UP if day.makes_up else wording.DAY_BOOKED if day.by_appointment else wording.DAY_OPEN
    return form.format(holiday=holiday, spans=spans(day))


def rules(site: Site) -> str:
    """The weekly rules: 周一至周五 09:00-12:00、13:00-17:00."""
    return (
        wording.RULE_JOIN.join(_rule(min(rule.weekdays), max(rule.weekdays), rule.spans, rule.by_appointment) for rule in site.opening)
        or wording.PLACE_UNKNOWN
    )


def _rule(first: int, last: int, times: tuple[tuple[time, time], ...], booked: bool) -> str:
    days = wording.WEEKDAYS[first] if first == last else f"{wording.WEEKDAYS[first]}{wording.FROM_TO}{wording.WEEKDAYS[last]}"
    hours = wording.SPAN_JOIN.join(f"{clock(start)}-{clock(end)}" for start, end in times)
    return f"{days} {hours}{wording.RULE_BOOKED if booked else ''}"


def contact(site: Site | None) -> str:
    """An office's short name and phone; the hotline where there is none."""
    if site is None or not site.phone:
        return wording.HOTLINE
    return wording.CENTRE_CONTACT.format(site=short_name(site), phone=site.phone)


def department(matter: Matter) -> str:
    """The department that is responsible; some lists leave it out."""
    return matter.department or wording.SOME_DEPARTMENT


def centre(district: District) -> Site | None:
    """The district's centre (政务服务中心)."""
    return next((site for site in district.sites.values() if site.level == "district"), None)


def limit_text(number: int, matter: Matter) -> str:
    """5个工作日."""
    return wording.LIMIT_TEXT[matter.limit_unit].format(n=number) if matter.limit_unit in wording.LIMIT_TEXT else str(number)


def demo_mark(is_demo: bool) -> str:
    """The mark of a row that no office has checked."""
    return wording.DEMO_MARK if is_demo else ""
