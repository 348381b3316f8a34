"""One way of writing for comparing: half-width, simplified, lower case, without pauses and marks."""

import re
import unicodedata
from functools import cache

import opencc

from bot import wording

MARKS = re.compile(r"[\W_]+")
LEADING = re.compile(wording.TIES_BEFORE)
TRAILING = re.compile(wording.TIES_AFTER)
CORRECTION = re.compile(wording.CORRECTIONS)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Half-width and simplified; marks and spaces stay."""
    converted: str = _converter().convert(unicodedata.normalize("NFKC", text))
    return converted


def plain(text: str) -> str:
    """Only letters, digits and characters are left."""
    return MARKS.sub("", simplified(text).lower())


def goes_on(text: str) -> bool:
    """Whether the wording itself ties the message to the talk before: “那……呢”, “先说……那个”."""
    return bool(LEADING.match(text)) or bool(TRAILING.search(text))


def corrects(text: str) -> bool:
    """Whether the message puts right what was understood: “不是，我说的是……”."""
    return bool(CORRECTION.search(text))


def core(text: str) -> str:
    """The text without such ties, and of a correction (“不是，我说的是……”) what is meant instead; the text itself where nothing is left."""
    corrected = CORRECTION.search(text)
    text = corrected.group(1) if corrected else text
    return TRAILING.sub("", LEADING.sub("", text)) or text
