"""Each kind of message and event: what the resident reads, and whether the brain hears of it."""

import pytest

from bot import wording

from .conftest import World
from .gateway import PUBLIC_URL

pytestmark = pytest.mark.slow

CENTRE = "370306000000"
SILENT_EVENTS = [
    ("LOCATION", {"Latitude": 36.8, "Longitude": 117.8, "Precision": 40.0}),
    ("VIEW", {"EventKey": f"{PUBLIC_URL}/", "MenuId": 1}),
    ("TEMPLATESENDJOBFINISH", {"MsgID": 200163836, "Status": "success"}),
    ("subscribe_msg_popup_event", {"SubscribeMsgPopupEvent": "x"}),
    ("kf_create_session", {"KfAccount": "clerk1@gov_demo"}),
]


def questions(world: World) -> int:
    return len(world.brain.asked)


def test_a_text_is_asked_and_answered(world: World) -> None:
    assert world.resident().asks("老年证带什么") == "答：老年证带什么"


@pytest.mark.parametrize(
    ("kind", "fields", "names"),
    [
        ("voice", {"MediaId": "m1", "Format": "amr", "Recognition": ""}, "voice"),
        ("image", {"PicUrl": "https://mmbiz.qpic.cn/x", "MediaId": "m2"}, "image"),
        ("video", {"MediaId": "m3", "ThumbMediaId": "t3"}, "video"),
        ("link", {"Title": "题", "Description": "说", "Url": "https://example.gov.cn/"}, "link"),
        ("text", {"Content": wording.WECHAT_UNSUPPORTED}, "sticker"),
    ],
)
def test_what_cannot_be_read_is_said_at_once_with_ways_on(world: World, kind: str, fields: dict[str, str], names: str) -> None:
    wang, before = world.resident(), questions(world)
    wang.sends(kind, **fields)
    (told,) = wang.reads(1)
    assert told.startswith(wording.UNREADABLE[names]) and len(wang.links()) >= 3
    assert questions(world) == before


def test_a_location_is_asked_about_with_its_point(world: World) -> None:
    wang = world.resident()
    wang.sends("location", Location_X=36.8031, Location_Y=117.8689, Scale=16, Label="")
    assert wang.reads(1) == [f"答：{wording.SAID_BY_LOCATION}"]
    assert world.brain.questions(wording.SAID_BY_LOCATION)[-1].metadata["location"] == {"lat": 36.8031, "lon": 117.8689}


def test_an_unknown_kind_makes_no_banner(world: World) -> None:
    wang, before = world.resident(), questions(world)
    wang.sends("something_new", What="x")
    assert wang.reads(0) == [] and questions(world) == before


@pytest.mark.parametrize(("name", "fields"), SILENT_EVENTS)
def test_events_that_ask_nothing_are_taken_in_silence(world: World, name: str, fields: dict[str, str | float]) -> None:
    wang, before = world.resident(), (questions(world), world.records.count_of_persons())
    wang.does(name, **fields)
    assert wang.reads(0) == [] and (questions(world), world.records.count_of_persons()) == before


def test_who_follows_is_welcomed_with_questions_to_tap(world: World) -> None:
    wang = world.resident()
    wang.does("subscribe", EventKey="")
    (told,) = wang.reads(1)
    assert told.startswith("您好！我是周村区便民服务助手“周到”") and "人工" in told and "您在" not in told
    assert 3 <= len(wang.links()) <= 5


@pytest.mark.parametrize(("name", "key"), [("subscribe", f"qrscene_{CENTRE}"), ("SCAN", CENTRE)])
def test_who_scans_an_office_s_code_is_told_where_they_are(world: World, name: str, key: str) -> None:
    wang = world.resident()
    wang.does(name, EventKey=key, Ticket="ticket")
    (told,) = wang.reads(1)
    assert "您在周村区政务服务中心" in told and "电话 0533-" in told


def test_a_scene_that_is_no_office_is_a_plain_welcome(world: World) -> None:
    wang = world.resident()
    wang.does("SCAN", EventKey="370306999999", Ticket="ticket")
    (told,) = wang.reads(1)
    assert told.startswith("您好！") and "您在" not in told


def test_a_menu_s_key_is_asked_as_if_written(world: World) -> None:
    wang = world.resident()
    wang.does("CLICK", EventKey="老年证怎么办理")
    assert wang.reads(1) == ["答：老年证怎么办理"]


def test_an_emergency_is_answered_without_the_brain(world: World) -> None:
    wang, before = world.resident(), questions(world)
    assert "119" in wang.asks("俺家着火了")[:30] and questions(world) == before


def test_numbers_are_struck_out_before_anything_sees_them(world: World) -> None:
    wang = world.resident()
    told = wang.asks("身份证370306198702034517办老年证")
    assert "已隐去" in told and "370306198702034517" not in told
    assert "370306198702034517" not in world.records.everything() + world.gateway.log()
