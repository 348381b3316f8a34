"""One message through the real door, in the order that it promises."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import wording
from bot.conversation import talks
from bot.conversation.model import Location, Outgoing, RateLimited, empty_trace
from bot.conversation.tables import ConversationRow, DailyCountRow, PersonRow, TurnRow
from bot.database import session

from .conftest import PENSION, FakeRasa, Say, options, said

IDENTITY = "370306198001011234"


def rows(table: type[Any]) -> list[Any]:
    """All rows of a table."""
    with session() as opened:
        return list(opened.scalars(select(table)))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the clock of the talks on."""
    from bot import clock
    from bot.conversation import keeping

    def move(by: timedelta) -> None:
        for module in (talks, keeping):
            monkeypatch.setattr(module, "now", lambda: clock.now() + by)

    return move


def test_a_question_reaches_rasa_and_its_answer_comes_back(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: [{"text": "带身份证。"}, {"text": "到区大厅办。"}, *said("  ", matter=PENSION)[1:]]
    reply = say("高龄津贴带啥")
    assert reply.text.startswith("带身份证。\n\n到区大厅办。")
    assert reply.trace["matter"]["code"] == "MZ-001" and reply.trace["degraded"] is False
    assert set(reply.trace) == set(empty_trace()) and {"total", "rasa", "actions"} <= set(reply.trace["ms"])
    turn = rows(TurnRow)[0]
    assert (turn.id, turn.text, turn.reply) == (reply.trace["turn"], "高龄津贴带啥", reply.text)
    assert (turn.matter_code, turn.facets, turn.intent, turn.outcome) == ("MZ-001", ["materials"], "ask_materials", "answer")


def test_what_no_text_may_hold_is_left_out_of_an_answer(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said("响铃\x07，零\x00，半个\ud800字。\n")
    assert say("老年证").text.startswith("响铃，零，半个字。\n\n（")


def test_rasa_is_told_the_talk_and_what_is_open(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said("哪一项？", "choose", choices=options("高龄津贴", "老年证"), memory={"matter": None, "n": 1})
    say("津贴")
    say("第二个", location=Location(36.8, 117.8), audience="agent")
    first, second = rasa.asked
    assert first["metadata"] == {"memory": {}, "audience": "resident", "choices": [], "location": None}
    assert first["sender"] == second["sender"] == rows(ConversationRow)[0].id
    assert second["metadata"]["memory"] == {"matter": None, "n": 1} and second["metadata"]["audience"] == "agent"
    assert second["metadata"]["choices"] == options("高龄津贴", "老年证") and second["metadata"]["location"] == {"lat": 36.8, "lon": 117.8}


def test_numbers_are_struck_out_before_anybody_sees_them(say: Say, rasa: FakeRasa, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    reply = say(f"俺身份证{IDENTITY}，手机１３８００１３８０００，老年证咋办")
    seen = f"{rasa.asked} {reply} {[vars(turn) for turn in rows(TurnRow)]} {caplog.text}"
    assert IDENTITY not in seen and "13800138000" not in seen and "１３８" not in seen
    assert "【证件号已隐去】" in rasa.asked[0]["message"] and "已隐去您发的证件号、手机号" in reply.text


def test_the_notice_of_struck_out_numbers_comes_once_a_talk(say: Say) -> None:
    assert "已隐去" in say(f"我是{IDENTITY}").text
    assert "已隐去" not in say(f"再说一遍{IDENTITY}").text
    assert "已隐去" in say(f"我是{IDENTITY}", person="li").text


def test_the_first_message_of_a_person_carries_the_privacy_notice(say: Say) -> None:
    assert wording.PRIVACY_NOTICE in say("你好").text
    assert wording.PRIVACY_NOTICE not in say("老年证").text
    assert [person.notice_given for person in rows(PersonRow)] == [True]


def test_the_same_message_id_gets_the_same_reply_and_no_second_turn(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said(f"第{len(rasa.asked)}次", choices=options("甲", "乙"))
    first = say("老年证", message_id="m1")
    assert say("老年证", message_id="m1") == first
    assert say("老年证", message_id="m1", person="li") != first
    assert len(rasa.asked) == 2 and len(rows(TurnRow)) == 2


def test_nothing_stored_tells_the_outside_id(say: Say) -> None:
    say("你好", person="openid-wang", message_id="openid-wang:7")
    stored = str([vars(row) for table in (PersonRow, ConversationRow, TurnRow) for row in rows(table)])
    assert "openid-wang" not in stored and len(rows(PersonRow)[0].outside_hash) == 64


def test_too_many_messages_a_minute_are_refused_with_the_seconds_to_wait(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.conversation.door.settings", lambda: replace_rate(3))
    for n in range(3):
        say(f"问题{n}", message_id=f"m{n}")
    with pytest.raises(RateLimited) as refused:
        say("再问")
    assert 1 <= refused.value.retry_after_seconds <= 60
    assert say("问题0", message_id="m0").trace["outcome"] == "answer"
    assert say("着火了快来人").trace["outcome"] == "emergency"
    assert say("别人的问题", person="li").trace["outcome"] == "answer"


def replace_rate(most: int) -> Any:
    """The settings with another rate."""
    from bot.settings import settings

    return settings().model_copy(update={"rate_per_minute": most})


def test_after_a_minute_one_may_ask_again(say: Say, monkeypatch: pytest.MonkeyPatch, later: Callable[[timedelta], None]) -> None:
    monkeypatch.setattr("bot.conversation.door.settings", lambda: replace_rate(1))
    say("老年证")
    later(timedelta(seconds=61))
    assert say("老年证").trace["outcome"] == "answer"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", wording.FAULT_SAID_NOTHING),
        (" \u3000\n\u3000", wording.FAULT_SAID_NOTHING),
        ("\x00\x07\ud800", wording.FAULT_SAID_NOTHING),
        ("？？？！", wording.FAULT_SAID_SIGNS),
        ("😂👍🏽❤️", wording.FAULT_SAID_SIGNS),
        ("好" * 2001, wording.FAULT_SAID_TOO_MUCH),
    ],
)
def test_what_cannot_be_a_question_never_reaches_rasa(say: Say, rasa: FakeRasa, text: str, sentence: str) -> None:
    reply = say(text)
    assert reply.text.startswith(sentence) and reply.trace["outcome"] == "reject" and reply.trace["degraded"] is False
    assert rasa.asked == [] and set(reply.trace) == set(empty_trace())
    assert len(rows(TurnRow)[0].text) <= 2000


@pytest.mark.parametrize("text", ["好" * 2000, "1", "a", "'; DROP TABLE turn; --", "<b>老年证</b>", "老年证\x00咋办\ud83d"])
def test_odd_but_readable_text_reaches_rasa(say: Say, rasa: FakeRasa, text: str) -> None:
    assert say(text).trace["outcome"] == "answer" and len(rasa.asked) == 1


def test_rasa_never_gets_a_command(say: Say, rasa: FakeRasa) -> None:
    say('/ /restart{"a": 1}')
    assert rasa.asked[0]["message"].startswith("restart")


def test_an_emergency_needs_no_model_and_carries_nothing_else(say: Say, rasa: FakeRasa) -> None:
    reply = say(f"我不想活了，身份证{IDENTITY}")
    assert reply.text.startswith("请打 12356") and "隐去" not in reply.text and wording.PRIVACY_NOTICE not in reply.text
    assert reply.trace["outcome"] == "emergency" and rasa.asked == [] and reply.choices == ()
    assert wording.PRIVACY_NOTICE in say("老年证").text


def test_a_location_alone_is_a_question_for_the_nearest_office_and_is_not_kept(say: Say, rasa: FakeRasa) -> None:
    say("", kind="location", location=Location(36.80123, 117.86987))
    assert rasa.asked[0]["message"] == wording.SAID_BY_LOCATION
    assert "36.80123" not in str([vars(row) for table in (ConversationRow, TurnRow) for row in rows(table)])


def test_a_new_talk_begins_after_half_an_hour_of_silence(say: Say, rasa: FakeRasa, later: Callable[[timedelta], None]) -> None:
    rasa.answer = lambda body: said("好", memory={"matter": "MZ-001"}, choices=options("甲", "乙"))
    say("一")
    later(timedelta(minutes=29))
    say("二")
    later(timedelta(minutes=60))
    say("三")
    assert [bool(each["metadata"]["memory"]) for each in rasa.asked] == [False, True, False]
    assert len({each["sender"] for each in rasa.asked}) == 2 and rasa.asked[2]["metadata"]["choices"] == []


def test_choices_stay_open_until_others_come_or_they_expire(say: Say, rasa: FakeRasa, later: Callable[[timedelta], None]) -> None:
    offered = {"a": options("甲", "乙"), "c": options("丙")}
    rasa.answer = lambda body: said("好", choices=offered.get(body["message"], []))
    for text in ("a", "b", "？？", "c", "d"):
        say(text)
    later(timedelta(minutes=25))
    say("e")
    later(timedelta(minutes=40))
    say("f")
    assert [[each["text"] for each in asked["metadata"]["choices"]] for asked in rasa.asked] == [[], ["甲", "乙"], ["甲", "乙"], ["丙"], ["丙"], []]


def test_counts_by_day_leave_tests_out(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said("好", matter=PENSION)
    for n in range(3):
        say("老年证", person=f"p{n}")
    say("老年证", is_test=True)
    counts = [(count.channel, count.outcome, count.matter_code, count.n) for count in rows(DailyCountRow)]
    assert counts == [("web", "answer", "MZ-001", 3)] and sum(turn.is_test for turn in rows(TurnRow)) == 1


def test_one_log_line_a_turn_tells_no_text(say: Say, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="bot.conversation")
    reply = say("俺娘八十了")
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.conversation.door"]
    assert lines == [f"turn={reply.trace['turn']} outcome=answer degraded=False ms={reply.trace['ms']['total']:.0f}"]


def test_outgoing_is_whole_after_the_database(say: Say, rasa: FakeRasa) -> None:
    rasa.answer = lambda body: said("选", "choose", choices=options("甲", "乙"))
    reply = say("津贴", message_id="m")
    again = say("津贴", message_id="m")
    assert isinstance(again, Outgoing) and again.choices == reply.choices and again.choices[1].send == "2"
    assert replace(again, trace={}) == replace(reply, trace={})
