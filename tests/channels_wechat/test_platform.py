"""WeChat as the delivery room sees it: what each refusal means for a message, and speech that a command makes text of."""

import logging
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.channels.wechat import client as client_module
from bot.channels.wechat import platform as platform_module
from bot.channels.wechat.client import Client
from bot.channels.wechat.platform import SHORTER_BYTES, WeChat
from bot.channels.wechat.replies import Dressing
from bot.conversation.model import Choice
from bot.delivery.model import Allowance

from .api_server import Answer, Api, Asked
from .other_side import APP_ID, OPENID

pytestmark = pytest.mark.usefixtures("own_database")
FATES = {
    "again": (-1, 40001, 40014, 42001, 45011),
    "kept": (45015, 45047, 48001, 40200, 45009, 40164, 45008, 48006, 99999),
    "dropped": (40003, 43004),
}  # fmt: skip
Make = Callable[..., WeChat]


@pytest.fixture
def wechat(api: Api, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes our side, with a command for speech."""
    monkeypatch.setattr(client_module, "BUSY_PAUSE_SECONDS", 0.01)
    return lambda speech="", url="": WeChat(Client(url or api.url, APP_ID, "appsecretcanary"), Dressing("", ""), speech)


def texts(api: Api) -> list[str]:
    """What was sent, as often as it was."""
    return [each.told["text"]["content"] for each in api.calls if "text" in each.told]


def test_what_may_be_sent_after_what() -> None:
    assert WeChat.allowances == {"message": Allowance(5, 48 * 3600), "tap": Allowance(3, 60)} and "none" not in WeChat.allowances


def test_a_message_is_sent(wechat: Make, api: Api) -> None:
    assert wechat().send(OPENID, "好") == "sent" and texts(api) == ["好"]


@pytest.mark.parametrize(("fate", "code"), [(fate, code) for fate, codes in FATES.items() for code in codes])
def test_what_becomes_of_a_refused_message(wechat: Make, api: Api, fate: str, code: int) -> None:
    api.answer = lambda asked: {"errcode": code, "errmsg": "no"}
    assert wechat().send(OPENID, "好") == fate


def test_when_wechat_is_away_it_is_tried_again(wechat: Make, api: Api) -> None:
    assert wechat(url="http://127.0.0.1:1").send(OPENID, "好") == "again"
    api.tokens = lambda n: {"errcode": -1, "errmsg": "busy"}
    assert wechat().send(OPENID, "好") == "again" and api.calls == []


@pytest.mark.parametrize("code", [40013, 40125, 40164])
def test_an_account_that_is_set_up_wrongly_loses_nothing(wechat: Make, api: Api, code: int, caplog: pytest.LogCaptureFixture) -> None:
    api.tokens = lambda n: {"errcode": code, "errmsg": "no"}
    assert wechat().send(OPENID, "好") == "kept"
    assert [record.levelname for record in caplog.records if str(code) in record.getMessage()] == ["ERROR"]


def too_long(most: int) -> Callable[[Asked], Answer]:
    """Takes texts of so many bytes."""

    def answer(asked: Asked) -> Answer:
        fits = len(asked.told["text"]["content"].encode()) <= most
        return {"errcode": 0} if fits else {"errcode": 45002, "errmsg": "content size out of limit"}

    return answer


def test_what_wechat_finds_too_long_is_cut_and_sent_once(wechat: Make, api: Api) -> None:
    api.answer = too_long(1500)
    text = "这是一句话。" * 100
    assert wechat().send(OPENID, text) == "sent"
    whole, shorter = texts(api)
    assert whole == text and text.startswith(shorter) and shorter.endswith("。") and 1000 < len(shorter.encode()) <= SHORTER_BYTES


@pytest.mark.parametrize(("then", "fate"), [(45002, "kept"), (45047, "kept"), (40003, "dropped"), (-1, "again")])
def test_a_cut_message_that_is_refused_too(wechat: Make, api: Api, then: int, fate: str) -> None:
    codes = iter([45002, *[then] * 9])
    api.answer = lambda asked: {"errcode": next(codes), "errmsg": "no"}
    assert wechat().send(OPENID, "这是一句话。" * 100) == fate


def test_typing_is_shown(wechat: Make, api: Api) -> None:
    wechat().show_typing(OPENID)
    assert [each.told for each in api.calls] == [{"touser": OPENID, "command": "Typing"}]


@pytest.mark.parametrize("code", [45072, 45080, 45081, 48001, 40003, -1])
def test_that_typing_cannot_be_shown_matters_to_nobody(wechat: Make, api: Api, code: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    api.answer = lambda asked: {"errcode": code, "errmsg": "no"}
    wechat().show_typing(OPENID)
    assert [record.levelname for record in caplog.records if record.name == platform_module.__name__] == ["INFO"]


def test_a_reply_is_dressed_for_wechat(wechat: Make) -> None:
    assert wechat().dress("<选>", (Choice(1, "place", None, "a"),)).startswith("＜选>\n<a href=")


def speech(tmp_path: Path, program: str) -> str:
    """A recogniser: a small program that reads a recording and writes what it hears."""
    file = tmp_path / "recogniser of speech.py"
    file.write_text(f"import sys, time\nsound = sys.stdin.buffer.read()\n{program}\n", "utf-8")
    return shlex.join([sys.executable, str(file)])


@pytest.fixture
def amr(api: Api) -> bytes:
    """A recording, which the API has."""
    api.content_type, api.answer = "audio/amr", lambda asked: b"#!AMR\n\x00\xff" * 100
    return b"#!AMR\n\x00\xff" * 100


def test_speech_becomes_text(wechat: Make, amr: bytes, tmp_path: Path) -> None:
    program = f"assert sound == {amr!r}\nsys.stdout.buffer.write(' 老年证咋办？\\n'.encode())"
    assert wechat(speech(tmp_path, program)).words_of("mEdIa") == "老年证咋办？"


@pytest.mark.parametrize(
    "program",
    ["sys.exit(1)", "pass", "print('  ')", "sys.stdin.buffer.read(); raise SystemExit('no model')", "import os; os.kill(os.getpid(), 9)"],
)
def test_a_recogniser_that_hears_nothing(wechat: Make, amr: bytes, tmp_path: Path, program: str) -> None:
    assert wechat(speech(tmp_path, program)).words_of("mEdIa") == ""


def test_what_is_no_utf_8_is_still_read(wechat: Make, amr: bytes, tmp_path: Path) -> None:
    assert wechat(speech(tmp_path, r"sys.stdout.buffer.write(b'\xff\xe8\x80\x81')")).words_of("mEdIa").endswith("老")


def test_a_slow_recogniser_is_stopped(wechat: Make, amr: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform_module, "SECONDS_TO_RECOGNISE", 0.3)
    started = time.monotonic()
    assert wechat(speech(tmp_path, "time.sleep(60)")).words_of("mEdIa") == ""
    assert time.monotonic() - started < 10


def test_a_recogniser_that_is_not_there(wechat: Make, amr: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert wechat("/nowhere/recogniser").words_of("mEdIa") == ""
    assert "FileNotFoundError" in caplog.text


def test_a_recording_that_is_gone_is_nothing(wechat: Make, api: Api, tmp_path: Path) -> None:
    api.answer = lambda asked: {"errcode": 40007, "errmsg": "invalid media_id"}
    assert wechat(speech(tmp_path, "print('heard')")).words_of("mEdIa") == ""


def test_without_a_recogniser_nothing_is_fetched(wechat: Make, api: Api) -> None:
    assert wechat().words_of("mEdIa") == "" and api.asked == []


def test_every_refusal_that_wechat_documents_has_a_fate() -> None:
    known: set[Any] = {*platform_module.BY_AND_BY, *platform_module.NEVER, *platform_module.IN_THE_NEXT_REPLY}
    told = {code for codes in FATES.values() for code in codes}
    assert known - {client_module.NO_CONNECTION} <= told
