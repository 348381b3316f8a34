"""The reply about one matter: all facets asked in one message, then the question whose answer would change them, then the source."""

from collections.abc import Mapping
from dataclasses import replace

from bot import wording
from bot.answers.asked import Asked
from bot.answers.depth import depth
from bot.answers.phrasing import centre, contact, demo_mark, department
from bot.answers.policies import citation, cited
from bot.answers.question import Memory, Option, Pending, Question, Reply, Say
from bot.answers.table import ANSWERS, SHORT_CARD
from bot.catalogue.model import Matter, Situation
from bot.district.model import District
from bot.places.model import Site
from bot.places.nearest import nearest
from bot.places.serving import CAN_DO, action_of, who_does
from bot.settings import settings

DEPENDS = ("materials", "conditions", "result")
MOST_QUESTIONS = 2
MOST_EARLIER = 5


def about(question: Question, district: District, code: str, facets: tuple[str, ...], stayed: bool = False) -> Reply:
    """What was asked of the matter `code`."""
    matter = district.matters[code]
    memory = _memory(question.memory, code, facets)
    if not matter.is_valid_on(question.now.date()):
        says: tuple[Say, ...] = (Say("utter_expired", {"matter": matter.name, "contact": contact(centre(district))}),)
        return Reply(says, "handoff", memory, facets=facets, matter=code)
    asked = _asked(question, district, matter, memory.situation)
    if matter.is_bare:
        says = (Say("utter_bare", {"matter": matter.name, "department": department(matter), "contact": contact(centre(district))}),)
        return Reply(says, "answer", memory, facets=facets, matter=code)
    pending = _worth_asking(matter, facets, memory.situation, told_in=question.text)
    memory = replace(memory, pending=pending, place=asked.place.code if asked.place else memory.place)
    named = Say("utter_about_back" if stayed and question.memory.facets else "utter_about", {"matter": matter.name})
    site = asked.site if asked.place else None
    fact = cited(question, district, code, facets)
    told = _told(asked, facets)
    return Reply(
        (named, *told, *depth(asked, facets, told), *([citation(fact)] if fact else []), source(matter)), "answer", memory,
        facets=facets, matter=code, place=site.code if site else None, policy=fact.code if fact else None,
        choices=tuple(Option("situation", None, option) for option in pending.options) if pending else (),
    )  # fmt: skip


def source(matter: Matter) -> Say:
    """Where the answer comes from: source, revision, date, and 演示数据 while nobody has verified it."""
    published = matter.published_on.isoformat() if matter.published_on else ""
    values = {
        "source": wording.CATALOGUE,
        "revision": str(matter.revision),
        "date": published,
        "demo": demo_mark(matter.verified_at is None),
        "link": f"{settings().root_path}/m/{matter.code}",
    }
    return Say("utter_source", values)


def _memory(memory: Memory, code: str, facets: tuple[str, ...]) -> Memory:
    """A new matter forgets the old one's situations, one that was not offered what was; a question about the same one keeps all."""
    if memory.matter == code:
        return replace(memory, facets=facets or memory.facets, pending=None)
    waiting = tuple(each for each in memory.waiting if each != code) if code in memory.waiting else ()
    earlier = tuple(dict.fromkeys(each for each in (memory.matter, *memory.earlier) if each and each != code))[:MOST_EARLIER]
    return replace(memory, matter=code, facets=facets, situation={}, pending=None, waiting=waiting, earlier=earlier)


def _asked(question: Question, district: District, matter: Matter, situation: Mapping[str, str]) -> Asked:
    place = _place(question, district, matter)
    serving = who_does(matter, place, district.sites, district.exceptions)
    return Asked(matter, district, place, serving, situation, question.audience, question.now, question.text)


def _place(question: Question, district: District, matter: Matter) -> Site | None:
    """The place named, else the nearest office that does it to where the person is, else the place the talk knows."""
    if question.found.site:
        return question.found.site
    if question.location:
        doing = [site for site in district.sites.values() if action_of(matter, site, district.exceptions) in CAN_DO]
        found = nearest(*question.location, doing, 1)
        return found[0][0] if found else None
    return district.sites.get(question.memory.place or "")


def _told(asked: Asked, facets: tuple[str, ...]) -> list[Say]:
    return [say for facet in facets or SHORT_CARD for say in ANSWERS[facet](asked)]


def _worth_asking(matter: Matter, facets: tuple[str, ...], told: Mapping[str, str], told_in: str) -> Pending | None:
    """The first situation on which the facets asked depend and that has not been told: at most two a matter."""
    if len(told) >= MOST_QUESTIONS or not set(facets or SHORT_CARD) & set(DEPENDS):
        return None
    open_ones = (each for each in matter.situations if each.name not in told and _changes(each, matter, facets) and not _mentioned(each, told_in))
    situation = next(open_ones, None)
    return Pending(matter.code, situation.name, situation.options) if situation else None


def _changes(situation: Situation, matter: Matter, facets: tuple[str, ...]) -> bool:
    """Materials differ by it; or it is about the person (who comes to the window changes papers alone, which are all listed)."""
    if "materials" in facets and not {"conditions", "result"} & set(facets):
        needs = {material.situation for material in matter.materials}
        return situation.name != wording.DO_BY_OTHERS and bool(needs & set(situation.options))
    return situation.name != wording.DO_BY_OTHERS


def _mentioned(situation: Situation, text: str) -> bool:
    return any(option in text for option in situation.options)
