"""Questions about an office and no matter: where, when, phone, who helps there, the nearest, terminals, windows, holidays."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot import wording
from bot.answers.days import days_in, holiday_in
from bot.answers.office_asked import FACETS
from bot.answers.phrasing import contact, day_name, day_state, demo_mark, rules, state_now
from bot.answers.question import Option, Question, Reply, Say
from bot.district.model import District
from bot.people.model import on_duty
from bot.places.hours import day_of, open_until
from bot.places.model import Site
from bot.places.names import short_name
from bot.places.nearest import nearest

NEAREST = 3
OF_TOWN = re.compile(wording.TOWN_ASKED)


def office_reply(question: Question, district: District, kind: str) -> Reply:
    """The answer, or the question which place is meant."""
    if kind == "nearest" and question.location:
        return _nearest_to(question, district, question.location)
    sites = _sites(question, district)
    if len(sites) > 1:
        return _which(question, sites, kind)
    if not sites:
        says = (Say("utter_office_nearest_ask") if kind == "nearest" else Say("utter_ask_place"),)
        return Reply(says, "clarify", replace(question.memory, facets=(FACETS[kind],), pending=None), facets=(FACETS[kind],))
    return tell(question, district, kind, _town_of(sites[0], district) if kind == "nearest" and OF_TOWN.search(question.text) else sites[0])


def tell(question: Question, district: District, kind: str, site: Site) -> Reply:
    """What is asked of one office."""
    says = (*KINDS[kind](question, district, site), Say("utter_office_source", {"demo": demo_mark(site.is_demo)}))
    memory = replace(question.memory, place=site.code, facets=(FACETS[kind],), pending=None)
    return Reply(says, "answer", memory, facets=(FACETS[kind],), place=site.code, place_kind=kind)


def _sites(question: Question, district: District) -> tuple[Site, ...]:
    if question.found.sites:
        return question.found.sites
    kept = district.sites.get(question.memory.place or "")
    return (kept,) if kept else ()


def _which(question: Question, sites: tuple[Site, ...], kind: str) -> Reply:
    choices = tuple(Option("place", site.code, site.name) for site in sites[:3])
    memory = replace(question.memory, facets=(FACETS[kind],), pending=None)
    return Reply((Say("utter_choose_place", {"name": question.found.span}),), "choose", memory, facets=(FACETS[kind],), choices=choices)


def _town_of(site: Site, district: District) -> Site:
    """The town or street that a village belongs to; a town itself."""
    return district.sites[site.parent] if site.level == "village" and site.parent in district.sites else site


def _address(question: Question, district: District, site: Site) -> list[Say]:
    today, town = state_now(site, question.now, district.calendar), _town_of(site, district)
    asks_town = town != site and OF_TOWN.search(question.text)
    belongs = [Say("utter_office_belongs", {"site": short_name(site), "town": short_name(town)})] if asks_town else []
    return [*belongs, Say("utter_office_address", {"site": site.name, "address": site.address, "phone": site.phone, "today": today})]


def _hours(question: Question, district: District, site: Site) -> list[Say]:
    today = question.now.date()
    days = days_in(question.text, today, district.calendar)
    said = [_day(site, day, today, district) for day in days]
    return said or [Say("utter_office_hours", {"site": site.name, "rules": rules(site), "today": state_now(site, question.now, district.calendar)})]


def _day(site: Site, day: date, today: date, district: District) -> Say:
    kept = day_of(site, day, district.calendar)
    state = day_state(kept) if kept.announced else day_state(kept) + wording.RULE_JOIN + wording.BEYOND_CALENDAR
    appointment = wording.CALL_FIRST.format(phone=site.phone) if kept.by_appointment else ""
    return Say("utter_office_day", {"site": site.name, "day": day_name(day, today), "state": state, "appointment": appointment})


def _holiday(question: Question, district: District, site: Site) -> list[Say]:
    today = question.now.date()
    days = days_in(question.text, today, district.calendar)
    if not days:
        return (
            [Say("utter_office_holiday_unannounced", {"site": site.name, "phone": site.phone})]
            if holiday_in(question.text)
            else _hours(question, district, site)
        )
    said = wording.RULE_JOIN.join(
        f"{day_name(day, today)}{day_state(day_of(site, day, district.calendar))}" for day in (days[0], days[-1])[: len(days)]
    )
    return [Say("utter_office_holiday", {"site": site.name, "days": said, "today": state_now(site, question.now, district.calendar)})]


def _phone(question: Question, district: District, site: Site) -> list[Say]:
    return [Say("utter_office_phone", {"site": site.name, "phone": site.phone})]


def _agent(question: Question, district: District, site: Site) -> list[Say]:
    duty = on_duty(district.agents, site.code)
    if duty.helper is None:
        upper = district.sites.get(site.parent)
        return [Say("utter_office_agent_none", {"site": site.name, "upper": upper.name if upper else wording.HOTLINE, "phone": contact(upper)})]
    absent = wording.ABSENT.format(name=duty.absent.name, presence=wording.PRESENCE[duty.absent.presence]) if duty.absent else ""
    partner = district.agents.get(duty.helper.partner)
    stand_in = wording.STAND_IN.format(name=partner.name, phone=partner.phone) if partner and not absent else absent
    return [Say("utter_office_agent", {"site": short_name(site), "helper": duty.helper.name, "phone": duty.helper.phone, "absent": stand_in})]


def _nearest(question: Question, district: District, site: Site) -> list[Say]:
    chain = [site, *([district.sites[site.parent]] if site.parent in district.sites else [])]
    lines = [_line(each, None, question, district) for each in chain]
    return [Say("utter_office_nearest_named", {"sites": "\n".join(lines)})]


def _nearest_to(question: Question, district: District, location: tuple[float, float]) -> Reply:
    """The nearest that are open; when none is, the nearest at all."""
    calendar = district.calendar
    open_now = [site for site in district.sites.values() if open_until(site, question.now, calendar)]
    ranked = nearest(*location, open_now or district.sites.values(), NEAREST)
    lines = "\n".join(_line(site, km, question, district) for site, km in ranked)
    first = ranked[0][0]
    says = (Say("utter_office_nearest", {"sites": lines}), Say("utter_office_source", {"demo": demo_mark(first.is_demo)}))
    return Reply(says, "answer", replace(question.memory, place=first.code, pending=None), facets=("place",), place=first.code, place_kind="nearest")


def _line(site: Site, km: float | None, question: Question, district: District) -> str:
    state = wording.OPEN_SHORT if open_until(site, question.now, district.calendar) else wording.CLOSED_SHORT
    if km is None:
        return wording.OFFICE_LINE.format(name=site.name, state=state, address=site.address, phone=site.phone)
    return wording.DISTANCE.format(name=site.name, km=f"{km:.1f}", state=state, phone=site.phone)


def _terminal(question: Question, district: District, site: Site) -> list[Say]:
    today = state_now(site, question.now, district.calendar)
    if wording.TERMINAL in site.facilities:
        return [Say("utter_office_terminal", {"site": site.name, "today": today})]
    with_one = [each for each in district.sites.values() if wording.TERMINAL in each.facilities]
    other = nearest(site.latitude, site.longitude, with_one, 1)
    return (
        [Say("utter_office_terminal_none", {"site": site.name, "other": other[0][0].name, "phone": other[0][0].phone})]
        if other
        else _phone(question, district, site)
    )


def _window(question: Question, district: District, site: Site) -> list[Say]:
    today = state_now(site, question.now, district.calendar)
    return [Say("utter_office_window", {"site": site.name, "phone": site.phone, "today": today})]


KINDS: Mapping[str, Callable[[Question, District, Site], list[Say]]] = {
    "address": _address, "hours": _hours, "phone": _phone, "agent": _agent,
    "nearest": _nearest, "terminal": _terminal, "window": _window, "holiday": _holiday,
}  # fmt: skip
