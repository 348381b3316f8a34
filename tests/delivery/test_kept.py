"""An answer that could not be sent comes with the person's next reply, or alone after it, and is told once."""

import time

import pytest

from bot import wording
from bot.conversation.model import Incoming
from bot.conversation.paging import MESSAGE_BYTES, size
from bot.database import engine
from bot.delivery import accepting, outbox
from bot.delivery.outbox import Outbox
from bot.delivery.reception import Reception
from bot.delivery.tables import DeliveryRow, OutboxRow

from .conftest import CHANNEL, Brain, Phone, arriving, change, emptied, person, reply, rows

pytestmark = pytest.mark.usefixtures("phone")


def keep(*texts: str, name: str = "wang") -> None:
    """Answers that wang could not be sent."""
    for text in texts:
        with engine().begin() as connection:
            outbox.put(connection, person(name), CHANNEL, text)
    change(OutboxRow, state="kept")


def told() -> list[tuple[str, str]]:
    """What became of all messages, oldest first, and the text that is still there."""
    return [(row.state, row.text) for row in rows(OutboxRow)]


def test_it_comes_with_the_next_reply(reception: Reception) -> None:
    keep("上次的答复")
    assert reply(reception, arriving("这次")) == wording.EARLIER_ANSWER.format(text="上次的答复") + "答：这次"
    assert told() == [("told", "")]
    assert reply(reception, arriving("下次")) == "答：下次"


def test_it_costs_no_allowance(reception: Reception, phone: Phone) -> None:
    keep("上次的答复")
    reply(reception, arriving())
    assert rows(OutboxRow)[0].sent_at is None and outbox.allowed(person(), phone.allowances, time.time())


def test_several_come_in_their_order(reception: Reception) -> None:
    keep("一", "二")
    assert reply(reception, arriving("三")) == wording.EARLIER_ANSWER.format(text="一\n\n二") + "答：三"
    assert [state for state, _ in told()] == ["told", "told"]


def test_what_does_not_fit_is_sent_alone_after_the_reply(reception: Reception, phone: Phone, box: Outbox) -> None:
    long = "长" * 590
    keep(long)
    assert reply(reception, arriving("这次")) == "答：这次" and told() == [("waiting", long)]
    emptied(box)
    assert phone.sent == [("wang", long)] and told() == [("sent", "")]


def test_as_many_as_fit_go_along(reception: Reception, phone: Phone, box: Outbox) -> None:
    keep("短的答复", "长" * 590)
    answer = reply(reception, arriving("这次"))
    assert "短的答复" in answer and size(answer) <= MESSAGE_BYTES and [state for state, _ in told()] == ["told", "waiting"]
    emptied(box)
    assert [text for _, text in phone.sent] == ["长" * 590]


@pytest.mark.parametrize(("more", "taken"), [(0, True), (1, False)])
def test_a_reply_just_long_enough_takes_it_along(reception: Reception, brain: Brain, more: int, taken: bool) -> None:
    keep("甲乙丙丁")
    brain.answer = lambda incoming: "a" * (MESSAGE_BYTES - size(wording.EARLIER_ANSWER.format(text="甲乙丙丁")) + more)
    answer = reply(reception, arriving())
    assert ("甲乙丙丁" in answer) is taken and size(answer) <= MESSAGE_BYTES


def test_silence_carries_nothing(reception: Reception, brain: Brain) -> None:
    brain.answer = lambda incoming: ""
    keep("上次的答复")
    assert reply(reception, arriving()) == "" and told() == [("waiting", "上次的答复")]


def test_a_repetition_brings_it_again_in_the_same_reply(reception: Reception) -> None:
    keep("上次的答复")
    sent = arriving()
    assert reply(reception, sent) == reply(reception, sent) and told() == [("told", "")]


def test_nobody_elses_goes_along(reception: Reception) -> None:
    keep("别人的答复", name="li")
    assert reply(reception, arriving("这次")) == "答：这次" and told() == [("kept", "别人的答复")]


def test_when_the_next_reply_is_late_it_is_sent_before_it(reception: Reception, brain: Brain, phone: Phone, box: Outbox) -> None:
    keep("上次的答复")

    def given_up(_: object) -> str:
        assert accepting.defer(rows(DeliveryRow)[0].id)
        return "这次的"

    brain.answer = given_up
    reply(reception, arriving())
    emptied(box)
    assert [text for _, text in phone.sent] == ["上次的答复", "这次的"]


def test_two_messages_at_once_tell_it_once(reception: Reception, brain: Brain) -> None:
    keep("上次的答复")
    first = arriving("先问的")

    def meanwhile(incoming: Incoming) -> str:
        if incoming.text == "先问的":
            replies.append(reply(reception, arriving("后问的")))
        return incoming.text

    replies: list[str] = []
    brain.answer = meanwhile
    replies.append(reply(reception, first))
    assert "".join(replies).count("上次的答复") == 1


def test_what_goes_behind_a_reply_gives_it_time_to_be_read(reception: Reception) -> None:
    keep("长" * 590)
    reply(reception, arriving())
    assert 0.5 < rows(OutboxRow)[0].due - time.time() < 2.0
