"""Messages and events as WeChat writes them (消息管理, developers.weixin.qq.com), and their envelopes: all made by wechatpy, not by us."""

import random
import time
from dataclasses import dataclass

import xmltodict
from wechatpy.crypto import WeChatCrypto
from wechatpy.parser import parse_message
from wechatpy.utils import WeChatSigner

from .account import AES_KEY, APP_ID, ORIGINAL_ID, TOKEN

CRYPTO = WeChatCrypto(TOKEN, AES_KEY, APP_ID)


@dataclass(frozen=True)
class Letter:
    """What is posted to the account's address."""

    query: dict[str, str]
    body: bytes


def message(sender: str, kind: str, created: int | None = None, **fields: str | float) -> str:
    """A message of a person; each call has a MsgId of its own."""
    return _xml(sender, kind, created, {"MsgId": new_id()} | fields)


def event(sender: str, name: str, created: int | None = None, **fields: str | float) -> str:
    """Something that a person did. Events have no MsgId."""
    return _xml(sender, "event", created, {"Event": name} | fields)


def new_id() -> int:
    """A MsgId: 64 bits."""
    return random.randrange(10**16, 9 * 10**18)


def sealed(xml: str, crypto: WeChatCrypto = CRYPTO, at: float = 0.0) -> Letter:
    """A message in its envelope (安全模式), with a nonce of its own; written now, unless `at` seconds since 1970."""
    timestamp, nonce = str(int(at or time.time())), str(random.randrange(10**8, 10**10))
    told = xmltodict.parse(crypto.encrypt_message(xml, nonce, timestamp))["xml"]
    return enveloped(told["Encrypt"], timestamp, nonce)


def enveloped(encrypted: str, timestamp: str, nonce: str) -> Letter:
    """A ciphertext, signed."""
    query = {
        "signature": signature(TOKEN, timestamp, nonce), "timestamp": timestamp, "nonce": nonce, "openid": "unsigned", "encrypt_type": "aes",
        "msg_signature": signature(TOKEN, timestamp, nonce, encrypted),
    }  # fmt: skip
    body = f"<xml><ToUserName><![CDATA[{ORIGINAL_ID}]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>"
    return Letter(query, body.encode())


def signature(*parts: str) -> str:
    """As WeChat signs."""
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


def _xml(sender: str, kind: str, created: int | None, fields: dict[str, str | float]) -> str:
    head = {"ToUserName": ORIGINAL_ID, "FromUserName": sender, "CreateTime": created or int(time.time()), "MsgType": kind}
    written = "".join(f"<{name}>{_value(value)}</{name}>" for name, value in (head | fields).items())
    xml = f"<xml>{written}</xml>"
    assert parse_message(xml).source == sender
    return xml


def _value(value: str | float) -> str:
    return f"<![CDATA[{value}]]>" if isinstance(value, str) else str(value)
