"""Sends messages through the same HTTP door as everybody's, and times the replies."""

import time
import uuid
from typing import Any

import requests

from bot.conversation.model import empty_trace
from bot.evaluation.model import Reply

SECONDS_AT_MOST = 30.0


class Asker:
    """A client of one server; use one per thread. Every person is new: names of one run never meet those of another."""

    def __init__(self, url: str, key: str) -> None:
        """`key` is an API key of the server."""
        self._address = f"{url}/api/chat"
        self._run = uuid.uuid4().hex[:8]
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["X-API-Key"] = key

    def ask(self, person: str, text: str) -> Reply:
        """The reply, or what came instead of one."""
        started = time.perf_counter()
        try:
            body = {"text": text, "person": f"{self._run}-{person}", "is_test": True, "message_id": uuid.uuid4().hex}
            response = self._session.post(self._address, json=body, timeout=SECONDS_AT_MOST)
        except requests.RequestException as wrong:
            return _no_reply(type(wrong).__name__, started)
        return _read(response, started)


def _read(response: requests.Response, started: float) -> Reply:
    try:
        told = response.json()
        text = "\n\n".join(message["text"] for message in told["messages"])
        return Reply(text, told["trace"], _since(started))
    except (ValueError, KeyError, TypeError):
        return _no_reply(f"HTTP {response.status_code}: {response.text[:200]}", started)


def _no_reply(error: str, started: float) -> Reply:
    trace: dict[str, Any] = empty_trace("")
    return Reply("", trace, _since(started), error)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
