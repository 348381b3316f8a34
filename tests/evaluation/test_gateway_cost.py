"""What a WeChat message costs is really measured: on calls that the gateway takes, in processes of their own."""

import os
import time
from itertools import islice
from pathlib import Path

import pytest

from bot.channels.wechat import envelope
from bot.cli import gateway_cost
from bot.cli.faults import CannotRun
from bot.cli.gateway_cost import ACCOUNT, gateway_figures, gateway_lines
from bot.evaluation import gateway
from bot.evaluation.machine import cpu_seconds

ACCOUNT_MEASURED = envelope.account(ACCOUNT["TOKEN"], ACCOUNT["APP_ID"], ACCOUNT["ORIGINAL_ID"], (ACCOUNT["AES_KEY"],))


def test_the_calls_are_such_as_the_gateway_takes() -> None:
    made = list(islice(gateway.calls(ACCOUNT_MEASURED, 10**9), 3 * gateway.PEOPLE))
    opened = [envelope.opened(ACCOUNT_MEASURED, query, body, time.time()).fields for query, body in made]
    assert {fields["Content"] for fields in opened} == {gateway.QUESTION} and len({fields["MsgId"] for fields in opened}) == len(made)
    assert len({fields["FromUserName"] for fields in opened}) == gateway.PEOPLE
    assert {len(fields["FromUserName"]) for fields in opened} == {28}


def test_figures_are_milliseconds() -> None:
    assert gateway.milliseconds([0.001] * 94 + [0.02] * 5 + [0.5]) == {"p50": 1.0, "p95": 20.0, "p99": 20.0}


def test_the_processor_time_of_a_process_grows_as_it_works() -> None:
    before, until = cpu_seconds(os.getpid()), time.thread_time() + 0.3
    while time.thread_time() < until:
        pass
    assert 0.25 <= cpu_seconds(os.getpid()) - before < 2


def test_what_fails_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="微信入口没有测成"):
        gateway_cost._run(os.environ, "-c", "raise SystemExit(1)")


@pytest.mark.slow
def test_the_measuring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"MESSAGES": 200, "OVER_HTTP": 100, "WARMING": 200}.items():
        monkeypatch.setattr(gateway_cost, name, value)
    monkeypatch.setenv("ZHOUDAO_DATABASE_URL", "postgresql://nowhere/what-runs-must-not-be-touched")
    figures = gateway_figures(tmp_path / "gateway")
    own, door, process = figures["own_cpu_ms"], figures["door_cpu_ms"], figures["process"]
    assert figures["n"] == 200 and process["n"] == 100
    assert 0.05 < own["p50"] < 5 and own["p50"] <= own["p95"] <= own["p99"] and door["p50"] > 0.5
    assert own["opened"] + own["delivery"] + own["sealed"] == pytest.approx(own["p50"], rel=0.3)
    assert process["cpu_ms"] > own["p50"] and process["latency_ms"]["p50"] > 1
    assert len(list(gateway_lines(figures))) == 4
