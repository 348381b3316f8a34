"""From a person's words to offices: names and short names, names written wrong (by sound or by look), names that exist twice, and no name at all.

Works on live rows alone, so a new office needs no training.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import jieba

from bot import wording
from bot.catalogue.model import LEVELS
from bot.places.mistaken import MistakenNames
from bot.places.model import Site
from bot.places.names import names_of, stem_of

TELLING_FROM = 3
# How often jieba's dictionary has seen a word: 胜利 8904, 车站 946, 水磨 59, 萌水 0.
COMMON = 100
CLOSE_BY = 3
MASK = "＃"
ORIGIN = re.compile(wording.PLACE_ORIGIN)
SHAPE = re.compile(wording.PLACE_SHAPE)
UNNAMED = re.compile(wording.PLACE_UNNAMED)
AROUND_SHORT = re.compile(wording.PLACE_AROUND_SHORT)
AFTER_SHORT = re.compile(wording.PLACE_AFTER_SHORT)
BEFORE_SHORT = re.compile(wording.PLACE_BEFORE_SHORT)
GOES_ON = re.compile(wording.PLACE_GOES_ON)
OF_VILLAGE = re.compile(wording.PLACE_OF_VILLAGE)
CENTRE = re.compile(wording.PLACE_CENTRE)
NOT_A_PLACE = re.compile(wording.PLACE_NOT)
JOINT = re.compile(wording.PLACE_JOINT)

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
        jieba.initialize()
        self._by_name: dict[str, list[Site]] = defaultdict(list)
        for site in sites.values():
            for name in names_of(site, sites):
                self._by_name[name].append(site)
        self._names = sorted(self._by_name, key=len, reverse=True)
        self._centres = [site for site in sites.values() if site.level == "district"]
        towns = tuple(stem_of(site) for site in sites.values() if site.level == "town")
        self._mistaken = MistakenNames(name for name in self._names if self._may_be_mistaken(name, towns))

    def find(self, text: str, spans: Iterable[str] = (), office_question: bool = False) -> PlaceFound:
        """The offices that `text` names. Bare short names of two characters (大街, 车站) count only in an `office_question` or near office words."""
        text = NOT_A_PLACE.sub(_blank, text)
        text = self._without_origin(text) if office_question else text
        found = self._named_in(text, office_question)
        if not any(_depth(sites) == LEVELS.index("village") for _, sites in found):
            found += self._mistaken_in(_blanked(text, found), spans, office_question)
        if found:
            return self._narrowed(text, found)
        return PlaceFound(unnamed=bool(UNNAMED.search(text)))

    def _may_be_mistaken(self, name: str, towns: tuple[str, ...]) -> bool:
        """Not the district's and 大街办, which are common words; nor a village's after its town's: each part is looked up by itself."""
        level = self._by_name[name][0].level
        return (level == "town" and not name.endswith(wording.STREET_ENDINGS[0])) or (level == "village" and not name.startswith(towns))

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
        centre = CENTRE.search(text)
        return [*found, (centre.group(), self._centres)] if centre and self._centres else found

    def _is_telling(self, name: str, text: str, office_question: bool) -> bool:
        if SHAPE.fullmatch(name) or len(name) >= TELLING_FROM:
            return True
        return any(_stands_alone(hit, text, office_question) for hit in re.finditer(re.escape(name), text))

    def _mistaken_in(self, text: str, spans: Iterable[str], office_question: bool) -> list[Named]:
        """The names that a wrongly written one may be: those that sound alike are all meant."""
        span, names = self._mistaken.find(text, spans, office_question)
        sites = {site.code: site for name in names for site in self._by_name[name]}
        return [(span, list(sites.values()))] if sites else []

    def _narrowed(self, text: str, found: list[Named]) -> PlaceFound:
        """The most local of the named offices; of those that share a name the ones in a town that is named too; else the higher."""
        span, sites = max(found, key=lambda pair: (_depth(pair[1]), -text.find(pair[0])))
        towns = {site.code: name for name, group in found for site in group if site.level == "town" and name != span}
        inside = [site for site in sites if site.parent in towns] or self._misnamed_inside(text, span, towns)
        if inside:
            return PlaceFound(tuple(inside), span=span)
        of_village = OF_VILLAGE.match(text[text.find(span) + len(span) :])
        level = (max if of_village else min)((each.level for each in sites), key=LEVELS.index)
        return PlaceFound(tuple(site for site in sites if site.level == level), span=span)

    def _misnamed_inside(self, text: str, span: str, towns: Mapping[str, str]) -> list[Site]:
        """王村镇新庄村: there is no such village in the town just named, but one that sounds like it."""
        before = text[: text.find(span)]
        close = {code for code, name in towns.items() if JOINT.fullmatch(before.rpartition(name)[2]) and name in before}
        return [site for name in self._mistaken.alike_names(span) for site in self._by_name[name] if site.parent in close][:1] if close else []


def _stands_alone(hit: re.Match[str], text: str, office_question: bool) -> bool:
    """Whether a bare short name is a place here: office words follow; or the question is about offices and it begins and ends like a place."""
    before, after = text[: hit.start()], text[hit.end() :]
    if AROUND_SHORT.match(after):
        return True
    if not office_question or not BEFORE_SHORT.search(before) or GOES_ON.match(after):
        return False
    return bool(AFTER_SHORT.match(after)) or not is_common(hit.group())


def is_common(word: str) -> bool:
    """Whether the dictionary knows it as an everyday word."""
    return (jieba.get_FREQ(word) or 0) >= COMMON


def _depth(sites: list[Site]) -> int:
    return min(LEVELS.index(site.level) for site in sites)


def _blank(hit: re.Match[str]) -> str:
    return MASK * len(hit.group())


def _blanked(text: str, found: list[Named]) -> str:
    for name, _ in found:
        text = text.replace(name, MASK * len(name))
    return text
