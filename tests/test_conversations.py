"""tests/conversations/*.yml through the real API: what the citizen says, and what he must read.

A file is one talk of one person, a list of turns: 人 (what is said), 周到 (pieces that the reply holds), 不含 (pieces that it does not), 选项 (the
choices, or pieces of them, in order), 身份 (who speaks from this turn on: resident, agent, staff).
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.talking import Talk
from bot.cli.trial import Trial

FILES = sorted((Path(__file__).parent / "conversations").glob("*.yml"))
KEYS = {"人", "周到", "不含", "选项", "身份"}
MOST_CHARACTERS = 600
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def turns(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_talk(path: Path, system: Trial) -> None:
    talk = Talk(system.url)
    for turn in turns(path):
        if "身份" in turn:
            talk.key, talk.told = system.key, {"audience": turn["身份"]}
        _compare(turn, talk.ask(str(turn["人"])))


def _compare(turn: dict[str, Any], reply: dict[str, Any]) -> None:
    (message,) = reply["messages"]
    text, said = message["text"], f"人：{turn['人']}\n周到：{message['text']}"
    assert len(CHINESE.findall(text)) <= MOST_CHARACTERS and "{" not in text and "None" not in text, said
    assert [piece for piece in turn["周到"] if piece not in text] == [], said
    assert [piece for piece in turn.get("不含", []) if piece in text] == [], said
    if "选项" in turn:
        choices = [choice["text"] for choice in reply["choices"]]
        assert len(choices) == len(turn["选项"]) and all(wanted in found for wanted, found in zip(turn["选项"], choices)), f"{said}\n{choices}"


def test_the_files_say_only_what_is_compared() -> None:
    assert len(FILES) >= 12
    for path in FILES:
        assert turns(path) and all(set(turn) <= KEYS and turn["人"] and turn["周到"] for turn in turns(path)), path.name
