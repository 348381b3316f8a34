"""A matter as residents need it (实施清单 of GB/T 39046—2020 table 4, plus the everyday words). Pure; built from a published snapshot."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import TypeAdapter

SCHEMA = 1

Level = Literal["district", "town", "village"]
Action = Literal["handle", "accept", "assist", "advise", "none"]
Necessity = Literal["required", "optional", "later"]
LimitUnit = Literal["on_the_spot", "working_day", "calendar_day"]

LEVELS: tuple[Level, ...] = ("district", "town", "village")


@dataclass(frozen=True, slots=True)
class Material:
    """One paper (申请材料). `situation` is empty when it is always needed, else one option of the matter's situations."""

    name: str
    originals: int
    copies: int
    necessity: Necessity
    source: str
    issuer: str
    note: str
    situation: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A question (情形) whose answer changes what somebody needs. `options` ends with the word for not knowing."""

    name: str
    prompt: str
    options: tuple[str, ...]
    difference: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A way in which people ask (常见问法), with the facets that it asks."""

    text: str
    facets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One 业务办理项 as published. Limits are in `limit_unit`; 0 means on the spot; None means that the sheet does not say."""

    code: str
    name: str
    department: str
    area: str = ""
    audience: str = ""
    levels: dict[Level, Action] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    conditions: str = ""
    promised_limit: int | None = None
    legal_limit: int | None = None
    limit_unit: LimitUnit = "on_the_spot"
    kind: str = ""
    charged: bool = False
    fee: str = ""
    fee_basis: str = ""
    forms: tuple[str, ...] = ()
    online_channels: tuple[str, ...] = ()
    visits: int | None = None
    bookable: bool = False
    steps: tuple[str, ...] = ()
    result: str = ""
    tolerates_missing: bool = False
    accepts_promise: bool = False
    agent_note: str = ""
    rejections: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    tip: str = ""
    materials: tuple[Material, ...] = ()
    situations: tuple[Situation, ...] = ()
    samples: tuple[Sample, ...] = ()
    source: str = ""
    verified_at: date | None = None
    effective_from: date | None = None
    expires_on: date | None = None
    revision: int = 0
    published_on: date | None = None

    @property
    def is_bare(self) -> bool:
        """Whether only code, name and department are known (a plain list as districts publish it)."""
        return not self.conditions and not self.materials and not self.steps

    def is_valid_on(self, day: date) -> bool:
        """Whether the matter may be answered from on `day`."""
        started = self.effective_from is None or self.effective_from <= day
        return started and (self.expires_on is None or day <= self.expires_on)

    def situation_of(self, option: str) -> Situation | None:
        """The situation that has `option` among its choices."""
        return next((each for each in self.situations if option in each.options), None)


_ADAPTER = TypeAdapter(Matter)


def to_snapshot(matter: Matter) -> dict[str, Any]:
    """The matter as JSON-ready values, with the schema's version."""
    dumped: dict[str, Any] = _ADAPTER.dump_python(matter, mode="json")
    return {"schema": SCHEMA, "matter": dumped}


def from_snapshot(snapshot: dict[str, Any]) -> Matter:
    """The matter that a snapshot holds. Raises ValueError for a schema newer than this program."""
    if snapshot["schema"] > SCHEMA:
        raise ValueError(f"snapshot schema {snapshot['schema']} is newer than {SCHEMA}")
    return _ADAPTER.validate_python(snapshot["matter"])
