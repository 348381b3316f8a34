"""WeChat's API as an account sees it, on a port of its own: tokens, customer service messages and their quotas, typing, media, menus, scene codes."""

import email
import json
import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .phones import Phones
from .quotas import Clock, Quotas
from .serving import Asked, Serving, Told
from .tokens import Tokens

OPENID = re.compile(r"[\w-]{28}", re.ASCII)
MOST_BYTES = 2048
WRONG_OPENID, WRONG_MEDIA, TOO_LONG, NO_MENU, WRONG_MENU, NO_SUCH_CALL = 40003, 40007, 45002, 46003, 40018, 40066
Content = dict[str, Any] | bytes


@dataclass(frozen=True)
class Call:
    """A call of the account; `at` in monotonic seconds, `code` the errcode that it got (None: the line was cut)."""

    path: str
    openid: str
    code: int | None
    at: float


class FakeApi:
    """The API. Faults of the world: `refuse` (errcodes to come for one person), `away` (persons whom no message reaches: the line is cut)."""

    def __init__(self, phones: Phones, clock: Clock) -> None:
        self.quotas, self.tokens, self.away = Quotas(clock), Tokens(clock), set[str]()
        self.calls: list[Call] = []
        self.recordings: dict[str, bytes] = {}
        self.takes_seconds = 0.0
        self._phones = phones
        self._menu: dict[str, Any] = {}
        self._to_refuse: dict[str, deque[int]] = defaultdict(deque)
        self._pause = threading.Event()
        self._serving = Serving(self._answer)
        self.url = self._serving.url

    def stop(self) -> None:
        """The API is gone."""
        self._pause.set()
        self._serving.stop()

    def refuse(self, openid: str, *codes: int) -> None:
        """The next messages to a person are answered with these errcodes."""
        self._to_refuse[openid].extend(codes)

    def calls_for(self, openid: str, path: str = "custom/send") -> list[Call]:
        """The calls about a person."""
        return [call for call in list(self.calls) if call.openid == openid and call.path.endswith(path)]

    def _answer(self, asked: Asked) -> Told | None:
        told = self._told(asked)
        if isinstance(told, bytes):
            return Told(told, content_type="audio/amr")
        return Told(json.dumps(told, ensure_ascii=False).encode()) if told is not None else None

    def _told(self, asked: Asked) -> Content | None:
        path = asked.path.removeprefix("/cgi-bin/")
        if path == "stable_token":
            return self.tokens.stable(json.loads(asked.body))
        if path == "token":
            return self.tokens.classic(asked.query)
        code = self.tokens.check(asked.query.get("access_token", ""))
        if code:
            self._note(asked, code)
            return _error(code)
        answer = self._table().get(path)
        return answer(asked) if answer else _error(NO_SUCH_CALL)

    def _table(self) -> dict[str, Callable[[Asked], Content | None]]:
        return {
            "message/custom/send": self._send, "message/custom/typing": self._type, "media/get": self._recording, "media/upload": self._upload,
            "menu/create": self._create_menu, "menu/get": self._get_menu, "qrcode/create": self._scene_code,
        }  # fmt: skip

    def _send(self, asked: Asked) -> Content | None:
        body = json.loads(asked.body)
        openid, text = body["touser"], body["text"]["content"]
        if self.takes_seconds:
            self._pause.wait(self.takes_seconds)
        code = None if openid in self.away else self._errcode(openid, text)
        self._note(asked, code)
        if code == 0:
            self._phones.show(openid, "message", text)
        return _error(code) if code is not None else None

    def _errcode(self, openid: str, text: str) -> int:
        if self._to_refuse[openid]:
            return self._to_refuse[openid].popleft()
        if not OPENID.fullmatch(openid):
            return WRONG_OPENID
        return TOO_LONG if len(text.encode()) > MOST_BYTES else self.quotas.spend(openid)

    def _type(self, asked: Asked) -> Content:
        code = self.quotas.type(json.loads(asked.body)["touser"])
        self._note(asked, code)
        return _error(code)

    def _note(self, asked: Asked, code: int | None) -> None:
        openid = json.loads(asked.body).get("touser", "") if asked.body.startswith(b"{") else ""
        self.calls.append(Call(asked.path, openid, code, time.monotonic()))

    def _recording(self, asked: Asked) -> Content:
        return self.recordings.get(asked.query.get("media_id", ""), _error(WRONG_MEDIA))

    def _upload(self, asked: Asked) -> Content:
        parts = email.message_from_bytes(b"Content-Type: " + asked.content_type.encode() + b"\r\n\r\n" + asked.body).get_payload()
        content = parts[0].get_payload(decode=True) if isinstance(parts, list) else None  # type: ignore[union-attr]
        if not isinstance(content, bytes):
            return _error(41005)
        media_id = f"media{len(self.recordings)}"
        self.recordings[media_id] = content
        return {"type": asked.query["type"], "media_id": media_id, "created_at": int(time.time())}

    def _create_menu(self, asked: Asked) -> Content:
        menu = json.loads(asked.body)
        names = [each["name"] for each in menu["button"]]
        if not 1 <= len(names) <= 3 or any(len(name.encode()) > 16 for name in names):
            return _error(WRONG_MENU)
        self._menu = menu
        return _error(0)

    def _get_menu(self, asked: Asked) -> Content:
        return {"menu": self._menu} if self._menu else _error(NO_MENU)

    def _scene_code(self, asked: Asked) -> Content:
        scene = json.loads(asked.body)["action_info"]["scene"]["scene_str"]
        return {"ticket": f"ticket-{scene}", "url": f"http://weixin.qq.com/q/{scene}"}


def _error(code: int) -> dict[str, Any]:
    return {"errcode": code, "errmsg": "ok" if code == 0 else "refused"}
