"""What holds for every request: the path prefix, the size of a body, security headers, and a sentence when something breaks."""

import logging
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot import wording
from bot.channels.web.errors import failure
from bot.channels.web.rendering import root

MOST_BYTES = 64 * 1024
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)  # fmt: skip
# Whoever answers may set its own; "no-cache" makes a browser ask whether a page has changed, so an update shows at once.
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
}
log = logging.getLogger(__name__)


class Guard:
    """ASGI middleware around all rooms of the web process."""

    def __init__(self, app: ASGIApp) -> None:
        """Wraps `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes one request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["root_path"], scope["path"] = root(), rooted(scope["path"], root())
        answer = _Guarded(send)
        try:
            await self.app(scope, _measured(scope, receive), answer)
        except ClientDisconnect:
            log.info("somebody hung up before they had said all: %s %s", scope["method"], scope["path"])
        except Exception:
            await _say_sorry(scope, receive, answer)


class _Guarded:
    """A `send` that adds the headers and knows whether the answer has begun."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self.send(message)


def rooted(path: str, prefix: str) -> str:
    """The path under `prefix` once, whether a proxy took the prefix off, left it on, or the server added it again."""
    inner = path
    while prefix and (inner == prefix or inner.startswith(prefix + "/")):
        inner = inner[len(prefix) :]
    return prefix + (inner or "/")


def _measured(scope: Scope, receive: Receive) -> Receive:
    """A `receive` that stops at the limit: before the first byte when the length is announced."""
    announced = Headers(scope=scope).get("content-length", "0")
    seen = int(announced) if announced.isdecimal() else 0
    so_far = 0

    async def measured() -> Message:
        nonlocal so_far
        if seen > MOST_BYTES:
            raise HTTPException(413)
        message = await receive()
        so_far += len(message.get("body", b""))
        if so_far > MOST_BYTES:
            raise HTTPException(413)
        return message

    return measured


async def _say_sorry(scope: Scope, receive: Receive, answer: _Guarded) -> None:
    number = uuid4().hex[:8]
    log.exception("request %s failed: %s %s", number, scope["method"], scope["path"])
    if not answer.has_begun:
        await failure(scope, 500, "internal", wording.API_FAILED.format(number=number))(scope, receive, answer)
