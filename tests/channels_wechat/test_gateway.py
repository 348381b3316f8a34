"""GET and POST /wechat over the real reception and a real database: what WeChat gets back, to the byte."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import xmltodict
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from wechatpy.replies import TextReply, deserialize_reply

from bot import wording
from bot.channels.web.errors import handle
from bot.channels.web.guard import Guard
from bot.channels.wechat.envelope import Account
from bot.channels.wechat.platform import WeChat
from bot.channels.wechat.replies import Dressing
from bot.channels.wechat.router import Gateway
from bot.conversation.model import Dress, Incoming, Outgoing, empty_trace
from bot.database import engine
from bot.delivery import reception as receptions
from bot.delivery.outbox import Outbox
from bot.delivery.reception import Reception
from bot.delivery.tables import DeliveryRow

from .conftest import ACCOUNT, PLAIN_ACCOUNT
from .other_side import KEY, OPENID, ORIGINAL_ID, PREVIOUS_KEY, TOKEN, Call, call, event, message, opened_reply, plain_call, signed

pytestmark = pytest.mark.usefixtures("own_database")


class Brain:
    """A door that answers as told, and remembers what came in."""

    def __init__(self) -> None:
        self.seen: list[Incoming] = []
        self.answer: Callable[[Incoming], str] = lambda incoming: f"答：{incoming.text}"

    def receive(self, incoming: Incoming, dress: Dress) -> Outgoing:
        """The door's side."""
        self.seen.append(incoming)
        return Outgoing(self.answer(incoming), (), empty_trace())


@pytest.fixture
def brain() -> Brain:
    return Brain()


class Silent(WeChat):
    """Sends nothing: a passive reply needs no API."""

    def __init__(self) -> None:
        self._dressing = Dressing("", "")

    def show_typing(self, outside_id: str) -> None:
        """Nothing to be seen."""


def client_of(brain: Brain, account: Account) -> TestClient:
    """A web process that has the two calls."""
    app = FastAPI()
    handle(app)
    app.add_middleware(Guard)
    Gateway(account, Reception(brain.receive, Silent(), Outbox(Silent()))).open_in(app)
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def client(brain: Brain) -> Iterator[TestClient]:
    with client_of(brain, ACCOUNT) as opened:
        yield opened


def post(client: TestClient, sent: Call) -> Response:
    """One delivery."""
    return client.post("/wechat", params=sent.query, content=sent.body)


def deliver(client: TestClient, inner: str, key: str = KEY) -> Response:
    """A message as WeChat delivers it now."""
    return post(client, call(inner, at=time.time(), key=key))


def said(response: Response, key: str = KEY) -> str:
    """The text of a passive reply, judged as WeChat judges it."""
    assert response.status_code == 200 and response.headers["content-type"].startswith("application/xml")
    reply = deserialize_reply(opened_reply(response.content, key))
    assert isinstance(reply, TextReply) and (reply.target, reply.source) == (OPENID, ORIGINAL_ID) and abs(reply.time - time.time()) < 60
    return str(reply.content)


def test_the_console_gets_its_echo(client: TestClient) -> None:
    at = str(int(time.time()))
    told = {"signature": signed(TOKEN, at, "n"), "timestamp": at, "nonce": "n", "echostr": "4375120948345356249"}
    answer = client.get("/wechat", params=told)
    assert (answer.status_code, answer.text) == (200, "4375120948345356249") and answer.headers["content-type"].startswith("text/plain")
    assert client.get("/wechat", params=told | {"signature": "0" * 40}).status_code == 403


@pytest.mark.parametrize("without", ["signature", "timestamp", "nonce"])
def test_the_console_lacks_something(client: TestClient, without: str) -> None:
    at = str(int(time.time()))
    told = {"signature": signed(TOKEN, at, "n"), "timestamp": at, "nonce": "n", "echostr": "<script>"}
    refused = client.get("/wechat", params={name: value for name, value in told.items() if name != without})
    assert (refused.status_code, refused.text) == (403, wording.WECHAT_REFUSED)


@pytest.mark.parametrize("key", [KEY, PREVIOUS_KEY])
def test_a_message_is_answered_under_its_own_key(client: TestClient, key: str) -> None:
    assert said(deliver(client, message(Content="老年证咋办"), key), key) == "答：老年证咋办"


def test_the_reply_repeats_timestamp_and_nonce(client: TestClient) -> None:
    sent = call(message(), at=time.time(), nonce="n&<]]")
    told = xmltodict.parse(post(client, sent).content)["xml"]
    assert (told["TimeStamp"], told["Nonce"]) == (sent.query["timestamp"], "n&<]]")


def test_in_plaintext_mode_the_reply_is_plain(brain: Brain) -> None:
    with client_of(brain, PLAIN_ACCOUNT) as opened:
        answer = post(opened, plain_call(message(Content="a&b<c"), at=time.time()))
        assert xmltodict.parse(answer.content)["xml"]["Content"] == "答：a&b＜c"
        assert post(opened, call(message(), at=time.time())).status_code == 400


@pytest.mark.parametrize(
    "inner", [event("VIEW", EventKey="https://z.example"), event("LOCATION", Latitude="1", Longitude="1"), message(MsgType="music")]
)
def test_what_needs_no_answer_gets_success_and_no_turn(client: TestClient, brain: Brain, inner: str) -> None:
    answer = deliver(client, inner)
    assert (answer.status_code, answer.text) == (200, "success") and brain.seen == []


def test_a_silent_door_is_success(client: TestClient, brain: Brain) -> None:
    brain.answer = lambda incoming: ""
    assert deliver(client, event("unsubscribe")).text == "success" and [each.kind for each in brain.seen] == ["leaving"]


def test_the_same_message_again_is_the_same_reply_and_no_second_turn(client: TestClient, brain: Brain) -> None:
    brain.answer = lambda incoming: f"第{len(brain.seen)}次"
    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda _: said(deliver(client, message())), range(5)))
    assert [*replies, said(deliver(client, message()))] == ["第1次"] * 6 and len(brain.seen) == 1
    with engine().connect() as connection:
        assert connection.scalar(select(func.count()).select_from(DeliveryRow)) == 1


def test_a_door_that_fails_says_so_kindly(client: TestClient, brain: Brain) -> None:
    brain.answer = lambda incoming: str(1 / 0)
    assert said(deliver(client, message())) == wording.COULD_NOT_ANSWER


def test_a_database_that_fails_is_no_red_banner(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("select", {}, Exception("away"))

    monkeypatch.setattr(receptions.accepting, "accept", fail)
    assert said(deliver(client, message())) == wording.COULD_NOT_ANSWER


def test_what_takes_too_long_is_success(client: TestClient, brain: Brain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receptions, "REPLY_SECONDS", 0.2)
    brain.answer = lambda incoming: time.sleep(0.6) or "later"
    started = time.monotonic()
    assert deliver(client, message()).text == "success" and 0.15 < time.monotonic() - started < 0.6


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (lambda: call(message(), at=time.time() - 3600), 403),
        (lambda: call(message(), at=time.time()).but(msg_signature="é"), 403),
        (lambda: plain_call(message(), at=time.time()), 403),
        (lambda: call("<!DOCTYPE x><xml/>", at=time.time()), 400),
        (lambda: call(message(ToUserName="gh_other"), at=time.time()), 403),
        (lambda: call(message(MsgId="x"), at=time.time()), 400),
        (lambda: call(message(), at=time.time()).but(body=b"x" * (64 * 1024 + 1)), 413),
        (lambda: Call({}, b""), 403),
    ],
)
def test_what_is_refused_tells_nothing(client: TestClient, brain: Brain, sent: Callable[[], Call], status: int) -> None:
    refused = post(client, sent())
    assert refused.status_code == status and brain.seen == []
    assert refused.text == wording.WECHAT_REFUSED or status == 413


def test_a_body_without_a_length_is_stopped_at_the_limit(client: TestClient, brain: Brain) -> None:
    read = []

    def endless() -> Iterator[bytes]:
        for n in range(100):
            read.append(n)
            yield b"x" * 8192

    assert client.post("/wechat", params=call(message(), at=time.time()).query, content=endless()).status_code == 413 and brain.seen == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_there(client: TestClient, method: str) -> None:
    assert client.request(method, "/wechat").status_code == 405
