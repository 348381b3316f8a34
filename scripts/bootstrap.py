"""Builds the environments on a bare machine: uv from PyPI, the two Pythons, what the locks say; then runs a command in the root one.

    python3 scripts/bootstrap.py [root] [nlu] [-- ARGUMENTS OF THE ROOT ENVIRONMENT'S PYTHON]

Needs Python 3.9 and its standard library, nothing else. Settings in `.env` hold for the command unless the environment has them.
"""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Callable, Dict, Iterator, List, NamedTuple, NoReturn, Optional, Sequence, Tuple

ROOT = Path(__file__).resolve().parent.parent
UV = "uv>=0.9,<1"
PROBE = "import sqlite3, ssl, sys; print(sys.implementation.name, sys.version_info[0], sys.version_info[1], sys.executable)"
NO_SPACE = ("No space left on device", "os error 28", "Errno 28", "ENOSPC")
SECONDS_BETWEEN_SIGNS_OF_LIFE = 15.0


class Stop(Exception):
    """The work cannot go on; the message is one Chinese sentence for the person who started it."""


class Environment(NamedTuple):
    """One of the two environments: where it is, what it is called, which setting and which Python 3 minors it takes."""

    folder: Path
    title: str
    setting: str
    minors: Tuple[int, ...]

    @property
    def python(self) -> Path:
        """The environment's own interpreter."""
        return self.folder / ".venv" / "bin" / "python"


ENVIRONMENTS = {
    "root": Environment(ROOT, "主环境", "ZHOUDAO_PYTHON", (12, 13, 14)),
    "nlu": Environment(ROOT / "nlu", "识别环境（Rasa）", "ZHOUDAO_PYTHON310", (10,)),
}


def main(arguments: Sequence[str]) -> int:
    """Builds the environments named; runs what follows `--`. Returns 2, with a sentence, when something is missing."""
    try:
        names, command = _split(arguments)
        os.environ.update({key: value for key, value in read_env(ROOT / ".env").items() if key not in os.environ})
        for name in names:
            build(ENVIRONMENTS[name])
        if command:
            run(command)
    except Stop as stop:
        say(str(stop))
        return 2
    except OSError as wrong:
        if wrong.errno != errno.ENOSPC:
            raise
        say(no_space())
        return 2
    except KeyboardInterrupt:
        say("已停止。")
        return 130
    return 0


def _split(arguments: Sequence[str]) -> Tuple[List[str], List[str]]:
    given = list(arguments)
    cut = given.index("--") if "--" in given else len(given)
    names = given[:cut]
    if not set(names) <= set(ENVIRONMENTS):
        raise Stop("用法：python3 scripts/bootstrap.py [root] [nlu] [-- 命令]")
    return names, given[cut + 1 :]


def say(words: str) -> None:
    """A line for the person who is waiting."""
    print(words, flush=True)


def read_env(path: Path) -> Dict[str, str]:
    """The `KEY=VALUE` lines of an env file, values taken as they stand (one pair of quotes around them is dropped)."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {key.strip(): _unquoted(value.strip()) for key, _, value in pairs}


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if quoted else value


def run(command: Sequence[str]) -> NoReturn:
    """Becomes the root environment's Python with these arguments; signals reach it directly."""
    python = str(ENVIRONMENTS["root"].python)
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ.setdefault("PYTHONWARNINGS", "ignore::SyntaxWarning")  # jieba's, once after each installation
    os.execv(python, [python, *command])


def build(environment: Environment) -> None:
    """Installs the environment, unless it stands as its lock and project file say."""
    stamp = environment.folder / ".venv" / "zhoudao.stamp"
    wanted = fingerprint(environment)
    if environment.python.exists() and stamp.is_file() and stamp.read_text() == wanted:
        return
    if stamp.exists():
        stamp.unlink()
    uv = get_uv()
    python = find_python(environment, uv)
    say(f"正在安装{environment.title}，用的是 {python}；第一次要下载，可能需要几分钟……")
    command = [uv, "sync", "--frozen", "--project", str(environment.folder), "--python", python]
    follow(command, f"安装{environment.title}没有成功，原因见上面 uv 的说明；多半是网络不通，请检查后再运行一次。")
    stamp.write_text(wanted)
    say(f"{environment.title}装好了。")


def fingerprint(environment: Environment) -> str:
    """Changes with the lock, the project file and the Python asked for."""
    parts = [(environment.folder / name).read_bytes() for name in ("pyproject.toml", "uv.lock")]
    return hashlib.sha256(b"\0".join([*parts, os.environ.get(environment.setting, "").encode()])).hexdigest()


def get_uv() -> str:
    """The path of uv, installed from PyPI into `var/uv` if it is not there yet."""
    folder = ROOT / "var" / "uv"
    uv = folder / "bin" / "uv"
    if not answers([str(uv), "--version"]):
        if importlib.util.find_spec("ensurepip") is None:
            raise Stop("缺少 python3-venv。请先执行 apt-get install -y python3-venv（普通用户前面加 sudo），再运行一次。")
        say("正在从 PyPI 取得安装工具 uv（只放在 var/uv）……")
        failed = "没有取到 uv，原因见上面 pip 的说明；多半是网络不通，请检查后再运行一次。"
        follow([sys.executable, "-m", "venv", "--clear", str(folder)], failed)
        follow([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", UV], failed)
    return str(uv)


def find_python(environment: Environment, uv: str) -> str:
    """A Python that runs and fits: the setting's, PATH's, pyenv's, or uv's own download. Raises Stop, saying what to install."""
    asked = os.environ.get(environment.setting)
    if asked:
        return _asked_for(environment, asked)
    for candidate in (*on_path(environment.minors), *in_pyenv(environment.minors)):
        found = probe(candidate, environment.minors)
        if found:
            return found
    return _downloaded(environment, uv)


def _asked_for(environment: Environment, asked: str) -> str:
    found = probe(shutil.which(asked) or asked, environment.minors)
    if found is None:
        raise Stop(f"{environment.setting}={asked} 不能用：要能运行，并且是带 sqlite3 和 ssl 的 Python {_wanted(environment)}。")
    return found


def on_path(minors: Sequence[int]) -> Iterator[str]:
    """Every interpreter on PATH by a name that could fit, best names first (a shim may be first and fail)."""
    for name in (*(f"python3.{minor}" for minor in minors), "python3", "python"):
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            path = os.path.join(folder or ".", name)
            if os.access(path, os.X_OK):
                yield path


def in_pyenv(minors: Sequence[int]) -> Iterator[str]:
    """Interpreters that pyenv has built but not put on PATH, the oldest minor that fits first and its newest patch first."""
    root = os.environ.get("PYENV_ROOT") or answers(["pyenv", "root"]) or str(Path.home() / ".pyenv")
    for minor in minors:
        folders = (Path(root) / "versions").glob(f"3.{minor}.*")
        for folder in sorted(folders, key=lambda each: [int(part) for part in each.name.split(".") if part.isdigit()], reverse=True):
            yield str(folder / "bin" / "python")


def probe(python: str, minors: Sequence[int]) -> Optional[str]:
    """The interpreter behind `python` if it really runs, is CPython and fits; else None."""
    words = answers([python, "-c", PROBE]).split(" ", 3)
    fits = len(words) == 4 and words[0] == "cpython" and words[1] == "3" and int(words[2]) in minors
    return words[3] if fits else None


def answers(command: Sequence[str]) -> str:
    """What a command prints; empty when it fails or does not exist."""
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=True).stdout.decode().strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def _downloaded(environment: Environment, uv: str) -> str:
    version = f"3.{environment.minors[0]}"
    os.environ.update({"UV_PYTHON_INSTALL_DIR": str(ROOT / "var" / "python"), "UV_PYTHON_INSTALL_BIN": "0"})
    say(f"这台机器上没有找到 Python {_wanted(environment)}，正在让 uv 下载……")
    advice = f"缺少 Python {_wanted(environment)}，uv 也没能下载：请装好它，或用 {environment.setting} 指明它的路径，再运行一次。"
    follow([uv, "python", "install", version], advice)
    found = probe(answers([uv, "python", "find", "--managed-python", version]), environment.minors)
    if found is None:
        raise Stop(advice)
    return found


def _wanted(environment: Environment) -> str:
    first, last = environment.minors[0], environment.minors[-1]
    return f"3.{first}" if first == last else f"3.{first}–3.{last}"


def follow(command: Sequence[str], failed: str) -> None:
    """Runs a long command, passing its lines on, with a sign of life when it is silent. Raises Stop with `failed`, or of a full disk."""
    lines: List[str] = []
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT) as process:
        done = threading.Event()
        threading.Thread(target=_signs_of_life, args=(done, lines.__len__), daemon=True).start()
        for line in process.stdout or ():
            lines.append(line.decode(errors="replace").rstrip())
            if not line.startswith(b" + "):
                say("  " + lines[-1])
        code = process.wait()
        done.set()
    if code:
        raise Stop(no_space() if any(sign in line for line in lines for sign in NO_SPACE) else failed)


def _signs_of_life(done: threading.Event, count: Callable[[], int]) -> None:
    started, seen = time.monotonic(), 0
    while not done.wait(SECONDS_BETWEEN_SIGNS_OF_LIFE):
        if count() == seen:
            say(f"  ……还在进行，已经 {time.monotonic() - started:.0f} 秒")
        seen = count()


def no_space() -> str:
    """The sentence for a full disk, with what is left where the project stands."""
    left = shutil.disk_usage(ROOT).free // 2**20
    return f"磁盘满了：{ROOT} 所在的盘只剩 {left} MB。两个环境约需 4 GB（下载缓存另算），请腾出空间后再运行一次。"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
