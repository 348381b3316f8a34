"""A messenger that takes no replies, as WeCom's 微信客服: whatever is said goes out by itself, under a key of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.conversation.model import Choice, Incoming, Outgoing, empty_trace
from bot.delivery.model import Allowance, Delivered, Fate, Trigger

CHANNEL = "pigeon"


@dataclass
class Pigeons:
    """The platform: what was sent, to whom, under which key; `fates` are what happens to the next ones."""

    channel: str = CHANNEL
    allowances: Mapping[Trigger, Allowance] = field(default_factory=lambda: {"message": Allowance(2, 3600.0)})
    sent: list[tuple[str, str, str]] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)

    def dress(self, text: str, choices: tuple[Choice, ...]) -> str:
        return "\n".join([text, *(f"{choice.n}. {choice.text}" for choice in choices)])

    def send(self, outside_id: str, dressed: str, key: str) -> Fate:
        self.sent.append((outside_id, dressed, key))
        return self.fates.pop(0) if self.fates else "sent"

    def show_typing(self, outside_id: str) -> None:
        pass

    def words_of(self, recording: str) -> str:
        return ""


def message(message_id: str, text: str = "老年证", person: str = "示例甲") -> Delivered:
    """What a person wrote."""
    return Delivered(Incoming(CHANNEL, person, message_id, "text", text, can_wait=True), "message")


def told(text: str) -> Outgoing:
    """What the door says."""
    return Outgoing(text, (), empty_trace("answer"))
