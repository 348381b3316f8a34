"""POST /api/chat: one message in, exactly one message out."""

import hmac
from collections.abc import Callable
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Header

from bot import wording
from bot.channels.web import tokens
from bot.channels.web.errors import forbidden
from bot.channels.web.shapes import Answer, Ask, Failure, Message, Option, Point
from bot.conversation.model import Audience, Incoming, Location, Outgoing
from bot.places.nearest import to_gcj02
from bot.settings import settings

CHANNEL = "web"
RANKS: tuple[Audience, ...] = ("resident", "agent", "staff")
FAILURES: dict[int | str, dict[str, Any]] = {status: {"model": Failure} for status in (400, 403, 413, 415, 422, 429, 500)}

Receive = Callable[[Incoming], Outgoing]
Secret = Callable[[], str]


def chat_router(receive: Receive, secret: Secret) -> APIRouter:
    """The chat API, in front of the one door."""
    router = APIRouter()

    @router.post("/api/chat", summary=wording.API_CHAT, responses=FAILURES, response_model_exclude_unset=True)
    def chat(ask: Ask, x_api_key: Annotated[str | None, Header()] = None) -> Answer:
        """The answer to one message; the same message_id gets the same reply and makes no second turn."""
        audience = _audience(ask, x_api_key)
        person = ask.person or tokens.person_of(secret(), ask.token) or tokens.new_person()
        token = None if ask.person else tokens.issue(secret(), person)
        return _answer(receive(_incoming(ask, person, audience)), token)

    return router


def _audience(ask: Ask, key: str | None) -> Audience:
    """For whom the answer is. Raises 403 for a wrong key, a key-only field without one, or an audience above the key's."""
    if key is None:
        if ask.names_its_person:
            raise forbidden(wording.API_NEEDS_KEY)
        return "resident"
    highest, wanted = _audience_of(key), ask.audience or "resident"
    if RANKS.index(wanted) > RANKS.index(highest):
        raise forbidden(wording.API_AUDIENCE_TOO_HIGH.format(audience=wanted))
    return wanted


def _audience_of(key: str) -> Audience:
    known = [audience for each, audience in settings().key_audiences.items() if hmac.compare_digest(each.encode(), key.encode())]
    found = next((audience for audience in RANKS if audience in known), None)
    if found is None:
        raise forbidden(wording.API_WRONG_KEY)
    return found


def _incoming(ask: Ask, person: str, audience: Audience) -> Incoming:
    return Incoming(
        channel=ask.channel or CHANNEL,
        outside_id=person,
        message_id=ask.message_id or uuid4().hex,
        kind="location" if ask.location and not ask.text.strip() else "text",
        text=ask.text,
        location=_location(ask.location) if ask.location else None,
        audience=audience,
        is_test=bool(ask.is_test),
    )


def _location(point: Point) -> Location:
    if point.datum == "gcj02":
        return Location(point.lat, point.lon)
    return Location(*to_gcj02(point.lat, point.lon))


def _answer(outgoing: Outgoing, token: str | None) -> Answer:
    choices = [Option(n=choice.n, text=choice.text, send=choice.send) for choice in outgoing.choices]
    answer = Answer(token=token, messages=[Message(text=outgoing.text)], choices=choices)
    return answer.model_copy(update={"trace": outgoing.trace}) if settings().trace else answer
