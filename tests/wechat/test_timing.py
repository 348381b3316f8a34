"""An answer in time is the reply itself; a later one comes as one message of its own; never two, never none, whatever the brain does.

All the slow brains think at the same time, twice two hundred people wait for one, and an API is away for half a minute: one wait for all.
"""

import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass

import pytest

from bot.conversation.rasa import SECONDS_WHEN_IT_CAN_WAIT

from .brain import Act
from .conftest import World
from .crowds import Crowd
from .residents import Resident

pytestmark = pytest.mark.slow

IN_TIME = {"想一会儿": 0.1, "想两秒": 2.0}
TOO_LATE = {"想四秒半": 4.5, "想六秒": 6.0, "想二十秒": 20.0}
NEVER, BROKEN, CUT_OFF = "想不出来", "想坏了", "消息断在路上"
CROWDS = (20.0, 6.0)
SECONDS_AWAY, OLD_TOKEN = 30.0, 40001
# How much later than the brain's an answer may be on the phone: a fraction of a second, and room for a machine that is busy.
ROOM = 3.0


@dataclass(frozen=True)
class Asked:
    """Who asked what, and when; and the crowds that asked later, by how long the brain took."""

    people: dict[str, Resident]
    began: float
    crowds: dict[float, Crowd]

    def only(self, text: str) -> tuple[str, str, float]:
        """The one bubble: how it came, what it says, and after how many seconds."""
        (told,), (shown,) = self.people[text].reads(1), self.people[text].log()
        return shown.way, told, shown.at - self.began


@pytest.fixture(scope="module")
def asked(started: World) -> Asked:
    """Everybody has asked, and every answer has come; and no process has said that something went wrong in a way that nobody had thought of."""
    broken = started.gateway.log().count("Traceback")
    delays = IN_TIME | TOO_LATE | {CUT_OFF: 4.5}
    started.brain.acts |= {text: Act(after=delay) for text, delay in delays.items()} | {NEVER: Act(silent=True), BROKEN: Act(status=500)}
    asked = Asked(
        {text: started.resident() for text in (*delays, NEVER, BROKEN)}, time.monotonic(), {seconds: Crowd(started, seconds) for seconds in CROWDS}
    )
    cut_off = asked.people[CUT_OFF].openid
    started.platform.api.away.add(cut_off)
    with ThreadPoolExecutor(len(asked.people)) as pool:
        wait([pool.submit(each.says, text) for text, each in asked.people.items()])
    started.platform.phones.wait_for(asked.people["想六秒"].openid, 1, 15)
    for crowd in asked.crowds.values():
        crowd.ask()
    time.sleep(max(0.0, asked.began + SECONDS_AWAY - time.monotonic()))  # the API's absence is what is tried here
    started.platform.api.away.discard(cut_off)
    for crowd in asked.crowds.values():
        crowd.wait()
    assert started.gateway.log().count("Traceback") == broken
    return asked


@pytest.mark.parametrize("text", IN_TIME)
def test_an_answer_within_four_seconds_is_the_reply(asked: Asked, text: str) -> None:
    way, told, after = asked.only(text)
    assert (way, told) == ("reply", f"答：{text}") and after < 5.0


@pytest.mark.parametrize(("text", "delay"), TOO_LATE.items())
def test_a_later_answer_comes_as_one_message(asked: Asked, text: str, delay: float) -> None:
    way, told, after = asked.only(text)
    assert (way, told) == ("message", f"答：{text}") and delay <= after < delay + ROOM


def test_a_brain_that_never_answers_is_given_up_after_25_seconds_and_that_is_said(asked: Asked) -> None:
    way, told, after = asked.only(NEVER)
    assert way == "message" and told.startswith("我这会儿理解问题的部分没有响应") and "12345" in told
    assert SECONDS_WHEN_IT_CAN_WAIT <= after < SECONDS_WHEN_IT_CAN_WAIT + ROOM


def test_a_broken_brain_is_said_at_once(asked: Asked) -> None:
    way, told, after = asked.only(BROKEN)
    assert way == "reply" and told.startswith("我这会儿理解问题的部分没有响应") and after < ROOM


def test_an_api_away_for_half_a_minute_loses_nothing(asked: Asked, started: World) -> None:
    way, told, after = asked.only(CUT_OFF)
    assert (way, told) == ("message", f"答：{CUT_OFF}") and after > SECONDS_AWAY
    tries = started.platform.api.calls_for(asked.people[CUT_OFF].openid)
    assert [each.code for each in tries] == [None] * (len(tries) - 1) + [0] and len(tries) <= 8


@pytest.mark.parametrize("seconds", CROWDS)
def test_two_hundred_people_at_once(asked: Asked, seconds: float) -> None:
    asked.crowds[seconds].judge()


def test_each_made_one_turn(asked: Asked, started: World) -> None:
    assert {started.records.turns(text) for text in asked.people} == {1}
    assert {len(started.brain.questions(text)) for text in asked.people} == {1}


def test_typing_is_shown_once_while_an_answer_is_under_way(asked: Asked, started: World) -> None:
    typed = {
        text: [each.code for each in started.platform.api.calls_for(who.openid, "custom/typing") if each.code != OLD_TOKEN]
        for text, who in asked.people.items()
    }
    assert typed == {text: [0] if text in (*TOO_LATE, NEVER, CUT_OFF) else [] for text in asked.people}
