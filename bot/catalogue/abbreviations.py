"""The trade's abbreviations (简称) and the codes of the matters that each may mean. Staff keep the table."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot import wording
from bot.settings import ROOT

FILE = ROOT / "data" / "words" / "abbreviations.csv"


@cache
def read_abbreviations(path: Path = FILE) -> Mapping[str, tuple[str, ...]]:
    """The table that ships with the project. Raises OSError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {word: tuple(row[wording.CODES].split(";")) for row in rows for word in row[wording.ABBREVIATION].split(";")}
