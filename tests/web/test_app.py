"""The web process as it is composed for real, with its database; Rasa is away."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fastapi.testclient import TestClient

import bot.conversation.tables  # noqa: F401 (its tables belong to the schema)
from bot.app import Known, create_app
from bot.conversation.linking import FarLinker
from bot.database import Base, engine
from bot.district.model import District
from bot.understanding.linker import Linker


class StandIn(BaseHTTPRequestHandler):
    """The actions' process as the door meets it: the real linker behind POST /link."""

    linker: Linker

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        found = [{"code": each.code, "name": each.name, "score": each.score} for each in self.linker.link(asked["text"]).candidates]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def actions(demo):
    StandIn.linker = Linker(demo.matters)
    server = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_before_the_catalogue_is_read_there_is_an_empty_district():
    assert Known().district() == District()


def test_the_newest_district_counts(demo):
    known = Known()
    known.replace(demo)
    assert known.district() is demo


def test_the_linker_is_asked_over_the_loopback(actions):
    found = FarLinker(f"http://127.0.0.1:{actions}").link("社保卡丢了咋补")
    assert found[0].name == "社会保障卡补换"


@pytest.mark.parametrize("text", ["你好", "哈哈哈哈", "嗯嗯"])
def test_noise_is_no_card(actions, text):
    assert list(FarLinker(f"http://127.0.0.1:{actions}").link(text)) == []


def test_without_the_actions_nothing_is_found():
    assert list(FarLinker("http://127.0.0.1:1").link("社保卡丢了咋补")) == []


def test_one_question_through_the_real_door_without_rasa(set_up, monkeypatch, actions, demo):
    """The linker's best cards with an honest sentence, kept as a turn: the same message id brings the same reply."""
    set_up(rasa_port="1", actions_port=str(actions), trace="1")
    monkeypatch.setattr("bot.app.purge_daily", lambda days: None)
    monkeypatch.setattr("bot.app.watch", lambda changed: changed(demo))
    Base.metadata.create_all(engine())
    client = TestClient(create_app(), raise_server_exceptions=False)
    asked = {"text": "社保卡丢了咋补", "message_id": "m-1"}
    first = client.post("/api/chat", json=asked).json()
    assert first["trace"]["degraded"] and first["trace"]["outcome"] == "choose"
    assert first["choices"][0]["text"] == "社会保障卡补换"
    again = client.post("/api/chat", json=asked | {"token": first["token"]}).json()
    assert again["messages"] == first["messages"]
    code = first["trace"]["candidates"][0]["code"]
    assert f"/m/{code}" in first["messages"][0]["text"]
    assert client.get(f"/m/{code}").status_code == 200
    chosen = client.post("/api/chat", json={"text": "1", "token": first["token"]}).json()
    assert chosen["trace"]["matter"]["code"] == code
