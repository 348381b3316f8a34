"""What is asked, what would be right, what was said and how it was judged. Pure."""

from dataclasses import dataclass
from typing import Any, Literal

File = Literal["single", "place", "reject", "dialogs"]
FILES: tuple[File, ...] = ("single", "place", "reject", "dialogs")


@dataclass(frozen=True, slots=True)
class Single:
    """One question about one matter: `matters` are all that a clerk would accept, `gold` the first of them."""

    gold: str
    matters: frozenset[str]
    facets: frozenset[str]
    voice: str


@dataclass(frozen=True, slots=True)
class Place:
    """A question about an office. `sites` are the codes that are right; none with `asks_back`: the bot must ask which place."""

    name: str
    sites: frozenset[str]
    kind: str
    asks_back: bool


@dataclass(frozen=True, slots=True)
class Reject:
    """Something that must not be answered as a matter. `numbers` are the calls for help that fit, for emergencies."""

    kind: str
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a dialog; an empty set is not checked."""

    outcomes: frozenset[str]
    matters: frozenset[str]
    facets: frozenset[str]


Gold = Single | Place | Reject | Turn


@dataclass(frozen=True, slots=True)
class Question:
    """One message to send. Messages of one `person` are one talk."""

    file: File
    id: str
    turn: int
    person: str
    text: str
    gold: Gold


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, after `ms` milliseconds; `error` when it was no answer at all (a status, a broken connection)."""

    text: str
    trace: dict[str, Any]
    ms: float
    error: str = ""

    @property
    def outcome(self) -> str:
        """How the turn ended; empty for an error."""
        return self.trace.get("outcome") or "" if not self.error else ""

    @property
    def matter(self) -> str | None:
        """The code of the matter that was told."""
        return (self.trace.get("matter") or {}).get("code")

    @property
    def place(self) -> str | None:
        """The code of the office that was told."""
        return (self.trace.get("place") or {}).get("code")

    @property
    def facets(self) -> frozenset[str]:
        """The facets answered; the short card counts as the process."""
        return frozenset(self.trace.get("facets") or ["process"])

    @property
    def candidates(self) -> list[str]:
        """The codes of all matters that came into question, best first."""
        return [each["code"] for each in self.trace.get("candidates") or []]

    @property
    def offered(self) -> frozenset[str]:
        """The codes of the matters among the choices."""
        return frozenset(each["code"] for each in self.trace.get("choices") or [] if each["kind"] == "matter" and each["code"])

    @property
    def offers_a_matter(self) -> bool:
        """Whether any choice carries a matter."""
        return any(each["kind"] == "matter" for each in self.trace.get("choices") or [])


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a reply was right, and in a few words why."""

    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question, its reply and the verdict."""

    question: Question
    reply: Reply
    verdict: Verdict
