"""How it goes (流程)."""

from bot import wording
from bot.answers.asked import Asked
from bot.answers.phrasing import contact
from bot.answers.question import Say


def answer(asked: Asked) -> list[Say]:
    """The steps in their order."""
    if not asked.matter.steps:
        return [Say("utter_process_unknown", {"contact": contact(asked.site)})]
    return [Say("utter_process", {"steps": wording.STEP_JOIN.join(asked.matter.steps)})]
