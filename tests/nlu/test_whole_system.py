"""What only the running whole can show: publishing without a restart, forgetting, numbers that reach nobody, where somebody is."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.cli.talking import Talk, words_of
from bot.cli.trial import Trial
from bot.settings import ROOT

pytestmark = pytest.mark.slow


def load(system: Trial, sheet: Path) -> None:
    """`zhoudao catalogue load` beside the running system."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHOUDAO_")}
    command = (sys.executable, "-m", "bot.cli", "catalogue", "load", str(sheet))
    subprocess.run(command, cwd=ROOT, env=kept | {"ZHOUDAO_VAR": str(system.var)}, check=True, capture_output=True)


def matter_of(reply: dict[str, Any]) -> str | None:
    found = reply["trace"]["matter"]
    return str(found["code"]) if found else None


def test_a_matter_published_now_is_answered_now(system: Trial, tmp_path: Path) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text("事项编号,事项名称,实施主体\nXX-001,无人机飞行活动备案,区交通运输局\n", "utf-8")
    assert matter_of(Talk(system.url).ask("无人机飞行备案咋办")) is None
    load(system, sheet)
    talk, until = Talk(system.url), time.monotonic() + 10
    while matter_of(reply := talk.ask("无人机飞行备案咋办")) != "XX-001":
        assert time.monotonic() < until, words_of(reply)
        time.sleep(0.5)
    assert "“无人机飞行活动备案”由区交通运输局负责" in words_of(reply)


def test_who_wants_to_be_forgotten_is_forgotten_by_rasa_too(system: Trial) -> None:
    talk = Talk(system.url)
    talk.ask("俺家有头叫翠翠的毛驴，老年证咋办")
    assert "翠翠" in _trackers(system)
    talk.ask("删除我的记录")
    assert "翠翠" not in _trackers(system)


def test_numbers_reach_neither_rasa_nor_the_logs(system: Trial) -> None:
    Talk(system.url).ask("身份证３７０３０６ 19870203 4517，卡6222021602012345678，老年证咋办")
    everything = _trackers(system) + "".join(path.read_text("utf-8") for path in (system.var / "log").glob("*.log"))
    assert "老年证" in everything
    assert not [number for number in ("19870203", "6222021602012345678", "３７０３０６") if number in everything]


@pytest.mark.parametrize("text", ["", "离我最近的办事大厅在哪"])
def test_where_somebody_is_gives_the_nearest(system: Trial, text: str) -> None:
    with requests.Session() as http:
        http.trust_env = False
        body = {"text": text, "location": {"lat": 36.803, "lon": 117.869, "datum": "gcj02"}}
        reply = http.post(f"{system.url}/api/chat", json=body, timeout=10).json()
    assert "离您最近的" in words_of(reply) and "公里" in words_of(reply) and reply["trace"]["place"]


def test_the_talk_remembers_over_many_turns(system: Trial) -> None:
    talk = Talk(system.url)
    talk.ask("老年证带啥")
    for text in ("多少钱", "去哪办", "谢谢", "今天天气不错", "你好"):
        talk.ask(text)
    assert matter_of(talk.ask("那几天能办好")) == "MZ-002"


def _trackers(system: Trial) -> str:
    """As people read it: JSON inside JSON writes characters as numbers."""
    return system.trackers().replace("\\\\", "\\").encode().decode("unicode_escape", errors="ignore")
