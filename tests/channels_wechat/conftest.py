"""Our account, and how a test opens what the other side has sent to it."""

from collections.abc import Callable

import pytest

from bot.channels.wechat import envelope
from bot.channels.wechat.envelope import Account, Opened, Query, Refused

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
