"""Who can have it (条件)."""

from bot.answers.asked import Asked
from bot.answers.phrasing import contact
from bot.answers.question import Say


def answer(asked: Asked) -> list[Say]:
    """The conditions of acceptance (受理条件)."""
    if not asked.matter.conditions:
        return [Say("utter_conditions_unknown", {"contact": contact(asked.site)})]
    return [Say("utter_conditions", {"conditions": asked.matter.conditions})]
