"""Whether a message asks about an office rather than a matter, and which kind of thing about it: Rasa's intent, put right by plain words."""

import re

from bot import wording
from bot.answers.days import holiday_in
from bot.answers.question import Question
from bot.district.model import District
from bot.understanding.linker import Candidate, Linked

PREFIX = "office_"
FACETS = {
    "address": "place",
    "window": "place",
    "terminal": "place",
    "nearest": "place",
    "hours": "hours",
    "holiday": "hours",
    "phone": "phone",
    "agent": "agency",
}
MATTER_BEFORE_OFFICE = 0.6
WEAK = 0.4
HARDLY_ANY = 0.2
NEARLY_CERTAIN = 0.9
LITTLE_ELSE = 4
OFFICE_BEFORE_MATTER = ("agent", "hours", "holiday", "terminal")
OF_A_MATTER = ("materials", "fee", "process", "appointment", "progress", "result", "online")
PERHAPS_A_PLACE = ("privacy", "greet", "thank", "chitchat", "noise", "out_of_scope")
HELPER = re.compile(wording.HELPER_WORDS)
WHICH_HELPER = re.compile(wording.WHICH_HELPER)
IS_HELPER = re.compile(wording.IS_HELPER)
OFFICE = re.compile(wording.OFFICE_WORDS)
SERVICE = re.compile(wording.SERVICE_WORDS)
PERSONAL = re.compile(wording.PERSONAL_WORDS)
SOMEBODY = re.compile(wording.SOMEBODY_WORDS)
HOLIDAY = re.compile(wording.HOLIDAY_ASKED)
WORDS = {
    "terminal": re.compile(wording.TERMINAL_WORDS),
    "window": re.compile(wording.WINDOW_WORDS),
    "nearest": re.compile(wording.NEAREST_WORDS),
}
PLAIN_WORDS = {
    "phone": re.compile(wording.PHONE_WORDS),
    "hours": re.compile(wording.HOURS_WORDS),
    "address": re.compile(wording.ADDRESS_WORDS),
}
# What a plainer kind becomes when its words say more: “商家镇大厅社保在哪个口” is an address to Rasa and a window to us.
FINER = {
    "address": ("agent", "terminal", "window", "nearest"),
    "hours": ("terminal",),
    "phone": ("agent",),
    "nearest": ("terminal", "agent"),
}


def kind_of(intent: str) -> str | None:
    """The kind of office question that an intent is; None for any other intent."""
    return intent.removeprefix(PREFIX) if intent.startswith(PREFIX) else None


def names_helper(text: str) -> bool:
    """Whether a village agent or an office's helper is asked for: their names and phones are public."""
    return bool(HELPER.search(text)) and not IS_HELPER.search(text)


def kind_by_words(text: str) -> str | None:
    """The kind of office question that single words make (代办员, 自助机, 窗口, 最近); None when there are none."""
    return "agent" if names_helper(text) else next((kind for kind, words in WORDS.items() if words.search(text)), None)


def office_kind(question: Question) -> str:
    """The kind of question about an office that intent, words and facets make; of a bare place the kind asked before."""
    if kind := kind_of(question.intent):
        return _finer(kind, question.text)
    if by_words := kind_by_words(question.text) or _plain_kind(question.text):
        return by_words
    return _kind_by_facet(question.facets or question.memory.facets) or "address"


def office_asked(question: Question, district: District) -> str | None:
    """The kind of office question that this message is, unless a matter is named clearly. The offices' own services are no such matter."""
    kind = kind_of(question.intent)
    rival = _rival(question.linked, question.text, district)
    if kind:
        placed = question.found.sites or question.found.unnamed
        kind = _finer(kind, question.text)
        return kind if rival < MATTER_BEFORE_OFFICE or (placed and kind in OFFICE_BEFORE_MATTER) else None
    if question.memory.matter or rival >= WEAK or SERVICE.search(question.text) or (question.facets and question.facets[0] in OF_A_MATTER):
        return None
    return _asked_of_place(question, rival) or (_asked_of_no_place(question) if rival < HARDLY_ANY else None)


def names_public_place(question: Question) -> bool:
    """Whether what Rasa takes for prying or small talk asks about an office or tells a place, and concerns no person."""
    if question.intent not in PERHAPS_A_PLACE or PERSONAL.search(question.text):
        return False
    if names_helper(question.text):
        return True
    asked = kind_by_words(question.text) or _plain_kind(question.text) or _little_else(question)
    return bool(question.found.sites and asked and not SOMEBODY.search(question.text))


def other_matters(linked: Linked, district: District) -> tuple[Candidate, ...]:
    """The candidates that are not the offices' own services (帮办代办, 预约, 自助终端)."""
    matters = district.matters
    return tuple(each for each in linked.candidates if each.code not in matters or matters[each.code].area != wording.OFFICES_AREA)


def _rival(linked: Linked, text: str, district: District) -> float:
    """How likely a matter is meant. One of the offices' own must be nearly certain, and its words more than the office's."""
    best = max((each.score for each in other_matters(linked, district)), default=0.0)
    own = max((each.score for each in linked.candidates), default=0.0)
    return own if own >= NEARLY_CERTAIN and SERVICE.search(text) else best


def _asked_of_place(question: Question, rival: float) -> str | None:
    """What is asked of a place that is told, where Rasa hears a matter's facet."""
    found = question.found
    if not (found.sites or found.unnamed):
        return None
    plainly = found.sites and (rival < HARDLY_ANY or OFFICE.search(question.text))
    return kind_by_words(question.text) or ((_plain_kind(question.text) or _kind_by_facet(question.facets)) if plainly else None)


def _asked_of_no_place(question: Question) -> str | None:
    """Where a machine is, when they are open, who helps: the linker hears one of the offices' own services, and the place is still to be asked."""
    text, facets = question.text, question.facets
    if not question.linked.candidates or question.linked.candidates[0].score < WEAK:
        return None
    kind = kind_by_words(text) or _plain_kind(text)
    worth = kind in ("hours", "holiday") or (kind == "terminal" and facets[:1] == ("place",)) or (kind == "agent" and WHICH_HELPER.search(text))
    return kind if worth else None


def _kind_by_facet(facets: tuple[str, ...]) -> str | None:
    told = (wording.OFFICE_KINDS[facet] for facet in facets if facet in wording.OFFICE_KINDS)
    return next(told, "address" if FACETS["address"] in facets else None)


def _plain_kind(text: str) -> str | None:
    if HOLIDAY.search(text) or (holiday_in(text) and PLAIN_WORDS["hours"].search(text)):
        return "holiday"
    return next((kind for kind, words in PLAIN_WORDS.items() if words.search(text)), None)


def _finer(kind: str, text: str) -> str:
    if kind == "hours" and (holiday_in(text) or HOLIDAY.search(text)):
        return "holiday"
    by_words = kind_by_words(text)
    return by_words if by_words and by_words in FINER.get(kind, ()) else kind


def _little_else(question: Question) -> bool:
    return len(question.text.strip()) <= len(question.found.span) + LITTLE_ELSE
