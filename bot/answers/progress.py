"""How far it is (进度): that cannot be looked up here, so where it can be, and how long it usually takes."""

from bot import wording
from bot.answers.asked import Asked
from bot.answers.phrasing import centre, contact, limit_text
from bot.answers.question import Say


def answer(asked: Asked) -> list[Say]:
    """The phone that can tell, and the promised limit as a measure."""
    matter = asked.matter
    limit = wording.AFTER_ACCEPT.format(limit=limit_text(matter.promised_limit, matter)) if matter.promised_limit else ""
    return [Say("utter_progress", {"contact": contact(asked.site or centre(asked.district)), "limit": limit})]
