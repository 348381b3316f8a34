"""How many messages may follow what a person did, and for how long: counted from what came and what was sent."""

from typing import Any

import pytest

from bot.database import engine
from bot.delivery import accepting
from bot.delivery.outbox import Outbox, allowed, put
from bot.delivery.tables import OutboxRow

from .conftest import CHANNEL, Phone, arriving, emptied, person, rows, waiting

NOW = 1_000_000.0
HOURS = 3600.0


@pytest.mark.parametrize(
    ("triggers", "sent", "may"),
    [
        ([], [], False),
        ([("message", 0)], [], True),
        ([("message", 0)], [0] * 4, True),
        ([("message", 0)], [0] * 5, False),
        ([("message", 48 * HOURS - 1)], [], True),
        ([("message", 48 * HOURS)], [], False),
        ([("message", 10), ("message", 5)], [7] * 5, True),
        ([("message", 10), ("message", 5)], [4] * 5, False),
        ([("message", 10)], [11] * 5, True),
        ([("tap", 0)], [0] * 2, True),
        ([("tap", 0)], [0] * 3, False),
        ([("tap", 59)], [], True),
        ([("tap", 60)], [], False),
        ([("tap", 61), ("message", 100)], [50] * 3, True),
        ([("tap", 30), ("message", 100)], [20] * 5, False),
        ([("tap", 30), ("message", 100)], [40] * 5, True),
        ([("none", 0)], [], False),
    ],
)  # fmt: skip
def test_the_allowance(phone: Phone, triggers: list[tuple[Any, float]], sent: list[float], may: bool) -> None:
    """`triggers` and `sent` happened so many seconds ago."""
    for n, (trigger, ago) in enumerate(triggers):
        accepting.accept(f"r{n}", arriving(trigger=trigger), NOW - ago)
    for ago in sent:
        with engine().begin() as connection:
            put(connection, person(), CHANNEL, "x")
        change_last(state="sent", sent_at=NOW - ago)
    assert allowed(person(), phone.allowances, NOW) is may
    assert not allowed(person("li"), phone.allowances, NOW)


def change_last(**values: Any) -> None:
    """Changes the messages that have not been sent."""
    with engine().begin() as connection:
        connection.execute(OutboxRow.__table__.update().where(OutboxRow.sent_at.is_(None)).values(**values))  # type: ignore[attr-defined]


def test_the_sixth_message_is_kept_without_asking_the_platform(box: Outbox, phone: Phone) -> None:
    waiting(*"一二三四五六")
    emptied(box)
    assert [text for _, text in phone.sent] == list("一二三四五")
    assert [(row.state, row.text) for row in rows(OutboxRow)] == [("sent", "")] * 5 + [("kept", "六")]
