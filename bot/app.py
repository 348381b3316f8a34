"""Composes the web process: the district, the door, and every channel that leads to it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from fastapi import FastAPI

from bot import wording
from bot.channels.web import add_web
from bot.conversation.door import Door
from bot.conversation.model import Candidate, Incoming, Outgoing
from bot.conversation.rasa import Rasa
from bot.conversation.secret import secret
from bot.district.model import District
from bot.district.watching import watch
from bot.settings import settings
from bot.understanding.linker import Linker

VERSION = "0.1.0"
# Without Rasa nobody asks back, so a weak guess is still offered as a card; below this even the best one is noise.
WORTH_OFFERING = 0.05


class Receiver(Protocol):
    """What the channels need of a door."""

    def receive(self, incoming: Incoming) -> Outgoing:
        """The one reply to a message."""


class Known:
    """The district and the linker as this process knows them now."""

    def __init__(self) -> None:
        """Empty until `replace` is called."""
        self._district = District()
        self._linker = Linker({})

    def district(self) -> District:
        """The newest district."""
        return self._district

    def link(self, text: str) -> Sequence[Candidate]:
        """The matters that `text` may mean by its letters; for when Rasa, and with it the encoder's process, may be away."""
        found = self._linker.link(text).candidates
        return found if found and found[0].score >= WORTH_OFFERING else ()

    def replace(self, district: District) -> None:
        """From now on `district` counts."""
        self._district = district
        self._linker = Linker(district.matters)


def create_app(door: Receiver | None = None, district: Callable[[], District] | None = None) -> FastAPI:
    """The web process. Without a door or a district it reads and watches the database (raises SQLAlchemyError when there is none)."""
    if door is None or district is None:
        known = Known()
        watch(known.replace)
        district = known.district
        door = Door(known.link, Rasa(settings().rasa_url, settings().rasa_timeout), district)
    app = FastAPI(title=wording.API_TITLE, version=VERSION, docs_url=None, redoc_url=None)
    add_web(app, door.receive, district, secret)
    return app
