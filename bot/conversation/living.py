"""Rows that live as long as the process that holds them: their `until` runs ahead of the clock, and stops when the process dies.

These seconds are the machine's and not the clock's: a row must run out even where `ZHOUDAO_NOW` has stopped the clock.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import inspect, update
from sqlalchemy.exc import SQLAlchemyError

from bot.database import Base, session

HELD_SECONDS = 6.0
BEAT_SECONDS = 1.5
log = logging.getLogger(__name__)
_guard = threading.Lock()
_held: dict[type[Base], set[str]] = {}
_beating: list[threading.Thread] = []


@contextmanager
def kept_alive(table: type[Base], key: str) -> Iterator[None]:
    """Inside, the row of `table` with this primary key is renewed. Most rows are gone before their first renewal."""
    with _guard:
        _held.setdefault(table, set()).add(key)
        if not _beating:
            _beating.append(threading.Thread(target=_beat_for_ever, name="pulse", daemon=True))
            _beating[0].start()
    try:
        yield
    finally:
        with _guard:
            _held[table].discard(key)


def _beat_for_ever() -> None:
    pause = threading.Event()
    while not pause.wait(BEAT_SECONDS):
        try:
            beat()
        except SQLAlchemyError as wrong:
            log.error("what this process holds could not be renewed: %s", type(wrong).__name__)


def beat() -> None:
    """Renews all that this process holds."""
    with _guard:
        held = {table: sorted(keys) for table, keys in _held.items() if keys}
    for table, keys in held.items():
        key = inspect(table).primary_key[0]
        with session() as opened:
            opened.execute(update(table).where(key.in_(keys)).values(until=time.time() + HELD_SECONDS))
