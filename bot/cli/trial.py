"""The whole system once more beside the real one: own database, own ports, a fixed clock; for measuring. Ends with the measuring."""

import fcntl
import logging
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, STDOUT
from subprocess import run as run_program
from typing import Any

import requests

from bot.cli.faults import CannotRun
from bot.cli.running.child import Child, Program, stop_all
from bot.cli.running.database import CATALOGUE
from bot.cli.running.journal import OWN
from bot.cli.running.ports import LOOPBACK, free_ports
from bot.evaluation.model import Reply
from bot.settings import ROOT, settings

Say = Callable[[str], None]
NOTHING: Mapping[str, str] = {}

MOMENT = "2026-09-15T10:00:00+08:00"
KEPT_SETTINGS = ("ZHOUDAO_ENCODER", "ZHOUDAO_RASA_TIMEOUT", "ZHOUDAO_PYTHON", "ZHOUDAO_PYTHON310")
SHARED = ("models", "vectors", "rasa-cache")
SECONDS_AT_MOST = 15 * 60.0
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_BETWEEN_WORDS = 10.0
SECONDS_FOR_AN_ANSWER = 10.0
SILENT_AT_MOST = 20
GRACE = 20.0


@dataclass(frozen=True, slots=True)
class Trial:
    """A running system: where it is, a key for it, its files, and the encoder that it uses. Its processes all descend from this one."""

    url: str
    rasa_url: str
    key: str
    var: Path
    encoder: str

    def trackers(self) -> str:
        """Everything that Rasa remembers of all talks, as it tells it."""
        return _get(f"{self.rasa_url}/webhooks/zhoudao/conversations").text


@contextmanager
def trial(name: str, catalogue: Path, say: Say, also: Mapping[str, str] = NOTHING) -> Iterator[Trial]:
    """Starts a system with `catalogue` in var/`name`/run, waits until it is wholly ready, and stops it at the end. Raises CannotRun.

    `also` are settings of its environment besides those that every trial has.
    """
    with _alone(settings().var / name) as folder:
        var = _fresh(folder / "run")
        ports, key = free_ports(3), secrets.token_urlsafe(24)
        environment = _environment(var, ports, key) | dict(also)
        if catalogue != CATALOGUE:
            _load(catalogue, environment)
        child = Child(Program(name, name, _command("run"), environment, lambda: True), _relay(say))
        child.start()
        try:
            url, actions = f"http://{LOOPBACK}:{ports[0]}", f"http://{LOOPBACK}:{ports[2]}"
            encoder = _wait(child, url, actions, say)
            yield Trial(url, f"http://{LOOPBACK}:{ports[1]}", key, var, encoder)
        finally:
            say("正在停下……")
            stop_all([child], GRACE)


def stop_if_silent(replies: Sequence[Reply]) -> None:
    """Raises CannotRun when the last replies are none at all: figures of a system that is gone would be untrue."""
    last = replies[-SILENT_AT_MOST:]
    if all(reply.error for reply in last):
        raise CannotRun(f"最后 {len(last)} 句都没有得到答复（{last[-1].error}），这次的数字不作数，原因见日志。")


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """Two runs in the same folder would spoil each other."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(f"另一个同样的命令正在使用 {folder}，请等它结束。") from None
        yield folder


def _fresh(var: Path) -> Path:
    """An empty folder for everything but what costs minutes to make: models and vectors are those of the real system."""
    shutil.rmtree(var, ignore_errors=True)
    var.mkdir(parents=True)
    for name in SHARED:
        (settings().var / name).mkdir(parents=True, exist_ok=True)
        (var / name).symlink_to((settings().var / name).resolve(), target_is_directory=True)
    return var


def _environment(var: Path, ports: list[int], key: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHOUDAO_") or name in KEPT_SETTINGS}
    own: dict[str, Any] = {
        "ENVIRONMENT": "development", "VAR": var, "NOW": MOMENT, "TRACE": 1, "RATE_PER_MINUTE": 100_000, "API_KEYS": f"{key}:staff",
        "PORT": ports[0], "RASA_PORT": ports[1], "ACTIONS_PORT": ports[2],
    }  # fmt: skip
    return kept | {f"ZHOUDAO_{name}": str(value) for name, value in own.items()}


def _command(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "bot.cli", *arguments)


def _load(catalogue: Path, environment: dict[str, str]) -> None:
    loading = run_program(
        _command("catalogue", "load", str(catalogue)), cwd=ROOT, env=environment, stdout=PIPE, stderr=STDOUT, text=True, check=False
    )
    if loading.returncode:
        raise CannotRun(loading.stdout)


def _relay(say: Say) -> logging.Logger:
    """The run writes its own logs; of its many lines only those of the supervisor are worth a look."""
    journal = logging.Logger("trial")
    journal.addFilter(lambda record: record.getMessage().startswith(f"{OWN:<8}|"))
    journal.addHandler(_Saying(say))
    return journal


class _Saying(logging.Handler):
    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        """Says the line without the name before it."""
        self._say(record.getMessage().partition("|")[2].strip())


def _wait(child: Child, url: str, actions: str, say: Say) -> str:
    """Waits for the web, Rasa and all vectors; the encoder's name. The time begins when the actions answer: training is no part of it."""
    until, told = float("inf"), time.monotonic()
    while time.monotonic() < until:
        if child.exit_code is not None:
            raise CannotRun("没有启动成功：\n" + "\n".join(child.last_lines))
        state = _told(f"{actions}/ready")
        if state.get("ready") and _told(f"{url}/readyz"):
            return str(state["encoder"])
        if state:
            until = min(until, time.monotonic() + SECONDS_AT_MOST)
        if state and time.monotonic() - told > SECONDS_BETWEEN_WORDS:
            told = time.monotonic()
            say(f"正在准备事项的向量：{state.get('encoded', 0)}/{state.get('entries', 0)}")
        time.sleep(SECONDS_BETWEEN_LOOKS)
    raise CannotRun(f"等了 {SECONDS_AT_MOST / 60:.0f} 分钟还没有就绪，原因见 {settings().var} 里的日志。")


def _told(address: str) -> dict[str, Any]:
    """What a health page tells, nothing when it is not there or only tells what is missing: then `entries` alone are worth knowing."""
    try:
        response = _get(address)
        told: dict[str, Any] = response.json()
    except (requests.RequestException, ValueError):
        return {}
    return told if response.ok or "entries" in told else {}


def _get(address: str) -> requests.Response:
    with requests.Session() as loopback:
        loopback.trust_env = False
        return loopback.get(address, timeout=SECONDS_FOR_AN_ANSWER)
