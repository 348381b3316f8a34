"""A web process with a door that says what the test wants, and the demo district as the loader publishes it."""

import dataclasses
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.app import create_app
from bot.catalogue.model import Material, Matter, Situation
from bot.conversation.model import Choice, Incoming, Outgoing, empty_trace
from bot.conversation.secret import secret
from bot.database import engine
from bot.district.model import District
from bot.places.model import Site
from bot.settings import settings


class FakeDoor:
    """Remembers what came in; answers with `reply`, or raises `fault`."""

    def __init__(self) -> None:
        self.seen: list[Incoming] = []
        self.reply = Outgoing("好的", (), empty_trace("greet"))
        self.answer: Callable[[Incoming], Outgoing] = lambda incoming: self.reply

    def receive(self, incoming: Incoming) -> Outgoing:
        self.seen.append(incoming)
        return self.answer(incoming)


def _forget() -> None:
    for each in (settings, secret, engine):
        each.cache_clear()


@pytest.fixture(autouse=True)
def set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Settings as if nothing were set but a fresh `var/`; calling it changes some."""
    for name in [name for name in os.environ if name.startswith("ZHOUDAO_")]:
        monkeypatch.delenv(name)

    def change(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"ZHOUDAO_{name.upper()}", value)
        _forget()

    change(var=str(tmp_path))
    yield change
    _forget()


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture(scope="session")
def demo(real_district: District) -> District:
    """The whole demo catalogue, through the database and back."""
    return real_district


@pytest.fixture
def client(door: FakeDoor, demo: District) -> TestClient:
    return TestClient(create_app(door, lambda: demo), raise_server_exceptions=False)


@pytest.fixture
def matter() -> Matter:
    """A small made-up matter that has a bit of everything."""
    return Matter(
        code="CS-1",
        name="试验证办理",
        department="区试验局",
        audience="自然人",
        levels={"district": "handle", "town": "advise", "village": "assist"},
        conditions="满十八周岁",
        promised_limit=5,
        legal_limit=20,
        limit_unit="working_day",
        fee="不收费",
        steps=("申请", "发证"),
        result="试验证",
        materials=(
            Material("授权委托书", 1, 0, "required", "申请人自备", "", "写明事项", "他人代办"),
            Material("居民身份证", 1, 2, "required", "政府部门核发", "公安机关", "", ""),
            Material("旧证", 1, 0, "optional", "", "", "", ""),
            Material("单位证明", 0, 1, "later", "其他", "单位", "可后补", ""),
            Material("银行卡", 0, 0, "required", "其他", "银行", "报卡号", ""),
        ),
        situations=(Situation("办理人", "谁来办？", ("本人办理", "他人代办", "不知道"), "他人代办要委托书。"),),
        source="试验",
        revision=3,
    )


@pytest.fixture
def show(door: FakeDoor, demo: District) -> Callable[[Matter], str]:
    """The guide page of a matter that alone is published."""

    def shown(matter: Matter) -> str:
        district = dataclasses.replace(demo, matters={matter.code: matter})
        reply = TestClient(create_app(door, lambda: district)).get(f"/m/{matter.code}")
        return reply.text

    return shown


@pytest.fixture
def choices() -> tuple[Choice, ...]:
    return (Choice(1, "matter", "SB-001", "居民养老参保"), Choice(2, "matter", "SB-002", "居民养老缴费"), Choice(3, "more", None, "更多"))


@pytest.fixture
def centre(demo: District) -> Site:
    return next(site for site in demo.sites.values() if site.level == "district")
