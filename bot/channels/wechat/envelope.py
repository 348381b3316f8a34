"""The outside of a WeChat message: signatures, AES and the XML around them (消息加解密, developers.weixin.qq.com). Pure.

Everything is checked in the order size → timestamp → parse → signature → decrypt → parse, and whatever is not exactly as WeChat makes it is refused.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import struct
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

MOST_BYTES = 64 * 1024
MOST_MARKS = 64  # a sealed body has eight; thousands cost a stranger nothing, and us tens of milliseconds and megabytes
SECONDS_OF_GRACE = 600
AES_BLOCK = 16
PADDING_BLOCK = 32
RANDOM_BYTES = 16
LENGTH_BYTES = 4
SHORTEST = RANDOM_BYTES + LENGTH_BYTES + 1


class Refused(Exception):
    """Not from WeChat, or not whole; `status` is what the sender gets over HTTP."""

    def __init__(self, status: int, why: str) -> None:
        """`why` is for the log and tells nothing of the content."""
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, slots=True)
class Query:
    """What stands in the address of a call: all of it is whatever somebody wrote."""

    signature: str
    timestamp: str
    nonce: str
    msg_signature: str
    encrypt_type: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An authentic message, and the key that opened it: the reply is closed with the same one (None in plaintext mode)."""

    fields: dict[str, str]
    key: bytes | None


@dataclass(frozen=True, slots=True)
class Account:
    """The secrets that an account shares with WeChat. `keys` are the EncodingAESKeys, the current one first; none means plaintext mode."""

    token: str
    app_id: str
    original_id: str
    keys: tuple[bytes, ...]


def account(token: str, app_id: str, original_id: str, encoding_keys: tuple[str, ...]) -> Account:
    """An account from its settings; EncodingAESKeys are 43 characters of base64, empty ones are left out."""
    keys = tuple(base64.b64decode(f"{key}=") for key in encoding_keys if key)
    return Account(token, app_id, original_id, keys)


def signature_of(*parts: str) -> str:
    """SHA-1 over the sorted parts, as WeChat signs (token, timestamp, nonce and, of a message, its Encrypt)."""
    return hashlib.sha1("".join(sorted(parts)).encode("utf-8", "surrogatepass")).hexdigest()


def verify(account: Account, query: Query, now: float) -> None:
    """Checks the address of a call: the timestamp (seconds) and `signature`. Raises Refused."""
    check_time(query.timestamp, now)
    _check_signature(query.signature, account.token, query.timestamp, query.nonce)


def check_time(timestamp: str, now: float) -> None:
    """Raises Refused when the timestamp is not within ten minutes of `now`: an old call sent again stays without effect."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 11 and abs(int(timestamp) - now) <= SECONDS_OF_GRACE):
        raise Refused(403, "timestamp")


def opened(account: Account, query: Query, body: bytes, now: float) -> Opened:
    """The fields of an authentic message. Raises Refused."""
    if len(body) > MOST_BYTES:
        raise Refused(413, "size")
    check_time(query.timestamp, now)
    if not account.keys:
        _check_signature(query.signature, account.token, query.timestamp, query.nonce)
        return Opened(fields_of(body), None)
    if body.count(b"<") > MOST_MARKS:
        raise Refused(400, "XML: shape")
    encrypted = fields_of(body).get("Encrypt", "")
    if query.encrypt_type != "aes" or not encrypted:
        raise Refused(403, "not encrypted")
    _check_signature(query.msg_signature, account.token, query.timestamp, query.nonce, encrypted)
    inner, key = _decrypted(account, encrypted)
    return Opened(fields_of(inner), key)


def sealed(account: Account, reply: str, key: bytes, timestamp: str, nonce: str) -> str:
    """The reply, encrypted and signed, as the XML that WeChat expects."""
    encrypted = _encrypted(account, reply, key)
    return (
        f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt>"
        f"<MsgSignature><![CDATA[{signature_of(account.token, timestamp, nonce, encrypted)}]]></MsgSignature>"
        f"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
    )


def fields_of(body: bytes) -> dict[str, str]:
    """The texts of the elements right under the root. Raises Refused for anything but one flat XML without a DTD and without repetition."""
    try:
        # Decoded first, so that no encoding named in it is looked up: Python remembers every name that it did not find, for ever.
        root = fromstring(body.decode(), forbid_dtd=True)
    except (ET.ParseError, DefusedXmlException, ValueError) as wrong:
        raise Refused(400, f"XML: {type(wrong).__name__}") from None
    fields = {child.tag: child.text or "" for child in root}
    if root.tag != "xml" or len(fields) != len(root):
        raise Refused(400, "XML: shape")
    return fields


def _check_signature(given: str, *parts: str) -> None:
    if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), signature_of(*parts).encode()):
        raise Refused(403, "signature")


def _decrypted(account: Account, encrypted: str) -> tuple[bytes, bytes]:
    try:
        ciphertext = base64.b64decode(encrypted, validate=True)
    except (binascii.Error, ValueError):
        raise Refused(400, "base64") from None
    if not ciphertext or len(ciphertext) % AES_BLOCK:
        raise Refused(400, "length of ciphertext")
    for key in account.keys:
        content = _content(account, _deciphered(key, ciphertext))
        if content is not None:
            return content, key
    raise Refused(403, "no key opens it")


def _deciphered(key: bytes, ciphertext: bytes) -> bytes:
    decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:AES_BLOCK])).decryptor()
    return decryptor.update(ciphertext) + decryptor.finalize()


def _content(account: Account, padded: bytes) -> bytes | None:
    """The content of a plaintext: 16 random bytes, the length, the content, the AppID, PKCS#7 to 32. None when any of it is not so."""
    padding = padded[-1]
    if not (1 <= padding <= PADDING_BLOCK and padded.endswith(bytes([padding]) * padding)):
        return None
    plain = padded[:-padding]
    if len(plain) < SHORTEST:
        return None
    (length,) = struct.unpack(">I", plain[RANDOM_BYTES : RANDOM_BYTES + LENGTH_BYTES])
    start = RANDOM_BYTES + LENGTH_BYTES
    content, app_id = plain[start : start + length], plain[start + length :]
    return content if hmac.compare_digest(app_id, account.app_id.encode()) else None


def _encrypted(account: Account, content: str, key: bytes) -> str:
    text = content.encode()
    plain = secrets.token_bytes(RANDOM_BYTES) + struct.pack(">I", len(text)) + text + account.app_id.encode()
    padding = PADDING_BLOCK - len(plain) % PADDING_BLOCK
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:AES_BLOCK])).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()).decode()
