"""WeChat's API as we call it: texts as UTF-8, a refused token renewed once, a busy WeChat asked again, and no secret in any word of ours."""

import logging
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from bot.channels.wechat import client as client_module
from bot.channels.wechat.client import BUSY_TRIES, NO_CONNECTION, TOKEN_REFUSED, ApiError, Client

from .api_server import SEND, Answer, Api, Asked
from .other_side import APP_ID, OPENID

SECRET = "appsecretcanary"
CODES = (-1, 40003, 40013, 40018, 40164, 40200, 43004, 45002, 45008, 45009, 45011, 45015, 45047, 45072, 45080, 45081, 46003, 48001, 48006)
pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def client(api: Api, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Ours; it does not wait long between two tries."""
    monkeypatch.setattr(client_module, "BUSY_PAUSE_SECONDS", 0.01)
    return Client(api.url + "/", APP_ID, SECRET)


def failing(code: int, times: int = 1000) -> Callable[[Asked], Answer]:
    """Answers with an errcode so many times, then all is well."""
    left = [times]

    def answer(_: Asked) -> Answer:
        left[0] -= 1
        return {"errcode": code, "errmsg": "no"} if left[0] >= 0 else {"errcode": 0, "errmsg": "ok"}

    return answer


def test_a_text_is_sent_as_utf_8(client: Client, api: Api) -> None:
    client.send_text(OPENID, '老年证：😀 “带”<a href="x">\n')
    [sent] = api.calls
    assert (sent.method, sent.path, sent.query) == ("POST", SEND, {"access_token": "T1"})
    assert sent.told == {"touser": OPENID, "msgtype": "text", "text": {"content": '老年证：😀 “带”<a href="x">\n'}}
    assert "老年证：😀".encode() in sent.body and b"\\u" not in sent.body and sent.content_type == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("call", "method", "path", "told"),
    [
        (lambda client: client.show_typing(OPENID), "POST", "/cgi-bin/message/custom/typing", {"touser": OPENID, "command": "Typing"}),
        (lambda client: client.create_menu({"button": [{"name": "我要办"}]}), "POST", "/cgi-bin/menu/create", {"button": [{"name": "我要办"}]}),
        (lambda client: client.menu(), "GET", "/cgi-bin/menu/get", None),
        (lambda client: client.scene_code("370306000000@3"), "POST", "/cgi-bin/qrcode/create",
         {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": "370306000000@3"}}}),
    ],
)  # fmt: skip
def test_calls(client: Client, api: Api, call: Callable[[Client], Any], method: str, path: str, told: Any) -> None:
    api.answer = lambda asked: {"url": "http://weixin.qq.com/q/x", "menu": {}}
    call(client)
    [asked] = api.calls
    assert (asked.method, asked.path, asked.query) == (method, path, {"access_token": "T1"})
    assert (asked.told if asked.body else None) == told


def test_what_calls_bring(client: Client, api: Api) -> None:
    api.answer = lambda asked: {"url": "http://weixin.qq.com/q/x", "menu": {"button": []}}
    assert client.scene_code("1") == "http://weixin.qq.com/q/x" and client.menu()["menu"] == {"button": []}


@pytest.mark.parametrize("code", TOKEN_REFUSED)
def test_a_refused_token_is_renewed_once_and_the_call_made_again(client: Client, api: Api, code: int) -> None:
    client.check_token()
    api.answer = failing(code, times=1)
    client.send_text(OPENID, "好")
    assert [each.query["access_token"] for each in api.calls] == ["T1", "T2"] and len(api.fetches) == 2
    client.send_text(OPENID, "好")
    assert len(api.calls) == 3 and len(api.fetches) == 2


def test_tokens_refused_for_ever_make_no_storm(client: Client, api: Api) -> None:
    api.answer = failing(40001)
    for n in range(1, 11):
        before = len(api.fetches), len(api.calls)
        with pytest.raises(ApiError) as wrong:
            client.send_text(OPENID, "好")
        assert wrong.value.code == 40001
        assert len(api.fetches) - before[0] <= 2 and len(api.calls) - before[1] <= 2, n


def test_the_same_token_refused_for_ever_is_forced_once(client: Client, api: Api) -> None:
    api.answer = failing(40001)
    api.tokens = lambda n: {"access_token": "T", "expires_in": 7200}
    for _ in range(10):
        with pytest.raises(ApiError) as wrong:
            client.send_text(OPENID, "好")
        assert wrong.value.code == 40001
    assert sum(each.told["force_refresh"] for each in api.fetches) == 1 and len(api.fetches) <= 12


def test_a_busy_wechat_is_asked_again_twice(client: Client, api: Api) -> None:
    api.answer = failing(-1, times=2)
    client.send_text(OPENID, "好")
    assert len(api.calls) == 3
    api.answer = failing(-1)
    with pytest.raises(ApiError) as wrong:
        client.send_text(OPENID, "好")
    assert wrong.value.code == -1 and len(api.calls) == 3 + BUSY_TRIES == 6


@pytest.mark.parametrize("code", [code for code in CODES if code != -1])
def test_any_other_refusal_is_told_at_once(client: Client, api: Api, code: int) -> None:
    api.answer = failing(code)
    with pytest.raises(ApiError) as wrong:
        client.send_text(OPENID, "好")
    assert wrong.value.code == code and str(wrong.value) == f"{code} no" and len(api.calls) == 1


@pytest.mark.parametrize(("status", "answer"), [(502, b"<html>bad gateway</html>"), (200, b""), (200, b"[]"), (500, b"null"), (200, b"\xff\xfe")])
def test_an_answer_that_is_none(client: Client, api: Api, status: int, answer: bytes) -> None:
    client.check_token()
    api.status, api.answer = status, lambda asked: answer
    with pytest.raises(ApiError) as wrong:
        client.send_text(OPENID, "好")
    assert wrong.value.code == NO_CONNECTION


def test_wechat_is_slow_or_away(client: Client, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    client.check_token()
    monkeypatch.setattr(client_module, "TIMEOUT", (0.2, 0.2))
    api.delay = 1.0
    with pytest.raises(ApiError, match="ReadTimeout") as slow:
        client.send_text(OPENID, "好")
    with pytest.raises(ApiError, match="ConnectionError") as away:
        Client("http://127.0.0.1:1", "wxother", SECRET).send_text(OPENID, "好")
    assert slow.value.code == away.value.code == NO_CONNECTION


def test_a_recording_is_its_bytes(client: Client, api: Api) -> None:
    api.content_type, api.answer = "audio/amr", lambda asked: b"#!AMR\n\x00{"
    client_bytes = client.recording("mEdIa")
    [asked] = api.calls
    assert client_bytes == b"#!AMR\n\x00{"
    assert (asked.method, asked.path, asked.query) == ("GET", "/cgi-bin/media/get", {"access_token": "T1", "media_id": "mEdIa"})


@pytest.mark.parametrize("content_type", ["application/json; encoding=utf-8", "text/plain"])
def test_a_recording_that_is_gone(client: Client, api: Api, content_type: str) -> None:
    api.content_type, api.answer = content_type, failing(40007)
    with pytest.raises(ApiError) as wrong:
        client.recording("mEdIa")
    assert wrong.value.code == 40007


def test_a_recording_with_a_refused_token(client: Client, api: Api) -> None:
    api.answer = failing(42001, times=1)
    client.check_token()
    assert client.recording("mEdIa") and [each.query["access_token"] for each in api.calls] == ["T1", "T2"]


def test_a_page_of_a_proxy_is_no_recording(client: Client, api: Api) -> None:
    client.check_token()
    api.status, api.content_type, api.answer = 502, "text/html", lambda asked: b"<html>bad gateway</html>"
    with pytest.raises(ApiError) as wrong:
        client.recording("mEdIa")
    assert wrong.value.code == NO_CONNECTION


def faults(api: Api) -> list[Callable[[], None]]:
    """All ways in which a call can go wrong, one after the other."""

    def change(**values: Any) -> Callable[[], None]:
        return lambda: [setattr(api, name, value) for name, value in values.items()] and None

    return [
        change(answer=failing(40164)), change(answer=failing(40001)), change(answer=lambda asked: b"<html>"), change(status=500), change(delay=0.5),
        change(delay=0.0, status=200, tokens=lambda n: {"errcode": 40125, "errmsg": "invalid appsecret"}), change(url="http://127.0.0.1:1"),
    ]  # fmt: skip


def test_no_secret_is_in_any_word_of_ours(api: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(client_module, "TIMEOUT", (0.2, 0.2))
    monkeypatch.setattr(client_module, "BUSY_PAUSE_SECONDS", 0.01)
    api.tokens = lambda n: {"access_token": f"tokencanary{n}", "expires_in": 7200}
    Client(api.url, APP_ID, SECRET).send_text(OPENID, "好")
    words = []
    for fault in faults(api):
        fault()
        with pytest.raises(ApiError) as wrong:
            Client(api.url, APP_ID if api.status == 200 else "wx2", SECRET).send_text(OPENID, "好")
        words += traceback.format_exception(wrong.value)
    told = "".join(words) + caplog.text
    assert "40164" in told and "canary" not in told and OPENID not in told
