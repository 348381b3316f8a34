"""What goes through the door, in and out. Pure."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

MessageKind = Literal["text", "location", "arrival", "leaving", "image", "voice", "video", "link", "sticker"]
Audience = Literal["resident", "agent", "staff"]
ChoiceKind = Literal["matter", "place", "situation", "more", "ask"]


@dataclass(frozen=True, slots=True)
class Location:
    """A point in degrees, always GCJ-02."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of one person on one channel, as a channel has parsed it.

    An arrival's `scene` is the code of the office whose sign was scanned, or empty. `heard` tells that the text was speech.
    `can_wait`: the channel can bring the answer minutes later, so that it need not be a poorer one.
    """

    channel: str
    outside_id: str
    message_id: str
    kind: MessageKind
    text: str
    location: Location | None = None
    scene: str = ""
    audience: Audience = "resident"
    is_test: bool = False
    heard: bool = False
    can_wait: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One numbered way on. `code` is a matter's or an office's, None where the text alone tells; what an `ask` says is asked as if written."""

    n: int
    kind: ChoiceKind
    code: str | None
    text: str

    @property
    def send(self) -> str:
        """What a tap on the choice sends."""
        return str(self.n)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Exactly one message, the choices it offers, and the trace (house.md §7)."""

    text: str
    choices: tuple[Choice, ...]
    trace: dict[str, Any]


# How a channel shows a text with its choices, so that the whole fits into one message.
Dress = Callable[[str, tuple[Choice, ...]], str]


class Candidate(Protocol):
    """A matter that the linker found: whatever has these three will do."""

    @property
    def code(self) -> str:
        """The matter's code."""

    @property
    def name(self) -> str:
        """The matter's name."""

    @property
    def score(self) -> float:
        """How sure the linker is, 0 to 1."""


class RateLimited(Exception):
    """Somebody wrote too often; the message was neither answered nor kept."""

    def __init__(self, retry_after_seconds: int) -> None:
        """`retry_after_seconds` is at least 1."""
        super().__init__(f"too many messages; again in {retry_after_seconds} s")
        self.retry_after_seconds = retry_after_seconds


def empty_trace(outcome: str = "reject") -> dict[str, Any]:
    """A whole trace that tells nothing but the outcome: for replies that never reached Rasa."""
    return {
        "turn": "", "outcome": outcome, "degraded": False, "intent": None, "facets": [], "matter": None, "candidates": [], "choices": [],
        "place": None, "place_kind": None, "asked": None, "situation": {}, "policy": None, "encoder_used": False, "ms": {},
    }  # fmt: skip


def plain_choices(choices: tuple[Choice, ...]) -> list[dict[str, Any]]:
    """The choices as JSON-ready values."""
    return [asdict(choice) for choice in choices]


@dataclass(frozen=True, slots=True)
class Said:
    """A reply before notices and paging. `memory` None leaves the talk's; `rest_turn` is set when it goes on with that turn's reply."""

    text: str
    trace: dict[str, Any]
    choices: tuple[Choice, ...] = ()
    memory: dict[str, Any] | None = None
    erase: bool = False
    rest_turn: str = ""
    keeps_rest: bool = False
