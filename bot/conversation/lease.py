"""One message of a person at a time, and in the order of arrival, over all processes: a queue in the database."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.conversation.living import HELD_SECONDS, kept_alive
from bot.conversation.tables import LeaseRow
from bot.database import session

POLL_SECONDS = 0.02


class StillBusy(Exception):
    """The person's earlier message took longer than this one can wait."""


class Erased(Exception):
    """The person was erased while the message waited."""


@contextmanager
def turn_of(person_id: str, arrived: float, patience: float) -> Iterator[None]:
    """Inside, no other message of the person is answered; who `arrived` first (seconds since 1970) goes first.

    Raises StillBusy after `patience` seconds, Erased when the person is gone.
    """
    holder = uuid.uuid4().hex
    try:
        with kept_alive(LeaseRow, holder):
            if not _joined(holder, person_id, arrived):
                _wait(holder, person_id, time.monotonic() + patience)
            yield
    finally:
        _leave(holder)


def waiting(opened: Session, person_id: str) -> int:
    """How many messages of the person are being answered or wait."""
    living = (LeaseRow.person_id == person_id, LeaseRow.until > time.time())
    return opened.scalar(select(func.count()).select_from(LeaseRow).where(*living)) or 0


def _joined(holder: str, person_id: str, arrived: float) -> bool:
    """Joins the queue, and tells whether it was empty, so that the turn is ours at once."""
    try:
        with session() as opened:
            alone = opened.scalar(select(LeaseRow.holder).where(LeaseRow.person_id == person_id).limit(1)) is None
            opened.add(_place(holder, person_id, arrived, person_id if alone else None))
    except IntegrityError:
        _join_behind(holder, person_id, arrived)
        return False
    return alone


def _join_behind(holder: str, person_id: str, arrived: float) -> None:
    """Somebody joined at the same moment, or the person is gone."""
    try:
        with session() as opened:
            opened.add(_place(holder, person_id, arrived, None))
    except IntegrityError as error:
        raise Erased from error


def _place(holder: str, person_id: str, arrived: float, holding: str | None) -> LeaseRow:
    return LeaseRow(holder=holder, person_id=person_id, arrived=arrived, until=time.time() + HELD_SECONDS, holding=holding)


def _wait(holder: str, person_id: str, deadline: float) -> None:
    while not (_is_first(holder, person_id) and _taken(holder, person_id)):
        if time.monotonic() > deadline:
            raise StillBusy
        time.sleep(POLL_SECONDS)


def _is_first(holder: str, person_id: str) -> bool:
    in_order = select(LeaseRow.holder, LeaseRow.until).where(LeaseRow.person_id == person_id).order_by(LeaseRow.arrived, LeaseRow.holder)
    with session() as opened:
        queue = opened.execute(in_order).all()
    living = [each for each, until in queue if until > time.time() or each == holder]
    if holder not in living:
        raise Erased
    return living[0] == holder


def _taken(holder: str, person_id: str) -> bool:
    now = time.time()
    dead = (LeaseRow.person_id == person_id, LeaseRow.until <= now, LeaseRow.holder != holder)
    try:
        with session() as opened:
            opened.execute(delete(LeaseRow).where(*dead))
            ours = opened.get(LeaseRow, holder)
            if ours:
                ours.holding, ours.until = person_id, now + HELD_SECONDS
    except IntegrityError:
        return False
    return ours is not None


def _leave(holder: str) -> None:
    with session() as opened:
        opened.execute(delete(LeaseRow).where(LeaseRow.holder == holder))
