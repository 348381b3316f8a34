"""Deletes what is over: deliveries and messages live on for a while because platforms repeat, and because what was sent counts."""

import time

from sqlalchemy import delete

from bot.database import engine
from bot.delivery.tables import DeliveryRow, OutboxRow

SECONDS_KEPT = 3 * 86400.0
SECONDS_BETWEEN_TIDYINGS = 3600.0
_last = [0.0]


def tidy_now_and_then() -> None:
    """Tidies once an hour."""
    if time.monotonic() - _last[0] > SECONDS_BETWEEN_TIDYINGS or not _last[0]:
        _last[0] = time.monotonic()
        tidy(time.time())


def tidy(now: float) -> None:
    """Deletes what is older than three days: longer than any platform repeats a message, or counts one (48 hours)."""
    with engine().begin() as connection:
        connection.execute(delete(DeliveryRow).where(DeliveryRow.received_at < now - SECONDS_KEPT))
        connection.execute(delete(OutboxRow).where(OutboxRow.created_at < now - SECONDS_KEPT))
