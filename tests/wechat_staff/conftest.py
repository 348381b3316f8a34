"""An account's settings, its API (a fake), a real gateway, and the commands as typed."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from bot.channels.wechat.connecting import account_of, client_of
from bot.channels.wechat.platform import WeChat
from bot.channels.wechat.replies import Dressing
from bot.channels.wechat.router import Gateway
from bot.cli.__main__ import start
from bot.cli.running.database import migrate
from bot.conversation.model import Outgoing, empty_trace
from bot.delivery.outbox import Outbox
from bot.delivery.reception import Reception
from bot.settings import Settings, settings
from tests.conftest import forget_settings
from tests.wechat_staff.fake_api import FakeApi

SECRET, TOKEN, KEY = "appsecretcanary", "tokencanary", "keycanary".ljust(43, "k")
ACCOUNT = {"TOKEN": TOKEN, "APP_ID": "wx0123456789abcdef", "APP_SECRET": SECRET, "ORIGINAL_ID": "gh_0123456789ab", "AES_KEY": KEY}
Call = Callable[..., tuple[int, str]]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the newest schema, to be copied: migrating anew for each test would take minutes."""
    var = tmp_path_factory.mktemp("migrated")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHOUDAO_VAR", str(var))
        patch.delenv("ZHOUDAO_DATABASE_URL", raising=False)
        forget_settings()
        migrate()
        forget_settings()
    return var / "zhoudao.db"


@pytest.fixture
def api() -> Iterator[FakeApi]:
    made = FakeApi()
    yield made
    made.close()


@pytest.fixture
def var(migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A fresh `var/` with an empty database, and no settings but this."""
    for name in [name for name in os.environ if name.startswith("ZHOUDAO_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "var"
    folder.mkdir()
    shutil.copy(migrated, folder)
    monkeypatch.setenv("ZHOUDAO_VAR", str(folder))
    forget_settings()
    yield folder
    forget_settings()


@pytest.fixture
def set_(var: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Settings]:
    """Sets settings, and forgets what was read of them."""

    def sets(**values: str) -> Settings:
        for name, value in values.items():
            monkeypatch.setenv(f"ZHOUDAO_{name}", value)
        forget_settings()
        return settings()

    return sets


@pytest.fixture
def account(set_: Callable[..., Settings], api: FakeApi) -> Settings:
    """The settings of a connected account."""
    return set_(**{f"WECHAT_{name}": value for name, value in ACCOUNT.items()}, WECHAT_API_BASE=api.url)


@pytest.fixture
def call(var: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command; its exit code and all that it said, which never holds a secret."""

    def run(*arguments: str) -> tuple[int, str]:
        try:
            code = start(list(arguments))
        except SystemExit as ended:
            code = int(ended.code or 0)
        told = capsys.readouterr()
        said = told.out + told.err
        assert not any(secret in said for secret in (SECRET, TOKEN, KEY, "access-token"))
        return code, said

    return run


@contextmanager
def served(app: FastAPI, port: int, **options: Any) -> Iterator[None]:
    """The app on a real port, by uvicorn."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical", lifespan="off", **options))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    yield
    server.should_exit = True  # within a fifth of a second; nobody needs to wait for it


def gateway(known: Settings) -> FastAPI:
    """The gateway of the account that these settings name. Its reception never runs: the check must not need it."""
    platform = WeChat(client_of(known), Dressing("", ""))
    reception = Reception(lambda incoming, dress: Outgoing("", (), empty_trace()), platform, Outbox(platform))
    app = FastAPI()
    Gateway(account_of(known), reception).open_in(app)
    return app


def unused_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


@pytest.fixture
def free_port() -> int:
    """Where the gateway is to run."""
    return unused_port()


@pytest.fixture
def other_port() -> int:
    """Where something else may run."""
    return unused_port()
