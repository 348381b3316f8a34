"""A `var/` of one's own, and a stand-in for the system that would be started."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import trial
from bot.settings import settings

STAND_IN = Path(__file__).with_name("stand_in.py")


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The settings' var/, empty; what is started is the stand-in."""
    for name in [name for name in os.environ if name.startswith("ZHOUDAO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZHOUDAO_VAR", str(tmp_path / "var"))
    monkeypatch.setattr(trial, "_command", lambda *words: (sys.executable, str(STAND_IN), *words))
    monkeypatch.setattr(trial, "SECONDS_BETWEEN_LOOKS", 0.05)
    monkeypatch.setattr(trial, "SECONDS_BETWEEN_WORDS", 0.0)
    settings.cache_clear()
    yield tmp_path / "var"
    settings.cache_clear()
