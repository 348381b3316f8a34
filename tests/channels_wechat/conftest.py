"""Our account, and how a test opens what the other side has sent to it."""

import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from bot.channels.wechat import envelope, token
from bot.channels.wechat.envelope import Account, Opened, Query, Refused

from .api_server import Api, serve
from .other_side import APP_ID, AT, KEY, ORIGINAL_ID, PREVIOUS_KEY, TOKEN, Call

ACCOUNT = envelope.account(TOKEN, APP_ID, ORIGINAL_ID, (KEY, PREVIOUS_KEY))
PLAIN_ACCOUNT = envelope.account(TOKEN, APP_ID, ORIGINAL_ID, ())
NAMES = ("signature", "timestamp", "nonce", "msg_signature", "encrypt_type")


def query_of(call: Call) -> Query:
    """The address of a call as the gateway reads it."""
    return Query(*(call.query.get(name, "") for name in NAMES))


def opened(call: Call, account: Account = ACCOUNT, now: float = AT) -> Opened:
    """The call, opened by us."""
    return envelope.opened(account, query_of(call), call.body, now)


@pytest.fixture
def refusal() -> Callable[..., str]:
    """How a call is refused: the status and the reason. It fails when the call is taken."""

    def refused(call: Call, account: Account = ACCOUNT, now: float = AT) -> str:
        with pytest.raises(Refused) as why:
            opened(call, account, now)
        return f"{why.value.status} {why.value}"

    return refused


@pytest.fixture
def api() -> Iterator[Api]:
    """WeChat's API, up and kind until a test says otherwise."""
    made = Api()
    server = serve(made)
    yield made
    server.shutdown()
    server.server_close()


Shift = Callable[[float], None]


@pytest.fixture
def shift(monkeypatch: pytest.MonkeyPatch) -> Shift:
    """Moves the seconds since 1970 on for tokens; waiting stays real."""

    def move(seconds: float) -> None:
        clock = SimpleNamespace(time=lambda: time.time() + seconds, monotonic=time.monotonic, sleep=time.sleep)
        monkeypatch.setattr(token, "time", clock)

    return move
