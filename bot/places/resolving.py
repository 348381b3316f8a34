"""From a person's words to offices: names and short names, names written wrong (by sound), names that exist twice, and no name at all.

Works on live rows alone, so a new office needs no training.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz, process

from bot import wording
from bot.catalogue.model import LEVELS
from bot.places.model import Site

SOUND_ALIKE = 94
FUZZY_FROM = 3
MASK = "＃"
ORIGIN = re.compile(wording.PLACE_ORIGIN)
SHAPE = re.compile(wording.PLACE_SHAPE)
UNNAMED = re.compile(wording.PLACE_UNNAMED)
AROUND_SHORT = re.compile(wording.PLACE_AROUND_SHORT)
AFTER_SHORT = re.compile(wording.PLACE_AFTER_SHORT)
OFFICE_END = re.compile(wording.PLACE_OFFICE_END)
NOT_A_PLACE = re.compile(wording.PLACE_NOT)


Named = tuple[str, list[Site]]


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """What was found: one site, or several that bear the name; `unnamed` when only "our village" or "the town" was said."""

    sites: tuple[Site, ...] = ()
    unnamed: bool = False
    span: str = ""

    @property
    def site(self) -> Site | None:
        """The site, when there is no doubt."""
        return self.sites[0] if len(self.sites) == 1 else None


class PlaceIndex:
    """The names of all offices, ready for looking up."""

    def __init__(self, sites: Mapping[str, Site]) -> None:
        self._sites = sites
        self._by_name: dict[str, list[Site]] = defaultdict(list)
        for site in sites.values():
            for name in {*site.aliases, site.name, short_name(site), *_with_usual_endings(site)}:
                self._by_name[name].append(site)
        self._names = sorted(self._by_name, key=len, reverse=True)
        self._by_sound = {" ".join(lazy_pinyin(name)): name for name in self._names if self._tells_by_sound(name)}

    def find(self, text: str, spans: Iterable[str] = (), office_question: bool = False) -> PlaceFound:
        """The offices that `text` names. Bare short names of two characters (大街, 车站) count only in an `office_question` or near office words."""
        text = NOT_A_PLACE.sub(_blank, text)
        text = self._without_origin(text) if office_question else text
        found = self._named_in(text, office_question)
        found += self._sounding_like(_blanked(text, found), spans)
        if found:
            return self._narrowed(text, found)
        return PlaceFound(unnamed=bool(UNNAMED.search(text)))

    def _without_origin(self, text: str) -> str:
        """Where somebody comes from is not what he asks about, if another office is named too."""
        goal = ORIGIN.sub(_blank, text)
        return goal if goal != text and self._named_in(goal, True) else text

    def _named_in(self, text: str, office_question: bool) -> list[Named]:
        found: list[Named] = []
        for name in self._names:
            if name in text and self._is_telling(name, text, office_question):
                found.append((name, self._by_name[name]))
                text = _blanked(text, found[-1:])
        return found

    def _is_telling(self, name: str, text: str, office_question: bool) -> bool:
        if SHAPE.fullmatch(name) or len(name) >= FUZZY_FROM:
            return True
        after = text[text.index(name) + len(name) :]
        return bool(AROUND_SHORT.match(after)) or (office_question and bool(AFTER_SHORT.match(after)))

    def _sounding_like(self, text: str, spans: Iterable[str]) -> list[Named]:
        heard = f" {_sound(text)} "
        name = next((name for sound, name in self._by_sound.items() if f" {sound} " in heard), None) or self._nearly(text, spans)
        return [(name, self._by_name[name])] if name else []

    def _nearly(self, text: str, spans: Iterable[str]) -> str | None:
        """The name nearest in sound to a span, or to the end of a piece that is shaped like a place."""
        shapes = [*spans, *(hit.group() for hit in SHAPE.finditer(text))]
        for tail in (tail for shape in shapes for tail in _tails(shape)):
            hit = process.extractOne(_sound(tail), self._by_sound.keys(), scorer=fuzz.ratio, score_cutoff=SOUND_ALIKE)
            if hit:
                return self._by_sound[hit[0]]
        return None

    def _tells_by_sound(self, name: str) -> bool:
        """去大厅 sounds like 区大厅: the district's short names are not looked up by sound."""
        return len(name) >= FUZZY_FROM and (len(name) > 4 or self._by_name[name][0].level != "district")

    def _narrowed(self, text: str, found: list[Named]) -> PlaceFound:
        """The most local of the named offices; of those that share a name the ones in a town that is named too; else the higher."""
        span, sites = max(found, key=lambda pair: (_depth(pair[1]), -text.find(pair[0])))
        towns = {site.code for name, group in found for site in group if site.level == "town" and name != span}
        inside = [site for site in sites if site.parent in towns]
        highest = [site for site in sites if site.level == min((each.level for each in sites), key=LEVELS.index)]
        return PlaceFound(tuple(inside or highest), span=span)


def short_name(site: Site) -> str:
    """How people and the evaluation call an office: 王村镇, 李家疃村; the district's centre without the district's name."""
    if site.level == "village":
        return site.aliases[0] if site.aliases else site.name
    return site.name.removeprefix(wording.DISTRICT_NAME[:2]) if site.level == "district" else site.name.removesuffix(wording.TOWN_CENTRE)


def _with_usual_endings(site: Site) -> list[str]:
    """What a street's or a community's office is also called: 办事处 for a street, 小区 for a community."""
    short = short_name(site)
    usual = [short.replace(*pair) for pair in wording.PLACE_ALSO if short.endswith(pair[0])]
    return [name for name in usual if name != short]


def _depth(sites: list[Site]) -> int:
    return min(LEVELS.index(site.level) for site in sites)


def _sound(text: str) -> str:
    return " ".join(lazy_pinyin(text))


def _blank(hit: re.Match[str]) -> str:
    return MASK * len(hit.group())


def _blanked(text: str, found: list[Named]) -> str:
    for name, _ in found:
        text = text.replace(name, MASK * len(name))
    return text


def _tails(shape: str) -> list[str]:
    """`俺从孟家偃村` may begin with other words: the longest tails first, down to two characters; office words at the end do not count."""
    core = OFFICE_END.sub("", shape)
    return [core[start:] for start in range(len(core) - FUZZY_FROM + 1) if MASK not in core[start:]]
