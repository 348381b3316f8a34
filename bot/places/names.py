"""What people call an office: its own names, short names, and the usual ways of getting a street's or a town's name a little wrong."""

from collections.abc import Iterable, Mapping

from bot import wording
from bot.places.model import Site

STEM_FROM = 2


def short_name(site: Site) -> str:
    """How people and the evaluation call an office: 王村镇, 李家疃村; the district's centre without the district's name."""
    if site.level == "village":
        return site.aliases[0] if site.aliases else site.name
    return site.name.removeprefix(wording.DISTRICT_NAME[:2]) if site.level == "district" else site.name.removesuffix(wording.TOWN_CENTRE)


def names_of(site: Site, sites: Mapping[str, Site]) -> set[str]:
    """Everything that `site` is called."""
    own = {*site.aliases, site.name, short_name(site)}
    town = sites.get(site.parent)
    return {*own, *_with_usual_endings(site), *_as_another_kind(site), *_without_new(site), *(_after_town(site, town) if town else ())}


def stem_of(site: Site) -> str:
    """A town's or a village's name without what it is: 王村 of 王村镇, 永安街 of 永安街街道, 李家疃 of 李家疃村."""
    short = short_name(site)
    ending = next((each for each in wording.PLACE_KINDS if short.endswith(each)), "")
    return short.removesuffix(ending)


def _with_usual_endings(site: Site) -> Iterable[str]:
    """What a street's or a community's office is also called: 办事处 for a street, 小区 for a community, 村委 for a village."""
    short = short_name(site)
    return [short.replace(*pair) for pair in wording.PLACE_ALSO if short.endswith(pair[0])]


def _as_another_kind(site: Site) -> Iterable[str]:
    """A town called a street, a street called a road or by its first part: 商家街道, 永安路街道, 城北街道."""
    if site.level != "town":
        return []
    stem = stem_of(site)
    bare = stem[:-1] if stem[-1] in wording.ROADS and len(stem) > STEM_FROM else stem
    stems = {stem, bare} | ({bare + road for road in wording.ROADS} if bare != stem else set())
    endings = wording.TOWN_ENDINGS + (wording.STREET_ENDINGS if short_name(site).endswith(wording.PLACE_KINDS[0]) else ())
    return [each + ending for each in stems for ending in endings]


def _without_new(site: Site) -> Iterable[str]:
    """张楼村 for 张楼新村."""
    short = short_name(site)
    return [short.replace(wording.NEW_VILLAGE, wording.NEW_VILLAGE[1:])] if short.endswith(wording.NEW_VILLAGE) else []


def _after_town(site: Site, town: Site) -> Iterable[str]:
    """北郊周家, 商家镇西马: a village's short name is told best by its town."""
    if site.level != "village":
        return []
    towns = {short_name(town), stem_of(town)}
    return [each + name for each in towns for name in (stem_of(site), short_name(site)) if len(stem_of(site)) >= STEM_FROM]
