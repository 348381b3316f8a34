"""What the printable guide (办事指南 and 一次性告知书) shows of a published matter, in the order in which people need it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import wording
from bot.catalogue.model import LEVELS, Action, Level, Material, Matter
from bot.district.model import District
from bot.places.model import OpeningRule, Site
from bot.places.serving import CAN_DO, action_of


@dataclass(frozen=True, slots=True)
class Group:
    """The papers of one option of a situation (情形); both are empty for what is always needed."""

    situation: str
    option: str
    materials: tuple[Material, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """What one level does with the matter, and its offices that can do it (villages are too many to list)."""

    level: Level
    action: Action
    offices: tuple[Site, ...]


def groups(matter: Matter) -> list[Group]:
    """The materials: what is always needed first, then each option in the order of the situations."""
    found = (_group(matter, option) for option in dict.fromkeys(("", *_options(matter))))
    return [group for group in found if group.materials]


def where(matter: Matter, district: District) -> list[Where]:
    """The levels that have to do with the matter, from the district down."""
    return [Where(level, matter.levels[level], _offices(matter, level, district)) for level in LEVELS if level in matter.levels]


def centres(district: District) -> list[Site]:
    """The district's own offices: whom to call when nothing else is known."""
    return [site for site in district.sites.values() if site.level == "district"]


def shared_hours(offices: Sequence[Site]) -> str:
    """The hours that several offices all keep; empty when they differ, or for one alone."""
    kept = {hours(site) for site in offices}
    return kept.pop() if len(kept) == 1 and len(offices) > 1 else ""


def hours(site: Site) -> str:
    """An office's opening rules in words."""
    return wording.HOURS_AND.join(_opening(rule) for rule in site.opening)


def _options(matter: Matter) -> Iterator[str]:
    for situation in matter.situations:
        yield from situation.options
    yield from (material.situation for material in matter.materials)


def _group(matter: Matter, option: str) -> Group:
    situation = matter.situation_of(option)
    return Group(situation.name if situation else "", option, tuple(each for each in matter.materials if each.situation == option))


def _offices(matter: Matter, level: Level, district: District) -> tuple[Site, ...]:
    if level == "village":
        return ()
    sites = (site for site in district.sites.values() if site.level == level)
    return tuple(site for site in sites if action_of(matter, site, district.exceptions) in CAN_DO)


def _opening(rule: OpeningRule) -> str:
    spans = wording.LISTING.join(f"{start:%H:%M}-{end:%H:%M}" for start, end in rule.spans)
    return f"{_weekdays(sorted(rule.weekdays))} {spans}{wording.HOURS_BOOKED if rule.by_appointment else ''}"


def _weekdays(days: list[int]) -> str:
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return wording.WEEKDAY_SPAN.format(first=wording.WEEKDAYS[days[0]], last=wording.WEEKDAYS[days[-1]])
    return wording.LISTING.join(wording.WEEKDAYS[day] for day in days)
