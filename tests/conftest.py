"""What every room's tests may use: a database of the test's own, and the real catalogue as it is published."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.audit.tables
import bot.catalogue.tables
import bot.channels.wechat.tables
import bot.conversation.tables
import bot.delivery.tables
import bot.people.tables
import bot.places.tables
import bot.policy.tables  # noqa: F401  (all of them register their tables)
from bot.cli.trial import Trial, trial
from bot.conversation.secret import secret
from bot.database import Base, engine, make_engine, session
from bot.district import loading, watching
from bot.district.model import District
from bot.settings import ROOT, settings
from tests.postgres import Postgres
from tests.wechat.account import settings_with
from tests.wechat.platform import FakePlatform

TESTS = ROOT / "tests"
CATALOGUE = ROOT / "data" / "catalogue"
POLICY = ROOT / "data" / "policy"

# Rooms whose tests start programs or wait for clocks: together more than the fast lane's minute.
SLOW_ROOMS = {"delivery", "evaluation", "running", "wechat", "wechat_staff"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of a slow room are slow; single ones elsewhere say so themselves."""
    for item in items:
        if item.path.relative_to(TESTS).parts[0] in SLOW_ROOMS:
            item.add_marker(pytest.mark.slow)


def forget_settings() -> None:
    """What this process has read of the environment is read anew."""
    if engine.cache_info().currsize:
        engine().dispose()
    for each in (settings, secret, engine):
        each.cache_clear()


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables, made once: copying it costs a thirtieth of making them."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    made = make_engine(f"sqlite:///{path}")
    Base.metadata.create_all(made)
    made.dispose()
    return path


@pytest.fixture
def own_database(tmp_path: Path, empty_tables: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Empty tables in a fresh `var/`, as if no setting were set; the folder."""
    for name in [name for name in os.environ if name.startswith("ZHOUDAO_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ZHOUDAO_VAR", str(tmp_path))
    forget_settings()
    shutil.copy(empty_tables, tmp_path / "zhoudao.db")
    yield tmp_path
    forget_settings()


@pytest.fixture(scope="session")
def real_district(tmp_path_factory: pytest.TempPathFactory) -> District:
    """The whole real catalogue, through the database and back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHOUDAO_DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('real') / 'real.db'}")
        forget_settings()
        Base.metadata.create_all(engine())
        with session() as opened:
            assert loading.load(CATALOGUE, opened).faults == []
            assert loading.load(POLICY, opened).faults == []
        district = watching.read()
        forget_settings()
    forget_settings()
    return district


@pytest.fixture(scope="session")
def wechat() -> Iterator[FakePlatform]:
    """WeChat, before the running system."""
    platform = FakePlatform()
    yield platform
    platform.stop()


@pytest.fixture(scope="session")
def system(wechat: FakePlatform) -> Iterator[Trial]:
    """The whole of 周到, really running: Rasa, actions, web; on its own ports and database, at ten in the morning of 2026-09-15."""
    with trial("tests", CATALOGUE, print, settings_with(wechat.api.url)) as running:
        wechat.url = f"{running.url}/wechat"
        yield running


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A PostgreSQL server, stopped at the end."""
    server = Postgres()
    yield server
    server.end()


@pytest.fixture(scope="session")
def postgres(postgres_server: Postgres) -> str:
    """The address of an empty database on it."""
    return postgres_server.address()
