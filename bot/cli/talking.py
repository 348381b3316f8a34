"""The client of a running server's chat API, for everything on the command line that talks."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests

from bot.cli.faults import CannotRun

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TIMEOUT = (3.0, 15.0)


@dataclass(slots=True)
class Talk:
    """A talk with the server at `url`; it keeps the person's token between questions. With a key, `told` goes along (person, is_test …)."""

    url: str
    key: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    token: str | None = None

    def ask(self, text: str) -> dict[str, Any]:
        """The server's whole reply. Raises CannotRun when it cannot be reached, or does not answer."""
        body = {"text": text} | self.told | ({"token": self.token} if self.token else {})
        headers = {"X-API-Key": self.key} if self.key else {}
        try:
            response = self._session().post(f"{self.url.rstrip('/')}/api/chat", json=body, headers=headers, timeout=TIMEOUT)
        except requests.ReadTimeout:
            raise CannotRun(f"{self.url} 没有在 {TIMEOUT[1]:.0f} 秒内答复。") from None
        except (requests.RequestException, ValueError):
            raise CannotRun(f"没有连上 {self.url}。请先在另一个窗口运行 make run，看到“周到已就绪”后再问；服务在别处就用 --url 指明。") from None
        reply = _read(response)
        self.token = reply.get("token", self.token)
        return reply

    def _session(self) -> requests.Session:
        session = requests.Session()
        # A proxy for the world outside does not reach this machine's loopback.
        session.trust_env = urlsplit(self.url).hostname not in LOOPBACK
        return session


def _read(response: requests.Response) -> dict[str, Any]:
    try:
        told: dict[str, Any] = response.json()
    except ValueError:
        raise CannotRun(f"{response.url} 的答复看不懂（HTTP {response.status_code}），那里运行的也许不是周到。") from None
    if not response.ok:
        raise CannotRun(told.get("error", {}).get("message") or f"服务器答复 HTTP {response.status_code}。")
    return told


def words_of(reply: dict[str, Any]) -> str:
    """What the person reads: the messages, then the numbered choices."""
    said = "\n\n".join(message["text"] for message in reply["messages"])
    return "\n".join([said, *(f"  {choice['n']}  {choice['text']}" for choice in reply["choices"])])
