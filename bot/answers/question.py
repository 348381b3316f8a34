"""A question as the decisions see it, and the reply that they make. Pure; no Rasa, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.places.resolving import PlaceFound
from bot.understanding.linker import Candidate, Linked
from bot.understanding.policies import PolicyFound

Audience = Literal["resident", "agent", "staff"]
Outcome = Literal["answer", "choose", "clarify", "handoff", "refuse", "reject", "greet", "emergency"]
OptionKind = Literal["matter", "place", "situation"]


@dataclass(frozen=True, slots=True)
class Option:
    """One numbered way on that is offered, or was."""

    kind: OptionKind
    code: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Pending:
    """The question that we asked back and that is still open."""

    matter: str
    situation: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What carries over to the next message: kept in Rasa's slots and, to outlast them, in our table. `earlier`: matters before, newest first."""

    matter: str | None = None
    place: str | None = None
    facets: tuple[str, ...] = ()
    situation: Mapping[str, str] = field(default_factory=dict)
    pending: Pending | None = None
    waiting: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shorthand:
    """The trade's abbreviations in a message, the codes that they may mean, and whether nothing else is said."""

    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One message, understood: what Rasa heard, what the linker, the places and the documents have for it, and what the talk already holds.

    `in_family`: the candidates when the message is read as one about the thing that the talk's matter is about (“到期了换一个” of 身份证);
    `names_thing`: whether it names itself what the likeliest matter is about.
    """

    text: str
    intent: str
    facets: tuple[str, ...]
    leans: bool
    linked: Linked
    found: PlaceFound
    now: datetime
    memory: Memory = Memory()
    offered: tuple[Option, ...] = ()
    audience: Audience = "resident"
    location: tuple[float, float] | None = None
    clauses: tuple[Linked, ...] = ()
    in_family: tuple[Candidate, ...] = ()
    names_thing: bool = False
    policy: PolicyFound = PolicyFound()
    shorthand: Shorthand = Shorthand()


@dataclass(frozen=True, slots=True)
class Say:
    """One text: the name of a response in data/topics and the values for its blanks."""

    response: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """Everything that a decision says: the texts in their order, how it ended, and what the talk now holds."""

    says: tuple[Say, ...]
    outcome: Outcome
    memory: Memory
    facets: tuple[str, ...] = ()
    matter: str | None = None
    place: str | None = None
    place_kind: str | None = None
    choices: tuple[Option, ...] = ()
    policy: str | None = None


def memory_from(kept: Mapping[str, Any]) -> Memory:
    """The memory that slots (or our table) hold; missing values are their defaults."""
    pending = kept.get("pending")
    return Memory(
        matter=kept.get("matter"), place=kept.get("place"), facets=tuple(kept.get("facets") or ()), situation=kept.get("situation") or {},
        pending=Pending(pending["matter"], pending["situation"], tuple(pending["options"])) if pending else None,
        waiting=tuple(kept.get("waiting") or ()), earlier=tuple(kept.get("earlier") or ()),
    )  # fmt: skip


def memory_to(memory: Memory) -> dict[str, Any]:
    """The memory as slot values; `asking` is the one that steers Rasa's rules."""
    pending = memory.pending
    return {
        "matter": memory.matter, "place": memory.place, "facets": list(memory.facets), "situation": dict(memory.situation),
        "pending": {"matter": pending.matter, "situation": pending.situation, "options": list(pending.options)} if pending else None,
        "waiting": list(memory.waiting), "earlier": list(memory.earlier), "asking": "situation" if pending else "nothing",
    }  # fmt: skip
