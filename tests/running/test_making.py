"""The Makefile only calls commands; Debian's packages are installed by root, named to others, and never skipped in silence."""

import os
import re
import stat
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def made(*arguments: str) -> str:
    """What make says; not as a part of the make that runs these tests, which would announce its folders."""
    alone = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    return subprocess.run(["make", *arguments], cwd=ROOT, env=alone, capture_output=True, text=True, check=True).stdout


def test_make_alone_explains_every_target() -> None:
    explained = set(re.findall(r"^  make (\w+)", made(), re.MULTILINE))
    assert explained == {"run", "check", "test", "train", "eval", "bench"}


@pytest.mark.parametrize("command", ["run", "train", "eval", "bench"])
def test_a_command_s_target_builds_both_environments_and_calls_it(command: str) -> None:
    assert made("-n", command).startswith(f"python3 scripts/bootstrap.py root nlu -- -m bot.cli {command}")


def test_check_needs_no_rasa_and_test_leaves_nothing_out() -> None:
    assert "nlu" not in made("-n", "check") and '-m "not slow"' in made("-n", "check")
    everything = made("-n", "test")
    assert "debian_packages.sh" in everything and "root nlu" in everything and everything.splitlines()[-1] == ".venv/bin/pytest"


def test_ci_runs_the_whole_suite() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[-1] == "make test" and "set -euo pipefail" in lines


def test_the_project_configures_neither_uv_nor_pip() -> None:
    assert not [name for name in ("uv.toml", "pip.conf", "nlu/uv.toml") if (ROOT / name).exists()]
    for project in ("pyproject.toml", "nlu/pyproject.toml"):
        assert re.search(r"^\[\[?tool\.uv[^\]]*\]\n((?!\[).*\n)*", (ROOT / project).read_text("utf-8"), re.MULTILINE)
        assert "index" not in (ROOT / project).read_text("utf-8").partition("[tool.uv]")[2].partition("[tool.")[0]


@pytest.fixture
def debian(tmp_path: Path) -> Path:
    """A machine on which only the fonts are installed; apt-get writes down what it is asked."""
    program(tmp_path, "dpkg-query", '[ "$4" = fonts-noto-cjk ] && echo installed || exit 1')
    program(tmp_path, "apt-get", f'echo "$@" >> {tmp_path}/asked')
    return tmp_path


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def packages(debian: Path, user: int) -> subprocess.CompletedProcess[str]:
    program(debian, "id", f"echo {user}")
    script = str(ROOT / "scripts" / "debian_packages.sh")
    return subprocess.run(["/bin/sh", script], env={"PATH": f"{debian}:/usr/bin:/bin"}, capture_output=True, text=True)


def test_root_installs_what_is_missing(debian: Path) -> None:
    assert packages(debian, user=0).returncode == 0
    assert (debian / "asked").read_text().splitlines() == ["update -q", "install -q -y --no-install-recommends chromium postgresql"]


def test_others_are_told_the_line_and_the_tests_do_not_start(debian: Path) -> None:
    told = packages(debian, user=1000)
    assert told.returncode == 2 and "sudo apt-get install -y chromium postgresql" in told.stderr and not (debian / "asked").exists()


def test_with_all_installed_nothing_is_said_or_done(debian: Path) -> None:
    program(debian, "dpkg-query", "echo installed")
    told = packages(debian, user=1000)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
