"""What the gold columns mean on this catalogue: which office a name is, which call for help fits a text."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.places.model import Site
from bot.places.names import short_name
from bot.places.resolving import PlaceIndex
from bot.settings import ROOT
from bot.sheets.reading import Folder

EMERGENCIES = ROOT / "data" / "evaluation" / "emergencies.yml"


def sites_of(folder: Folder) -> dict[str, Site]:
    """The offices of a catalogue's sheets by code, without their opening hours; none of a plain list."""
    return {values["code"]: _site(values) for values in (record.values for record in folder.get("sites.csv", []))}


def _site(values: Mapping[str, Any]) -> Site:
    lists = {name: tuple(values[name]) for name in ("aliases", "facilities")}
    return Site(**{**values, **lists, "opening": ()})


def site_finder(sites: Mapping[str, Site]) -> Callable[[str, str], frozenset[str]]:
    """A finder of the offices that are right for a gold name and kind: all that bear the name, and for `nearest` their parents too."""
    index = PlaceIndex(sites)
    named = [(site.code, {site.name, short_name(site), *site.aliases}) for site in sites.values()]

    def find(name: str, kind: str) -> frozenset[str]:
        codes = {code for code, names in named if name in names} or {site.code for site in index.find(name, office_question=True).sites}
        return frozenset(codes | {sites[code].parent for code in codes if kind == "nearest" and sites[code].parent})

    return find


def call_finder(path: Path = EMERGENCIES) -> Callable[[str], frozenset[str]]:
    """A finder of the numbers that fit an emergency: those of every kind that the text shows, or of all kinds when it shows none."""
    kinds = [(re.compile("|".join(kind["words"])), frozenset(kind["numbers"])) for kind in yaml.safe_load(path.read_text("utf-8"))]

    def find(text: str) -> frozenset[str]:
        shown = [numbers for words, numbers in kinds if words.search(text)]
        return frozenset().union(*(shown or [numbers for _, numbers in kinds]))

    return find
