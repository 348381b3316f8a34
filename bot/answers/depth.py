"""What agents and window clerks are told besides (深度): who does it at which level, what is sent back, what may come later, the legal basis."""

from collections.abc import Callable, Mapping, Sequence

from bot import wording
from bot.answers.asked import Asked
from bot.answers.materials import ruled_out
from bot.answers.question import Say
from bot.catalogue.model import Level, Material
from bot.places.model import Site
from bot.places.names import short_name
from bot.places.serving import action_of, upwards

PAGE = 480  # characters of values: a page holds 600, the wording around them takes the rest
MOST_SITES = 3


def depth(asked: Asked, facets: Sequence[str], told: Sequence[Say]) -> list[Say]:
    """One text: the lines that bear on what is asked first, the others while the page has room; with the short card, where nothing is asked, all."""
    if asked.audience == "resident":
        return []
    said = "\n".join(value for say in told for value in say.values.values())
    bearing = [name for facet in facets for name in BEARS.get(facet, ())]
    lines, room = [], PAGE - len(said)
    for name in dict.fromkeys((*bearing, *LINES)):
        value = LINES[name](asked)
        if value and value not in said and (name in bearing or not facets or len(value) <= room):
            lines.append(wording.DEPTH_LINES[name].format(value))
            room -= len(lines[-1])
    return [Say("utter_agent_depth", {"depth": "\n".join(lines)})] if lines else []


def _agent_note(asked: Asked) -> str:
    return asked.matter.agent_note


def _rejections(asked: Asked) -> str:
    return wording.RULE_JOIN.join(asked.matter.rejections)


def _basis(asked: Asked) -> str:
    return wording.RULE_JOIN.join(asked.matter.legal_basis)


def _levels(asked: Asked) -> str:
    """For the place named or kept, office by office upwards; then what each level does everywhere, with the offices that differ."""
    general = wording.LISTING.join(_level(asked, level) for level in reversed(wording.LEVELS) if level in asked.matter.levels)
    if not general or asked.place is None:
        return general
    chain = wording.STEP_JOIN.join(_action(asked, site) for site in upwards(asked.place, asked.district.sites))
    return wording.LEVELS_HERE.format(chain=chain, general=general)


def _level(asked: Asked, level: Level) -> str:
    action = asked.matter.levels[level]
    others = [
        site for site in asked.district.sites.values() if site.level == level and action_of(asked.matter, site, asked.district.exceptions) != action
    ]
    said = wording.LEVEL_ACTION.format(level=wording.LEVELS[level], action=wording.ACTIONS[action])
    return said + (_exceptions(asked, others) if others else "")


def _exceptions(asked: Asked, sites: Sequence[Site]) -> str:
    named = wording.LISTING.join(_action(asked, site) for site in sites[:MOST_SITES])
    return wording.LEVEL_EXCEPTION.format(sites=named + (wording.MOST_EXCEPTIONS.format(n=len(sites)) if len(sites) > MOST_SITES else ""))


def _action(asked: Asked, site: Site) -> str:
    return wording.LEVEL_ACTION.format(level=short_name(site), action=wording.ACTIONS[action_of(asked.matter, site, asked.district.exceptions)])


def _tolerance(asked: Asked) -> str:
    """Which papers may be given later, by name, and of which situation; those of a situation that is ruled out are left out."""
    if not asked.matter.tolerates_missing:
        return wording.TOLERATES_NOT
    later = [each for each in asked.matter.materials if each.necessity == "later" and not ruled_out(each.situation, asked)]
    return wording.TOLERATES.format(materials=wording.RULE_JOIN.join(map(_later, later))) if later else wording.TOLERATES_UNNAMED


def _later(material: Material) -> str:
    situation = wording.LATER_SITUATION.format(option=material.situation) if material.situation else ""
    note = wording.LATER_NOTE.format(note=material.note) if material.note else ""
    return wording.LATER_MATERIAL.format(name=material.name, situation=situation, note=note)


def _promise(asked: Asked) -> str:
    return wording.PROMISES if asked.matter.accepts_promise else wording.PROMISES_NOT


LINES: Mapping[str, Callable[[Asked], str]] = {
    "levels": _levels, "agent_note": _agent_note, "rejections": _rejections, "tolerance": _tolerance, "promise": _promise, "basis": _basis,
}  # fmt: skip
BEARS: Mapping[str, tuple[str, ...]] = {
    "materials": ("tolerance", "promise", "rejections"), "place": ("levels", "agent_note"), "hours": ("levels",), "phone": ("levels",),
    "agency": ("agent_note", "levels"), "process": ("levels", "agent_note", "tolerance"), "conditions": ("rejections", "basis"),
    "fee": ("basis",), "result": ("basis",), "online": ("agent_note",), "appointment": ("levels",), "progress": ("levels",),
    "time_limit": ("tolerance",),
}  # fmt: skip
