"""WeChat as wechatpy plays it: it signs, encrypts, decrypts and parses, so that both sides do not share one mistake. Nothing of ours is in here."""

import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

import xmltodict
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

TOKEN, APP_ID, ORIGINAL_ID = "zhoudaotest", "wx0123456789abcdef", "gh_0123456789ab"
KEY, PREVIOUS_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba"
OPENID = "oExample_openid-of-28-chars0"
AT = 1767230000
NONCE = "486452656"


@dataclass(frozen=True)
class Call:
    """One POST of WeChat's: what stands in the address, and the body."""

    query: dict[str, str]
    body: bytes

    def but(self, body: bytes | None = None, **query: str) -> "Call":
        """The same call with something changed."""
        return Call(self.query | query, self.body if body is None else body)


def signed(*parts: str) -> str:
    """A signature over the parts."""
    signer = WeChatSigner()
    signer.add_data(*parts)
    return str(signer.signature)


def call(inner: str, at: float = AT, token: str = TOKEN, key: str = KEY, app_id: str = APP_ID, nonce: str = NONCE) -> Call:
    """`inner` as WeChat delivers it in 安全模式."""
    told = xmltodict.parse(WeChatCrypto(token, key, app_id).encrypt_message(inner, nonce, str(int(at))))["xml"]
    return wrapped(told["Encrypt"], at, token, nonce)


def wrapped(encrypt: str, at: float = AT, token: str = TOKEN, nonce: str = NONCE) -> Call:
    """A call with whatever stands in its Encrypt, rightly signed."""
    timestamp = str(int(at))
    query = {
        "signature": signed(token, timestamp, nonce), "timestamp": timestamp, "nonce": nonce, "openid": OPENID, "encrypt_type": "aes",
        "msg_signature": signed(token, timestamp, nonce, encrypt),
    }  # fmt: skip
    return Call(query, f"<xml><ToUserName><![CDATA[{ORIGINAL_ID}]]></ToUserName><Encrypt><![CDATA[{encrypt}]]></Encrypt></xml>".encode())


def plain_call(inner: str, at: float = AT) -> Call:
    """`inner` as WeChat delivers it in 明文模式."""
    timestamp = str(int(at))
    return Call({"signature": signed(TOKEN, timestamp, NONCE), "timestamp": timestamp, "nonce": NONCE, "openid": OPENID}, inner.encode())


def opened_reply(reply: str | bytes, key: str = KEY, token: str = TOKEN, app_id: str = APP_ID) -> str:
    """What a sealed reply says, judged by wechatpy; it raises when anything is wrong."""
    told = xmltodict.parse(reply)["xml"]
    return str(WeChatCrypto(token, key, app_id).decrypt_message(reply, told["MsgSignature"], told["TimeStamp"], told["Nonce"]))


def enciphered(padded: bytes, key: str = KEY) -> str:
    """An Encrypt of exactly these bytes, whose padding is the caller's business."""
    secret = b64decode(f"{key}=")
    encryptor = Cipher(algorithms.AES(secret), modes.CBC(secret[:16])).encryptor()
    return b64encode(encryptor.update(padded) + encryptor.finalize()).decode()


def plaintext(content: bytes, app_id: str = APP_ID, length: int | None = None, padding: bytes | None = None) -> bytes:
    """The bytes before encryption; `length` and `padding` may lie."""
    told = b"r" * 16 + struct.pack(">I", len(content) if length is None else length) + content + app_id.encode()
    n = 32 - len(told) % 32
    return told + (bytes([n]) * n if padding is None else padding)


def message(fields: dict[str, Any] | None = None, **more: Any) -> str:
    """A message's XML; a text unless told otherwise. None leaves a field out, `xml` stands as it is."""
    usual = {
        "ToUserName": ORIGINAL_ID, "FromUserName": OPENID, "CreateTime": AT, "MsgType": "text", "Content": "社保卡丢了在哪补办",
        "MsgId": "24712345678901234",
    }  # fmt: skip
    told = usual | (fields or {}) | more
    return "<xml>" + "".join(_element(name, value) for name, value in told.items() if value is not None) + "</xml>"


def event(name: str, **fields: Any) -> str:
    """An event's XML."""
    return message({"MsgType": "event", "Event": name, "Content": None, "MsgId": None}, **fields)


def _element(name: str, value: Any) -> str:
    if name == "xml":
        return str(value)
    return f"<{name}>{value}</{name}>" if isinstance(value, int) else f"<{name}><![CDATA[{value}]]></{name}>"
