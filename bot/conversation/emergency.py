"""Danger to life, read by reviewed patterns and never by a model: data/safety.yml says what counts and what is answered."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from opencc import OpenCC

from bot.settings import ROOT

FILE = ROOT / "data" / "safety.yml"


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of emergency. `sure` patterns hold always; `likely` ones only where nothing tells that it is over, or about papers."""

    name: str
    reply: str
    sure: re.Pattern[str]
    likely: re.Pattern[str]
    unless: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Safety:
    """All kinds in the order in which they are tried, what tells that something is over, and what tells that it is going on."""

    settled: re.Pattern[str]
    going_on: re.Pattern[str]
    dangers: tuple[Danger, ...]


def reply_to(text: str) -> str | None:
    """The fixed reply to an emergency, beginning with the right number; None when the text tells of none."""
    told = _simplified().convert(unicodedata.normalize("NFKC", text))
    safety = _safety()
    is_over = bool(safety.settled.search(told)) and not safety.going_on.search(told)
    return next((danger.reply for danger in safety.dangers if _is(danger, told, is_over)), None)


def _is(danger: Danger, told: str, is_over: bool) -> bool:
    if danger.sure.search(told):
        return True
    return not is_over and bool(danger.likely.search(told)) and not danger.unless.search(told)


@cache
def _simplified() -> OpenCC:
    return OpenCC("tw2s")


@cache
def _safety() -> Safety:
    read = yaml.safe_load(FILE.read_text("utf-8"))
    words = read["words"]
    dangers = tuple(_danger(each, words) for each in read["dangers"])
    return Safety(_any(read["settled"], words), _any(read["going_on"], words), dangers)


def _danger(read: dict[str, Any], words: dict[str, str]) -> Danger:
    sure, likely, unless = (_any(read.get(part, []), words) for part in ("sure", "likely", "unless"))
    return Danger(read["name"], read["reply"].strip(), sure, likely, unless)


def _any(patterns: list[str], words: dict[str, str]) -> re.Pattern[str]:
    """One pattern for all. Without patterns it never matches."""
    return re.compile("|".join(_spelled_out(pattern, words) for pattern in patterns) or r"(?!)", re.IGNORECASE)


def _spelled_out(pattern: str, words: dict[str, str]) -> str:
    return re.sub(r"<(\w+)>", lambda found: f"(?:{_spelled_out(words[found[1]], words)})", pattern)
