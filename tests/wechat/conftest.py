"""A gateway with WeChat before it and a brain behind it, on each of the two databases. Tests share it: each brings its own residents."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.running.system import wait_for

from .brain import StubBrain
from .gateway import Gateway
from .platform import FakePlatform
from .records import Records
from .residents import Resident


@dataclass(frozen=True)
class World:
    """All that there is."""

    platform: FakePlatform
    brain: StubBrain
    gateway: Gateway
    records: Records

    def resident(self) -> Resident:
        """Somebody new."""
        return Resident(self.platform)

    def settle(self, seconds: float = 40.0) -> None:
        """Waits until nothing is on its way any more: what has not come by now does not come."""
        self.wait_until(lambda: self.records.unfinished() == 0, seconds)

    def wait_until(self, holds: Callable[[], bool], seconds: float = 20.0) -> None:
        """Waits until something holds; fails when it does not."""
        wait_for(holds, seconds)
        assert holds()


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder, and the address of an empty database."""
    folder = tmp_path_factory.mktemp(f"wechat-{request.param}")
    if request.param == "sqlite":
        return folder, f"sqlite:///{folder / 'zhoudao.db'}"
    return folder, request.getfixturevalue("postgres_server").make("wechat")


@pytest.fixture(scope="session")
def started(database: tuple[Path, str]) -> Iterator[World]:
    """The world, running."""
    folder, url = database
    platform, brain = FakePlatform(), StubBrain()
    gateway = Gateway(folder, url, brain.port, platform.api.url)
    platform.url = gateway.url
    gateway.start()
    records = Records(url)
    yield World(platform, brain, gateway, records)
    brain.stop()
    gateway.stop()
    records.close()
    platform.stop()


@pytest.fixture
def rough(started: World) -> World:
    """The world, where something is going to break."""
    return started


@pytest.fixture
def world(started: World) -> Iterator[World]:
    """The world, where nothing breaks: no process says that something went wrong in a way that nobody had thought of."""
    before = started.gateway.log().count("Traceback")
    yield started
    assert started.gateway.log().count("Traceback") == before
