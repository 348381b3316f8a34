"""A `zhoudao run` of a test's own, in a folder and on ports of its own, and what it has said."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = ("ZHOUDAO_PORT", "ZHOUDAO_RASA_PORT", "ZHOUDAO_ACTIONS_PORT")


class Running:
    """One that runs from now on; `arguments` are its Python's."""

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        self.folder = folder
        self.ports = dict(zip(NAMES, free_ports(3), strict=True))
        self.log = folder / "said"
        own = {"ZHOUDAO_VAR": str(folder / "var"), "ZHOUDAO_ENCODER": "none", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | {
            name: str(port) for name, port in self.ports.items()
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHOUDAO_")}
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            env=kept | own | settings,
            cwd=ROOT,
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def said(self) -> str:
        """All that it has said."""
        return self.log.read_text("utf-8")

    def wait_until_said(self, words: str, seconds: float = 20.0) -> None:
        """Waits for words; fails if they do not come, or it ends before."""
        wait_for(lambda: words in self.said() or self.process.poll() is not None, seconds)
        assert words in self.said(), self.said()

    def address(self, name: str = "ZHOUDAO_PORT") -> str:
        """Where one of its programs listens."""
        return f"http://127.0.0.1:{self.ports[name]}"

    def end(self) -> None:
        """Makes sure that it and its children are gone, however the test went."""
        left = descendants(self.process.pid)
        self.process.kill()
        self.process.wait()
        for number in left:
            if runs(number):
                os.kill(number, signal.SIGKILL)


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Waits until the condition holds, or the time is over."""
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.05)


def runs(number: int) -> bool:
    """Whether the process is there and no zombie."""
    return _state(number)[:1] not in ([], ["Z"])


def descendants(number: int) -> list[int]:
    """All processes below one."""
    parents = {int(path.name): int(state[1]) for path in Path("/proc").glob("[0-9]*") if (state := _state(int(path.name)))}
    found: list[int] = []
    level = [number]
    while level:
        level = [child for child, parent in parents.items() if parent in level]
        found += level
    return found


def _state(number: int) -> list[str]:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def free_ports(count: int) -> list[int]:
    """Ports on which nothing listens now."""
    held = [socket.socket() for _ in range(count)]
    for each in held:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports
