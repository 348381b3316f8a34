"""What is sent outside a reply: durable, in order for each person, within what the platform allows."""

import logging
import threading
import time
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from cryptography.fernet import InvalidToken
from sqlalchemy import Connection, and_, exists, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import aliased

from bot.conversation.living import HELD_SECONDS, kept_alive
from bot.conversation.secret import unseal
from bot.database import engine
from bot.delivery.accepting import sealed_address
from bot.delivery.model import Allowance, Fate, Platform, Trigger
from bot.delivery.tables import DeliveryRow, OutboxRow

SENDERS = 8
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_BEHIND_THE_REPLY = 1.0
PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
MOST_AT_A_LOOK = 200
log = logging.getLogger(__name__)


def put(connection: Connection, person_id: str, channel: str, dressed: str) -> None:
    """Adds a message to a person's outbox, in the caller's transaction."""
    now = time.time()
    values = {"id": uuid.uuid4().hex, "channel": channel, "person_id": person_id, "text": dressed, "created_at": now, "state": "waiting"}
    connection.execute(insert(OutboxRow).values(**values, due=now, tries=0, until=0.0, sent_at=None))


def told_in_reply(connection: Connection, row: str) -> None:
    """A kept message has gone out with a passive reply: it cost no allowance."""
    connection.execute(update(OutboxRow).where(OutboxRow.id == row, OutboxRow.state == "kept").values(state="told", text=""))


def try_again(connection: Connection, row: str) -> None:
    """A kept message may be sent by itself once more: its person has written, which brings new allowance. The reply is to be read first."""
    due = time.time() + SECONDS_BEHIND_THE_REPLY
    connection.execute(update(OutboxRow).where(OutboxRow.id == row, OutboxRow.state == "kept").values(state="waiting", due=due, tries=0))


def allowed(person_id: str, allowances: Mapping[Trigger, Allowance], now: float) -> bool:
    """Whether a message may be sent to a person now: some trigger of theirs is recent enough and not used up."""
    with engine().connect() as connection:
        return any(_left(connection, person_id, trigger, allowance, now) > 0 for trigger, allowance in allowances.items())


def _left(connection: Connection, person_id: str, trigger: Trigger, allowance: Allowance, now: float) -> int:
    since = connection.scalar(select(func.max(DeliveryRow.received_at)).where(DeliveryRow.person_id == person_id, DeliveryRow.trigger == trigger))
    if since is None or now - since >= allowance.seconds:
        return 0
    sent = select(func.count()).select_from(OutboxRow).where(OutboxRow.person_id == person_id, OutboxRow.sent_at >= since)
    return allowance.messages - (connection.scalar(sent) or 0)


class Outbox:
    """Sends what waits for one platform, in this process as in all others: each message is claimed by one."""

    def __init__(self, platform: Platform) -> None:
        """Sends nothing before `start`."""
        self._platform = platform
        self._pool = ThreadPoolExecutor(SENDERS, thread_name_prefix="sender")
        self._free = threading.Semaphore(SENDERS)
        self._poke = threading.Event()

    def start(self) -> None:
        """Begins to send, from background threads."""
        threading.Thread(target=self._send_for_ever, name="outbox", daemon=True).start()

    def look_now(self) -> None:
        """There is something new to send."""
        self._poke.set()

    def _send_for_ever(self) -> None:
        while True:
            self._poke.wait(SECONDS_BETWEEN_LOOKS)
            self._poke.clear()
            try:
                self.look()
            except SQLAlchemyError as wrong:
                log.error("the outbox could not be read: %s", type(wrong).__name__)

    def look(self) -> None:
        """Gives the senders what is due. Nothing is claimed before somebody is free to send it: claims run out."""
        for row in self._due(time.time()):
            self._free.acquire()
            self._pool.submit(self._send, row)

    def _due(self, now: float) -> list[str]:
        earlier = aliased(OutboxRow)
        before = exists().where(and_(earlier.person_id == OutboxRow.person_id, earlier.state == "waiting", earlier.created_at < OutboxRow.created_at))
        waiting = (OutboxRow.channel == self._platform.channel, OutboxRow.state == "waiting", OutboxRow.due <= now, OutboxRow.until <= now, ~before)
        with engine().connect() as connection:
            return list(connection.scalars(select(OutboxRow.id).where(*waiting).order_by(OutboxRow.created_at).limit(MOST_AT_A_LOOK)))

    def _send(self, row: str) -> None:
        try:
            if _claimed(row, time.time()):
                with kept_alive(OutboxRow, row):  # not before: to renew a row that nobody has claimed is to hold it up
                    self._send_claimed(row)
                self.look_now()
        except Exception:
            log.exception("outbox message %s stays for another try", row)
        finally:
            self._free.release()

    def _send_claimed(self, row: str) -> None:
        with engine().connect() as connection:
            found = connection.execute(select(OutboxRow.person_id, OutboxRow.text, OutboxRow.tries).where(OutboxRow.id == row)).first()
        if found:  # else it was erased with its person
            _settle(row, self._fate(row, found.person_id, found.text), found.tries)

    def _fate(self, row: str, person_id: str, text: str) -> Fate:
        outside_id = address_of(person_id)
        if not outside_id:
            return "dropped"
        if not allowed(person_id, self._platform.allowances, time.time()):
            log.info("outbox: nothing may be sent to this person now; kept for the next reply")
            return "kept"
        return self._platform.send(outside_id, text, row)


def address_of(person_id: str) -> str:
    """A person's outside id; empty when the person is gone, or was sealed under another secret."""
    try:
        sealed = sealed_address(person_id)
        return unseal(sealed) if sealed else ""
    except InvalidToken:
        log.error("a person's address was sealed under another secret")
        return ""


def _claimed(row: str, now: float) -> bool:
    free = (OutboxRow.id == row, OutboxRow.state == "waiting", OutboxRow.due <= now, OutboxRow.until <= now)
    claim = update(OutboxRow).where(*free).values(until=now + HELD_SECONDS)
    with engine().begin() as connection:
        return connection.execute(claim).rowcount > 0


def _settle(row: str, fate: Fate, tries: int) -> None:
    now = time.time()
    values: dict[str, object]
    if fate == "again":
        values = {"due": now + PAUSES[min(tries, len(PAUSES) - 1)], "tries": tries + 1, "until": 0.0}
    elif fate == "kept":
        values = {"state": "kept", "until": 0.0}
    else:
        values = {"state": fate, "text": "", "sent_at": now if fate == "sent" else None}
    with engine().begin() as connection:
        connection.execute(update(OutboxRow).where(OutboxRow.id == row).values(**values))
