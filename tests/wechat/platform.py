"""WeChat's servers: they deliver, wait five seconds, deliver again, judge what comes back, and show it, or the red banner."""

import threading
from concurrent.futures import ThreadPoolExecutor

import requests
import xmltodict
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import deserialize_reply

from .account import ORIGINAL_ID
from .api import FakeApi
from .letters import CRYPTO, Letter, sealed
from .phones import BANNER, Phones
from .quotas import Clock

DEADLINE, DELIVERIES = 5.0, 3
MOST_BYTES = 2048
TAPPED = "bizmsgmenuid"
TOUCHES = ("subscribe", "scan", "click")


class Unfit(Exception):
    """No reply as WeChat wants one."""


class FakePlatform:
    """The platform. `url` is the account's address, set when a gateway runs."""

    def __init__(self) -> None:
        self.clock, self.phones, self.url = Clock(), Phones(), ""
        self.api = FakeApi(self.phones, self.clock)
        self.took: list[float] = []

    def stop(self) -> None:
        """The platform is gone."""
        self.api.stop()

    def deliver(self, xml: str) -> None:
        """Delivers a message until something comes back in time, at most three times, and shows what comes."""
        openid = self._noted(xml)
        for _ in range(DELIVERIES):
            try:
                response = self.post(sealed(xml))
            except requests.RequestException:
                continue
            self._show(openid, response)
            return
        self.phones.show(openid, "banner", BANNER)

    def deliver_copies(self, xml: str, count: int) -> set[str]:
        """Delivers a message several times at once, shows the first that comes back, and returns all different texts."""
        openid = self._noted(xml)
        together = threading.Barrier(count)

        def copy(_: int) -> requests.Response:
            together.wait()
            return self.post(sealed(xml))

        with ThreadPoolExecutor(count) as pool:
            responses = list(pool.map(copy, range(count)))
        self._show(openid, responses[0])
        return {opened(openid, each) for each in responses}

    def post(self, letter: Letter, deadline: float = DEADLINE) -> requests.Response:
        """One delivery. Raises requests.RequestException when nothing comes in time."""
        with requests.Session() as line:
            line.trust_env = False
            response = line.post(self.url, params=letter.query, data=letter.body, headers={"Content-Type": "text/xml"}, timeout=deadline)
        self.took.append(response.elapsed.total_seconds())
        return response

    def _noted(self, xml: str) -> str:
        """What a message entitles the account to."""
        told = xmltodict.parse(xml)["xml"]
        openid, name = str(told["FromUserName"]), str(told.get("Event", "")).lower()
        if name == "unsubscribe":
            self.api.quotas.left(openid)
        elif told["MsgType"] != "event" or name in TOUCHES:
            self.api.quotas.triggered(openid, "tap" if TAPPED in told or name in TOUCHES else "message")
        return openid

    def _show(self, openid: str, response: requests.Response) -> None:
        try:
            text = opened(openid, response)
        except Unfit:
            self.phones.show(openid, "banner", BANNER)
            return
        if text:
            self.phones.show(openid, "reply", text)


def opened(openid: str, response: requests.Response, crypto: WeChatCrypto = CRYPTO) -> str:
    """The text of a passive reply, empty for `success`. Raises Unfit for anything that WeChat does not take."""
    if response.status_code != requests.codes.ok:
        raise Unfit(response.status_code)
    if response.text in ("", "success"):
        return ""
    try:
        outer = xmltodict.parse(response.content)["xml"]
        reply = deserialize_reply(crypto.decrypt_message(response.content, outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"]))
    except Exception as wrong:
        raise Unfit(wrong) from wrong
    if reply.type != "text" or reply.target != openid or reply.source != ORIGINAL_ID:
        raise Unfit(reply)
    if not reply.content or len(reply.content.encode()) > MOST_BYTES:
        raise Unfit(reply.content)
    return str(reply.content)
