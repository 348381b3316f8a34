"""The commit that a measurement names."""

import subprocess
from pathlib import Path

import pytest

from bot.evaluation import machine


def test_what_measuring_writes_does_not_make_the_commit_look_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "ROOT", tmp_path)
    files = {name: tmp_path / name for name in ("docs/quality.md", "docs/quality/dev.json", "docs/images/calibration-dev.svg", "program.py")}
    for path in files.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("before")
    author = ("-c", "user.name=x", "-c", "user.email=x@x", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "."), (*author, "commit", "-qm", "x")):
        subprocess.run(("git", *words), cwd=tmp_path, check=True)
    for name, path in files.items():
        path.write_text("after")
        assert machine.commit().endswith("+") is (name == "program.py")
