"""The console's check of the address: a GET that is answered with its echostr, to WeChat alone."""

import time

import pytest
import requests

from .account import TOKEN
from .conftest import World
from .letters import signature

pytestmark = pytest.mark.slow

ECHO = "5837397520665436492"


def asked(world: World, **changed: str | None) -> requests.Response:
    """The call, with some parameters changed or, by None, left out."""
    timestamp = changed.get("timestamp") or str(int(time.time()))
    query = {"signature": signature(TOKEN, timestamp, "486452656"), "timestamp": timestamp, "nonce": "486452656", "echostr": ECHO} | changed
    with requests.Session() as line:
        line.trust_env = False
        return line.get(world.gateway.url, params=query, timeout=5)


def test_the_echostr_comes_back_as_it_is(world: World) -> None:
    answer = asked(world)
    assert (answer.status_code, answer.text) == (200, ECHO) and answer.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(
    "changed",
    [
        {"signature": "0" * 40},
        {"signature": "签名"},
        {"nonce": "1"},
        {"timestamp": "1714037059"},
        {"signature": None},
        {"timestamp": None, "signature": signature(TOKEN, "", "486452656")},
        {"signature": None, "timestamp": None, "nonce": None},
    ],
)
def test_whoever_does_not_know_the_token_is_refused(world: World, changed: dict[str, str | None]) -> None:
    answer = asked(world, **changed)
    assert answer.status_code == 403 and ECHO not in answer.text
