"""When (时间): the office's hours, whether it is open now, and what the guide says of dates."""

from bot.answers.asked import Asked
from bot.answers.phrasing import centre, contact, rules, state_now
from bot.answers.question import Say


def answer(asked: Asked) -> list[Say]:
    """Hours of the office that does it (the district's centre when no place is known), and the guide's note on dates."""
    site = asked.site or centre(asked.district)
    if site is None or not site.opening:
        return [Say("utter_hours_unknown", {"contact": contact(site)})]
    today = state_now(site, asked.now, asked.district.calendar)
    says = [Say("utter_hours", {"site": site.name, "rules": rules(site), "today": today})]
    note = asked.matter.tip
    return [Say("utter_hours_matter", {"note": note}), *says] if note else says
