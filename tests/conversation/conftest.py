"""The real door over a real database; Rasa is a small HTTP server that a test scripts."""

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot import database
from bot.catalogue.model import Material, Matter
from bot.conversation import tables  # noqa: F401  (registers the tables)
from bot.conversation.door import Door
from bot.conversation.model import Incoming, Outgoing, empty_trace
from bot.conversation.rasa import Rasa
from bot.district.model import District
from bot.places.model import Site
from bot.settings import settings
from tests.conftest import forget_settings

PENSION = Matter("MZ-001", "高龄津贴申领", "周村区民政局", revision=2, materials=tuple(
    Material(name, 1, 0, "required", "", "", "", "") for name in ("身份证", "户口本", "社保卡", "申请表")))  # fmt: skip
CARD = Matter("MZ-002", "老年人优待证", "周村区民政局")
CENTRE = Site("370306000000", "区政务服务中心", "district", "", (), "", 36.8, 117.8, "0533-0000001", (), (), True)
DISTRICT = District(1, {each.code: each for each in (PENSION, CARD)}, {CENTRE.code: CENTRE})


@dataclass(frozen=True)
class Found:
    """What a linker finds."""

    code: str
    name: str
    score: float


@dataclass
class FakeRasa:
    """Answers each POST with `answer(body)`; `status` other than 200 and `delay` seconds play a sick Rasa."""

    url: str = ""
    answer: Callable[[dict[str, Any]], Any] = lambda body: said("好的")
    status: int = 200
    delay: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)


def said(text: str, outcome: str = "answer", matter: Matter | None = None, **custom: Any) -> list[dict[str, Any]]:
    """What Rasa's channel sends: one text and one custom."""
    told = {"code": matter.code, "name": matter.name, "revision": matter.revision} if matter else None
    trace = empty_trace(outcome) | {"matter": told, "facets": ["materials"], "intent": "ask_materials", "ms": {"actions": 3.0}}
    return [{"text": text}, {"custom": {"trace": trace, "choices": [], "memory": {}} | custom}]


def options(*names: str, kind: str = "matter") -> list[dict[str, Any]]:
    """Choices as Rasa's custom carries them."""
    return [{"n": n, "kind": kind, "code": f"MZ-00{n}" if kind == "matter" else None, "text": name} for n, name in enumerate(names, 1)]


@pytest.fixture
def fresh_database(tmp_path: Path, empty_tables: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SQLite in a directory of the test's own, or the database that ZHOUDAO_DATABASE_URL names; empty either way."""
    monkeypatch.setenv("ZHOUDAO_VAR", str(tmp_path))
    forget_settings()
    shutil.copy(empty_tables, tmp_path / "zhoudao.db")
    if settings().database_url:
        database.Base.metadata.drop_all(database.engine())
        database.Base.metadata.create_all(database.engine())
    yield
    forget_settings()


@pytest.fixture
def rasa() -> Iterator[FakeRasa]:
    """A running stand-in for Rasa."""
    fake = FakeRasa()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.asked.append(body)
            time.sleep(fake.delay)
            answer = fake.answer(body)
            self._send(answer if isinstance(answer, bytes) else json.dumps(answer).encode())

        def do_GET(self) -> None:
            self._send(b'{"ready": true}')

        def do_DELETE(self) -> None:
            fake.forgotten.append(self.path.rsplit("/", 1)[1])
            self._send(b"")

        def _send(self, payload: bytes) -> None:
            self.send_response(fake.status)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True).start()
    yield fake
    server.shutdown()
    server.server_close()


@pytest.fixture
def door(rasa: FakeRasa, fresh_database: None) -> Door:
    """The real door; its linker finds the two matters in anything that says 津贴."""
    found = [Found(PENSION.code, PENSION.name, 0.8), Found(CARD.code, CARD.name, 0.4)]
    return Door(lambda text: found if "津贴" in text else [], Rasa(rasa.url, 0.6), lambda: DISTRICT)


Say = Callable[..., Outgoing]


@pytest.fixture
def say(door: Door) -> Say:
    """Says a text through the door, by one person unless another is named."""

    def speak(text: str, person: str = "wang", message_id: str = "", **more: Any) -> Outgoing:
        return door.receive(Incoming("web", person, message_id or uuid4().hex, more.pop("kind", "text"), text, **more))

    return speak
