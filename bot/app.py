"""Composes the web process: the district, the door, and every channel that leads to it."""

import logging
from collections.abc import Callable
from typing import Protocol

from fastapi import FastAPI

from bot import wording
from bot.channels.web import add_web
from bot.channels.wechat import add_wechat
from bot.conversation.composing import undressed
from bot.conversation.door import Door
from bot.conversation.erasing import purge_daily
from bot.conversation.linking import FarLinker
from bot.conversation.model import Dress, Incoming, Outgoing
from bot.conversation.rasa import Rasa
from bot.conversation.secret import secret
from bot.district.model import District
from bot.district.watching import watch
from bot.settings import ROOT, settings
from bot.understanding.normalizing import simplified
from bot.understanding.spelling import Spelling

VERSION = "0.1.0"
WORDS = ROOT / "data" / "words"


class Receiver(Protocol):
    """What the channels need of a door."""

    def receive(self, incoming: Incoming, dress: Dress = undressed) -> Outgoing:
        """The one reply to a message."""


class Known:
    """The district as this process knows it now."""

    def __init__(self) -> None:
        """Empty until `replace` is called."""
        self._district = District()
        self._spelling = Spelling((), ())

    def district(self) -> District:
        """The newest district."""
        return self._district

    def read(self, text: str) -> str:
        """A message as it is understood: simplified characters, no pinyin in letters."""
        return self._spelling.repaired(simplified(text))

    def replace(self, district: District) -> None:
        """From now on `district` counts."""
        self._spelling = Spelling(*_words(district))
        self._district = district


def create_app(door: Receiver | None = None, district: Callable[[], District] | None = None) -> FastAPI:
    """The web process. Without a door or a district it reads and watches the database (raises SQLAlchemyError when there is none)."""
    if door is None or district is None:
        # uvicorn sets up its own loggers only; the door's one line a turn is ours.
        logging.basicConfig(level=settings().log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
        known = Known()
        watch(known.replace)
        purge_daily(settings().keep_days)
        district = known.district
        door = Door(FarLinker(settings().actions_url).link, Rasa(settings().rasa_url, settings().rasa_timeout), district, known.read)
    app = FastAPI(title=wording.API_TITLE, version=VERSION, docs_url=None, redoc_url=None)
    add_web(app, door.receive, district, secret)
    if settings().has_wechat:
        add_wechat(app, door.receive, settings())
    return app


def _words(district: District) -> tuple[list[str], list[str]]:
    """What the district's own texts say: names of matters; and everything else that people say of matters and places."""
    names = [name for matter in district.matters.values() for name in (matter.name, *matter.aliases)]
    asked = [sample.text for matter in district.matters.values() for sample in matter.samples]
    places = [name for site in district.sites.values() for name in (site.name, *site.aliases)]
    kept = [line for path in sorted(WORDS.glob("*.txt")) for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return names, [*asked, *places, *kept]
