"""What it costs (费用)."""

from bot import wording
from bot.answers.asked import Asked
from bot.answers.phrasing import contact
from bot.answers.question import Say


def answer(asked: Asked) -> list[Say]:
    """The fee and its basis."""
    matter = asked.matter
    if not matter.fee:
        return [Say("utter_fee_unknown", {"contact": contact(asked.site)})]
    if not matter.charged:
        return [Say("utter_fee_free", {"fee": matter.fee})]
    basis = wording.FEE_BASIS.format(basis=matter.fee_basis) if matter.fee_basis else ""
    return [Say("utter_fee", {"fee": matter.fee, "basis": basis})]
