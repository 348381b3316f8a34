"""A fact that a government document states, and the document. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Audience = Literal["resident", "agent", "staff"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document by its number (文号). `note` says what is doubtful about it today, as its own text tells."""

    number: str
    title: str
    office: str
    issued_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: how it is asked, what the document says, and where.

    `inside` ones are told to agents and staff alone. `matters` cover the same thing; `facets` are those of theirs on which the fact bears.
    """

    code: str
    document: Document
    question: str
    ways: tuple[str, ...]
    answer: str
    lines: str
    audience: Audience = "resident"
    inside: bool = False
    matters: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """All ways of asking, the first one first."""
        return (self.question, *self.ways)
