"""One program and the process that runs it: in its own group, tied to this process, its output in a journal."""

import logging
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bot.settings import ROOT

TETHER = Path(__file__).with_name("tether.py")
LINES_REMEMBERED = 40
BYTES_A_LINE = 64_000
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Program:
    """What to run: name, Chinese title, command, its whole environment, and whether it answers."""

    name: str
    title: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    is_ready: Callable[[], bool]


class Child:
    """A program's process. Start it from a thread that lives as long as it should: it dies with that thread."""

    def __init__(self, program: Program, journal: logging.Logger) -> None:
        """Nothing runs before `start`."""
        self.program = program
        self.journal = journal
        self.ready = False
        self.started_at = 0.0
        self.last_lines: deque[str] = deque(maxlen=LINES_REMEMBERED)
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None

    def start(self) -> None:
        """Starts the process, and a thread that writes its lines to the journal."""
        self.ready, self.started_at = False, time.monotonic()
        self.last_lines.clear()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), *self.program.command],
            cwd=ROOT, env=self.program.environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert self._process.stdout is not None
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), name=self.program.name, daemon=True)
        self._reader.start()

    @property
    def exit_code(self) -> int | None:
        """How the process ended (negative: by that signal); None while it runs."""
        return self._process.poll() if self._process else None

    def wait(self, until: float) -> bool:
        """Waits to the moment `until` (monotonic seconds); whether the process has ended."""
        assert self._process is not None
        try:
            self._process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
        return True

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the process and all that it started."""
        if self._process is not None:
            try:
                os.killpg(self._process.pid, number)
            except ProcessLookupError:
                return

    def read_to_end(self) -> None:
        """Waits a moment for the last lines of an ended process."""
        if self._reader is not None:
            self._reader.join(timeout=1.0)

    def _read(self, pipe: IO[bytes]) -> None:
        with pipe:
            while line := pipe.readline(BYTES_A_LINE):
                text = as_read(line.decode(errors="replace"))
                self.last_lines.append(text)
                self.journal.info("%s", text)


def as_read(line: str) -> str:
    """A line as a terminal shows it in the end: without colours, and of a progress bar its last state."""
    return COLOURS.sub("", line.rstrip().rpartition("\r")[2])


def stop_all(children: list[Child], grace: float) -> None:
    """Asks all to end, waits `grace` seconds, then kills whatever of their groups is left."""
    for child in children:
        child.signal(signal.SIGTERM)
    until = time.monotonic() + grace
    for child in children:
        if child.exit_code is None:
            child.wait(until)
        child.signal(signal.SIGKILL)
    for child in children:
        child.wait(time.monotonic() + grace)
        child.read_to_end()
