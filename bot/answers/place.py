"""Where to go (地点): the nearest office upwards from the person's place that can do it, and the village agent who may do it for them."""

from bot import wording
from bot.answers.asked import Asked
from bot.answers.phrasing import centre, contact, department, state_now
from bot.answers.question import Say
from bot.places.names import short_name
from bot.places.serving import CAN_DO


def answer(asked: Asked) -> list[Say]:
    """The office with address, phone and whether it is open now. Without a place: what is true everywhere, and how to get the nearest."""
    site = asked.site
    if site is None:
        return [Say("utter_place_department", {"department": department(asked.matter), "contact": contact(centre(asked.district))})]
    if asked.place is None and asked.matter.levels.get("town") in CAN_DO:
        return [_any_town(asked)]
    window = asked.serving.window
    says = [
        Say("utter_place", {
            "site": site.name, "action": wording.ACTIONS[asked.serving.action], "address": site.address, "phone": site.phone,
            "today": state_now(site, asked.now, asked.district.calendar),
            "window": wording.WINDOW.format(window=window) if window else wording.WINDOW_DEFAULT,
        })
    ]  # fmt: skip
    if asked.serving.agent_site and asked.matter.agent_note:
        says.append(Say("utter_place_agent", {"site": short_name(asked.serving.agent_site), "note": asked.matter.agent_note}))
    return says


def _any_town(asked: Asked) -> Say:
    site = centre(asked.district)
    today = state_now(site, asked.now, asked.district.calendar) if site else ""
    action = wording.ACTIONS[asked.matter.levels["town"]]
    return Say(
        "utter_place_any_town",
        {"action": action, "site": site.name if site else "", "phone": site.phone if site else wording.HOTLINE, "today": today},
    )
