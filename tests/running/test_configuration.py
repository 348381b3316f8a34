"""Wrong and unknown settings are said in Chinese; `.env.example` has them all, with the values that hold anyway."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.cli.running.configuration import setting_faults, setting_names, unknown_settings
from bot.settings import ROOT, Settings
from scripts.bootstrap import read_env

EXAMPLE = ROOT / ".env.example"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "abc", "设置 ZHOUDAO_PORT=abc 不对：应是整数。"),
        ("PORT", "0", "设置 ZHOUDAO_PORT=0 不对：不能小于 1。"),
        ("RASA_PORT", "70000", "设置 ZHOUDAO_RASA_PORT=70000 不对：不能大于 65535。"),
        ("RASA_TIMEOUT", "0", "设置 ZHOUDAO_RASA_TIMEOUT=0 不对：应大于 0。"),
        ("RASA_TIMEOUT", "快", "设置 ZHOUDAO_RASA_TIMEOUT=快 不对：应是数字。"),
        ("TRACE", "也许", "设置 ZHOUDAO_TRACE=也许 不对：应是 1 或 0。"),
        ("ENVIRONMENT", "prod", "设置 ZHOUDAO_ENVIRONMENT=prod 不对：只能是 'development' 或 'production'。"),
        ("NOW", "明天", "设置 ZHOUDAO_NOW=明天 不对：应是时间，如 2026-10-01T09:00:00+08:00。"),
    ],
)
def test_a_wrong_setting_is_said_in_chinese(var: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str) -> None:
    monkeypatch.setenv(f"ZHOUDAO_{name}", value)
    with pytest.raises(ValidationError) as wrong:
        Settings()
    assert setting_faults(wrong.value) == sentence


def test_two_settings_that_do_not_go_together_are_said(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHOUDAO_NOW", "2026-10-01T09:00:00+08:00")
    monkeypatch.setenv("ZHOUDAO_ENVIRONMENT", "production")
    with pytest.raises(ValidationError) as wrong:
        Settings()
    assert setting_faults(wrong.value) == "设置不对：ZHOUDAO_NOW 只能在开发环境使用；正式环境请去掉这一项。"


def test_every_fault_is_told_not_only_the_first(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHOUDAO_PORT", "x")
    monkeypatch.setenv("ZHOUDAO_KEEP_DAYS", "0")
    with pytest.raises(ValidationError) as wrong:
        Settings()
    assert len(setting_faults(wrong.value).splitlines()) == 2


def test_an_unknown_name_is_reported_with_the_one_that_was_meant() -> None:
    assert unknown_settings(["ZHOUDAO_PORT", "ZHOUDAO_PYTHON310", "PATH"]) == []
    assert unknown_settings(["ZHOUDAO_RASAPORT"]) == ["不认识的设置 ZHOUDAO_RASAPORT，没有起作用；是不是想写 ZHOUDAO_RASA_PORT？"]
    assert unknown_settings(["ZHOUDAO_完全不同的名字"]) == ["不认识的设置 ZHOUDAO_完全不同的名字，没有起作用。"]


def test_the_example_names_every_setting_and_no_other() -> None:
    named = re.findall(r"^(?:# )?(ZHOUDAO_\w+)=", EXAMPLE.read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(name for name in setting_names() if name != "ZHOUDAO_ACTIONS_URL")


def test_the_example_changes_nothing(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Settings()
    for name, value in read_env(EXAMPLE).items():
        monkeypatch.setenv(name, value)
    assert Settings() == before


def test_every_setting_in_the_example_is_explained() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    blocks = "\n".join(lines).split("\n\n")
    assert all(block.startswith("# ") and not block.startswith("# ZHOUDAO_") for block in blocks)
