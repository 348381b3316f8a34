"""Who is acting, in which request: set at the edges, read when a change is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from bot import wording


@dataclass(frozen=True, slots=True)
class Actor:
    """The account (or program) behind a change, and the request that caused it."""

    name: str
    request: str = ""


SYSTEM = Actor(wording.SYSTEM)
_actor: ContextVar[Actor] = ContextVar("actor", default=SYSTEM)


def actor() -> Actor:
    """The actor of the running request."""
    return _actor.get()


@contextmanager
def acting_as(name: str, request: str = "") -> Iterator[None]:
    """Everything written inside is by `name`."""
    token = _actor.set(Actor(name, request))
    try:
        yield
    finally:
        _actor.reset(token)
