"""A PostgreSQL server of the tests' own, which can be held and stopped as servers are."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.running.system import descendants

USER = "postgres"


class Postgres:
    """A server that runs from now on, without a password, in a folder of its own."""

    def __init__(self) -> None:
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not programs:
            pytest.fail("这项测试要用 PostgreSQL：apt-get install -y postgresql")
        self._programs, self.folder = programs[-1], Path(tempfile.mkdtemp(prefix="zhoudao-pg-", dir="/tmp"))
        if os.geteuid() == 0:
            owner = pwd.getpwnam(USER)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self._run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        self.start()

    def address(self, name: str = USER) -> str:
        """The address of one of its databases."""
        return f"postgresql+psycopg://{USER}@/{name}?host={self.folder}"

    def make(self, name: str) -> str:
        """A new database; its address."""
        server = sa.create_engine(self.address(), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with server.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        return self.address(name)

    def start(self) -> None:
        """Starts it, and waits until it serves."""
        self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", f"-c listen_addresses='' -k {self.folder} -F", "start")

    def stop(self) -> None:
        """Stops it; whoever is connected is cut off."""
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def hold(self) -> None:
        """It answers nobody, and cuts nobody off: as a machine does that swaps."""
        self._signal(signal.SIGSTOP)

    def let_go(self) -> None:
        """It goes on where it was held."""
        self._signal(signal.SIGCONT)

    def end(self) -> None:
        """Stops it for good."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _signal(self, number: signal.Signals) -> None:
        main = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        for process in (main, *descendants(main)):
            os.kill(process, number)

    def _run(self, program: str, *arguments: str) -> None:
        user = USER if os.geteuid() == 0 else None
        command = (str(self._programs / program), "-D", str(self.folder / "data"), *arguments)
        subprocess.run(command, check=True, user=user, group=user, cwd=self.folder, stdout=subprocess.DEVNULL)
