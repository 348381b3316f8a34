"""What one gets (结果): the paper, the amount, how long it holds."""

from bot.answers.asked import Asked
from bot.answers.phrasing import contact
from bot.answers.question import Say


def answer(asked: Asked) -> list[Say]:
    """The result's name and the guide's note, where amounts and terms stand."""
    matter = asked.matter
    if matter.result:
        return [Say("utter_result", {"result": matter.result, "note": matter.tip})]
    if matter.tip:
        return [Say("utter_result_note", {"note": matter.tip})]
    return [Say("utter_result_unknown", {"contact": contact(asked.site)})]
