"""Lines of one program: to stdout under its name, and to var/log/<name>.log; old files are rotated away."""

import logging
import re
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

BYTES_A_FILE = 5_000_000
OLD_FILES = 3
OWN = "zhoudao"
LIBRARY_WARNING = re.compile(r"/site-packages/\S+:\d+: (?:\w*Deprecation|Syntax)Warning: |^Implementing implicit namespace packages")


class WithoutLibraryWarnings(logging.Filter):
    """Keeps what libraries warn their own authors of, and the line of source quoted under it, from the screen; the file has it."""

    _quoting = False

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is shown."""
        line = record.getMessage()
        quoted = self._quoting and line.startswith("  ")
        self._quoting = bool(LIBRARY_WARNING.search(line))
        return not (quoted or self._quoting)


def open_journal(name: str, folder: Path) -> logging.Logger:
    """The journal of `name`: stdout, and a file in `folder`."""
    journal = open_log(name, folder)
    screen = _shaped(logging.StreamHandler(sys.stdout), f"{name:<8}| %(message)s")
    screen.addFilter(WithoutLibraryWarnings())
    journal.addHandler(screen)
    return journal


def open_log(name: str, folder: Path) -> logging.Logger:
    """The file alone, for a program whose chatter nobody wants to watch."""
    journal = logging.getLogger(f"journal.{name}")
    journal.propagate = False
    journal.setLevel(logging.INFO)
    close_journal(journal)
    journal.addHandler(_shaped(_file(folder / f"{name}.log"), "%(asctime)s %(message)s"))
    return journal


def close_journal(journal: logging.Logger) -> None:
    """Lets go of the journal's file."""
    for handler in list(journal.handlers):
        journal.removeHandler(handler)
        handler.close()


def _file(path: Path) -> RotatingFileHandler:
    path.parent.mkdir(parents=True, exist_ok=True)
    return RotatingFileHandler(path, maxBytes=BYTES_A_FILE, backupCount=OLD_FILES, encoding="utf-8", delay=True)


def _shaped(handler: logging.Handler, form: str) -> logging.Handler:
    handler.setFormatter(logging.Formatter(form))
    return handler
