"""What is over is deleted: after three days, and with its person."""

import time

import pytest

from bot.conversation import erasing
from bot.database import Base, engine
from bot.delivery import accepting, outbox, tidying
from bot.delivery.tables import DeliveryRow, OutboxRow
from bot.delivery.tidying import SECONDS_KEPT

from .conftest import CHANNEL, Phone, arriving, change, person, rows

NOW = 1_767_230_000.0
pytestmark = pytest.mark.usefixtures("phone")


def one_of_each(name: str = "wang", at: float = NOW) -> None:
    """A message and an answer of a person."""
    accepting.accept(f"r-{name}", arriving(person=name), at)
    with engine().begin() as connection:
        outbox.put(connection, person(name), CHANNEL, f"给{name}")


@pytest.mark.parametrize(("age", "left"), [(SECONDS_KEPT + 1, 0), (SECONDS_KEPT - 1, 1)])
def test_after_three_days_it_goes(age: float, left: int) -> None:
    one_of_each(at=NOW - age)
    change(OutboxRow, created_at=NOW - age)
    tidying.tidy(NOW)
    assert (len(rows(DeliveryRow)), len(rows(OutboxRow))) == (left, left)


def test_three_days_are_longer_than_any_allowance(phone: Phone) -> None:
    assert max(allowance.seconds for allowance in phone.allowances.values()) < SECONDS_KEPT


def test_it_is_tidied_at_once_and_then_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    tidied: list[float] = []
    monkeypatch.setattr(tidying, "tidy", tidied.append)
    monkeypatch.setattr(tidying, "_last", [0.0])
    for _ in range(3):
        tidying.tidy_now_and_then()
    assert len(tidied) == 1
    tidying._last[0] -= tidying.SECONDS_BETWEEN_TIDYINGS + 1
    tidying.tidy_now_and_then()
    assert len(tidied) == 2 and abs(tidied[0] - time.time()) < 10


def test_everything_of_a_person_goes_with_them_and_nothing_of_others() -> None:
    one_of_each("wang")
    one_of_each("li")
    erasing.erase(person("wang"))
    assert [row.id for row in rows(DeliveryRow)] == ["r-li"] and [row.text for row in rows(OutboxRow)] == ["给li"]


def test_all_tables_of_the_room_hang_on_a_person() -> None:
    tables = [table for table in Base.metadata.sorted_tables if table.name in ("delivery", "outbox")]
    assert [[key.ondelete for key in table.foreign_keys] for table in tables] == [["CASCADE"], ["CASCADE"]]
