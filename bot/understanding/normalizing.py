"""One way of writing for comparing: half-width, simplified, lower case, without pauses and marks."""

import re
import unicodedata
from functools import cache

import opencc

MARKS = re.compile(r"[\W_]+")


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
