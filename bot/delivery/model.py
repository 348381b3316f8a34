"""What a messenger and its platform agree on. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.conversation.model import Choice, Dress, Incoming, Outgoing

Trigger = Literal["message", "tap", "none"]
Fate = Literal["sent", "again", "kept", "dropped"]
Receive = Callable[[Incoming, Dress], Outgoing]


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message as a messenger delivered it. `trigger` is what it entitles us to send later; `recording` names speech to be recognised first."""

    incoming: Incoming
    trigger: Trigger
    recording: str = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many messages may follow a trigger, and for how many seconds."""

    messages: int
    seconds: float


class Platform(Protocol):
    """A messenger as reception and outbox see it. Its methods may take seconds; threads call them, but `send` never twice at once for a person."""

    channel: str
    allowances: Mapping[Trigger, Allowance]

    def dress(self, text: str, choices: tuple[Choice, ...]) -> str:
        """The text as it is sent: with its choices in it, links made tappable."""

    def send(self, outside_id: str, dressed: str, key: str) -> Fate:
        """Sends one message. `again`: try later; `kept`: it cannot be sent now, the next passive reply shall carry it; `dropped`: never.

        `key` is the same at every try of one message (32 hex digits), for platforms that tell a repetition by it.
        """

    def show_typing(self, outside_id: str) -> None:
        """Shows that an answer is under way, if the platform can."""

    def words_of(self, recording: str) -> str:
        """What is said in a recording; empty when nobody can tell."""
