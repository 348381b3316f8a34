"""Every fault is {error: {code, message}}: a stable code, and a Chinese sentence that tells what to do."""

import asyncio
import json
import logging
import re

import pytest
from starlette.requests import Request

from bot.channels.web.guard import MOST_BYTES, Guard
from bot.conversation.model import RateLimited

JSON = {"Content-Type": "application/json"}


def post(client, content, **headers):
    return client.post("/api/chat", content=content, headers=JSON | headers)


def error(reply):
    body = reply.json()
    assert set(body) == {"error"} and set(body["error"]) == {"code", "message"}
    assert re.search(r"[\u4e00-\u9fff]", body["error"]["message"])
    return body["error"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"hello", b'{"text": "a",}', b'{"text": "\xff"}', '{"text": "社保"}'.encode("gbk"), b"[" * 30_000, b'{"text": ' + b"1" * 9000 + b"}"],
)
def test_broken_json(client, door, content):
    reply = post(client, content)
    assert reply.status_code == 400
    assert error(reply)["code"] == "broken_json"
    assert door.seen == []


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "text"),
        ({"text": None}, "text"),
        ({"text": 5}, "text"),
        ({"text": ["a"]}, "text"),
        ({"text": "a", "token": 5}, "token"),
        ({"text": "a", "message_id": 5}, "message_id"),
        ({"text": "a", "message_id": ""}, "message_id"),
        ({"text": "a", "message_id": "x" * 65}, "message_id"),
        ({"text": "a", "location": "here"}, "location"),
        ({"text": "a", "location": {"lat": 36, "datum": "gcj02"}}, "location.lon"),
        ({"text": "a", "location": {"lat": "36", "lon": 117, "datum": "gcj02"}}, "location.lat"),
        ({"text": "a", "location": {"lat": 91, "lon": 117, "datum": "gcj02"}}, "location.lat"),
        ({"text": "a", "location": {"lat": float("nan"), "lon": 117, "datum": "gcj02"}}, "location.lat"),
        ({"text": "a", "location": {"lat": 36, "lon": float("inf"), "datum": "gcj02"}}, "location.lon"),
        ({"text": "a", "location": {"lat": 36, "lon": 117, "datum": "bd09"}}, "location.datum"),
        ({"text": "a", "location": {"lat": 36, "lon": 117}}, "location.datum"),
        ({"text": "a", "is_test": "yes"}, "is_test"),
        ({"text": "a", "channel": "Web Page"}, "channel"),
        ({"text": "a", "audience": "king"}, "audience"),
        ({"text": "a", "person": ""}, "person"),
    ],
)
def test_wrong_types_name_the_field(client, door, body, named):
    reply = post(client, json.dumps(body))
    assert reply.status_code == 422
    assert error(reply)["code"] == "wrong_type"
    assert f"字段 {named}：" in error(reply)["message"]
    assert door.seen == []


@pytest.mark.parametrize("content", [b"[]", b'"text"', b"5", b"true"])
def test_json_that_is_no_object(client, content):
    reply = post(client, content)
    assert reply.status_code == 422
    assert "JSON 对象" in error(reply)["message"]


def test_null_is_no_object_either(client):
    assert post(client, b"null").status_code in (400, 422)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml"])
def test_another_content_type(client, door, kind):
    reply = client.post("/api/chat", content=b'{"text": "a"}', headers={"Content-Type": kind})
    assert reply.status_code == 415
    assert error(reply)["code"] == "unsupported_media_type"
    assert door.seen == []


def test_json_with_a_charset_is_json(client):
    assert client.post("/api/chat", content=b'{"text": "a"}', headers={"Content-Type": "Application/JSON; charset=utf-8"}).status_code == 200


def test_the_body_limit_is_64_kib_exactly(client, door):
    shell = len(b'{"text": ""}')
    assert post(client, b'{"text": "%s"}' % (b"a" * (MOST_BYTES - shell))).status_code == 200
    reply = post(client, b'{"text": "%s"}' % (b"a" * (MOST_BYTES - shell + 1)))
    assert reply.status_code == 413
    assert error(reply)["code"] == "too_large"
    assert len(door.seen) == 1


def test_too_large_in_pieces_of_unknown_length(client, door):
    reply = post(client, iter([b"a" * 40_000] * 3))
    assert reply.status_code == 413
    assert error(reply)["code"] == "too_large"


def test_too_large_comes_before_broken(client):
    assert post(client, b"{" * (MOST_BYTES + 1)).status_code == 413


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_wrong_method(client, method):
    reply = client.request(method, "/api/chat")
    assert reply.status_code == 405
    assert error(reply)["code"] == "method_not_allowed"
    assert method in error(reply)["message"]
    assert reply.headers["allow"] == "POST"


def test_no_such_address(client):
    reply = client.get("/api/nothing")
    assert reply.status_code == 404
    assert error(reply)["code"] == "not_found"


def test_a_browser_reads_a_page_instead(client):
    reply = client.get("/nothing", headers={"Accept": "text/html,application/xhtml+xml"})
    assert reply.status_code == 404
    assert reply.headers["content-type"].startswith("text/html")
    assert "没有这个地址" in reply.text and 'href="/"' in reply.text and "12345" in reply.text


def test_too_often(client, door):
    def refuse(incoming):
        raise RateLimited(17)

    door.answer = refuse
    reply = client.post("/api/chat", json={"text": "a"})
    assert reply.status_code == 429
    assert reply.headers["retry-after"] == "17"
    assert error(reply)["code"] == "too_many"
    assert "17" in error(reply)["message"]


def test_a_breakdown_is_said_and_logged_without_the_question(client, door, caplog):
    def break_down(incoming):
        raise RuntimeError("the disk is gone")

    door.answer = break_down
    with caplog.at_level(logging.ERROR):
        reply = client.post("/api/chat", json={"text": "我的秘密问题"})
    assert reply.status_code == 500
    assert error(reply)["code"] == "internal"
    number = re.search(r"编号 (\w{8})", error(reply)["message"]).group(1)
    assert number in caplog.text and "the disk is gone" in caplog.text
    assert "disk" not in reply.text and "秘密" not in caplog.text
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_what_was_said_is_not_echoed(client):
    reply = post(client, json.dumps({"text": {"id": "370306198001011234"}}))
    assert reply.status_code == 422
    assert "370306" not in reply.text


def test_somebody_who_hangs_up_is_no_fault_of_ours(caplog):
    async def reads(scope, receive, send):
        await Request(scope, receive).body()

    async def hung_up():
        return {"type": "http.disconnect"}

    with caplog.at_level(logging.INFO):
        asyncio.run(Guard(reads)({"type": "http", "method": "POST", "path": "/wechat", "headers": []}, hung_up, None))
    assert [each.levelname for each in caplog.records] == ["INFO"]
