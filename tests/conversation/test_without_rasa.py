"""Rasa is refused, slow, broken or unreadable: an honest sentence, the linker's cards, and within four seconds."""

import json
import socket
import time
from typing import Any

import pytest

from bot.conversation.door import Door
from bot.conversation.model import Incoming, empty_trace
from bot.conversation.rasa import Rasa
from bot.district.model import District

from .conftest import DISTRICT, FakeRasa, Say, said


def nobody_listens() -> str:
    """An address at which every connection is refused."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


UNREADABLE: list[Any] = [
    b"<html>", b"", [], {}, [{"text": "x"}], [{"custom": {"trace": empty_trace("answer")}}], said("a") + said("b"),
    [{"text": "x"}, {"custom": {}}], [{"text": "x"}, {"custom": {"trace": {"outcome": 3}}}], [{"text": 5}], said("x", choices=[{"n": "a"}]),
]  # fmt: skip


@pytest.mark.parametrize("answer", UNREADABLE, ids=lambda answer: json.dumps(answer, default=str)[:40])
def test_an_unreadable_answer_is_no_answer(say: Say, rasa: FakeRasa, answer: Any) -> None:
    rasa.answer = lambda body: answer
    reply = say("津贴")
    assert reply.trace["outcome"] == "choose" and reply.trace["degraded"] is True


@pytest.mark.parametrize("status", [404, 500, 503])
def test_an_error_of_rasa_is_no_answer(say: Say, rasa: FakeRasa, status: int) -> None:
    rasa.status = status
    assert say("津贴").trace["degraded"] is True


def test_a_slow_rasa_is_not_waited_for(say: Say, rasa: FakeRasa) -> None:
    rasa.delay = 2.0
    started = time.monotonic()
    assert say("津贴").trace["degraded"] is True
    assert time.monotonic() - started < 1.5


def test_the_best_three_are_offered_with_their_guides(say: Say, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch) -> None:
    rasa.status = 500
    reply = say("津贴")
    assert "没有响应" in reply.text and "1. 高龄津贴申领（/m/MZ-001）" in reply.text and "2. 老年人优待证（/m/MZ-002）" in reply.text
    assert [(choice.n, choice.kind, choice.code) for choice in reply.choices] == [(1, "matter", "MZ-001"), (2, "matter", "MZ-002")]
    assert [each["code"] for each in reply.trace["candidates"]] == ["MZ-001", "MZ-002"]


def test_without_any_match_the_phones_are_named(say: Say, rasa: FakeRasa) -> None:
    rasa.status = 500
    reply = say("今天天气")
    assert reply.trace["outcome"] == "reject" and reply.trace["degraded"] is True
    assert "12345" in reply.text and "0533-0000001" in reply.text and reply.choices == ()


def test_without_a_district_office_no_phone_is_invented(rasa: FakeRasa, fresh_database: None) -> None:
    door = Door(lambda text: [], Rasa(nobody_listens(), 0.5), District)
    reply = door.receive(Incoming("web", "wang", "m", "text", "老年证"))
    assert "12345" in reply.text and "0533" not in reply.text


@pytest.mark.parametrize("text", ["1", "１", "第一个", "一", "选1", "高龄津贴申领"])
def test_a_number_is_taken_even_while_rasa_is_down(say: Say, rasa: FakeRasa, text: str) -> None:
    rasa.status = 500
    say("津贴")
    reply = say(text)
    assert reply.trace["matter"]["code"] == "MZ-001" and reply.trace["degraded"] is True
    for part in ("高龄津贴申领", "周村区民政局", "身份证、户口本、社保卡等4样必要材料", "/m/MZ-001"):
        assert part in reply.text


def test_an_unknown_number_is_not_taken(say: Say, rasa: FakeRasa) -> None:
    rasa.status = 500
    say("津贴")
    assert say("7").trace["outcome"] == "reject"


def test_full_answers_come_back_by_themselves(say: Say, rasa: FakeRasa) -> None:
    rasa.status = 500
    assert say("津贴").trace["degraded"] is True
    rasa.status = 200
    assert say("津贴").trace["degraded"] is False


def test_a_refused_connection_is_answered_at_once(fresh_database: None) -> None:
    door = Door(lambda text: [], Rasa(nobody_listens(), 3.0), lambda: DISTRICT)
    started = time.monotonic()
    assert door.receive(Incoming("web", "wang", "m", "text", "老年证")).trace["degraded"] is True
    assert time.monotonic() - started < 1


def test_the_health_of_rasa(rasa: FakeRasa) -> None:
    assert Rasa(rasa.url, 1.0).is_ready() is True
    rasa.status = 503
    assert Rasa(rasa.url, 1.0).is_ready() is False
    assert Rasa(nobody_listens(), 1.0).is_ready() is False
