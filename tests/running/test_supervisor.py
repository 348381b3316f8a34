"""One child that dies does not stay dead; and when told to stop, nothing stays alive."""

import sys
import time
from pathlib import Path
from threading import Event, Timer

import pytest

from bot.cli.running.child import Child, Program, as_read
from bot.cli.running.journal import close_journal, open_journal
from bot.cli.running.supervisor import DiskWatch, Supervisor, cause

pytestmark = pytest.mark.slow


def make_child(var: Path, code: str, name: str = "probe") -> Child:
    program = Program(name, "试验进程", (sys.executable, "-c", code), {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}, lambda: True)
    return Child(program, open_journal(name, var / "log"))


def supervise(child: Child, seconds: float, pauses: tuple[float, ...]) -> list[str]:
    said: list[str] = []
    stopping = Event()
    Timer(seconds, stopping.set).start()
    Supervisor([child], said.append, pauses).run(stopping)
    close_journal(child.journal)
    return said


def test_a_child_that_dies_is_started_again_later_each_time(var: Path) -> None:
    child = make_child(var, "print('活着'); raise SystemExit(7)")
    said = supervise(child, 2.2, pauses=(0.1, 0.4, 9.0))
    assert [sentence.split("；")[-1] for sentence in said] == ["0.1 秒后自动重启。", "0.4 秒后自动重启。", "9 秒后自动重启。"]
    assert said[0].startswith("试验进程（probe）停了：退出码 7，原因见 ") and str(var / "log" / "probe.log") in said[0]
    assert (var / "log" / "probe.log").read_text("utf-8").count("活着") == 3


def test_a_child_that_ran_well_for_long_starts_again_at_once(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.running.supervisor.SECONDS_OF_GOOD_CONDUCT", 0.0)
    said = supervise(make_child(var, "pass"), 2.0, pauses=(0.1, 99.0))
    assert len(said) > 2 and all("0.1 秒后" in sentence for sentence in said)


def test_the_default_pauses_are_those_of_the_design(var: Path) -> None:
    assert Supervisor([], print)._pauses == (1, 2, 4, 8, 16, 30)


def test_one_child_s_death_leaves_the_others_alone(var: Path) -> None:
    steady, dying = make_child(var, "import time; print('稳'); time.sleep(60)", "steady"), make_child(var, "pass", "dying")
    stopping = Event()
    Timer(1.5, stopping.set).start()
    Supervisor([steady, dying], lambda _: None, (0.1,)).run(stopping)
    assert (var / "log" / "steady.log").read_text("utf-8").count("稳") == 1
    assert steady.exit_code is not None and dying.exit_code is not None
    close_journal(steady.journal)
    close_journal(dying.journal)


def test_a_child_that_will_not_listen_is_killed(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.running.supervisor.GRACE", 0.5)
    child = make_child(var, "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)")
    started = time.monotonic()
    supervise(child, 0.7, pauses=(1.0,))
    assert child.exit_code == -9 and time.monotonic() - started < 5


def test_all_stop_even_when_the_supervisor_itself_fails(var: Path) -> None:
    class Failing(Event):
        def wait(self, timeout: float | None = None) -> bool:
            raise RuntimeError

    child = make_child(var, "import time; time.sleep(60)")
    with pytest.raises(RuntimeError):
        Supervisor([child], print).run(Failing())
    assert child.exit_code is not None
    close_journal(child.journal)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise OSError(28, 'No space left on device')", "磁盘满了"),
        ("import sqlite3; raise sqlite3.OperationalError('database or disk is full')", "磁盘满了"),
        ("raise OSError(98, 'Address already in use')", "它的端口被别的程序占用了"),
        ("import os; os.kill(os.getpid(), 9)", "被强制结束（可能是内存不足）"),
        ("import os; os.kill(os.getpid(), 15)", "收到信号 15"),
        ("raise SystemExit(5)", "退出码 5"),
    ],
)
def test_the_cause_of_a_death_is_said_in_plain_words(var: Path, code: str, words: str) -> None:
    child = make_child(var, code)
    child.start()
    assert child.wait(time.monotonic() + 10)
    child.read_to_end()
    assert cause(child).startswith(words)
    close_journal(child.journal)


def test_a_nearly_full_disk_is_said_once_and_room_again_once(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("bot.cli.running.supervisor.SECONDS_BETWEEN_DISK_LOOKS", 0.0)
    watch = DiskWatch(said.append)
    for left in (5000, 150, 90, 5000, 5000):
        monkeypatch.setattr("bot.cli.running.supervisor.megabytes_left", lambda left=left: left)
        watch.look()
    assert len(said) == 2 and "只剩 150 MB" in said[0] and "还剩 5000 MB" in said[1]


def test_what_libraries_warn_their_authors_of_is_for_the_file_only(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = open_journal("probe", var / "log")
    warning = "/x/site-packages/a.py:3: PyparsingDeprecationWarning: 'parseString' deprecated"
    for line in ("  先前", warning, "  REQUIREMENT.parseString('x')", "  后来", "UserWarning: 语料有误"):
        journal.info("%s", line)
    assert capsys.readouterr().out == "probe   |   先前\nprobe   |   后来\nprobe   | UserWarning: 语料有误\n"
    assert warning in (var / "log" / "probe.log").read_text("utf-8")
    close_journal(journal)


@pytest.mark.parametrize(
    ("line", "shown"),
    [("\x1b[93m黄\x1b[0m\n", "黄"), ("进度 0%\r进度 50%\r进度 100%\n", "进度 100%"), ("一行\r\n", "一行"), ("  缩进\n", "  缩进"), ("\n", "")],
)
def test_a_line_is_kept_as_a_terminal_shows_it_in_the_end(line: str, shown: str) -> None:
    assert as_read(line) == shown


def test_lines_go_to_stdout_under_the_name_and_to_the_file(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    child = make_child(var, "import sys; print('一行'); print('错误', file=sys.stderr); sys.stdout.buffer.write(b'\\xff\\xfe\\n')")
    child.start()
    child.wait(time.monotonic() + 10)
    child.read_to_end()
    shown = capsys.readouterr().out
    assert "probe   | 一行\n" in shown and "probe   | 错误\n" in shown and "probe   | ��\n" in shown
    assert "一行" in (var / "log" / "probe.log").read_text("utf-8")
    close_journal(child.journal)
