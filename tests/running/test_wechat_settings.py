"""The settings of WeChat: whole or not at all, safe in production, and every fault said in Chinese without a secret in it."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.cli.running.configuration import setting_faults
from bot.settings import Settings

WHOLE = {
    "TOKEN": "zhoudaotest", "APP_ID": "wx0123456789abcdef", "APP_SECRET": "appsecretcanary", "ORIGINAL_ID": "gh_0123456789ab",
    "AES_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
}  # fmt: skip
PLAIN = {name: value for name, value in WHOLE.items() if name != "AES_KEY"}


@pytest.fixture(autouse=True)
def alone(var: Path) -> None:
    """Nothing else is set."""


def read(monkeypatch: pytest.MonkeyPatch, environment: str = "development", **values: str) -> Settings:
    """The settings with these of WeChat."""
    monkeypatch.setenv("ZHOUDAO_ENVIRONMENT", environment)
    for name, value in values.items():
        monkeypatch.setenv(f"ZHOUDAO_WECHAT_{name}", value)
    return Settings()


def faults(monkeypatch: pytest.MonkeyPatch, environment: str = "development", **values: str) -> str:
    """What is said about them."""
    with pytest.raises(ValidationError) as wrong:
        read(monkeypatch, environment, **values)
    return setting_faults(wrong.value)


@pytest.mark.parametrize("environment", ["development", "production"])
def test_whole_settings_connect_an_account(monkeypatch: pytest.MonkeyPatch, environment: str) -> None:
    settings = read(monkeypatch, environment, **WHOLE, AES_KEY_PREVIOUS="z" * 43)
    assert settings.has_wechat and settings.wechat_api_base == "https://api.weixin.qq.com"


def test_without_settings_there_is_no_account(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not read(monkeypatch).has_wechat
    assert not read(monkeypatch, **dict.fromkeys(WHOLE, "")).has_wechat


@pytest.mark.parametrize("missing", WHOLE)
def test_one_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    given = {name: value for name, value in WHOLE.items() if name != missing}
    assert faults(monkeypatch, **given) == f"设置不对：微信的设置要么全填，要么全不填；还缺 ZHOUDAO_WECHAT_{missing}。"


def test_all_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    told = faults(monkeypatch, TOKEN="zhoudaotest", AES_KEY=WHOLE["AES_KEY"])
    assert told == "设置不对：微信的设置要么全填，要么全不填；还缺 ZHOUDAO_WECHAT_APP_ID、ZHOUDAO_WECHAT_APP_SECRET、ZHOUDAO_WECHAT_ORIGINAL_ID。"


def test_plaintext_needs_no_key_and_stays_in_development(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, **PLAIN, PLAINTEXT="1").has_wechat
    told = faults(monkeypatch, "production", **PLAIN, PLAINTEXT="1")
    assert told == ("设置不对：ZHOUDAO_WECHAT_PLAINTEXT（明文模式）只能在开发环境使用：明文时谁都能冒充微信。正式环境请在公众平台选“安全模式”。")
    assert "AES_KEY" in faults(monkeypatch, **PLAIN, PLAINTEXT="0")


BASE = "设置不对：ZHOUDAO_WECHAT_API_BASE 应是 https 开头的外网地址（本机地址只能在开发环境用）；一般不用写。"


@pytest.mark.parametrize("base", ["http://127.0.0.1:8099", "http://localhost:1", "http://[::1]:1", "https://127.0.0.1:1"])
def test_the_api_may_be_on_this_machine_in_development_alone(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    assert read(monkeypatch, **WHOLE, API_BASE=base).wechat_api_base == base
    assert faults(monkeypatch, "production", **WHOLE, API_BASE=base) == BASE


@pytest.mark.parametrize(
    "base", ["http://api.weixin.qq.com", "ftp://api.weixin.qq.com", "api.weixin.qq.com", "", "http://127.0.0.1.example.com", "file:///etc"]
)
@pytest.mark.parametrize("environment", ["development", "production"])
def test_secrets_go_nowhere_else_without_https(monkeypatch: pytest.MonkeyPatch, environment: str, base: str) -> None:
    assert faults(monkeypatch, environment, **WHOLE, API_BASE=base) == BASE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "ab"), ("TOKEN", "a" * 33), ("TOKEN", "汉字汉字"), ("TOKEN", "a b c"), ("APP_ID", "wx-1"), ("ORIGINAL_ID", "wx0123"), ("ORIGINAL_ID", "gh_"),
        ("AES_KEY", "a" * 42), ("AES_KEY", "a" * 44), ("AES_KEY", "a" * 42 + "+"), ("AES_KEY_PREVIOUS", "short"),
    ],
)  # fmt: skip
def test_what_is_written_wrongly_is_said_and_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    told = faults(monkeypatch, **(WHOLE | {name: value}))
    shown = f"={value}" if name in ("APP_ID", "ORIGINAL_ID") else ""
    assert told == f"设置 ZHOUDAO_WECHAT_{name}{shown} 不对：写法不对，请对照 README 的表。"


def test_no_fault_shows_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    told = faults(monkeypatch, "production", **WHOLE, API_BASE="http://127.0.0.1", PLAINTEXT="1")
    assert not [value for name, value in WHOLE.items() if value in told]
