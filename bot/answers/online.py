"""Whether it can be done from home (网办)."""

from bot import wording
from bot.answers.asked import Asked
from bot.answers.phrasing import contact
from bot.answers.question import Say


def answer(asked: Asked) -> list[Say]:
    """The online channels, or that it must be the window; and how often one must come."""
    matter = asked.matter
    if not matter.forms:
        return [Say("utter_online_unknown", {"contact": contact(asked.site)})]
    if not matter.online_channels:
        return [Say("utter_online_not", {"visits": wording.MUST_GO.format(n=matter.visits) if matter.visits else ""})]
    visits = wording.VISITS_ZERO if matter.visits == 0 else wording.VISITS.format(n=matter.visits) if matter.visits else ""
    return [Say("utter_online", {"channels": wording.LISTING.join(matter.online_channels), "visits": visits})]
