"""Whoever is not WeChat gets a plain refusal, quickly, and nothing of what they send reaches a turn."""

import base64
import socket
import struct
import time
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest
import requests
from wechatpy.crypto import PrpCrypto, WeChatCrypto

from .account import AES_KEY, APP_ID, ORIGINAL_ID, PREVIOUS_AES_KEY, TOKEN
from .conftest import World
from .letters import Letter, enveloped, message, sealed
from .platform import Unfit, opened

pytestmark = pytest.mark.slow

STRANGER = "o" + "x" * 27
NONCE = "486452656"
HUNG_UP = "somebody hung up"
KEY = base64.b64decode(f"{AES_KEY}=")
DOCTYPE = '<!DOCTYPE xml [<!ENTITY a "ha">]>'
LAUGHS = "<!DOCTYPE xml [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "]>"
OUTSIDE = '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BOMBS = {"doctype": (DOCTYPE, "&a;"), "billion laughs": (LAUGHS, "&a9;"), "outside": (OUTSIDE, "&x;")}
DEEP, DEEP_ENOUGH = ("<a>" * depth + "</a>" * depth for depth in (9000, 5000))


def a_message(text: str = "我是假的") -> str:
    return message(STRANGER, "text", Content=text)


def at() -> str:
    return str(int(time.time()))


def encrypted(plain: bytes) -> str:
    """Any plaintext, encrypted with the right key as it is."""
    return base64.b64encode(PrpCrypto(KEY).cipher.encrypt(plain)).decode()


def padded(content: bytes, length: int, app_id: str = APP_ID, padding: bytes | None = None) -> bytes:
    """A plaintext as WeChat makes it, with a length and a padding of our choice."""
    plain = b"r" * 16 + struct.pack(">I", length) + content + app_id.encode()
    count = 32 - len(plain) % 32
    return plain + (bytes([count]) * count if padding is None else padding)


def forged(**changed: str) -> Letter:
    """A whole letter with other parameters."""
    letter = sealed(a_message())
    return Letter(letter.query | changed, letter.body)


def without(name: str) -> Letter:
    letter = sealed(a_message())
    return Letter({key: value for key, value in letter.query.items() if key != name}, letter.body)


def of_ciphertext(text: str) -> Letter:
    """A ciphertext, rightly signed."""
    return enveloped(text, at(), NONCE)


def right_signature_on_another_body() -> Letter:
    return Letter(sealed(a_message()).query, sealed(a_message("另一封")).body)


def bad_padding(end: bytes) -> Letter:
    content = a_message().encode()
    plain = padded(content, len(content), padding=b"")
    return of_ciphertext(encrypted(plain + end * ((16 - len(plain)) % 16 or 16)))


def plaintext() -> Letter:
    letter = sealed(a_message())
    return Letter({name: letter.query[name] for name in ("signature", "timestamp", "nonce")}, a_message().encode())


def outer(xml: str) -> Letter:
    return Letter(sealed(a_message()).query, xml.encode())


def inner(xml: str) -> Letter:
    """Anything in the envelope, as only WeChat can put it there."""
    timestamp = at()
    return enveloped(PrpCrypto(KEY).encrypt(xml, APP_ID).decode(), timestamp, NONCE)


def bomb_inside(name: str) -> Letter:
    doctype, entity = BOMBS[name]
    return inner(doctype + a_message().replace("<![CDATA[我是假的]]>", entity))


def bomb_outside(name: str) -> Letter:
    doctype, entity = BOMBS[name]
    return outer(f"{doctype}<xml><ToUserName>{entity}</ToUserName><Encrypt>x</Encrypt></xml>")


def deep_inside() -> Letter:
    return inner(a_message().replace("</xml>", f"{DEEP_ENOUGH}</xml>"))


LETTERS = {
    "wrong msg_signature": (lambda: forged(msg_signature="0" * 40), 403),
    "non-ASCII signature": (lambda: forged(msg_signature="签" * 40), 403),
    "no msg_signature": (lambda: without("msg_signature"), 403),
    "right signature on another body": (right_signature_on_another_body, 403),
    "another nonce": (lambda: forged(nonce="1"), 403),
    "an hour old": (lambda: sealed(a_message(), at=time.time() - 3600), 403),
    "an hour ahead": (lambda: sealed(a_message(), at=time.time() + 3600), 403),
    "no timestamp": (lambda: without("timestamp"), 403),
    "another AppID": (lambda: sealed(a_message(), WeChatCrypto(TOKEN, AES_KEY, "wxffffffffffffffff")), 403),
    "another key": (lambda: sealed(a_message(), WeChatCrypto(TOKEN, "Z" * 42 + "A", APP_ID)), 403),
    "encrypt_type raw": (lambda: forged(encrypt_type="raw"), 403),
    "no encrypt_type": (lambda: without("encrypt_type"), 403),
    "plaintext": (plaintext, 403),
    "garbage base64": (lambda: of_ciphertext("这不是 base64!"), 400),
    "15 bytes": (lambda: of_ciphertext(base64.b64encode(b"x" * 15).decode()), 400),
    "16 bytes": (lambda: of_ciphertext(encrypted(b"x" * 15 + b"\x01")), 403),
    "64 bytes": (lambda: of_ciphertext(base64.b64encode(b"x" * 64).decode()), 403),
    "no ciphertext": (lambda: of_ciphertext(""), 403),
    "padding 0": (lambda: bad_padding(b"\x00"), 403),
    "padding 33": (lambda: bad_padding(b"\x21"), 403),
    "padding unlike itself": (lambda: of_ciphertext(encrypted(padded(b"x" * 12, 12)[:-2] + b"\x01\x02")), 403),
    "huge length": (lambda: of_ciphertext(encrypted(padded(a_message().encode(), 0xFFFFFFFF))), 403),
    "short length": (lambda: of_ciphertext(encrypted(padded(a_message().encode(), 3))), 403),
    "to another account": (lambda: sealed(a_message().replace(ORIGINAL_ID, "gh_ffffffffffff")), 403),
    "no sender": (lambda: sealed(a_message().replace(STRANGER, "")), 400),
    "no MsgId": (lambda: sealed(a_message().replace("MsgId", "MsgIt")), 400),
    "empty": (lambda: outer(""), 400),
    "JSON": (lambda: outer("{}"), 400),
    "no element": (lambda: outer("<xml/>"), 403),
    "two of an element": (lambda: inner(a_message().replace("</xml>", "<MsgType>image</MsgType></xml>")), 400),
    "deep outside": (lambda: outer(f"<xml><Encrypt>x</Encrypt>{DEEP}</xml>"), 400),
    **{f"{name} outside": (lambda name=name: bomb_outside(name), 400) for name in BOMBS},
    **{f"{name} inside": (lambda name=name: bomb_inside(name), 400) for name in BOMBS},
    "64 KB and one": (lambda: outer("x" * (64 * 1024 + 1)), 413),
    "8 MB": (lambda: outer("<xml>" + "x" * 8_000_000), 413),
}  # fmt: skip


@pytest.mark.parametrize("name", LETTERS)
def test_it_is_refused_and_makes_no_turn(world: World, name: str) -> None:
    make, status = LETTERS[name]
    before = len(world.brain.asked)
    answer = world.platform.post(make())
    assert answer.status_code == status and "Traceback" not in answer.text
    assert len(world.brain.asked) == before


def test_what_is_deep_inside_a_true_message_does_no_harm(world: World) -> None:
    assert "答：我是假的" in opened(STRANGER, world.platform.post(deep_inside()))


def test_a_message_under_the_previous_key_is_answered_under_it(world: World) -> None:
    previous = WeChatCrypto(TOKEN, PREVIOUS_AES_KEY, APP_ID)
    answer = world.platform.post(sealed(a_message("旧钥匙"), previous))
    with pytest.raises(Unfit):
        opened(STRANGER, answer)
    assert "答：旧钥匙" in opened(STRANGER, answer, previous)


def test_a_body_without_a_length_is_measured_as_it_comes(world: World) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(128):
            yield b"x" * 65536

    with requests.Session() as line:
        line.trust_env = False
        try:
            answer = line.post(world.gateway.url, params=sealed(a_message()).query, data=pieces(), timeout=5)
        except requests.ConnectionError:
            return  # it hung up in the middle of the eight megabytes
    assert answer.status_code == 413


def test_a_slow_body_holds_nobody_up(world: World) -> None:
    address, letter = urlsplit(world.gateway.url), sealed(a_message())
    head = f"POST {address.path}?{urlencode(letter.query)} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(letter.body)}\r\n\r\n"
    lines = [socket.create_connection((address.hostname, address.port)) for _ in range(50)]
    for line in lines:
        line.sendall(head.encode() + letter.body[:10])
    began = time.monotonic()
    assert world.resident().asks("别人照样问") == "答：别人照样问" and time.monotonic() - began < 3.0
    for line in lines:
        line.close()
    world.wait_until(lambda: world.gateway.log().count(HUNG_UP) >= len(lines))


def test_the_gateway_is_as_well_as_before(world: World) -> None:
    assert world.resident().asks("还好吗") == "答：还好吗"
