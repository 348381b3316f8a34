"""Matters of one family bear the same thing first in their names: 居民身份证丢失补领, 居民身份证换领. A follow-up often names only what differs."""

from collections.abc import Mapping
from os.path import commonprefix

from bot.catalogue.model import Matter
from bot.understanding.linker import Candidate, Linked

SHORTEST_SUBJECT = 3
SHORT_NAME = 4


class Families:
    """The families of one catalogue; made anew for every publish."""

    def __init__(self, matters: Mapping[str, Matter]) -> None:
        """Of names in their order a neighbour shares the longest beginning."""
        ordered = sorted(matters.values(), key=lambda each: each.name)
        shared = [commonprefix([one.name, other.name]) for one, other in zip(ordered, ordered[1:], strict=False)]
        longest = [max(before, after, key=len) for before, after in zip(["", *shared], [*shared, ""], strict=True)]
        self._subjects = {each.code: subject for each, subject in zip(ordered, longest, strict=False) if len(subject) >= SHORTEST_SUBJECT}
        of_family = {
            subject: frozenset[str]().union(*(_beginnings(each) for each in ordered if each.name.startswith(subject)))
            for subject in set(self._subjects.values())
        }
        self._named_by = {
            each.code: _pairs(self.subject(each.code) or each.name[:SHORT_NAME]) | of_family.get(self.subject(each.code), _beginnings(each))
            for each in ordered
        }

    def subject(self, code: str) -> str:
        """The thing that a family is about (居民身份证): the longest beginning that the name shares with another's; empty without a family."""
        return self._subjects.get(code, "")

    def names_thing(self, text: str, code: str) -> bool:
        """Whether `text` names what a matter is about, not only what is done: two characters of its thing, or how a short everyday name begins."""
        return any(each in text for each in self._named_by.get(code, ()))


def within(linked: Linked, subject: str) -> tuple[Candidate, ...]:
    """The candidates that belong to the family of `subject`."""
    return tuple(each for each in linked.candidates if each.name.startswith(subject))


def _pairs(thing: str) -> frozenset[str]:
    return frozenset(thing[start : start + 2] for start in range(len(thing) - 1))


def _beginnings(matter: Matter) -> frozenset[str]:
    return frozenset(alias[:2] for alias in matter.aliases if len(alias) <= SHORT_NAME)
