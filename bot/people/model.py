"""Helpers named in public: village agents (代办员) and the offices' 帮办代办专员. Pure."""

from dataclasses import dataclass
from typing import Literal

Presence = Literal["on_duty", "out", "leave"]


@dataclass(frozen=True, slots=True)
class Agent:
    """A helper and the B partner who stands in (AB角). Only what is public."""

    code: str
    name: str
    role: str
    site: str
    phone: str
    partner: str
    presence: Presence
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """Who answers for an office now: `helper` is the stand-in when `absent` is away; None when nobody can be reached."""

    helper: Agent | None
    absent: Agent | None


def on_duty(agents: dict[str, Agent], site: str) -> Duty:
    """The helper of an office, or the B partner of one who is away (周政办字〔2019〕39号: AB角)."""
    here = sorted((each for each in agents.values() if each.site == site), key=lambda each: each.code)
    present = next((each for each in here if each.presence == "on_duty"), None)
    if present and present is here[0]:
        return Duty(present, None)
    first = here[0] if here else None
    partner = agents.get(first.partner) if first else None
    if partner and partner.presence == "on_duty":
        return Duty(partner, first)
    return Duty(present, first)
