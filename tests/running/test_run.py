"""`zhoudao run` as a person sees it, with stand-ins for the three programs: ready, a death, a stop, a kill, a port in use."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.running.system import ROOT, Running, descendants, runs, wait_for

pytestmark = pytest.mark.slow
DRIVER = str(Path(__file__).with_name("driver.py"))


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the catalogue in it, made once: loading takes most of a start."""
    folder = tmp_path_factory.mktemp("loaded")
    environment = dict(os.environ) | {"ZHOUDAO_VAR": str(folder), "ZHOUDAO_DATABASE_URL": ""}
    subprocess.run([sys.executable, "-m", "bot.cli", "catalogue", "load", "data/catalogue"], cwd=ROOT, env=environment, check=True)
    return folder / "zhoudao.db"


def start(folder: Path, **settings: str) -> Running:
    return Running(folder, DRIVER, str(folder), **settings)


@pytest.fixture
def running(tmp_path: Path, loaded: Path) -> Iterator[Running]:
    (tmp_path / "var").mkdir()
    shutil.copy(loaded, tmp_path / "var")
    started = start(tmp_path)
    yield started
    started.end()


def test_it_says_where_it_is_once_it_has_answered_two_questions(running: Running) -> None:
    running.wait_until_said("周到已就绪")
    assert f"zhoudao | 周到已就绪：{running.address()}\n" in running.said()
    assert "替身rasa已就绪" in running.said() and "正在载入" not in running.said()
    asked = [json.loads(line) for line in (running.folder / "asked").read_text().splitlines()]
    assert len(asked) == 2 and all(each["is_test"] and each["person"] == "warm-up" and len(each["key"]) > 20 for each in asked)
    assert asked[0]["key"] not in running.said()
    assert {path.name for path in (running.folder / "var" / "log").iterdir()} >= {"zhoudao.log", "rasa.log", "actions.log", "web.log"}


def test_an_empty_database_gets_the_catalogue(tmp_path: Path) -> None:
    running = start(tmp_path)
    running.wait_until_said("已载入事项 213 个、网点 261 个。")
    running.process.terminate()
    assert running.process.wait(15) in (0, -signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_leaves_no_process(running: Running, number: signal.Signals) -> None:
    running.wait_until_said("周到已就绪")
    started = descendants(running.process.pid)
    assert len(started) == 6
    running.process.send_signal(number)
    assert running.process.wait(15) == 0
    assert [process for process in started if runs(process)] == [] and "周到已停下，没有留下进程。" in running.said()


def test_even_a_kill_of_the_supervisor_takes_the_children_along(running: Running) -> None:
    running.wait_until_said("周到已就绪")
    children = [int(path.read_text().split()[0]) for path in running.folder.glob("*.pids")]
    helpers = [int(path.read_text().split()[1]) for path in running.folder.glob("*.pids")]
    running.process.kill()
    running.process.wait()
    wait_for(lambda: not any(runs(child) for child in children), seconds=5)
    assert len(children) == 3 and not any(runs(child) for child in children)
    for helper in helpers:
        os.kill(helper, signal.SIGKILL)


def test_a_child_that_dies_comes_back(running: Running) -> None:
    running.wait_until_said("周到已就绪")
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{running.address('ZHOUDAO_RASA_PORT')}/die", timeout=5)
    running.wait_until_said("替身rasa（rasa）停了：退出码 3")
    wait_for(lambda: running.said().count("替身rasa已就绪") == 2)
    assert running.said().count("替身rasa已就绪") == 2 and running.said().count("周到已就绪") == 1
    assert requests.get(running.address("ZHOUDAO_RASA_PORT"), timeout=5).ok and "rasa    | 这是最后一句话" in running.said()
    assert len(descendants(running.process.pid)) == 6


def test_a_port_in_use_is_named_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = start(tmp_path, ZHOUDAO_RASA_PORT=str(port))
        assert running.process.wait(20) == 2
    assert f"端口 {port}（识别服务 Rasa）已经被占用" in running.said() and "ZHOUDAO_RASA_PORT" in running.said()
    assert not (tmp_path / "var" / "zhoudao.db").exists() and "Traceback" not in running.said()


def test_an_unknown_setting_is_reported_and_a_wrong_one_refused(tmp_path: Path) -> None:
    running = start(tmp_path, ZHOUDAO_PROT="8000", ZHOUDAO_KEEP_DAYS="0")
    assert running.process.wait(20) == 2
    assert "设置 ZHOUDAO_KEEP_DAYS=0 不对：不能小于 1。" in running.said() and "Traceback" not in running.said()
    (tmp_path / "again").mkdir()
    running = start(tmp_path / "again", ZHOUDAO_PROT="8000")
    running.wait_until_said("不认识的设置 ZHOUDAO_PROT，没有起作用；是不是想写 ZHOUDAO_PORT？")
    running.end()
