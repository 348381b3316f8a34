"""WeChat's API as far as the commands call it: a small server that answers as told, and remembers what it was told."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

Told = dict[str, Any]
GIVEN_TOKEN = "access-token-of-the-test"


def refusal(code: int, words: str = "refused") -> Told:
    return {"errcode": code, "errmsg": f"{words} rid: 1-2-3"}


class FakeApi:
    """`answers` holds what a path answers, or a function of what it is asked; `menu` is the menu in force."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Told]] = []
        self.menu: Told | None = None
        self.answers: dict[str, Told | Callable[[Told], Told]] = {
            "/cgi-bin/stable_token": {"access_token": GIVEN_TOKEN, "expires_in": 7200},
            "/cgi-bin/menu/create": self._create_menu,
            "/cgi-bin/menu/get": lambda asked: self._menu_as_wechat_tells_it(),
            "/cgi-bin/message/custom/typing": refusal(40003, "invalid openid"),
            "/cgi-bin/qrcode/create": lambda asked: {"ticket": "t", "url": f"http://weixin.qq.com/q/{scene_of(asked).replace('@', '-')}"},
        }
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def scenes(self) -> list[str]:
        """The scenes that codes were asked for."""
        return [scene_of(asked) for path, asked in self.asked if path == "/cgi-bin/qrcode/create"]

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def close(self) -> None:
        self.http.shutdown()
        self.http.server_close()

    def _create_menu(self, asked: Told) -> Told:
        self.menu = asked
        return {"errcode": 0, "errmsg": "ok"}

    def _menu_as_wechat_tells_it(self) -> Told:
        """With an empty list of subordinates in every item, as WeChat adds it."""
        if self.menu is None:
            return refusal(46003, "menu no exist")
        buttons = [each | {"sub_button": [item | {"sub_button": []} for item in each["sub_button"]]} for each in self.menu["button"]]
        return {"menu": {"button": buttons, "menuid": 1}}

    def _answer(self, path: str, asked: Told) -> Told:
        self.asked.append((path, asked))
        answer = self.answers.get(path, refusal(40066, "invalid url"))
        return answer(asked) if callable(answer) else answer

    def _handler(outer) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                # UTF-8 as it stands: WeChat shows escapes as they are.
                assert b"\\u" not in body
                self._send(outer._answer(urlsplit(self.path).path, json.loads(body)))

            def do_GET(self) -> None:
                self._send(outer._answer(urlsplit(self.path).path, {}))

            def _send(self, told: Told) -> None:
                body = json.dumps(told, ensure_ascii=False).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


def scene_of(asked: Told) -> str:
    assert asked["action_name"] == "QR_LIMIT_STR_SCENE"
    scene: str = asked["action_info"]["scene"]["scene_str"]
    return scene
