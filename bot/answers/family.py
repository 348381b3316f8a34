"""Matters of one family bear the same thing first in their names: 居民身份证丢失补领, 居民身份证换领. A follow-up often names only what differs."""

from collections.abc import Mapping
from os.path import commonprefix

from bot.catalogue.model import Matter
from bot.understanding.linker import Candidate, Linked

SHORTEST_SUBJECT = 3
SHORT_NAME = 4


def subject_of(code: str, matters: Mapping[str, Matter]) -> str:
    """The thing that a matter's family is about (居民身份证): the longest beginning that its name shares with another's; empty without a family."""
    if code not in matters:
        return ""
    name = matters[code].name
    shared = (commonprefix([name, other.name]) for each, other in matters.items() if each != code)
    longest = max(shared, key=len, default="")
    return longest if len(longest) >= SHORTEST_SUBJECT else ""


def names_thing(text: str, code: str, matters: Mapping[str, Matter]) -> bool:
    """Whether `text` names what a matter is about, not only what is done: two characters of its thing, or how a short everyday name begins."""
    subject = subject_of(code, matters)
    thing = subject or matters[code].name[:SHORT_NAME]
    family = [each for each in matters.values() if subject and each.name.startswith(subject)] or [matters[code]]
    beginnings = {alias[:2] for each in family for alias in each.aliases if len(alias) <= SHORT_NAME}
    return any(each in text for each in beginnings | {thing[start : start + 2] for start in range(len(thing) - 1)})


def within(linked: Linked, subject: str) -> tuple[Candidate, ...]:
    """The candidates that belong to the family of `subject`."""
    return tuple(each for each in linked.candidates if each.name.startswith(subject))
