"""Everyday words and the official words that stand behind them in names of matters: 网吧 → 互联网上网服务营业场所. Staff keep the table."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot import wording
from bot.settings import ROOT
from bot.understanding.normalizing import plain

FILE = ROOT / "data" / "words" / "official_words.csv"
NOTHING = re.compile(r"(?!)")


class Glossary:
    """Looks up the official words behind what people say; the longest everyday word counts."""

    def __init__(self, official: Mapping[str, tuple[str, ...]]) -> None:
        """`official` by everyday word."""
        self._official = {plain(word): tuple(plain(each) for each in behind) for word, behind in official.items()}
        longest_first = sorted(self._official, key=len, reverse=True)
        self._everyday = re.compile("|".join(map(re.escape, longest_first))) if longest_first else NOTHING
        self.words = sorted({word for behind in self._official.values() for word in behind})

    def behind(self, text: str) -> tuple[str, ...]:
        """The official words behind a (plain) text, each once."""
        return tuple(dict.fromkeys(word for hit in self._everyday.finditer(text) for word in self._official[hit.group()]))


@cache
def read_glossary(path: Path = FILE) -> Glossary:
    """The table that ships with the project. Raises OSError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return Glossary({word: tuple(row[wording.OFFICIAL].split(";")) for row in rows for word in row[wording.EVERYDAY].split(";")})
