"""The bare machine's part: uv, Pythons, environments, `.env`, each with a plain sentence when something is missing."""

import ast
import importlib.util
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import bootstrap

THIS_MINOR = sys.version_info[1]
UV_THAT_WORKS = """#!/bin/sh
case "$1" in
  --version) echo uv 0.9.0 ;;
  sync) echo "$@" >> "$LOG"; echo " + click==8"; echo "Installed 1 package" >&2; mkdir -p "$4/.venv/bin"; ln -sf "$6" "$4/.venv/bin/python" ;;
  python) exit 1 ;;
esac
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project of its own, with a uv that only writes down what it was asked; PATH and pyenv are empty."""
    for folder in (tmp_path, tmp_path / "nlu"):
        folder.mkdir(exist_ok=True)
        (folder / "pyproject.toml").write_text("[project]")
        (folder / "uv.lock").write_text("lock")
    for name in [name for name in os.environ if name.startswith(("ZHOUDAO_", "PYENV", "UV_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LOG", str(tmp_path / "asked"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("PATH", "/bin")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    fitting = bootstrap.Environment(tmp_path, "主环境", "ZHOUDAO_PYTHON", (THIS_MINOR,))
    monkeypatch.setattr(
        bootstrap, "ENVIRONMENTS", {"root": fitting, "nlu": bootstrap.Environment(tmp_path / "nlu", "识别环境", "ZHOUDAO_PYTHON310", (99,))}
    )
    program(tmp_path / "var" / "uv" / "bin" / "uv", UV_THAT_WORKS)
    kept = dict(os.environ)
    yield tmp_path
    os.environ.clear()
    os.environ.update(kept)


def program(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def python(path: Path) -> str:
    return program(path, f'#!/bin/sh\nexec {sys.executable} "$@"\n')


def asked(machine: Path) -> list[str]:
    log = machine / "asked"
    return log.read_text().splitlines() if log.exists() else []


def test_it_runs_on_python_3_9_with_the_standard_library_alone() -> None:
    source = Path(bootstrap.__file__).read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 9))
    modules = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    modules |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {module.partition(".")[0] for module in modules} <= sys.stdlib_module_names


def test_an_environment_is_built_once_until_its_lock_or_python_changes(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHOUDAO_PYTHON", sys.executable)
    for _ in range(2):
        assert bootstrap.main(["root"]) == 0
    assert asked(machine) == [f"sync --frozen --project {machine} --python {sys.executable}"]
    (machine / "uv.lock").write_text("another")
    assert bootstrap.main(["root"]) == 0 and len(asked(machine)) == 2
    monkeypatch.setenv("ZHOUDAO_PYTHON", python(machine / "mine"))
    assert bootstrap.main(["root"]) == 0 and len(asked(machine)) == 3


def test_an_environment_whose_python_has_gone_is_built_again(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHOUDAO_PYTHON", sys.executable)
    assert bootstrap.main(["root"]) == 0
    (machine / ".venv" / "bin" / "python").unlink()
    (machine / ".venv" / "bin" / "python").symlink_to("/gone")
    assert bootstrap.main(["root"]) == 0 and len(asked(machine)) == 2


def test_a_failed_installation_is_tried_again_next_time(machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ZHOUDAO_PYTHON", sys.executable)
    uv = machine / "var" / "uv" / "bin" / "uv"
    program(uv, UV_THAT_WORKS.replace("sync)", "sync) echo 'error: connection refused' >&2; exit 1;"))
    assert bootstrap.main(["root"]) == 2
    shown = capsys.readouterr().out
    assert "  error: connection refused" in shown and "安装主环境没有成功" in shown and "网络" in shown
    program(uv, UV_THAT_WORKS)
    assert bootstrap.main(["root"]) == 0 and len(asked(machine)) == 1


def test_what_uv_installs_is_not_listed_package_by_package(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHOUDAO_PYTHON", sys.executable)
    bootstrap.main(["root"])
    shown = capsys.readouterr().out
    assert "正在安装主环境" in shown and "  Installed 1 package" in shown and "click" not in shown


@pytest.mark.parametrize("words", ["error: failed to copy: No space left on device (os error 28)", "OSError: [Errno 28] ENOSPC"])
def test_a_full_disk_gets_a_plain_sentence(machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str) -> None:
    monkeypatch.setenv("ZHOUDAO_PYTHON", sys.executable)
    program(machine / "var" / "uv" / "bin" / "uv", UV_THAT_WORKS.replace("sync)", f"sync) echo '{words}' >&2; exit 2;"))
    assert bootstrap.main(["root"]) == 2
    assert f"磁盘满了：{machine} 所在的盘只剩" in capsys.readouterr().out


def test_our_own_writing_on_a_full_disk_gets_it_too(machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bootstrap, "build", full)
    assert bootstrap.main(["root"]) == 2 and "磁盘满了" in capsys.readouterr().out


def test_a_silent_step_gives_signs_of_life(machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bootstrap, "SECONDS_BETWEEN_SIGNS_OF_LIFE", 0.1)
    bootstrap.follow(["/bin/sleep", "0.5"], "没有成功")
    assert "……还在进行，已经 0 秒" in capsys.readouterr().out


def test_python_comes_from_the_setting_first(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHOUDAO_PYTHON", python(machine / "mine"))
    assert bootstrap.find_python(bootstrap.ENVIRONMENTS["root"], "uv") == sys.executable


def test_a_setting_that_does_not_fit_is_said_and_nothing_else_is_taken(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHOUDAO_PYTHON310", sys.executable)
    assert bootstrap.main(["nlu"]) == 2
    assert f"ZHOUDAO_PYTHON310={sys.executable} 不能用" in capsys.readouterr().out and asked(machine) == []


def test_a_shim_that_fails_is_passed_over(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(machine / "shims" / f"python3.{THIS_MINOR}", "#!/bin/sh\necho 'pyenv: command not found' >&2; exit 127\n")
    python(machine / "real" / f"python3.{THIS_MINOR}")
    monkeypatch.setenv("PATH", f"{machine / 'shims'}:{machine / 'real'}:/bin")
    assert bootstrap.find_python(bootstrap.ENVIRONMENTS["root"], "uv") == sys.executable


def test_an_interpreter_of_another_minor_is_passed_over(machine: Path) -> None:
    assert bootstrap.probe(sys.executable, (THIS_MINOR,)) == sys.executable
    assert bootstrap.probe(sys.executable, (10, 99)) is None and bootstrap.probe("/no/such/python", (10,)) is None


def test_pyenv_s_versions_come_after_path_newest_patch_first(machine: Path) -> None:
    for patch in ("2", "10", "9"):
        python(machine / "pyenv" / "versions" / f"3.{THIS_MINOR}.{patch}" / "bin" / "python")
    found = [Path(path).parent.parent.name for path in bootstrap.in_pyenv((THIS_MINOR,))]
    assert found == [f"3.{THIS_MINOR}.{patch}" for patch in ("10", "9", "2")]
    assert bootstrap.find_python(bootstrap.ENVIRONMENTS["root"], "uv") == sys.executable


def test_without_any_python_one_sentence_says_what_to_install(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["nlu"]) == 2
    shown = capsys.readouterr().out
    assert "正在让 uv 下载" in shown and "缺少 Python 3.99，uv 也没能下载：请装好它，或用 ZHOUDAO_PYTHON310 指明它的路径" in shown


def test_uv_s_own_download_is_used_when_it_works(machine: Path) -> None:
    uv = program(machine / "uv", f'#!/bin/sh\n[ "$2" = find ] && echo {sys.executable}; exit 0\n')
    assert bootstrap.find_python(bootstrap.ENVIRONMENTS["root"], uv) == sys.executable
    assert os.environ["UV_PYTHON_INSTALL_DIR"] == str(machine / "var" / "python")


def test_a_missing_python3_venv_names_the_apt_line(machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (machine / "var" / "uv" / "bin" / "uv").unlink()
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "ensurepip" else found(name, *rest))
    assert bootstrap.main(["root"]) == 2 and "apt-get install -y python3-venv" in capsys.readouterr().out


def test_env_lines_are_taken_as_they_stand(machine: Path) -> None:
    (machine / ".env").write_text("# 说明\n\nZHOUDAO_DATABASE_URL=postgresql://u:p#$&=@h/d\nA = ' x '\nB=\"\"\n没有等号\n", "utf-8")
    assert bootstrap.read_env(machine / ".env") == {"ZHOUDAO_DATABASE_URL": "postgresql://u:p#$&=@h/d", "A": " x ", "B": ""}
    assert bootstrap.read_env(machine / "none") == {}


def test_the_environment_wins_over_env_and_the_command_gets_both(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (machine / ".env").write_text(f"ZHOUDAO_PYTHON={sys.executable}\nZHOUDAO_PORT=1111\nZHOUDAO_HOST=9.9.9.9\n")
    monkeypatch.setenv("ZHOUDAO_PORT", "2222")
    ran: list[object] = []
    monkeypatch.setattr(os, "execv", lambda program, arguments: ran.append((program, arguments)))
    assert bootstrap.main(["root", "--", "-m", "bot.cli", "ask", "-- 您好"]) == 0
    inside = str(machine / ".venv" / "bin" / "python")
    assert ran == [(inside, [inside, "-m", "bot.cli", "ask", "-- 您好"])]
    assert (os.environ["ZHOUDAO_PORT"], os.environ["ZHOUDAO_HOST"], os.environ["PYTHONPATH"]) == ("2222", "9.9.9.9", str(machine))


def test_a_name_that_is_no_environment_is_refused(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["rot"]) == 2 and "用法" in capsys.readouterr().out
