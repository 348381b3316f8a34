"""Whom to ring (电话)."""

from bot.answers.asked import Asked
from bot.answers.phrasing import centre, contact
from bot.answers.question import Say


def answer(asked: Asked) -> list[Say]:
    """The phone of the office that does it."""
    return [Say("utter_phone", {"contact": contact(asked.site or centre(asked.district))})]
