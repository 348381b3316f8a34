"""What a measurement was taken on: commit, processors, memory, and the memory of our own processes."""

import os
import platform
import subprocess
from pathlib import Path
from typing import Any

from bot.settings import ROOT

PROC = Path("/proc")
MEGABYTE = 1024
OWN_FILES = ("docs/quality.md", "docs/quality", "docs/images/calibration-*")  # measuring writes them: they say nothing of what was measured


def commit() -> str:
    """The commit of the working tree, with a + when files differ from it (but for those of measuring itself); empty outside git."""
    status = ("status", "--porcelain", "--untracked-files=no", "--", ".", *(f":!{path}" for path in OWN_FILES))
    try:
        head, changed = (_git(*words) for words in (("rev-parse", "--short", "HEAD"), status))
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f"{head}{'+' if changed else ''}"


def facts() -> dict[str, Any]:
    """Processors that may be used, memory in MB, Python's version."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": _processor(),
        "memory_mb": _table(PROC / "meminfo")["MemTotal"] // MEGABYTE,
        "python": platform.python_version(),
    }


def memory_of_descendants() -> dict[str, dict[str, int]]:
    """Resident and proportional (shared pages counted once) memory in MB of every process that this one started, by its name and id."""
    return {f"{_name(process)} {process.name}": _memory(process) for process in _descendants(str(os.getpid()))}


def cpu_seconds(process: int) -> float:
    """The processor time that a process has used, all its threads together."""
    fields = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    return sum(int(fields[n]) for n in (11, 12)) / os.sysconf("SC_CLK_TCK")


def _git(*words: str) -> str:
    return subprocess.run(("git", *words), cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def _processor() -> str:
    lines = (PROC / "cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _table(path: Path) -> dict[str, int]:
    """The kB values of a file of /proc."""
    cells = (line.split() for line in path.read_text().splitlines())
    return {name.rstrip(":"): int(value) for name, value, *_ in (each for each in cells if len(each) == 3 and each[2] == "kB")}


def _memory(process: Path) -> dict[str, int]:
    try:
        table = _table(process / "smaps_rollup")
    except OSError:
        table = {}
    return {"rss_mb": table.get("Rss", 0) // MEGABYTE, "pss_mb": table.get("Pss", 0) // MEGABYTE}


def _descendants(ancestor: str) -> list[Path]:
    parents = {process: _parent(process) for process in PROC.glob("[0-9]*")}
    found, ancestors = [], {ancestor}
    while new := [process for process, parent in parents.items() if parent in ancestors and process not in found]:
        found += new
        ancestors |= {process.name for process in new}
    return found


def _parent(process: Path) -> str:
    """The id of a process's parent; the name before it in `stat` may hold spaces and brackets."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return ""


def _name(process: Path) -> str:
    """What a process runs: the module after -m, else its program."""
    words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
    return words[words.index("-m") + 1] if "-m" in words else Path(words[0]).name
