"""WeChat's API for a 服务号: customer service messages, typing, media, menus, scene codes. Judged by errcode: HTTP is 200 even for errors."""

import json
import logging
import time
from typing import Any

import requests

from bot.channels.wechat.token import NoToken, Tokens

TIMEOUT = (2.0, 5.0)
BUSY, BUSY_TRIES, BUSY_PAUSE_SECONDS = -1, 3, 0.3
NO_CONNECTION = -1000
TOKEN_REFUSED = (40001, 40014, 42001)
log = logging.getLogger(__name__)


class ApiError(Exception):
    """WeChat refused, or could not be reached (`code` NO_CONNECTION). The words hold no secret."""

    def __init__(self, code: int, words: str) -> None:
        """`words` as WeChat said them."""
        super().__init__(f"{code} {words}")
        self.code = code
        self.words = words


class Client:
    """The account's API at `base` (https://api.weixin.qq.com)."""

    def __init__(self, base: str, app_id: str, secret: str) -> None:
        """Opens nothing yet."""
        logging.getLogger("urllib3").setLevel(logging.INFO)  # at DEBUG it writes addresses, and with them the token
        self._base = base.rstrip("/")
        self._http = requests.Session()
        self._tokens = Tokens(self._base, app_id, secret, self._http)

    def send_text(self, openid: str, text: str) -> None:
        """One customer service message (客服消息). Raises ApiError."""
        self.call("/cgi-bin/message/custom/send", {"touser": openid, "msgtype": "text", "text": {"content": text}})

    def show_typing(self, openid: str) -> None:
        """“正在输入”, for fifteen seconds at most. Raises ApiError."""
        self.call("/cgi-bin/message/custom/typing", {"touser": openid, "command": "Typing"})

    def create_menu(self, menu: dict[str, Any]) -> None:
        """Puts a menu in force. Raises ApiError."""
        self.call("/cgi-bin/menu/create", menu)

    def menu(self) -> dict[str, Any]:
        """The menu in force. Raises ApiError, with 46003 when there is none."""
        return self.call("/cgi-bin/menu/get", None)

    def scene_code(self, scene: str) -> str:
        """The address behind a permanent scene code (带参数的二维码): what its picture says. Raises ApiError."""
        asked = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": {"scene": {"scene_str": scene}}}
        return str(self.call("/cgi-bin/qrcode/create", asked)["url"])

    def recording(self, media_id: str) -> bytes:
        """A voice message as AMR. Raises ApiError."""
        content = self._asked("/cgi-bin/media/get", None, {"media_id": media_id})
        if content.status_code != 200 or content.headers.get("content-type", "").startswith(("application/json", "text/plain")):
            self._judged(content)
        return content.content

    def check_token(self) -> None:
        """Whether WeChat knows AppID and AppSecret now, and lets this machine in. Raises ApiError."""
        try:
            self._tokens.check()
        except NoToken as wrong:
            raise _no_token(wrong) from None

    def call(self, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        """One call: a refused token is fetched anew once; a busy WeChat is asked again shortly. Raises ApiError."""
        for n in range(BUSY_TRIES):
            try:
                return self._judged(self._asked(path, body, {}))
            except ApiError as wrong:
                if wrong.code != BUSY or n == BUSY_TRIES - 1:
                    raise
            time.sleep(BUSY_PAUSE_SECONDS * 2**n)
        raise AssertionError("unreachable")

    def _asked(self, path: str, body: dict[str, Any] | None, query: dict[str, str]) -> requests.Response:
        token = self._token("")
        response = self._sent(path, body, query, token)
        if _code(response) in TOKEN_REFUSED:
            response = self._sent(path, body, query, self._token(token))
        return response

    def _sent(self, path: str, body: dict[str, Any] | None, query: dict[str, str], token: str) -> requests.Response:
        # WeChat shows \\uXXXX as it stands: the body must be UTF-8.
        data = json.dumps(body, ensure_ascii=False).encode() if body is not None else None
        headers = {"Content-Type": "application/json; charset=utf-8"} if data else {}
        try:
            return self._http.request(
                "POST" if data else "GET", f"{self._base}{path}", params={"access_token": token} | query, data=data, headers=headers, timeout=TIMEOUT
            )
        except requests.RequestException as wrong:
            raise ApiError(NO_CONNECTION, type(wrong).__name__) from None  # its own words hold the address, and with it the token

    def _token(self, bad: str) -> str:
        try:
            return self._tokens.token(bad)
        except NoToken as wrong:
            raise _no_token(wrong) from None

    def _judged(self, response: requests.Response) -> dict[str, Any]:
        told = _json(response)
        if told is None:
            raise ApiError(NO_CONNECTION, f"HTTP {response.status_code}, unreadable")
        if told.get("errcode", 0) != 0:
            raise ApiError(int(told["errcode"]), str(told.get("errmsg", ""))[:200])
        return told


def _no_token(wrong: NoToken) -> ApiError:
    return ApiError(wrong.code or NO_CONNECTION, f"access_token: {wrong}")


def _code(response: requests.Response) -> int:
    told = _json(response) if "json" in response.headers.get("content-type", "") or response.content[:1] == b"{" else None
    return int(told.get("errcode", 0)) if told else 0


def _json(response: requests.Response) -> dict[str, Any] | None:
    try:
        told = json.loads(response.content)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
