"""Whatever is not exactly as WeChat makes it is refused, each for its own reason, and the cheap reasons come first."""

import base64
from collections.abc import Callable

import pytest

from bot.channels.wechat import envelope
from bot.channels.wechat.envelope import MOST_BYTES, Refused
from bot.channels.wechat.messages import delivered

from .conftest import ACCOUNT, PLAIN_ACCOUNT, opened
from .other_side import AT, KEY, NONCE, ORIGINAL_ID, PREVIOUS_KEY, TOKEN, Call, call, enciphered, message, plain_call, plaintext, signed, wrapped

Refusal = Callable[..., str]
WHOLE = call(message())
OTHER = call(message(Content="别的话"))
CONTENT = message().encode()


@pytest.mark.parametrize(
    "signature",
    ["", "0" * 40, signed(TOKEN, str(AT), NONCE), "签" * 40, "\udcff\udcfe", "a" * 100_000, WHOLE.query["msg_signature"].upper(), "é" * 40],
    ids=["absent", "wrong", "of the address alone", "Chinese", "surrogates", "long", "upper case", "latin"],
)
def test_a_wrong_signature(refusal: Refusal, signature: str) -> None:
    assert refusal(WHOLE.but(msg_signature=signature)) == "403 signature"


def test_a_right_signature_on_another_body(refusal: Refusal) -> None:
    assert refusal(WHOLE.but(body=OTHER.body)) == "403 signature"


@pytest.mark.parametrize("name", ["timestamp", "nonce"])
def test_a_signature_for_another_address(refusal: Refusal, name: str) -> None:
    assert refusal(WHOLE.but(**{name: str(AT + 1)})) == "403 signature"


def test_a_signature_under_another_token(refusal: Refusal) -> None:
    assert refusal(call(message(), token="othertoken")) == "403 signature"


def test_the_openid_in_the_address_means_nothing() -> None:
    assert opened(WHOLE.but(openid="oSomebodyElse")).fields["FromUserName"] != "oSomebodyElse"


@pytest.mark.parametrize("seconds", [-3600, -601, 601, 3600, 86400 * 365])
def test_a_timestamp_far_from_now(refusal: Refusal, seconds: int) -> None:
    assert refusal(call(message(), at=AT + seconds)) == "403 timestamp"


@pytest.mark.parametrize(
    "timestamp", ["", "abc", "-1", "1767230000.0", " 1767230000", "１７６７２３００００", "٣" * 10, "9" * 4000, "1e9", "0x10", "1767230000\n"]
)
def test_a_timestamp_that_is_none(refusal: Refusal, timestamp: str) -> None:
    sent = WHOLE.but(timestamp=timestamp, msg_signature=signed(TOKEN, timestamp, NONCE, "x"))
    assert refusal(sent) == "403 timestamp"


@pytest.mark.parametrize("encrypt_type", ["", "raw", "AES", "aes ", "none"])
def test_the_mode_is_ours_and_never_the_requests(refusal: Refusal, encrypt_type: str) -> None:
    assert refusal(WHOLE.but(encrypt_type=encrypt_type)) == "403 not encrypted"
    assert refusal(plain_call(message()).but(encrypt_type=encrypt_type)) == "403 not encrypted"


def test_a_plaintext_body_in_secure_mode(refusal: Refusal) -> None:
    forged = plain_call(message()).but(encrypt_type="aes", msg_signature=signed(TOKEN, str(AT), NONCE))
    assert refusal(forged) == "403 not encrypted"
    assert refusal(forged.but(body=message(Encrypt="").encode())) == "403 not encrypted"


def test_what_stands_beside_encrypt_is_not_read() -> None:
    both = WHOLE.but(body=WHOLE.body.replace(b"</xml>", message(Content="forged").encode().removeprefix(b"<xml>").split(b"</ToUserName>")[1]))
    assert b"forged" in both.body and opened(both).fields["Content"] == "社保卡丢了在哪补办"


@pytest.mark.parametrize("encrypt", ["!!!!", "abc", "YWJj=", "YWJj\nYWJj", "ＡＢＣＤ", "汉字", "=", "YW Jj", "YWJj====", "-_-_"])
def test_what_is_no_base64(refusal: Refusal, encrypt: str) -> None:
    assert refusal(wrapped(encrypt)) in ("400 base64", "400 length of ciphertext")


@pytest.mark.parametrize("size", [1, 15, 17, 31, 33, 1000])
def test_a_ciphertext_that_is_no_whole_blocks(refusal: Refusal, size: int) -> None:
    assert refusal(wrapped(base64.b64encode(b"x" * size).decode())) == "400 length of ciphertext"


@pytest.mark.parametrize("size", [16, 32, 64, 4096])
def test_a_ciphertext_of_nothing(refusal: Refusal, size: int) -> None:
    assert refusal(wrapped(base64.b64encode(b"x" * size).decode())) == "403 no key opens it"


@pytest.mark.parametrize(
    "padded",
    [
        b"\x20" * 32,
        b"\x10" * 16,
        b"\x00" * 32,
        plaintext(CONTENT, padding=b"\x00" * (32 - (20 + len(CONTENT) + 18) % 32)),
        plaintext(CONTENT + b"x" * ((12 - len(CONTENT) - 18 - 20) % 32))[:-20] + b"\x21" * 20,
        b"r" * 16 + b"\0\0\0\0" + b"\x0c" * 12,
    ],
    ids=["padding alone", "half a block", "zeros", "zeros for padding", "padding of 33", "no AppID"],
)
def test_a_plaintext_of_another_shape(refusal: Refusal, padded: bytes) -> None:
    assert refusal(wrapped(enciphered(padded))) == "403 no key opens it"


def test_one_wrong_byte_of_padding(refusal: Refusal) -> None:
    right = plaintext(CONTENT + b" " * ((-len(CONTENT) - 38 - 8) % 32))
    assert right[-1] == 8 and opened(wrapped(enciphered(right))).fields["MsgType"] == "text"
    assert refusal(wrapped(enciphered(right[:-3] + b"\x07" + right[-2:]))) == "403 no key opens it"


@pytest.mark.parametrize("length", [0, 1, len(CONTENT) - 1, len(CONTENT) + 1, len(CONTENT) + 18, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_length_that_lies(refusal: Refusal, length: int) -> None:
    assert refusal(wrapped(enciphered(plaintext(CONTENT, length=length)))) == "403 no key opens it"


@pytest.mark.parametrize("app_id", ["", "wx0123456789abcdeF", "wx0123456789abcdef ", "wxother", "公众号"])
def test_another_app_id(refusal: Refusal, app_id: str) -> None:
    assert refusal(call(message(), app_id=app_id)) == "403 no key opens it"


def test_a_key_that_is_neither_ours_nor_the_previous_one(refusal: Refusal) -> None:
    assert refusal(call(message(), key="z" * 43)) == "403 no key opens it"
    alone = envelope.account(TOKEN, ACCOUNT.app_id, ORIGINAL_ID, (KEY,))
    assert refusal(call(message(), key=PREVIOUS_KEY), alone) == "403 no key opens it"


def test_more_than_64_kilobytes(refusal: Refusal) -> None:
    blank = b" " * (MOST_BYTES - len(WHOLE.body))
    assert opened(WHOLE.but(body=WHOLE.body + blank)).fields["MsgType"] == "text"
    assert refusal(WHOLE.but(body=WHOLE.body + blank + b" ")) == "413 size"


def test_in_plaintext_mode_the_same_is_asked(refusal: Refusal) -> None:
    sent = plain_call(message())
    assert refusal(sent.but(signature="0" * 40), PLAIN_ACCOUNT) == "403 signature"
    assert refusal(sent, PLAIN_ACCOUNT, now=AT + 3600) == "403 timestamp"
    assert refusal(sent.but(body=b"x" * (MOST_BYTES + 1)), PLAIN_ACCOUNT) == "413 size"
    assert refusal(sent.but(body=b"<xml>"), PLAIN_ACCOUNT) == "400 XML: ParseError"


def reason(sent: Call) -> str:
    """The first reason why the gateway takes nothing of a call."""
    try:
        delivered(opened(sent).fields, ORIGINAL_ID)
    except Refused as why:
        return str(why)
    return "taken"


def test_the_checks_come_in_this_order() -> None:
    """A call with every fault is mended one fault after the other; each time the next one is found."""
    stranger, ours = message(ToUserName="gh_somebody"), message()
    old, bad, blank = str(AT - 3600), "0" * 40, b" " * MOST_BYTES
    no_xml, no_base64 = wrapped("!!"), wrapped(enciphered(plaintext(b"no xml")))
    mended = [
        no_xml.but(body=b"<" + blank, timestamp=old, msg_signature=bad, encrypt_type="raw"),
        no_xml.but(body=b"<", timestamp=old, msg_signature=bad, encrypt_type="raw"),
        no_xml.but(body=b"<", msg_signature=bad, encrypt_type="raw"),
        no_xml.but(msg_signature=bad, encrypt_type="raw"),
        no_xml.but(msg_signature=bad),
        no_xml,
        call(stranger, app_id="wxother"),
        no_base64,
        call(stranger),
        call(ours),
    ]
    assert [reason(each) for each in mended] == [
        "size", "timestamp", "XML: ParseError", "not encrypted", "signature", "base64", "no key opens it", "XML: ParseError",
        "addressed to another account", "taken",
    ]  # fmt: skip
