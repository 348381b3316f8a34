"""What we cannot read is said kindly, with a way on; what was heard is repeated, so that a mishearing is seen."""

import pytest

from bot import wording
from bot.conversation import door as doors
from bot.conversation import rasa as rasas
from bot.conversation.door import Door
from bot.conversation.model import Choice, Incoming, Location
from bot.conversation.paging import MESSAGE_BYTES, size

from .conftest import FakeRasa, Say, options, said

IDENTITY = "370306198001011234"
each_kind = pytest.mark.parametrize("kind", list(wording.UNREADABLE))


@each_kind
def test_what_cannot_be_read_is_said_with_what_can_be_asked(say: Say, rasa: FakeRasa, kind: str) -> None:
    reply = say("", kind=kind)
    assert reply.text.startswith(f"{wording.UNREADABLE[kind]}\n{wording.UNREADABLE_CHOICES}")
    assert rasa.asked == [] and reply.trace["outcome"] == "reject" and {choice.kind for choice in reply.choices} == {"ask"}
    say("1")
    assert rasa.asked[0]["message"] == reply.choices[0].text


@each_kind
def test_open_choices_are_offered_again(say: Say, rasa: FakeRasa, kind: str) -> None:
    rasa.answer = lambda body: said("哪一项？", "choose", choices=options("甲", "乙"))
    offered = say("津贴").choices
    assert say("", kind=kind).choices == offered
    say("2")
    assert [each["text"] for each in rasa.asked[-1]["metadata"]["choices"]] == ["甲", "乙"]


def test_a_picture_in_between_loses_nothing_of_a_long_answer(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said("这是一句话。" * 300)
    first = say("高龄津贴")
    say("", kind="image")
    assert first.choices[-1].kind == "more" and say("更多").text.startswith("这是一句话。") and len(rasa.asked) == 1


def test_words_beside_a_picture_are_not_read(say: Say, rasa: FakeRasa) -> None:
    assert say("老年证", kind="link").text.startswith(wording.UNREADABLE["link"]) and rasa.asked == []


def test_what_was_heard_stands_before_the_answer(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said("带身份证。")
    assert say("老年证咋办", heard=True).text.startswith(wording.HEARD.format(text="老年证咋办") + "\n带身份证。")
    assert "我听到的是" not in say("老年证咋办").text


def test_numbers_that_were_heard_are_not_repeated(say: Say) -> None:
    reply = say(f"我是{IDENTITY}，老年证咋办", heard=True)
    assert IDENTITY not in reply.text and "【证件号已隐去】" in reply.text


def test_in_danger_nothing_stands_before_the_number(say: Say) -> None:
    assert say("着火了快来人", heard=True).text.startswith("请马上打 119")


@pytest.mark.parametrize(("text", "sentence"), [("", wording.FAULT_SAID_NOTHING), ("？？", wording.FAULT_SAID_SIGNS)])
def test_what_was_heard_may_be_nothing(say: Say, text: str, sentence: str) -> None:
    assert sentence in say(text, heard=True).text


def test_a_location_is_a_question_and_goes_to_rasa_as_a_point(say: Say, rasa: FakeRasa) -> None:
    say("", kind="location", location=Location(36.803, 117.869), can_wait=True)
    [asked] = rasa.asked
    assert (asked["message"], asked["metadata"]["location"]) == (wording.SAID_BY_LOCATION, {"lat": 36.803, "lon": 117.869})


def heard(can_wait: bool, danger: str | None = None) -> doors.Heard:
    """A message that has come in."""
    return doors.Heard(Incoming("web", "wang", "m", "text", "x", can_wait=can_wait), frozenset(), danger, lambda text, _: text, 0.0, 0.0)


def test_who_can_wait_waits_for_their_turn_and_nobody_in_danger_does() -> None:
    assert heard(False).patience == doors.PATIENCE_SECONDS < heard(True).patience == doors.PATIENCE_WHEN_IT_CAN_WAIT_SECONDS
    assert heard(True, "打 119").patience == heard(False, "打 119").patience == doors.PATIENCE_IN_DANGER_SECONDS < 1


@pytest.mark.parametrize(("can_wait", "degraded"), [(True, False), (False, True)])
def test_a_slow_rasa_is_waited_for_where_the_answer_can_come_later(say: Say, rasa: FakeRasa, can_wait: bool, degraded: bool) -> None:
    rasa.delay = 1.0
    assert say("津贴", can_wait=can_wait).trace["degraded"] is degraded


def test_a_silent_rasa_is_given_up_at_last(say: Say, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasas, "SECONDS_WHEN_IT_CAN_WAIT", 0.3)
    rasa.delay = 1.0
    reply = say("津贴", can_wait=True)
    assert reply.trace["degraded"] is True and reply.text.startswith(wording.WITHOUT_RASA)


def test_the_door_measures_a_message_as_its_channel_shows_it(door: Door, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said("这是一句话。" * 100)

    def wide(text: str, choices: tuple[Choice, ...]) -> str:
        return text.replace("。", "。" * 10) + "选" * len(choices)

    incoming = Incoming("web", "wang", "m", "text", "津贴")
    outgoing = door.receive(incoming, wide)
    assert size(wide(outgoing.text, outgoing.choices)) <= MESSAGE_BYTES and [choice.kind for choice in outgoing.choices] == ["more"]
    assert size(outgoing.text) < size("这是一句话。" * 100)
