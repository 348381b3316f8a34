"""What is sent outside a reply: once, in order for each person, within the allowance, and never lost."""

import threading
import time
from collections.abc import Callable

import pytest

from bot.conversation import erasing, living
from bot.conversation.secret import seal, secret
from bot.conversation.tables import PersonRow
from bot.delivery import outbox
from bot.delivery.model import Fate
from bot.delivery.outbox import PAUSES, SENDERS, Outbox, address_of
from bot.delivery.tables import OutboxRow

from .conftest import Phone, change, emptied, rows, until, waiting


def failing(times: int, fate: Fate = "again") -> Callable[[str, str], Fate]:
    """Fails so many times, then sends."""
    left = [times]

    def told(*_: str) -> Fate:
        left[0] -= 1
        return fate if left[0] >= 0 else "sent"

    return told


def states() -> list[str]:
    """What became of all messages, oldest first."""
    return [row.state for row in rows(OutboxRow)]


def test_a_message_is_sent_to_its_person_and_its_text_is_forgotten(box: Outbox, phone: Phone) -> None:
    waiting("答复")
    emptied(box)
    [row] = rows(OutboxRow)
    assert phone.sent == [("wang", "答复")] and (row.state, row.text) == ("sent", "")
    assert row.sent_at and abs(row.sent_at - time.time()) < 10
    box.look()
    assert phone.sent == [("wang", "答复")]


def test_messages_of_a_person_are_sent_in_order_and_hold_nobody_else_up(box: Outbox, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "PAUSES", (0.15,))
    waiting("一", "二", "三")
    waiting("甲", name="li")
    refused = failing(2)
    phone.fate = lambda outside_id, text: refused(outside_id, text) if outside_id == "wang" else "sent"
    emptied(box)
    assert [text for name, text in phone.sent if name == "wang"] == ["一", "一", "一", "二", "三"]
    assert ("li", "甲") in phone.sent[:3] and states() == ["sent"] * 4


def test_a_pulse_just_before_the_claim_holds_nothing_up(box: Outbox, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    claimed = outbox._claimed

    def late(row: str, now: float) -> bool:
        living.beat()
        return claimed(row, now)

    monkeypatch.setattr(outbox, "_claimed", late)
    waiting("答复")
    box.look()
    until(lambda: phone.sent == [("wang", "答复")], seconds=2.0)


def test_two_processes_send_each_message_once(phone: Phone) -> None:
    for name in range(12):
        waiting("答复", name=f"p{name}")
    boxes = [Outbox(phone), Outbox(phone)]
    phone.delay = 0.05

    def looked() -> bool:
        for box in boxes:
            box.look()
        return states() == ["sent"] * 12

    until(looked)
    assert len(phone.sent) == 12 == len({name for name, _ in phone.sent})


def test_many_messages_and_a_slow_platform_send_each_message_once(box: Outbox, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim must not run out while its message waits for one of the eight senders."""
    monkeypatch.setattr(outbox, "HELD_SECONDS", 0.3)
    phone.delay = 0.15
    for name in range(40):
        waiting("答复", name=f"p{name}")
    emptied(box)
    box._pool.shutdown()
    assert len(phone.sent) == 40 == len({name for name, _ in phone.sent}) and states() == ["sent"] * 40


def test_what_this_process_cannot_send_yet_is_left_to_others(box: Outbox, phone: Phone) -> None:
    go_on, stuck = threading.Event(), []

    def wait(outside_id: str, _: str) -> Fate:
        stuck.append(outside_id)
        assert go_on.wait(10)
        return "sent"

    for name in range(SENDERS + 5):
        waiting("答复", name=f"p{name}")
    own = Outbox(Phone(fate=wait))
    looking = threading.Thread(target=own.look, daemon=True)
    looking.start()
    until(lambda: len(stuck) == SENDERS)
    box.look()
    until(lambda: states().count("sent") == 5)
    assert looking.is_alive() and own._pool._work_queue.empty()
    go_on.set()
    until(lambda: states() == ["sent"] * (SENDERS + 5))
    looking.join(10)
    own._pool.shutdown()
    assert sorted([*stuck, *(name for name, _ in phone.sent)]) == sorted(f"p{name}" for name in range(SENDERS + 5))


def test_what_takes_long_to_send_is_claimed_for_so_long(box: Outbox, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "HELD_SECONDS", 0.2)
    waiting("答复")

    def slowly(*_: str) -> Fate:
        living.beat()
        time.sleep(0.5)
        return "sent"

    phone.fate = slowly
    box.look()
    until(lambda: phone.sent)
    other = Outbox(phone)
    while states() == ["waiting"]:
        other.look()
    assert len(phone.sent) == 1 and states() == ["sent"]


def test_a_claim_of_a_dead_process_runs_out(box: Outbox, phone: Phone) -> None:
    waiting("答复")
    change(OutboxRow, until=time.time() + 0.4)
    box.look()
    assert states() == ["waiting"] and phone.sent == []
    started = time.monotonic()
    emptied(box)
    assert phone.sent == [("wang", "答复")] and time.monotonic() - started >= 0.2


@pytest.mark.parametrize("tries", range(len(PAUSES) + 2))
def test_what_failed_is_tried_again_later_and_later(box: Outbox, phone: Phone, tries: int) -> None:
    waiting("答复")
    change(OutboxRow, tries=tries)
    phone.fate = failing(1)
    before = time.time()
    box.look()
    until(lambda: rows(OutboxRow)[0].tries == tries + 1)
    [row] = rows(OutboxRow)
    pause = PAUSES[min(tries, len(PAUSES) - 1)]
    assert (row.state, row.text, row.until) == ("waiting", "答复", 0.0) and before + pause <= row.due <= time.time() + pause


@pytest.mark.parametrize(("fate", "text"), [("kept", "答复"), ("dropped", "")])
def test_what_may_not_be_sent_is_kept_or_dropped(box: Outbox, phone: Phone, fate: Fate, text: str) -> None:
    waiting("答复")
    phone.fate = failing(9, fate)
    emptied(box)
    [row] = rows(OutboxRow)
    assert (row.state, row.text, row.sent_at) == (fate, text, None) and len(phone.sent) == 1


def test_a_platform_that_breaks_loses_nothing(box: Outbox, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "HELD_SECONDS", 0.2)
    waiting("答复")
    broken = [True]

    def fate(*_: str) -> Fate:
        if broken.pop():
            raise ValueError("broken")
        return "sent"

    phone.fate = lambda *_: fate() if broken else "sent"
    emptied(box)
    assert len(phone.sent) == 2 and states() == ["sent"]


def test_whoever_was_erased_gets_nothing_more(box: Outbox, phone: Phone) -> None:
    gone = waiting("答复")
    due = box._due(time.time())
    erasing.erase(gone)
    assert rows(OutboxRow) == [] and due and not outbox._claimed(due[0], time.time())
    assert address_of(gone) == ""


def test_whoever_is_erased_while_a_message_is_on_its_way_gets_nothing_more(box: Outbox, phone: Phone, caplog: pytest.LogCaptureFixture) -> None:
    gone = waiting("答复")
    [row] = box._due(time.time())
    assert outbox._claimed(row, time.time())
    erasing.erase(gone)
    box._send(row)
    assert phone.sent == [] and "Traceback" not in caplog.text


@pytest.mark.parametrize("address", ["", "gAAAAAsealedelsewhere"])
def test_an_address_that_cannot_be_read(box: Outbox, phone: Phone, address: str) -> None:
    waiting("答复")
    change(PersonRow, address=address)
    emptied(box)
    assert phone.sent == [] and states() == ["dropped"]


def test_an_address_is_read_only_under_its_secret(box: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = waiting("答复")
    assert address_of(someone) == "wang" and seal("wang") != seal("wang")
    secret.cache_clear()
    monkeypatch.setattr("bot.conversation.secret._kept", lambda path: "another secret")
    assert address_of(someone) == ""


def test_a_message_does_not_wait_for_what_was_kept(box: Outbox, phone: Phone) -> None:
    phone.fate = failing(1, "kept")
    waiting("一", "二")
    emptied(box)
    assert [text for _, text in phone.sent] == ["一", "二"] and states() == ["kept", "sent"]
