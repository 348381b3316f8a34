"""What each kind of message and event means to us: something for the door, nothing to be said, or not WeChat's at all."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import wording
from bot.channels.wechat.envelope import Refused, fields_of
from bot.channels.wechat.messages import delivered
from bot.conversation.model import Incoming, Location
from bot.conversation.talks import message_key
from bot.delivery.model import Delivered

from .other_side import AT, OPENID, ORIGINAL_ID, event, message

ID = "24712345678901234"


def read(xml: str) -> Delivered | None:
    """What an XML means to us."""
    return delivered(fields_of(xml.encode()), ORIGINAL_ID)


def incoming(kind: Any, text: str = "", **more: Any) -> Incoming:
    """What the door is to get."""
    return Incoming("wechat", OPENID, more.pop("message_id", ID), kind, text, can_wait=True, **more)


def test_a_text() -> None:
    assert read(message()) == Delivered(incoming("text", "社保卡丢了在哪补办"), "message")


def test_a_text_from_an_article_has_more_fields() -> None:
    assert read(message(MsgDataId="2247483647_1", Idx="1")) == Delivered(incoming("text", "社保卡丢了在哪补办"), "message")


def test_a_text_reaches_the_door_as_it_was_written() -> None:
    text = " 第一行\n\t第二行 <b>&amp;</b> \U00020bb7😀 "
    assert read(message(Content=text)) == Delivered(incoming("text", text), "message")


@pytest.mark.parametrize("content", ["", " \n", None])
def test_a_text_of_nothing_is_the_doors_to_answer(content: str | None) -> None:
    found = read(message(Content=content))
    assert found and found.incoming.kind == "text" and found.incoming.text.strip() == ""


@pytest.mark.parametrize("content", [wording.WECHAT_UNSUPPORTED, f" {wording.WECHAT_UNSUPPORTED}\n"])
def test_a_sticker_arrives_as_a_certain_text(content: str) -> None:
    assert read(message(Content=content)) == Delivered(incoming("sticker"), "message")


def test_a_question_about_that_text_is_no_sticker() -> None:
    found = read(message(Content=f"为啥说{wording.WECHAT_UNSUPPORTED}"))
    assert found and found.incoming.kind == "text"


@pytest.mark.parametrize("menu_id", ["0", "1", ""])
def test_a_tap_on_a_link_is_a_text_that_entitles_us_to_less(menu_id: str) -> None:
    assert read(message(Content="高龄津贴申领", bizmsgmenuid=menu_id)) == Delivered(incoming("text", "高龄津贴申领"), "tap")


def test_speech_without_words_is_named_to_be_recognised() -> None:
    sent = message(MsgType="voice", Content=None, MediaId="mEdIa_abc", Format="amr", Recognition="")
    assert read(sent) == Delivered(incoming("voice"), "message", recording="mEdIa_abc")
    assert read(message(MsgType="voice", Content=None, MediaId="m")) == Delivered(incoming("voice"), "message", recording="m")
    assert read(message(MsgType="voice", Content=None)) == Delivered(incoming("voice"), "message", recording="")


def test_speech_that_wechat_has_recognised_is_what_was_heard() -> None:
    sent = message(MsgType="voice", Content=None, MediaId="m", Recognition=" 老年证咋办。 ")
    assert read(sent) == Delivered(incoming("text", "老年证咋办。", heard=True), "message")


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ({"MsgType": "image", "PicUrl": "https://mmbiz.example/x", "MediaId": "m"}, "image"),
        ({"MsgType": "video", "MediaId": "m", "ThumbMediaId": "t"}, "video"),
        ({"MsgType": "shortvideo", "MediaId": "m", "ThumbMediaId": "t"}, "video"),
        ({"MsgType": "link", "Title": "老年证", "Description": "x", "Url": "https://z.example"}, "link"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_kind_alone(sent: dict[str, Any], kind: str) -> None:
    assert read(message(sent, Content=None)) == Delivered(incoming(kind), "message")


@pytest.mark.parametrize(
    ("x", "y", "latitude", "longitude"),
    [
        ("36.803", "117.869", 36.803, 117.869),
        ("-90", "180.0", -90.0, 180.0),
        ("0", "-180", 0.0, -180.0),
        ("36.123456789012345", "0.1", 36.123456789012345, 0.1),
    ],
)
def test_a_location_has_its_latitude_in_x(x: str, y: str, latitude: float, longitude: float) -> None:
    sent = message(MsgType="location", Content=None, Location_X=x, Location_Y=y, Scale="16", Label="")
    assert read(sent) == Delivered(incoming("location", location=Location(latitude, longitude)), "message")


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ("", "117"),
        ("36", ""),
        (None, None),
        ("90.1", "0"),
        ("0", "180.1"),
        ("nan", "0"),
        ("inf", "0"),
        ("1e1", "0"),
        ("３６", "117"),
        ("36,8", "117"),
        (" 36", "117"),
        ("36.", "117"),
    ],
)
def test_a_location_that_is_nowhere_on_earth(x: str | None, y: str | None) -> None:
    with pytest.raises(Refused, match="location"):
        read(message(MsgType="location", Content=None, Location_X=x, Location_Y=y))


def test_a_new_follower() -> None:
    arrived = f"{AT}:subscribe:"
    assert read(event("subscribe")) == Delivered(incoming("arrival", message_id=arrived), "tap")
    assert read(event("subscribe", EventKey="")) == Delivered(incoming("arrival", message_id=arrived), "tap")


@pytest.mark.parametrize("scene", ["370306000000", "370306000000@3号窗口"])
def test_whoever_scans_the_code_of_an_office_is_there(scene: str) -> None:
    new, known = read(event("subscribe", EventKey=f"qrscene_{scene}", Ticket="t")), read(event("SCAN", EventKey=scene, Ticket="t"))
    assert new == Delivered(incoming("arrival", scene=scene, message_id=f"{AT}:subscribe:qrscene_{scene}"), "tap")
    assert known == Delivered(incoming("arrival", scene=scene, message_id=f"{AT}:SCAN:{scene}"), "tap")


def test_whoever_leaves_is_to_be_forgotten_and_gets_nothing() -> None:
    assert read(event("unsubscribe")) == Delivered(incoming("leaving", message_id=f"{AT}:unsubscribe:"), "none")


def test_the_key_of_a_menu_is_the_sentence_that_it_asks() -> None:
    found = read(event("CLICK", EventKey="离我最近的办事大厅在哪"))
    assert found == Delivered(incoming("text", "离我最近的办事大厅在哪", message_id=f"{AT}:CLICK:离我最近的办事大厅在哪"), "tap")


@pytest.mark.parametrize(
    "sent",
    [
        event("LOCATION", Latitude="36.8", Longitude="117.8", Precision="40"),
        event("VIEW", EventKey="https://z.example", MenuId="1"),
        event("view_miniprogram", EventKey="pages/x", MenuId="1"),
        event("scancode_push", EventKey="k", xml="<ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>1</ScanResult></ScanCodeInfo>"),
        event("scancode_waitmsg", EventKey="k", xml="<ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>1</ScanResult></ScanCodeInfo>"),
        event("pic_sysphoto", EventKey="k", xml="<SendPicsInfo><Count>1</Count></SendPicsInfo>"),
        event("location_select", EventKey="k", xml="<SendLocationInfo><Location_X>36.8</Location_X></SendLocationInfo>"),
        event("TEMPLATESENDJOBFINISH", MsgID=1, Status="success"),
        event("subscribe_msg_popup_event", xml="<SubscribeMsgPopupEvent><List><TemplateId>t</TemplateId></List></SubscribeMsgPopupEvent>"),
        event("subscribe_msg_change_event"),
        event("subscribe_msg_sent_event"),
        event("kf_create_session", KfAccount="clerk@example"),
        event("kf_close_session", KfAccount="clerk@example"),
        event("MASSSENDJOBFINISH", MsgID=1),
        event("something_of_next_year"),
        event(""),
        message(MsgType="event", Event=None, Content=None, MsgId=None),
        message(MsgType="miniprogrampage", Title="x", AppId="wx", PagePath="p"),
        message(MsgType="music"),
        message(MsgType="TEXT"),
    ],
)
def test_nothing_is_said_to_these(sent: str) -> None:
    assert read(sent) is None


def test_the_case_of_an_events_name_does_not_matter() -> None:
    assert [read(event(name)).trigger for name in ("Subscribe", "scan", "click")] == ["tap"] * 3  # type: ignore[union-attr]


def test_a_message_is_known_again_by_its_id_and_an_event_by_who_when_and_what(own_database: Path) -> None:
    def keys(*sent: str) -> list[str]:
        return [message_key(found.incoming) for each in sent if (found := read(each))]

    assert len(set(keys(message(), message(CreateTime=AT + 5, Content="x")))) == 1
    alike = keys(event("CLICK", EventKey="a"), event("CLICK", EventKey="a"))
    others = keys(event("CLICK", EventKey="b"), event("CLICK", EventKey="a", CreateTime=AT + 1), event("SCAN", EventKey="a"),
                  event("CLICK", EventKey="a", FromUserName="oOther"), message(), message(FromUserName="oOther"), message(MsgId="1"))  # fmt: skip
    assert len(set(alike)) == 1 and len({*alike, *others}) == 8


def test_what_is_written_down_of_a_message_does_not_tell_its_sender() -> None:
    for sent in (message(), event("subscribe"), event("CLICK", EventKey="a"), event("unsubscribe")):
        found = read(sent)
        assert found and OPENID not in str(replace(found.incoming, outside_id=""))


@pytest.mark.parametrize("name", [None, "", "gh_0123456789aB", "gh_other", f" {ORIGINAL_ID}"])
def test_what_is_for_another_account(name: str | None) -> None:
    with pytest.raises(Refused, match="another account") as why:
        read(message(ToUserName=name))
    assert why.value.status == 403


@pytest.mark.parametrize(
    "fault",
    [
        {"FromUserName": None}, {"FromUserName": ""}, {"FromUserName": "o" * 65}, {"FromUserName": "o]]"}, {"FromUserName": "公民"}, {"FromUserName": "o\n"},
        {"CreateTime": None}, {"CreateTime": "soon"}, {"CreateTime": "1.5"}, {"CreateTime": "1" * 21}, {"CreateTime": "１"},
        {"MsgType": None}, {"MsgType": ""}, {"MsgId": None}, {"MsgId": ""}, {"MsgId": "abc"}, {"MsgId": "1" * 21}, {"MsgId": "1 "},
        {"MsgType": "image", "MsgId": None},
    ],
)  # fmt: skip
def test_what_lacks_what_every_message_has(fault: dict[str, Any]) -> None:
    with pytest.raises(Refused) as why:
        read(message(fault))
    assert why.value.status == 400


def test_the_largest_numbers_of_wechat_are_numbers() -> None:
    found = read(message(MsgId="9223372036854775807", CreateTime=2**33))
    assert found and found.incoming.message_id == "9223372036854775807"
