"""How a reply looks: choices and guides as links, words never as links, and XML that stays whole whatever stands in it."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import xmltodict
from wechatpy.replies import TextReply, deserialize_reply

from bot import wording
from bot.channels.wechat.replies import MOST_BYTES_OF_LINKS, Dressing, text_reply
from bot.conversation.model import Choice
from bot.conversation.paging import size

from .other_side import AT, OPENID, ORIGINAL_ID

LINK = re.compile(r'<a href="([^"<>]*)">([^<]*)</a>')
PUBLIC = Dressing("https://z.example.gov.cn", "")
NOWHERE = Dressing("", "")


def choices(*texts: str) -> tuple[Choice, ...]:
    """Numbered matters."""
    return tuple(Choice(n, "matter", f"MZ-00{n}", text) for n, text in enumerate(texts, start=1))


def links(dressed: str) -> list[tuple[str, str]]:
    """All links: address and what is shown. Nothing else in the text may look like an element."""
    assert "<" not in LINK.sub("", dressed)
    return LINK.findall(dressed)


def sent_by(address: str) -> dict[str, str]:
    """What a tap sends, as Android reads it: both parameters, decoded once."""
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == ("weixin", "bizmsgmenu", "", "")
    return {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True, strict_parsing=True).items()}


def test_a_text_without_choices_is_that_text() -> None:
    assert PUBLIC.dress("第一行\n第二行", ()) == "第一行\n第二行"


def test_choices_are_numbered_links_that_send_their_words() -> None:
    dressed = PUBLIC.dress("哪一项？", choices("高龄津贴申领", "老年人优待证"))
    assert [shown for _, shown in links(dressed)] == ["1. 高龄津贴申领", "2. 老年人优待证"]
    assert [sent_by(address) for address, _ in links(dressed)] == [
        {"msgmenucontent": "高龄津贴申领", "msgmenuid": "1"},
        {"msgmenucontent": "老年人优待证", "msgmenuid": "2"},
    ]
    assert dressed.startswith("哪一项？\n<a ")


@pytest.mark.parametrize("text", ["a&b=c#d?e%f", "引号\"'", "空 格+加", "<80岁", "100%", "𠮷😀", "/m/MZ-001"])
def test_a_link_sends_exactly_its_words_and_is_ascii(text: str) -> None:
    [(address, _)] = links(PUBLIC.dress("选：", choices(text)))
    assert address.isascii() and sent_by(address)["msgmenucontent"] == text
    assert re.fullmatch(r"weixin://bizmsgmenu\?msgmenucontent=[\w.~%-]+&msgmenuid=1", address)
    assert unquote(address) == f"weixin://bizmsgmenu?msgmenucontent={text}&msgmenuid=1"


def test_half_characters_and_control_characters_of_a_choice_are_left_out() -> None:
    [(address, shown)] = links(PUBLIC.dress("选：", choices("老\ud800年\x00证\x1b")))
    assert shown == "1. 老年证" and sent_by(address)["msgmenucontent"] == "老年证"


def test_choices_too_long_for_links_are_numbers() -> None:
    fitting, longer = choices(*["长" * 19] * 3), choices(*["长" * 19] * 4)
    assert len(links(PUBLIC.dress("选：", fitting))) == 3
    dressed = PUBLIC.dress("选：", longer)
    assert links(dressed) == [] and dressed.splitlines()[1:] == [f"{n}. {'长' * 19}" for n in (1, 2, 3, 4)]
    assert size(dressed) < MOST_BYTES_OF_LINKS < size(PUBLIC.dress("", fitting)) * 4 / 3


@pytest.mark.parametrize("text", ['<a href="https://x.example">点我</a>', "<script>", "年龄<80岁", "</a>", "<<"])
def test_no_word_of_anybodys_becomes_a_link(text: str) -> None:
    dressed = PUBLIC.dress(f"您说：{text}", choices(text))
    assert len(links(dressed)) == 1 and f"您说：{text.replace('<', '＜')}\n" in dressed


def test_a_guide_is_a_link_where_the_phone_can_open_it() -> None:
    dressed = PUBLIC.dress("回复“更多”看剩下的\n全文：/m/MZ-001", ())
    assert links(dressed) == [("https://z.example.gov.cn/m/MZ-001", wording.WECHAT_GUIDE)]
    assert dressed.startswith("回复“更多”看剩下的\n全文：<a ")


def test_without_a_public_address_the_guide_is_at_the_window() -> None:
    assert NOWHERE.dress("全文：/m/MZ-001", ()) == f"全文：{wording.WECHAT_GUIDE_AT_WINDOW}"


@pytest.mark.parametrize("prefix", ["/zhoudao", "/zhoudao/", "/gov.cn/a+b"])
@pytest.mark.parametrize("path", ["/m/MZ-001", "{}/m/MZ-001"])
def test_a_guide_under_a_prefix(prefix: str, path: str) -> None:
    address = f"https://z.example.gov.cn{prefix}"
    dressed = Dressing(address, prefix).dress(f"全文：{path.format(prefix.rstrip('/'))}。", ())
    assert links(dressed) == [(f"{address.rstrip('/')}/m/MZ-001", wording.WECHAT_GUIDE)] and dressed.endswith("</a>。")


@pytest.mark.parametrize("text", ["https://other.example/m/1", "www.example.cn/m/1", "a/m/1", "../m/1", "/m/", "/ m/1", "M/1", "km/m"])
def test_other_addresses_stay_as_they_are(text: str) -> None:
    assert PUBLIC.dress(f"见 {text}", ()) == f"见 {text}"


def test_several_guides_stand_beside_their_words() -> None:
    assert [address[-9:] for address, _ in links(PUBLIC.dress("一：/m/MZ-001，二：/m/SB-02_x", ()))] == ["/m/MZ-001", "m/SB-02_x"]


HARD = ["]]>", "]]]]>>", "a]]></Content><MsgType><![CDATA[image]]></MsgType><Content><![CDATA[", "<![CDATA[x]]>", "&amp;&lt;&#60;", "]]", "]", ">",
        "😀𠮷", "a\tb\nc", "\u2028\u0600\ufeff", "x" * 5000]  # fmt: skip


@pytest.mark.parametrize("text", HARD)
def test_the_reply_says_what_it_says_and_no_more(text: str) -> None:
    xml = text_reply(OPENID, ORIGINAL_ID, AT, text)
    told = xmltodict.parse(xml, strip_whitespace=False)["xml"]
    assert told == {"ToUserName": OPENID, "FromUserName": ORIGINAL_ID, "CreateTime": str(AT), "MsgType": "text", "Content": text}
    reply = deserialize_reply(xml)
    assert isinstance(reply, TextReply) and (reply.target, reply.source, reply.time) == (OPENID, ORIGINAL_ID, AT)


def test_what_no_xml_can_hold_is_left_out_before() -> None:
    everything = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFE, 0xFFFF]))
    dressed = PUBLIC.dress(f"好{everything}的", choices(f"选{everything}我"))
    told = xmltodict.parse(text_reply(OPENID, ORIGINAL_ID, AT, dressed), strip_whitespace=False)["xml"]
    assert told["Content"] == dressed and dressed.startswith("好\t\n的\n")
