"""The pooled client of Rasa's own channel (nlu/channel.py): one turn in, all messages of the answer out."""

from typing import Any

import requests
from pydantic import BaseModel, Field, ValidationError
from requests.adapters import HTTPAdapter

from bot.conversation.model import Choice, Incoming, Said, empty_trace, plain_choices
from bot.conversation.reading import cleaned
from bot.conversation.talks import Talk

CONNECT_SECONDS = 0.5
CONNECTIONS = 64
SECONDS_WHEN_IT_CAN_WAIT = 25.0


class RasaUnavailable(Exception):
    """Rasa refused, was too slow, or said something unreadable."""


class _Matter(BaseModel):
    code: str


class _Trace(BaseModel):
    outcome: str
    intent: str | None = None
    facets: list[str] = []
    matter: _Matter | None = None
    place: _Matter | None = None
    ms: dict[str, float] = {}


class _Custom(BaseModel):
    trace: dict[str, Any]
    choices: list[Choice] = []
    memory: dict[str, Any] = {}
    erase: bool = False


class _Message(BaseModel):
    text: str | None = None
    custom: _Custom | None = None


class _Answer(BaseModel):
    messages: list[_Message] = Field(min_length=1)


class Rasa:
    """Rasa at `url`; it may be silent for `timeout` seconds."""

    def __init__(self, url: str, timeout: float) -> None:
        """Opens nothing yet."""
        self._channel = f"{url}/webhooks/zhoudao"
        self._timeout = timeout
        self._http = requests.Session()
        self._http.trust_env = False
        self._http.mount("http://", HTTPAdapter(pool_maxsize=CONNECTIONS))

    def ask(self, talk: Talk, incoming: Incoming) -> Said:
        """Rasa's answer to a message; a channel that can wait waits longer. Raises RasaUnavailable."""
        body = {"sender": talk.id, "message": incoming.text.lstrip("/ "), "metadata": _metadata(talk, incoming)}
        patience = SECONDS_WHEN_IT_CAN_WAIT if incoming.can_wait else self._timeout
        return _said(self._json("POST", "/webhook", body, patience))

    def forget(self, conversation_id: str) -> None:
        """Forgets a tracker. Raises RasaUnavailable; a tracker that is not there is no error."""
        self._request("DELETE", f"/conversations/{conversation_id}")

    def is_ready(self) -> bool:
        """Whether Rasa answers and has a model loaded."""
        try:
            health = self._json("GET", "/")
        except RasaUnavailable:
            return False
        return isinstance(health, dict) and health.get("ready") is True

    def _json(self, method: str, path: str, body: Any = None, patience: float = 0.0) -> Any:
        try:
            return self._request(method, path, body, patience).json()
        except requests.JSONDecodeError as error:
            raise RasaUnavailable("not JSON") from error

    def _request(self, method: str, path: str, body: Any = None, patience: float = 0.0) -> requests.Response:
        timeout = (CONNECT_SECONDS, patience or self._timeout)
        try:
            response = self._http.request(method, f"{self._channel}{path}", json=body, timeout=timeout)
            response.raise_for_status()
        except requests.RequestException as error:
            raise RasaUnavailable(type(error).__name__) from error
        return response


def _metadata(talk: Talk, incoming: Incoming) -> dict[str, Any]:
    place = incoming.location
    return {
        "memory": talk.memory,
        "audience": incoming.audience,
        "choices": plain_choices(tuple(choice for choice in talk.choices if choice.kind != "ask")),
        "location": {"lat": place.latitude, "lon": place.longitude} if place else None,
    }


def _said(answer: Any) -> Said:
    try:
        messages = _Answer.model_validate({"messages": answer}).messages
        _Trace.model_validate(next((each.custom.trace for each in messages if each.custom), None))
    except ValidationError as error:
        faults = [(each["loc"], each["type"]) for each in error.errors(include_input=False)]
        raise RasaUnavailable(f"unreadable: {faults}") from error
    text = "\n\n".join(filter(None, (cleaned(each.text or "") for each in messages)))
    customs = [each.custom for each in messages if each.custom]
    if not text or len(customs) != 1:
        raise RasaUnavailable(f"{len(text)} characters and {len(customs)} customs")
    custom = customs[0]
    return Said(text, empty_trace() | custom.trace, tuple(custom.choices), custom.memory, custom.erase)
