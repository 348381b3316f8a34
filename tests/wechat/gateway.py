"""The web as it really runs: two processes behind one listener, started as `zhoudao run` starts them; killed as power cuts kill them."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.cli.running.child import Child, stop_all
from bot.cli.running.database import CATALOGUE, load_own, migrate
from bot.cli.running.journal import open_log
from bot.cli.running.programs import web_program, web_url
from bot.settings import settings
from tests.conftest import forget_settings
from tests.running.system import descendants, free_ports, wait_for

from .account import settings_with

WORKERS = 2
SECONDS_TO_START, SECONDS_TO_STOP = 40.0, 30.0
PUBLIC_URL = "https://zhoudao.example.gov.cn"


class Gateway:
    """A system with its own folder and database, and a catalogue in it. Nothing runs before `start`."""

    def __init__(self, var: Path, database_url: str, brain_port: int, api: str) -> None:
        self._port, nobody = free_ports(2)
        self.var = var
        self._settings = settings_with(api) | {
            "ZHOUDAO_VAR": str(var), "ZHOUDAO_DATABASE_URL": database_url, "ZHOUDAO_PORT": str(self._port), "ZHOUDAO_WORKERS": str(WORKERS),
            "ZHOUDAO_RASA_PORT": str(brain_port), "ZHOUDAO_ACTIONS_PORT": str(nobody), "ZHOUDAO_PUBLIC_URL": PUBLIC_URL,
        }  # fmt: skip
        with self._set():
            migrate()
            assert load_own(CATALOGUE).faults == []
            self.url = f"{web_url(settings())}/wechat"
            self._child = Child(web_program(settings(), "unused"), open_log("wechat-tests", var / "log"))

    def start(self) -> None:
        """Starts the processes, and waits until they answer."""
        self._child.start()
        wait_for(self._child.program.is_ready, SECONDS_TO_START)
        assert self._child.program.is_ready(), "\n".join(self._child.last_lines)
        self.wait_until_whole()

    def wait_until_whole(self) -> None:
        """Waits until all processes are there: uvicorn replaces those that die."""
        wait_for(lambda: len(self.workers()) == WORKERS, SECONDS_TO_START)
        assert len(self.workers()) == WORKERS

    def stop(self) -> None:
        """Ends them as `zhoudao run` does."""
        stop_all([self._child], SECONDS_TO_STOP)

    def kill(self) -> None:
        """kill -9, all of them at once."""
        self._child.signal(signal.SIGKILL)
        assert self._child.wait(float("inf"))

    def workers(self) -> list[int]:
        """The processes that serve: uvicorn's children, without Python's own helper."""
        ours = [each for each in descendants(os.getpid()) if f"--port\0{self._port}\0".encode() in _command(each)]
        return [each for main in ours for each in descendants(main) if b"spawn_main" in _command(each)]

    def kill_worker_with(self, port: int, to: int) -> None:
        """kill -9 of the one process that holds the connection from this port to that one."""
        inode = _inode(port, to)
        (worker,) = [each for each in self.workers() if inode in _sockets(each)]
        os.kill(worker, signal.SIGKILL)

    def log(self) -> str:
        """All that the processes have said."""
        return "".join(path.read_text("utf-8") for path in sorted((self.var / "log").glob("wechat-tests.log*")))

    @contextmanager
    def _set(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in [name for name in os.environ if name.startswith("ZHOUDAO_")]:
                patch.delenv(name)
            for name, value in self._settings.items():
                patch.setenv(name, value)
            forget_settings()
            yield
        forget_settings()


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _inode(port: int, to: int) -> str:
    """The socket between these ports: one's own port alone may be that of connections to others, too (PostgreSQL)."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return next(row[9] for row in rows if (_port(row[1]), _port(row[2])) == (port, to))


def _port(address: str) -> int:
    return int(address.rpartition(":")[2], 16)


def _sockets(process: int) -> set[str]:
    links = [str(path.readlink()) for path in Path(f"/proc/{process}/fd").iterdir()]
    return {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:[")}
