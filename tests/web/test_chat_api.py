"""POST /api/chat: what goes in, what comes out, who may say who they are."""

import dataclasses
import json

import pytest

from bot.channels.web import tokens
from bot.conversation.model import Location, Outgoing, empty_trace
from bot.places.nearest import to_gcj02

ZHOUCUN = (36.8030, 117.8690)


def ask(client, text="社保卡丢了咋补", key=None, **fields):
    return client.post("/api/chat", json={"text": text} | fields, headers={"X-API-Key": key} if key else {})


def test_one_message_and_its_choices(client, door, choices):
    door.reply = Outgoing("您说的是哪一项？", choices, empty_trace("choose"))
    reply = ask(client)
    assert reply.status_code == 200
    body = reply.json()
    assert set(body) == {"token", "messages", "choices"}
    assert body["messages"] == [{"text": "您说的是哪一项？"}]
    assert body["choices"][0] == {"n": 1, "text": "居民养老参保", "send": "1"}
    assert [choice["send"] for choice in body["choices"]] == ["1", "2", "3"]


def test_what_the_door_is_handed(client, door):
    ask(client, text=" 俺娘80了 ", message_id="m-1")
    seen = door.seen[0]
    assert (seen.channel, seen.kind, seen.text, seen.message_id) == ("web", "text", " 俺娘80了 ", "m-1")
    assert (seen.location, seen.audience, seen.is_test) == (None, "resident", False)


def test_a_missing_message_id_becomes_a_fresh_one(client, door):
    ask(client)
    ask(client)
    first, second = (seen.message_id for seen in door.seen)
    assert first and first != second


def test_a_token_names_the_same_person(client, door):
    token = ask(client).json()["token"]
    again = ask(client, token=token).json()["token"]
    assert again == token
    assert door.seen[0].outside_id == door.seen[1].outside_id


def test_without_a_token_everybody_is_new(client, door):
    ask(client)
    ask(client, token=None)
    assert door.seen[0].outside_id != door.seen[1].outside_id


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: t.partition(".")[0], lambda t: "中文.中文", lambda t: "", lambda t: "x" * 5000]
)
def test_a_forged_token_becomes_a_new_one(client, door, change):
    token = ask(client).json()["token"]
    reply = ask(client, token=change(token))
    assert reply.status_code == 200
    assert reply.json()["token"] not in (token, change(token))
    assert door.seen[1].outside_id != door.seen[0].outside_id


def test_a_token_of_another_installation_is_forged():
    assert tokens.person_of("ours", tokens.issue("theirs", "somebody")) is None
    assert tokens.person_of("ours", tokens.issue("ours", "somebody")) == "somebody"


def test_the_token_does_not_carry_the_secret_and_lasts(client, set_up):
    set_up(secret="a long secret")
    token = ask(client).json()["token"]
    assert "secret" not in token
    set_up()
    assert ask(client, token=token).json()["token"] == token


def test_gcj02_is_taken_as_it_is(client, door):
    ask(client, location={"lat": ZHOUCUN[0], "lon": ZHOUCUN[1], "datum": "gcj02"})
    assert door.seen[0].location == Location(*ZHOUCUN)
    assert door.seen[0].kind == "text"


def test_wgs84_is_shifted(client, door):
    ask(client, location={"lat": ZHOUCUN[0], "lon": ZHOUCUN[1], "datum": "wgs84"})
    assert door.seen[0].location == Location(*to_gcj02(*ZHOUCUN))
    assert door.seen[0].location != Location(*ZHOUCUN)


@pytest.mark.parametrize("text", ["", "  "])
def test_a_location_alone_is_a_location(client, door, text):
    ask(client, text=text, location={"lat": 36, "lon": 117, "datum": "gcj02"})
    assert door.seen[0].kind == "location"


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "长" * 10_000, "'; DROP TABLE turn; --", "<script>alert(1)</script>", "\u0000", "\ud800"])
def test_any_text_reaches_the_door(client, door, text):
    reply = client.post("/api/chat", content=json.dumps({"text": text}), headers={"Content-Type": "application/json"})
    assert reply.status_code == 200
    assert door.seen[0].text == text


def test_unknown_fields_do_no_harm(client, door):
    assert ask(client, colour="red").status_code == 200


def test_the_trace_needs_the_setting(client, door, set_up):
    assert "trace" not in ask(client).json()
    set_up(trace="1")
    assert ask(client).json()["trace"] == empty_trace("greet")


# ---- API keys ----


@pytest.fixture
def keys(set_up):
    set_up(api_keys="k-res:resident, k-age:agent,k-sta:staff,broken")


@pytest.mark.parametrize("field", [{"person": "p"}, {"channel": "kiosk"}, {"audience": "resident"}, {"is_test": False}])
def test_a_client_may_not_say_who_it_is_without_a_key(client, door, keys, field):
    reply = ask(client, **field)
    assert reply.status_code == 403
    assert reply.json()["error"]["code"] == "forbidden"
    assert "X-API-Key" in reply.json()["error"]["message"]
    assert door.seen == []


@pytest.mark.parametrize("key", ["wrong", "k-re", "broken", "K-RES", "resident", "钥匙".encode()])
def test_a_wrong_key_is_refused_even_where_none_is_needed(client, door, keys, key):
    assert ask(client, key=key).status_code == 403
    assert door.seen == []


def test_no_keys_are_set_by_default(client):
    assert ask(client, key="k-res").status_code == 403


def test_a_key_speaks_for_its_people(client, door, keys):
    reply = ask(client, key="k-sta", person="张三", channel="kiosk", audience="agent", is_test=True)
    assert reply.json()["token"] is None
    seen = door.seen[0]
    assert (seen.outside_id, seen.channel, seen.audience, seen.is_test) == ("张三", "kiosk", "agent", True)


def test_a_key_without_a_person_gets_a_token(client, door, keys):
    reply = ask(client, key="k-res", is_test=True)
    assert reply.json()["token"]
    assert door.seen[0].channel == "web"


def test_even_staff_ask_as_residents_unless_they_say_so(client, door, keys):
    ask(client, key="k-sta")
    assert door.seen[0].audience == "resident"


@pytest.mark.parametrize(
    ("key", "audience", "status"),
    [("k-res", "resident", 200), ("k-res", "agent", 403), ("k-res", "staff", 403), ("k-age", "resident", 200), ("k-age", "agent", 200), ("k-age", "staff", 403), ("k-sta", "agent", 200), ("k-sta", "staff", 200)],
)  # fmt: skip
def test_an_audience_is_at_most_the_keys(client, keys, key, audience, status):
    assert ask(client, key=key, audience=audience).status_code == status


def test_the_door_decides_about_repeats(client, door):
    """The same id of the same person reaches the door twice, unchanged: it keeps the turns."""
    token = ask(client, message_id="m-1").json()["token"]
    ask(client, message_id="m-1", token=token)
    first, second = door.seen
    assert dataclasses.replace(second, text=first.text) == first
