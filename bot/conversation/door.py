"""The one door: every message of every channel comes in here, in this order (house.md §3)."""

import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot import wording
from bot.clock import now
from bot.conversation import emergency, erasing, lease, reading, talks, without_rasa
from bot.conversation.composing import compose, undressed
from bot.conversation.keeping import Turn, keep
from bot.conversation.model import Choice, Dress, Incoming, Outgoing, Said, empty_trace, plain_choices
from bot.conversation.privacy import NumberKind, strike_out
from bot.conversation.rasa import Rasa, RasaUnavailable
from bot.conversation.talks import Talk
from bot.conversation.welcoming import first_questions, welcome
from bot.database import session
from bot.district.model import District
from bot.settings import settings
from bot.understanding.normalizing import simplified

PATIENCE_SECONDS = 8.0
PATIENCE_WHEN_IT_CAN_WAIT_SECONDS = 150.0
PATIENCE_IN_DANGER_SECONDS = 0.5
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message after its numbers are struck out; `danger` is the fixed reply when it tells of an emergency."""

    incoming: Incoming
    struck: frozenset[NumberKind]
    danger: str | None
    dress: Dress
    arrived: float
    started: float

    @property
    def patience(self) -> float:
        """How many seconds it may wait for the person's earlier messages."""
        if self.danger:
            return PATIENCE_IN_DANGER_SECONDS
        return PATIENCE_WHEN_IT_CAN_WAIT_SECONDS if self.incoming.can_wait else PATIENCE_SECONDS


class Door:
    """Receives messages. `link` finds matters without Rasa; `district` is what is published now; `read` writes a text as Rasa knows it."""

    def __init__(self, link: without_rasa.Link, rasa: Rasa, district: Callable[[], District], read: Callable[[str], str] = simplified) -> None:
        """Opens nothing."""
        self._link = link
        self._rasa = rasa
        self._district = district
        self._read = read

    def receive(self, incoming: Incoming, dress: Dress = undressed) -> Outgoing:
        """The one reply to a message; short enough as `dress` shows it. Raises RateLimited."""
        heard = _heard(incoming, dress)
        while True:
            try:
                return self._received(heard)
            except lease.Erased:
                log.info("a person was erased while a message waited; it begins anew")

    def _received(self, heard: Heard) -> Outgoing:
        person_id = talks.person_of(heard.incoming)
        with session() as opened:
            earlier = talks.earlier_reply(opened, heard.incoming)
            if earlier:
                return earlier
            _admit(opened, heard, person_id, lease.waiting(opened, person_id))
        try:
            with lease.turn_of(person_id, heard.arrived, heard.patience):
                return self._in_turn(heard, person_id)
        except lease.StillBusy:
            return _unkept(heard)

    def _in_turn(self, heard: Heard, person_id: str) -> Outgoing:
        with session() as opened:
            earlier = talks.earlier_reply(opened, heard.incoming)
            if earlier:
                return earlier
            _admit(opened, heard, person_id, 0)
            talk = talks.running(opened, person_id)
        return self._answered(heard, talk)

    def _answered(self, heard: Heard, talk: Talk) -> Outgoing:
        said = self._said(heard, talk)
        if said.erase:
            return self._erased(said, heard, talk)
        said = _with_what_was_heard(said, heard.incoming)
        composed = compose(said, talk, heard.struck, settings().root_path, heard.dress)
        trace = _finished(said.trace, composed.choices, heard)
        try:
            keep(Turn(talk, heard.incoming, said, composed, trace))
        except IntegrityError:
            log.warning("turn %s was answered twice at once", trace["turn"])
        return _out(composed.text, composed.choices, trace)

    def _said(self, heard: Heard, talk: Talk) -> Said:
        return self._wordless(heard, talk) or self._worded(heard, talk)

    def _wordless(self, heard: Heard, talk: Talk) -> Said | None:
        """The answer to coming, going, and what we cannot read; None when there are words to be read."""
        kind = heard.incoming.kind
        if kind == "leaving":
            return Said("", empty_trace("greet"), erase=True)
        if kind == "arrival":
            return welcome(heard.incoming.scene, talk, self._district(), now())
        return _unreadable(kind, talk) if kind in wording.UNREADABLE else None

    def _worded(self, heard: Heard, talk: Talk) -> Said:
        text = heard.incoming.text
        fault = reading.fault_of(text)
        if fault:
            return Said(fault, empty_trace("reject"), keeps_rest=True)
        if heard.danger:
            return Said(heard.danger, empty_trace("emergency"), keeps_rest=True)
        if reading.wants_erasing(text):
            return Said(wording.ERASED, empty_trace("greet"), erase=True)
        if talk.rest and reading.wants_more(text, talk.choices):
            return _continued(talk)
        return self._asked(heard, talk)

    def _asked(self, heard: Heard, talk: Talk) -> Said:
        asked = time.monotonic()
        chosen = reading.picked(heard.incoming.text, talk.choices)
        text = chosen.text if chosen and chosen.kind == "ask" else heard.incoming.text
        incoming = replace(heard.incoming, text=self._read(text))
        try:
            said = self._rasa.ask(talk, incoming)
        except RasaUnavailable as error:
            log.warning("no answer from Rasa: %s", error)
            said = without_rasa.reply(incoming.text, talk, self._district(), self._link, settings().root_path)
        return replace(said, trace=said.trace | {"ms": said.trace["ms"] | {"rasa": _ms_since(asked)}})

    def _erased(self, said: Said, heard: Heard, talk: Talk) -> Outgoing:
        for conversation_id in erasing.erase(talk.person_id):
            try:
                self._rasa.forget(conversation_id)
            except RasaUnavailable as error:
                log.warning("Rasa forgets the talk by itself, later: %s", error)
        return _out(said.text, (), _finished(said.trace, (), heard))


def _heard(incoming: Incoming, dress: Dress) -> Heard:
    arrived, started = time.time(), time.monotonic()
    without_words = wording.SAID_BY_LOCATION if incoming.kind == "location" else wording.SENT.get(incoming.kind, "")
    struck = strike_out(reading.cleaned(incoming.text) or without_words)
    danger = emergency.reply_to(struck.text[: reading.LONGEST])
    return Heard(replace(incoming, text=struck.text), struck.kinds, danger, dress, arrived, started)


def _admit(opened: Session, heard: Heard, person_id: str, waiting: int) -> None:
    """Asked before waiting, so that nobody can fill the queue, and again in turn, when those before are counted.

    Danger is never refused, nor is the wish to go.
    """
    if not heard.danger and heard.incoming.kind != "leaving":
        talks.check_rate(opened, person_id, waiting, settings().rate_per_minute)


def _with_what_was_heard(said: Said, incoming: Incoming) -> Said:
    if not incoming.heard or said.trace["outcome"] == "emergency":
        return said
    return replace(said, text=f"{wording.HEARD.format(text=incoming.text)}\n{said.text}")


def _unreadable(kind: str, talk: Talk) -> Said:
    text = f"{wording.UNREADABLE[kind]}\n{wording.UNREADABLE_CHOICES}"
    return Said(text, empty_trace("reject"), talk.choices or first_questions(), keeps_rest=True)


def _continued(talk: Talk) -> Said:
    of_turn = talks.trace_of(talk.rest_turn) or empty_trace("answer")
    choices = tuple(choice for choice in talk.choices if choice.kind != "more")
    return Said(talk.rest, of_turn | {"ms": {}}, choices, rest_turn=talk.rest_turn)


def _unkept(heard: Heard) -> Outgoing:
    """Out of order nothing may be kept: the same message can be sent again, and is then answered."""
    trace = empty_trace("emergency" if heard.danger else "reject") | {"degraded": not heard.danger}
    return _out(heard.danger or wording.STILL_ANSWERING, (), _finished(trace, (), heard))


def _finished(trace: dict[str, Any], choices: tuple[Choice, ...], heard: Heard) -> dict[str, Any]:
    ms = trace["ms"] | {"total": _ms_since(heard.started)}
    return trace | {"turn": uuid.uuid4().hex, "choices": plain_choices(choices), "ms": ms}


def _out(text: str, choices: tuple[Choice, ...], trace: dict[str, Any]) -> Outgoing:
    log.info("turn=%s outcome=%s degraded=%s ms=%.0f", trace["turn"], trace["outcome"], trace["degraded"], trace["ms"]["total"])
    return Outgoing(text, choices, trace)


def _ms_since(started: float) -> float:
    return round((time.monotonic() - started) * 1000, 1)
