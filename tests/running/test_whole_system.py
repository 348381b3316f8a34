"""The real system, started as `make run` starts it: ready in time, honest while Rasa is dead, whole again by itself, gone at the end."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.talking import Talk, words_of
from bot.settings import ROOT
from tests.running.system import Running, descendants, runs, wait_for

SECONDS_TO_BE_READY = 45.0
SECONDS_FOR_AN_HONEST_ANSWER = 4.0
QUESTION = "高龄津贴要带什么材料"
SHARED = ("models", "vectors")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Its own database and ports; the models and vectors are those of the project, as at a second start."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "var").mkdir()
    for name in SHARED:
        (ROOT / "var" / name).mkdir(parents=True, exist_ok=True)
        (folder / "var" / name).symlink_to(ROOT / "var" / name)
    started = Running(folder, "-m", "bot.cli", "run")
    started.wait_until_said("正在启动三个进程", seconds=300)
    yield started
    started.end()


def ask(system: Running) -> str:
    return words_of(Talk(system.address()).ask(QUESTION))


def rasa_process(system: Running) -> int:
    return next(process for process in descendants(system.process.pid) if b"rasa\0run" in Path(f"/proc/{process}/cmdline").read_bytes())


def test_it_is_ready_in_time_and_answers(system: Running) -> None:
    started = time.monotonic()
    system.wait_until_said("周到已就绪", seconds=300)
    assert time.monotonic() - started < SECONDS_TO_BE_READY
    assert "预热的问题没有得到答复" not in system.said()
    assert "高龄津贴" in ask(system) and "身份证" in ask(system)


def test_rasa_killed_is_said_honestly_at_once_and_mended_by_itself(system: Running) -> None:
    system.wait_until_said("周到已就绪", seconds=300)
    whole = ask(system)
    os.kill(rasa_process(system), signal.SIGKILL)
    started = time.monotonic()
    told = ask(system)
    assert time.monotonic() - started < SECONDS_FOR_AN_HONEST_ANSWER
    assert "没有响应" in told and "高龄津贴" in told
    system.wait_until_said("识别服务（rasa）停了：被强制结束（可能是内存不足）；1 秒后自动重启。")
    wait_for(lambda: system.said().count("识别服务已就绪") == 2, seconds=120)
    mended = ask(system)
    assert "没有响应" not in mended and whole.splitlines()[0] == mended.splitlines()[0]


def test_a_stop_leaves_no_process(system: Running) -> None:
    system.wait_until_said("周到已就绪", seconds=300)
    started = descendants(system.process.pid)
    assert len(started) >= 3
    system.process.terminate()
    assert system.process.wait(20) == 0
    assert [process for process in started if runs(process)] == []
