"""Takes what a platform delivers: one turn a message, a reply in time, else later; and what a dead process has left is taken over."""

import asyncio
import logging
import threading
import time
import uuid
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot import wording
from bot.conversation.composing import GAP
from bot.conversation.living import kept_alive
from bot.conversation.model import Incoming, RateLimited
from bot.conversation.paging import MESSAGE_BYTES, size
from bot.database import engine
from bot.delivery import accepting, outbox, tidying
from bot.delivery.accepting import Kept, Ticket
from bot.delivery.model import Delivered, Platform, Receive
from bot.delivery.outbox import Outbox
from bot.delivery.tables import DeliveryRow

REPLY_SECONDS = 4.0
LAST_MOMENT_SECONDS = 4.7
MOST_TURNS = 400
MOST_ERRANDS = 4
SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_BETWEEN_ROUNDS = 1.0
log = logging.getLogger(__name__)


class Reception:
    """The reception of one platform, in front of the door."""

    def __init__(self, receive: Receive, platform: Platform, box: Outbox) -> None:
        """Takes over nothing before `start`."""
        self._receive = receive
        self._platform = platform
        self._box = box
        self._turns = ThreadPoolExecutor(MOST_TURNS, thread_name_prefix="turn")
        self._errands = ThreadPoolExecutor(MOST_ERRANDS, thread_name_prefix="errand")
        self._given_up: set[str] = set()

    def start(self) -> None:
        """Looks after what dead processes have left, from a background thread."""
        threading.Thread(target=self._look_after_for_ever, name="reception", daemon=True).start()

    async def reply(self, delivered: Delivered) -> str:
        """The reply, dressed, if it is there within four seconds of the first delivery; else empty, and the answer comes by the outbox.

        When the database does not even take that down, a sentence; the answer comes when it is back.
        """
        row, arrived = uuid.uuid4().hex, time.time()
        turn = self._turns.submit(self._take, row, delivered, arrived)
        try:
            return await asyncio.wait_for(self._replied(row, delivered, turn), LAST_MOMENT_SECONDS)
        except TimeoutError:
            log.error("the database does not answer")
            turn.add_done_callback(lambda done: self._errands.submit(self._make_up, done))
            return wording.ANSWER_FOLLOWS

    async def _replied(self, row: str, delivered: Delivered, turn: Future[Ticket]) -> str:
        waiting = asyncio.wrap_future(turn)
        await asyncio.wait({waiting}, timeout=REPLY_SECONDS)
        if turn.cancel():
            log.error("%d turns are running: a message was turned away", MOST_TURNS)
            return wording.TOO_BUSY
        if not waiting.done():
            return await self._too_late(row, delivered, waiting)
        ticket = waiting.result()
        return ticket.reply if ticket.is_new else await self._again(ticket, delivered)

    def take(self, delivered: Delivered) -> None:
        """For a platform that takes no replies: when this returns, the message is written down for good, and the answer will be in the outbox."""
        ticket = accepting.accept(uuid.uuid4().hex, delivered, time.time(), "later")
        if ticket.is_new:
            self._turns.submit(self._resume, ticket, delivered)

    async def _again(self, ticket: Ticket, delivered: Delivered) -> str:
        """The reply to a message that came before, whichever process answers it."""
        while ticket.state == "answering" and time.time() < ticket.received_at + REPLY_SECONDS:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            found = await asyncio.to_thread(accepting.look, delivered)
            if found is None:
                return ""
            ticket = found
        if ticket.state == "answering" and await asyncio.to_thread(accepting.defer, ticket.id):
            return ""
        found = await asyncio.to_thread(accepting.look, delivered)
        return found.reply if found else ""

    async def _too_late(self, row: str, delivered: Delivered, waiting: asyncio.Future[Ticket]) -> str:
        self._given_up.add(row)
        waiting.add_done_callback(lambda _: self._given_up.discard(row))
        if await asyncio.to_thread(accepting.defer, row):
            self._errands.submit(self._platform.show_typing, delivered.incoming.outside_id)
            return ""
        found = await asyncio.to_thread(accepting.look, delivered)
        return found.reply if found else ""

    def _make_up(self, turn: Future[Ticket]) -> None:
        """The reply of a turn for which nobody waited any more, though that could not be written down, goes out by itself."""
        ticket = turn.result()
        with engine().begin() as connection:
            if ticket.is_new and accepting.take_back(connection, ticket.id) and ticket.reply:
                outbox.put(connection, ticket.person_id, self._platform.channel, ticket.reply)
        self._box.look_now()

    def _take(self, row: str, delivered: Delivered, arrived: float) -> Ticket:
        with kept_alive(DeliveryRow, row):
            ticket = accepting.accept(row, delivered, arrived)
            if ticket.is_new and row in self._given_up:
                accepting.defer(row)  # nobody waited for even that much
            return replace(ticket, reply=self._answered(ticket, delivered)) if ticket.is_new else ticket

    def _answered(self, ticket: Ticket, delivered: Delivered) -> str:
        """Answers a message, and sends the answer the way that is open. What is returned is read where somebody still waits for it."""
        dressed = self._dressed(ticket, delivered)
        with engine().begin() as connection:
            kept = accepting.kept_for(connection, ticket.person_id)
            if ticket.state == "answering":
                whole, told = _with_kept(kept, dressed)
                if accepting.finish_in_time(connection, ticket.id, whole):
                    _settle_kept(connection, kept, told)
                    return whole
            was_deferred = accepting.finish_later(connection, ticket.id, dressed if dressed == wording.TOO_FAST else "")
            if was_deferred:
                _settle_kept(connection, kept, ())  # no reply carries what was kept, and its person may be written to again
            if was_deferred and dressed:
                outbox.put(connection, ticket.person_id, self._platform.channel, dressed)
        if was_deferred:
            self._box.look_now()
        elif dressed and ticket.id in self._given_up:
            # The message was erased with its person, and nobody waits: nothing of it may be kept, so the answer is sent as it is.
            self._platform.send(delivered.incoming.outside_id, dressed, ticket.id)
        return dressed

    def _dressed(self, ticket: Ticket, delivered: Delivered) -> str:
        try:
            outgoing = self._receive(self._readable(delivered), self._platform.dress)
        except RateLimited:
            return wording.TOO_FAST if accepting.is_first_notice(ticket.person_id, wording.TOO_FAST, time.time()) else ""
        except Exception:
            log.exception("delivery %s could not be answered", ticket.id)
            return wording.COULD_NOT_ANSWER
        return self._platform.dress(outgoing.text, outgoing.choices) if outgoing.text else ""

    def _readable(self, delivered: Delivered) -> Incoming:
        """Speech as text, where a recogniser makes one of it."""
        words = self._platform.words_of(delivered.recording) if delivered.recording else ""
        return replace(delivered.incoming, kind="text", text=words, heard=True) if words else delivered.incoming

    def _look_after_for_ever(self) -> None:
        pause = threading.Event()
        while not pause.wait(SECONDS_BETWEEN_ROUNDS):
            try:
                self.look_after()
                tidying.tidy_now_and_then()
            except SQLAlchemyError as wrong:
                log.error("abandoned messages could not be looked for: %s", type(wrong).__name__)

    def look_after(self) -> None:
        """Takes over the messages whose process has died."""
        now = time.time()
        for row, until, person_id, delivered in accepting.abandoned(self._platform.channel, now):
            if accepting.take_over(row, until, now):
                log.warning("delivery %s is taken over from a process that died", row)
                self._turns.submit(self._resume, Ticket(row, person_id, "later", "", now), delivered)

    def _resume(self, ticket: Ticket, delivered: Delivered) -> None:
        outside_id = outbox.address_of(ticket.person_id)
        with kept_alive(DeliveryRow, ticket.id):
            self._answered(ticket, replace(delivered, incoming=replace(delivered.incoming, outside_id=outside_id)))


def _with_kept(kept: tuple[Kept, ...], dressed: str) -> tuple[str, tuple[Kept, ...]]:
    """The reply after as many of the answers that could not be sent before as fit, the oldest first; and those."""
    told: tuple[Kept, ...] = ()
    for each in kept if dressed else ():
        if size(_after((*told, each), dressed)) > MESSAGE_BYTES:
            break
        told = (*told, each)
    return _after(told, dressed), told


def _after(kept: tuple[Kept, ...], dressed: str) -> str:
    return wording.EARLIER_ANSWER.format(text=GAP.join(each.text for each in kept)) + dressed if kept else dressed


def _settle_kept(connection: Connection, kept: tuple[Kept, ...], told: tuple[Kept, ...]) -> None:
    for each in kept:
        settle = outbox.told_in_reply if each in told else outbox.try_again
        settle(connection, each.id)
