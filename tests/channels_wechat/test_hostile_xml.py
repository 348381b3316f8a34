"""XML that was made to hurt, outside the ciphertext and inside it: refused at once, nothing expanded, nothing fetched, nothing kept."""

import encodings
import time
from collections.abc import Callable

import pytest

from bot.channels.wechat.envelope import MOST_BYTES, Refused, fields_of

from .conftest import opened
from .other_side import AT, NONCE, TOKEN, call, message, signed, wrapped

Refusal = Callable[..., str]
LAUGHS = "<!DOCTYPE x [<!ENTITY a '哈'>" + "".join(f"<!ENTITY {b} '{'&' + a + ';'}{'&' + a + ';'}'>" for a, b in zip("abcdefghi", "bcdefghij")) + "]>"
HOSTILE = {
    "doctype": "<!DOCTYPE xml><xml><a>b</a></xml>",
    "laughs": f"{LAUGHS}<xml><a>&j;</a></xml>",
    "quadratic": f"<!DOCTYPE x [<!ENTITY a '{'b' * 5000}'>]><xml><a>{'&a;' * 5000}</a></xml>",
    "file": "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><xml><a>&f;</a></xml>",
    "address": "<!DOCTYPE x [<!ENTITY f SYSTEM 'http://127.0.0.1:1/'>]><xml><a>&f;</a></xml>",
    "parameter": "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'>%p;]><xml/>",
    "foreign dtd": "<!DOCTYPE xml SYSTEM 'http://127.0.0.1:1/x.dtd'><xml><a>b</a></xml>",
    "unknown entity": "<xml><a>&nbsp;</a></xml>",
    "null reference": "<xml><a>&#0;</a></xml>",
    "half a character": "<xml><a>&#xD800;</a></xml>",
    "no xml": "success",
    "json": '{"xml": {}}',
    "nothing": "",
    "blank": " \n",
    "unclosed": "<xml><a>b</a>",
    "two roots": "<xml/><xml/>",
    "other root": "<html><a>b</a></html>",
    "upper case root": "<XML><a>b</a></XML>",
    "root of a namespace": "<xml xmlns='urn:x'><a>b</a></xml>",
    "twice": "<xml><a>b</a><a>c</a></xml>",
    "twice the same": "<xml><a>b</a><a>b</a></xml>",
    "attribute twice": "<xml><a b='1' b='2'/></xml>",
    "control character": "<xml><a>\x0b</a></xml>",
    "siblings": "<xml>" + "<a/>" * 9000 + "</xml>",
}
WHOLE = call(message())
each_hostile = pytest.mark.parametrize("name", HOSTILE)


@each_hostile
def test_hostile_xml_outside(refusal: Refusal, name: str) -> None:
    body = HOSTILE[name].encode()
    sent = wrapped("x").but(body=body, msg_signature=signed(TOKEN, str(AT), NONCE, ""))
    assert refusal(sent).startswith("400 XML: ")


@each_hostile
def test_hostile_xml_inside(refusal: Refusal, name: str) -> None:
    assert refusal(call(HOSTILE[name])).startswith("400 XML: ")


def nested(depth: int) -> bytes:
    """Elements within elements, as deep as told."""
    return b"<xml>" + b"<a>" * depth + b"</a>" * depth + b"</xml>"


@pytest.mark.parametrize("body", [nested(9000), b"<xml>" + b"<a>" * 21_000, b"<xml><a " + b"b" * 65_000, b"<xml><![CDATA[" + b"[" * 65_000])
def test_the_worst_that_fits_costs_little(body: bytes) -> None:
    assert len(body) <= MOST_BYTES
    started = time.thread_time()
    try:
        assert fields_of(body) == {"a": ""}
    except Refused as why:
        assert why.status == 400
    assert time.thread_time() - started < 1


@pytest.mark.parametrize("piece", ["<a/>", "<a>", "<!-- -->", "<?a?>"])
def test_a_strangers_thousand_elements_are_not_even_parsed(refusal: Refusal, piece: str) -> None:
    many = ("<xml>" + piece * 8000 + "</xml>").encode()
    started = time.thread_time()
    assert refusal(WHOLE.but(body=many)) == "400 XML: shape"
    assert time.thread_time() - started < 0.005
    few = WHOLE.body.replace(b"<xml>", b"<xml>" + b"<!-- -->" * 50)
    assert opened(WHOLE.but(body=few)).fields["MsgType"] == "text"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-32", "gbk", "gb18030", "big5", "latin-1"])
def test_only_utf_8_is_read(encoding: str) -> None:
    body = f"<?xml version='1.0' encoding='{encoding}'?><xml><a>鎮é</a></xml>"
    with pytest.raises(Refused, match="XML"):
        fields_of(body.encode(encoding, "replace"))


@pytest.mark.parametrize("before", ["", "\ufeff", "<?xml version='1.0'?>", "<?xml version='1.0' encoding='UTF-8'?>\n", "<!-- x -->"])
def test_what_may_stand_before_the_root(before: str) -> None:
    assert fields_of(f"{before}<xml><a>镇</a></xml>".encode()) == {"a": "镇"}


def test_the_name_of_an_encoding_is_not_kept() -> None:
    """Python keeps every encoding that it was asked for and did not find: a stranger could fill the memory with names."""
    before = set(encodings._cache)  # type: ignore[attr-defined]
    for n in range(3):
        assert fields_of(f"<?xml version='1.0' encoding='x{n}{'y' * 1000}'?><xml><a>b</a></xml>".encode()) == {"a": "b"}
    assert set(encodings._cache) == before  # type: ignore[attr-defined]


@pytest.mark.parametrize("junk", [b"\xff\xfe\x00", b"\xc3\x28", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xc0\xaf"])
def test_bytes_that_are_no_utf_8(junk: bytes) -> None:
    with pytest.raises(Refused, match="400|XML"):
        fields_of(b"<xml><a>" + junk + b"</a></xml>")


def test_comments_and_instructions_are_nothing() -> None:
    assert fields_of(b"<xml><!-- a --><?b c?><a>d<!-- e -->f</a></xml>") == {"a": "df"}


def test_a_text_is_what_stands_there() -> None:
    told = fields_of(message(Content="a ]]]]><![CDATA[> b &amp; <c/>\n d ").encode())
    assert told["Content"] == "a ]]> b &amp; <c/>\n d "
