"""A running system's folder of its own for each test, and a PostgreSQL of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation.secret import secret
from bot.database import engine
from bot.settings import settings


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The settings as if nothing were set but `var/`, which is a fresh folder."""
    for name in [name for name in os.environ if name.startswith("ZHOUDAO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZHOUDAO_VAR", str(tmp_path / "var"))
    (tmp_path / "var").mkdir()
    _forget()
    yield tmp_path / "var"
    if engine.cache_info().currsize:
        engine().dispose()
    _forget()


def _forget() -> None:
    for each in (settings, engine, secret):
        each.cache_clear()


@pytest.fixture
def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL server, stopped at the end."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.fail("这项测试要用 PostgreSQL：apt-get install -y postgresql")
    folder = Path(tempfile.mkdtemp(prefix="zhoudao-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    run = _runner(folder)
    run(str(programs[-1] / "initdb"), "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
    control = (str(programs[-1] / "pg_ctl"), "-D", str(folder / "data"), "-w")
    run(*control, "-l", str(folder / "log"), "-o", f"-c listen_addresses='' -k {folder} -F", "start")
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _runner(folder: Path):  # type: ignore[no-untyped-def]
    user = "postgres" if os.geteuid() == 0 else None

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=user, group=user, cwd=folder, stdout=subprocess.DEVNULL)

    return run
