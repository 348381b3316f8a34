"""The bodies of the chat API, as pydantic checks them and the OpenAPI page shows them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.conversation.model import Audience

STRICT = ConfigDict(strict=True, frozen=True)
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Point(BaseModel):
    """Where somebody is, in degrees; browsers give WGS-84, Chinese maps GCJ-02."""

    model_config = STRICT
    lat: Latitude
    lon: Longitude
    datum: Literal["gcj02", "wgs84"]


class Ask(BaseModel):
    """One message. The last four fields need an API key; a text over 2,000 characters is answered with a sentence."""

    model_config = STRICT
    text: str
    token: str | None = None
    message_id: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    location: Point | None = None
    person: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    channel: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,19}$")] | None = None
    audience: Audience | None = None
    is_test: bool | None = None

    @property
    def names_its_person(self) -> bool:
        """Whether a field was set that only a known client may set."""
        return any(value is not None for value in (self.person, self.channel, self.audience, self.is_test))


class Message(BaseModel):
    """What the citizen reads."""

    text: str


class Option(BaseModel):
    """A numbered choice: show `text`, send `send`."""

    n: int
    text: str
    send: str


class Answer(BaseModel):
    """Exactly one message. `token` is null when the client named the person itself; `trace` is there with ZHOUDAO_TRACE=1 only."""

    token: str | None
    messages: list[Message]
    choices: list[Option]
    trace: dict[str, Any] | None = None


class Fault(BaseModel):
    """A stable code, and a sentence in Chinese."""

    code: str
    message: str


class Failure(BaseModel):
    """Every answer that is not 200."""

    error: Fault
