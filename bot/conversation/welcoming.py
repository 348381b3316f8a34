"""The first words to somebody who arrives: who we are, what can be asked, how to reach a person; and where they are, when they scanned a sign."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

import yaml

from bot.answers.phrasing import state_now
from bot.conversation.model import Choice, Said, empty_trace
from bot.conversation.talks import Talk
from bot.district.model import District
from bot.settings import ROOT

FILE = ROOT / "data" / "welcome.yml"
WINDOW_MARK = "@"


@dataclass(frozen=True, slots=True)
class Welcome:
    """The words of data/welcome.yml."""

    greeting: str
    at_office: str
    closing: str
    questions: tuple[str, ...]


def welcome(scene: str, talk: Talk, district: District, now: datetime) -> Said:
    """The welcome. `scene` is the code of the office whose sign was scanned (and, after an @, what stands on the window), or empty."""
    words = _welcome()
    code, _, window = scene.partition(WINDOW_MARK)
    site = district.sites.get(code)
    here = words.at_office.format(office=site.name + window, phone=site.phone, state=state_now(site, now, district.calendar)) if site else ""
    text = "\n".join(filter(None, (words.greeting, here, words.closing)))
    memory = talk.memory | {"place": site.code} if site else None
    trace = empty_trace("greet") | ({"place": {"code": site.code, "name": site.name}} if site else {})
    return Said(text, trace, first_questions(), memory)


def first_questions() -> tuple[Choice, ...]:
    """What people ask most, to begin with."""
    return tuple(Choice(n, "ask", None, text) for n, text in enumerate(_welcome().questions, start=1))


@cache
def _welcome() -> Welcome:
    read = yaml.safe_load(FILE.read_text("utf-8"))
    return Welcome(read["greeting"].strip(), read["at_office"].strip(), read["closing"].strip(), tuple(read["questions"]))
