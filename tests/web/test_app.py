"""The web process as it is composed for real, with its database; Rasa is away."""

import pytest
from fastapi.testclient import TestClient

import bot.conversation.tables  # noqa: F401 (its tables belong to the schema)
from bot.app import Known, create_app
from bot.database import Base, engine, session
from bot.district import loading, watching
from bot.district.model import District
from bot.settings import ROOT


@pytest.fixture(scope="module")
def known(demo):
    made = Known()
    made.replace(demo)
    return made


def test_before_the_catalogue_is_read_nothing_is_found():
    assert list(Known().link("社保卡丢了咋补")) == []
    assert Known().district() == District()


def test_the_linker_serves_the_door(known, demo):
    found = known.link("社保卡丢了咋补")
    assert found[0].name == "社会保障卡补换"
    assert found[0].code in known.district().matters
    assert known.district() is demo


@pytest.mark.parametrize("text", ["你好", "谢谢", "今天天气咋样"])
def test_noise_is_no_card(known, text):
    assert list(known.link(text)) == []


def test_one_question_through_the_real_door_without_rasa(set_up, monkeypatch):
    """The linker's best cards with an honest sentence, kept as a turn: the same message id brings the same reply."""
    set_up(rasa_port="1", trace="1")
    monkeypatch.setattr("bot.app.watch", lambda changed: changed(watching.read()))
    Base.metadata.create_all(engine())
    with session() as opened:
        loading.load(ROOT / "data" / "catalogue", opened)
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
