"""Whether somebody else may do it, and who that is (代办, 帮办): the helper on duty, or the B partner."""

from bot import wording
from bot.answers.asked import Asked
from bot.answers.phrasing import contact
from bot.answers.question import Say
from bot.people.model import on_duty
from bot.places.model import Site
from bot.places.names import short_name


def answer(asked: Asked) -> list[Say]:
    """What may be done by others, then the named helper for the person's place."""
    if not asked.matter.agent_note:
        return [Say("utter_agency_unknown", {"contact": contact(asked.site)})]
    said = Say("utter_agency", {"note": asked.matter.agent_note})
    where = asked.serving.agent_site or (asked.site if asked.place else None)
    if where is None:
        return [said, Say("utter_agency_ask")]
    return [said, *helper(asked, where)]


def helper(asked: Asked, site: Site) -> list[Say]:
    """The helper of `site` who is on duty; nothing when nobody is."""
    duty = on_duty(asked.district.agents, site.code)
    if duty.helper is None:
        return []
    absent = wording.ABSENT.format(name=duty.absent.name, presence=wording.PRESENCE[duty.absent.presence]) if duty.absent else ""
    return [Say("utter_agency_helper", {"site": short_name(site), "helper": duty.helper.name, "phone": duty.helper.phone, "absent": absent})]
