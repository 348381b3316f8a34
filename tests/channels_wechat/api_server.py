"""WeChat's API as a test scripts it: a real HTTP server on this machine."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN_PATH = "/cgi-bin/stable_token"
SEND = "/cgi-bin/message/custom/send"
Answer = dict[str, Any] | list[Any] | bytes


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes
    content_type: str

    @property
    def told(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass
class Api:
    """`answer` answers all but tokens; a token is `tokens(n)` at its nth fetch. `delay` seconds pass before each answer."""

    answer: Callable[[Asked], Answer] = lambda asked: {"errcode": 0, "errmsg": "ok"}
    tokens: Callable[[int], Answer] = lambda n: {"access_token": f"T{n}", "expires_in": 7200}
    status: int = 200
    content_type: str = "application/json; encoding=utf-8"
    delay: float = 0.0
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def fetches(self) -> list[Asked]:
        """The requests for a token."""
        return [each for each in self.asked if each.path == TOKEN_PATH]

    @property
    def calls(self) -> list[Asked]:
        """All other requests."""
        return [each for each in self.asked if each.path != TOKEN_PATH]

    def reply(self, asked: Asked) -> Answer:
        """What is answered, after the delay."""
        with self.guard:
            self.asked.append(asked)
            n = len(self.fetches)
        time.sleep(self.delay)
        return self.tokens(n) if asked.path == TOKEN_PATH else self.answer(asked)


def serve(api: Api) -> ThreadingHTTPServer:
    """Starts a server that answers as `api` says."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"] or 0)))

        def do_GET(self) -> None:
            self._answer(b"")

        def _answer(self, body: bytes) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            told = api.reply(Asked(self.command, parts.path, query, body, self.headers["Content-Type"] or ""))
            payload = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(api.status)
            self.send_header("Content-Type", api.content_type)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # whoever gave up waiting has closed the connection

    server = Server(("127.0.0.1", 0), Handler)
    api.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server
