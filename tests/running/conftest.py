"""A running system's folder of its own for each test."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation.secret import secret
from bot.database import engine
from bot.settings import settings


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The settings as if nothing were set but `var/`, which is a fresh folder."""
    for name in [name for name in os.environ if name.startswith("ZHOUDAO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZHOUDAO_VAR", str(tmp_path / "var"))
    (tmp_path / "var").mkdir()
    _forget()
    yield tmp_path / "var"
    if engine.cache_info().currsize:
        engine().dispose()
    _forget()


def _forget() -> None:
    for each in (settings, engine, secret):
        each.cache_clear()


@pytest.fixture
def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port
