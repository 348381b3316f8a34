"""A small HTTP server for the sides of the world that tests play: what is asked and what is answered are values."""

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request, and the port that it came from."""

    method: str
    path: str
    query: dict[str, str]
    content_type: str
    body: bytes
    port: int


@dataclass(frozen=True)
class Told:
    """A response."""

    body: bytes
    status: int = 200
    content_type: str = "application/json; charset=utf-8"


Answer = Callable[[Asked], Told | None]


class Server(ThreadingHTTPServer):
    """Hundreds may knock at once."""

    request_queue_size = 1024
    daemon_threads = True


class Serving:
    """Answers by `answer` from now on; its None cuts the connection without a word."""

    def __init__(self, answer: Answer) -> None:
        self._server = Server(("127.0.0.1", 0), _handler(answer))
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Listens no more."""
        self._server.shutdown()
        self._server.server_close()


def _handler(answer: Answer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together: two small writes would wait for each other's acknowledgement
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def do_DELETE(self) -> None:
            self._answer()

        def _answer(self) -> None:
            told = answer(self._asked())
            if told is None:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(told.status)
            self.send_header("Content-Type", told.content_type)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def _asked(self) -> Asked:
            address = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            query = dict(parse_qsl(address.query, keep_blank_values=True))
            return Asked(self.command, address.path, query, self.headers.get("Content-Type", ""), body, self.client_address[1])

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
