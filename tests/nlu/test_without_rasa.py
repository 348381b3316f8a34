"""Rasa killed while people ask: honest cards in time, and full answers again by itself."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.cli.talking import Talk, words_of
from bot.cli.trial import Trial

pytestmark = pytest.mark.slow
MOST_SECONDS = 4.0
BACK_IN_SECONDS = 90.0


def rasa_process(system: Trial) -> int:
    """The process of this system's Rasa, known by its port."""
    port = str(urlsplit(system.rasa_url).port)
    for folder in Path("/proc").glob("[0-9]*"):
        words = _words(folder)
        if "rasa" in words and "--port" in words and port in words:
            return int(folder.name)
    raise AssertionError(f"no Rasa on {port}")


def _words(folder: Path) -> list[str]:
    try:
        return (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


@pytest.fixture
def without_rasa(system: Trial) -> Iterator[Trial]:
    """Rasa is stopped, so that it neither answers nor is started anew, and is killed at the end."""
    number = rasa_process(system)
    os.kill(number, signal.SIGSTOP)
    yield system
    os.kill(number, signal.SIGKILL)
    _wait_until_whole(system)


def _wait_until_whole(system: Trial) -> None:
    until = time.monotonic() + BACK_IN_SECONDS
    while Talk(system.url).ask("老年证在哪办")["trace"]["degraded"]:
        assert time.monotonic() < until, "Rasa did not come back"
        time.sleep(1)


def asked(talk: Talk, text: str) -> dict[str, object]:
    """The reply, in time."""
    started = time.monotonic()
    reply = talk.ask(text)
    assert time.monotonic() - started < MOST_SECONDS
    return reply


def test_a_silent_rasa_is_not_waited_for(without_rasa: Trial) -> None:
    talk = Talk(without_rasa.url)
    reply = talk.ask("高龄津贴去哪办")
    assert reply["trace"]["degraded"] and reply["trace"]["outcome"] == "choose" and reply["trace"]["ms"]["total"] < 1000 * MOST_SECONDS
    assert "没有响应" in words_of(reply) and "高龄津贴申领（/m/MZ-001）" in words_of(reply)
    chosen = asked(talk, "1")
    assert "高龄津贴申领" in words_of(chosen) and "/m/MZ-001" in words_of(chosen)


def test_rasa_killed_while_asking(system: Trial) -> None:
    talk = Talk(system.url)
    assert not talk.ask("老年证在哪办")["trace"]["degraded"]
    os.kill(rasa_process(system), signal.SIGKILL)
    reply = asked(talk, "高龄津贴要带啥")
    assert reply["trace"]["degraded"] and "高龄津贴申领" in words_of(reply)  # type: ignore[index]
    assert "119" in words_of(asked(talk, "家里着火了快来人啊"))
    _wait_until_whole(system)
    reply = talk.ask("居住证多少钱")
    assert not reply["trace"]["degraded"] and "居住证申领" in words_of(reply) and "费用" in words_of(reply)
    assert reply["trace"]["matter"]["code"] == "GA-013"
