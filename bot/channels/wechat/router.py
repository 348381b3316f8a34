"""GET and POST /wechat. Handlers wait without holding a thread: hundreds of people may wait for four seconds each."""

import logging
import time

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot import wording
from bot.channels.wechat import envelope
from bot.channels.wechat.connecting import PATH
from bot.channels.wechat.envelope import Account, Opened, Query, Refused
from bot.channels.wechat.messages import delivered
from bot.channels.wechat.replies import SUCCESS, text_reply
from bot.delivery.model import Delivered
from bot.delivery.reception import Reception

log = logging.getLogger(__name__)


class Gateway:
    """The two calls that WeChat makes."""

    def __init__(self, account: Account, reception: Reception) -> None:
        """Opens nothing yet."""
        self._account = account
        self._reception = reception

    def open_in(self, app: FastAPI) -> None:
        """Adds the routes."""
        app.add_route(PATH, self.verification, methods=["GET"], include_in_schema=False)
        app.add_route(PATH, self.message, methods=["POST"], include_in_schema=False)

    async def verification(self, request: Request) -> Response:
        """The console's check of the address: the echostr, as it is, to whoever knows the token."""
        try:
            envelope.verify(self._account, _query(request), time.time())
        except Refused as refused:
            return _refusal(refused)
        return PlainTextResponse(request.query_params.get("echostr", ""))

    async def message(self, request: Request) -> Response:
        """A message or an event: its reply, or `success` when there is none, or none yet."""
        query, body = _query(request), await request.body()
        try:
            opened = envelope.opened(self._account, query, body, time.time())
            found = delivered(opened.fields, self._account.original_id)
        except Refused as refused:
            return _refusal(refused)
        return await self._replied(opened, found, query) if found else PlainTextResponse(SUCCESS)

    async def _replied(self, opened: Opened, found: Delivered, query: Query) -> Response:
        try:
            text = await self._reception.reply(found)
        except Exception:
            # Anything but a valid reply is shown as a failure of the account, in red; a sentence is better.
            log.exception("a message could not be taken")
            text = wording.COULD_NOT_ANSWER
        if not text:
            return PlainTextResponse(SUCCESS)
        reply = text_reply(found.incoming.outside_id, self._account.original_id, int(time.time()), text)
        if opened.key:
            reply = envelope.sealed(self._account, reply, opened.key, query.timestamp, query.nonce)
        return Response(reply, media_type="application/xml")


def _query(request: Request) -> Query:
    told = request.query_params
    return Query(*(told.get(name, "") for name in ("signature", "timestamp", "nonce", "msg_signature", "encrypt_type")))


def _refusal(refused: Refused) -> Response:
    log.warning("a call was refused: %s", refused)
    return PlainTextResponse(wording.WECHAT_REFUSED, refused.status)
