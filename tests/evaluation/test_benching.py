"""`zhoudao bench` from the command to the report, on a stand-in system."""

import json
from pathlib import Path

import pytest

from bot.cli import benching
from bot.cli.faults import CannotRun
from tests.evaluation.test_linking import REAL

GATEWAY = {
    "n": 7, "own_cpu_ms": {"p50": 0.51, "p95": 0.9, "p99": 1.2, "opened": 0.07, "delivery": 0.4, "sealed": 0.03}, "door_cpu_ms": {"p50": 4.1, "p95": 5.0, "p99": 6.0},
    "process": {"n": 6, "cpu_ms": 6.25, "latency_ms": {"p50": 7.0, "p95": 9.0, "p99": 9.9}},
}  # fmt: skip


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bench of few questions."""
    monkeypatch.setattr(benching, "_matters", lambda system: REAL)
    monkeypatch.setattr(benching, "make_encoder", lambda name: None)
    monkeypatch.setattr(benching, "gateway_figures", lambda folder: GATEWAY | {"folder": str(folder)})
    for name, value in {"QUESTIONS": 5, "WARMING": 2, "MANY": 20, "CONCURRENCIES": (1, 2)}.items():
        monkeypatch.setattr(benching, name, value)


@pytest.mark.usefixtures("small")
def test_the_report_of_a_bench(var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.csv").write_text("事项编号,事项名称,实施主体\nA,新生儿落户,局\nB,换领驾驶证,局\n", "utf-8")
    benching.bench.main(["--catalogue", str(tmp_path / "list.csv")], standalone_mode=False)
    report = json.loads((var / "bench" / "report.json").read_text("utf-8"))
    assert [(each["concurrency"], each["n"], each["errors"]) for each in report["turns"]] == [(1, 5, 0), (2, 5, 0)]
    assert [(each["source"], each["matters"]) for each in report["linker"]] == [("catalogue", 6), ("synthetic", 20), (f"{tmp_path.name}/list.csv", 2)]
    assert report["memory"]["total_rss_mb"] > 5
    assert report["machine"]["cores"] >= 1
    printed = capsys.readouterr().out
    assert "2 人同时 n=5" in printed
    assert "20 项 synthetic lexical" in printed
    assert report["gateway"] == GATEWAY | {"folder": str(var / "bench" / "gateway")}
    told = " ".join(printed.split("微信入口（")[1].split())
    assert "入口自己 n=7 p50 0.51 p95 0.9 p99 1.2 毫秒 其中验签解密 0.07" in told and "平均 6.25 毫秒" in told


def test_a_broken_list_is_said_before_anything_is_started(var: Path, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("事项编号,事项名称\nA,甲\n", "utf-8")
    with pytest.raises(CannotRun, match="缺少这一列"):
        benching.bench.main(["--catalogue", str(tmp_path / "list.csv")], standalone_mode=False)
