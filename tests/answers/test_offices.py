"""Questions about an office and no matter: all eight kinds, the days they name, and which office is meant."""

from datetime import datetime, time
from typing import Any

import pytest

from bot.answers.deciding import decide
from bot.answers.office_asked import names_helper
from bot.answers.offices import KINDS
from bot.answers.question import Memory, Reply
from bot.clock import CHINA
from bot.places.model import OpeningRule
from tests.factories import CENTRE, TOWN, TUESDAY, VILLAGE, a_district, a_matter, a_question, a_site, an_agent, found, linked
from tests.reading import words

EAST = a_site("370306103201", "萌水镇前坡村便民服务点", aliases=("前坡村",), opening=())
WEST = a_site("370306102202", "王村镇前坡村便民服务点", aliases=("前坡村",))
MATTER = a_matter()
DISTRICT = a_district(MATTER, sites=[CENTRE, TOWN, VILLAGE, WEST, a_site("370306103000", "萌水镇便民服务中心"), EAST], agents=[an_agent()])


def ask(kind: str, text: str = "", place: Any = TOWN, **fields: Any) -> Reply:
    said = fields.pop("found", found(place) if place else found())
    return decide(a_question(text, intent=f"office_{kind}", found=said, **fields), fields.pop("district", DISTRICT))


def read(*arguments: Any, **fields: Any) -> str:
    return words(ask(*arguments, **fields))


KNOWN = [
    ("address", "王村镇便民服务中心在：王村镇便民服务中心的地址。电话：0533-6102000。现在开着，12:00午休。"),
    ("hours", "王村镇便民服务中心开放时间：周一至周五 09:00-12:00、13:00-17:00。现在开着，12:00午休。"),
    ("phone", "王村镇便民服务中心电话：0533-6102000。打不通可以打 12345。"),
    ("agent", "没有登记在岗的代办员。请找周村区政务服务中心，电话 区政务服务中心 0533-6000000。"),
    ("nearest", "离那里最近的：\n王村镇便民服务中心（现在开着）：王村镇便民服务中心的地址，电话 0533-6102000\n周村区政务服务中心"),
    ("terminal", "王村镇便民服务中心没有登记自助终端。最近有的是周村区政务服务中心，电话 0533-6000000。"),
    ("window", "王村镇便民服务中心实行一窗受理：到综合窗口就行，窗口号以现场导引为准。"),
    ("holiday", "王村镇便民服务中心开放时间"),
]


def test_all_eight_kinds_have_a_case() -> None:
    assert {kind for kind, _ in KNOWN} == set(KINDS) and len(KINDS) == 8


@pytest.mark.parametrize(("kind", "told"), KNOWN)
def test_a_kind_of_a_named_office(kind: str, told: str) -> None:
    reply = ask(kind)
    assert told in words(reply) and "来源：网点名录。" in words(reply)
    assert (reply.outcome, reply.matter, reply.place, reply.place_kind) == ("answer", None, TOWN.code, kind)
    assert reply.memory.place == TOWN.code


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_without_a_place_one_question_is_asked(kind: str) -> None:
    reply = ask(kind, place=None)
    assert reply.outcome == "clarify" and "哪个村" in words(reply) and reply.place is None


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_name_that_exists_twice_is_asked_back(kind: str) -> None:
    reply = ask(kind, found=found(EAST, WEST, span="前坡村"))
    assert reply.outcome == "choose" and {each.code for each in reply.choices} == {EAST.code, WEST.code}
    assert "叫“前坡村”的地方有几处" in words(reply)


def test_the_talk_s_place_goes_on() -> None:
    reply = ask("phone", place=None, memory=Memory(place=VILLAGE.code))
    assert reply.place == VILLAGE.code


def test_a_demonstration_office_is_marked() -> None:
    demo = a_site(is_demo=True)
    assert "（演示数据，以窗口公示为准）" in words(decide(a_question(intent="office_phone", found=found(demo)), a_district(sites=[demo])))


def test_the_helper_with_the_partner_and_the_helper_away() -> None:
    both = a_district(agents=[an_agent(partner="B1"), an_agent("B1", site=TOWN.code)])
    question = a_question(intent="office_agent", found=found(VILLAGE))
    assert "李家疃村的代办员：代办员A1，电话 0533-A1。他不在时找B角代办员B1，电话 0533-B1。" in words(decide(question, both))
    away = a_district(agents=[an_agent(partner="B1", presence="out"), an_agent("B1", site=TOWN.code)])
    assert "李家疃村的代办员：代办员B1，电话 0533-B1。代办员A1现在外出，由B角顶着。" in words(decide(question, away))
    nobody = a_district(agents=[an_agent(presence="leave")])
    assert "没有登记在岗的代办员。请找王村镇便民服务中心" in words(decide(question, nobody))


def test_a_terminal_where_there_is_one_and_where_there_is_none() -> None:
    assert "周村区政务服务中心有自助终端。" in read("terminal", place=CENTRE)
    assert "电话" in words(decide(a_question(intent="office_terminal", found=found(TOWN)), a_district(sites=[TOWN])))


def test_nearest_to_where_somebody_is() -> None:
    reply = ask("nearest", place=None, location=(36.66, 117.73))
    lines = words(reply).splitlines()
    assert (
        lines[0] == "离您最近的："
        and lines[1].startswith("王村镇李家疃村便民服务点（约0.0公里，开着）")
        and len([each for each in lines if "公里" in each]) == 3
    )
    assert reply.place == VILLAGE.code


def test_nearest_are_those_open_or_at_night_any() -> None:
    shut = a_site("370306102203", "王村镇甲村便民服务点", latitude=36.66, longitude=117.73, opening=())
    district = a_district(sites=[CENTRE, TOWN, shut])
    by_day = decide(a_question(intent="office_nearest", location=(36.66, 117.73)), district)
    assert by_day.place == TOWN.code and "甲村" not in words(by_day)
    at_night = decide(a_question(intent="office_nearest", location=(36.66, 117.73), now=TUESDAY.replace(hour=22)), district)
    assert at_night.place == shut.code and "关着" in words(at_night)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("今天开门不", "王村镇便民服务中心今天：开，09:00-12:00、13:00-17:00。"),
        ("明天呢", "明天：开"),
        ("周六开门吗", "9月19日（周六）：不开。"),
        ("礼拜天有人不", "9月20日（周日）：国庆节调休上班，开，09:00-12:00、13:00-17:00。"),
        ("10月8号上班不", "10月8日（周四）：开"),
        ("10月10号上班不", "10月10日（周六）：国庆节调休上班，开，09:00-12:00、13:00-17:00。"),
        ("1月2号开不", "1月2日（周六）：不开；假期安排以国务院通知为准。"),
        ("2月30号开不", "开放时间：周一至周五"),
    ],
)
def test_the_hours_of_a_day(text: str, told: str) -> None:
    assert told in read("hours", text)


def test_the_centre_s_saturday_must_be_booked() -> None:
    assert "9月19日（周六）：要先预约才办，09:00-12:00。先打电话约：0533-6000000。" in read("hours", "周六开门吗", place=CENTRE)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("国庆放假不", "10月1日（周四）国庆节放假，不开；10月7日（周三）国庆节放假，不开"),
        ("中秋放几天假", "9月25日（周五）中秋节放假，不开；9月27日（周日）中秋节放假，不开"),
        ("过年几号放假", "那段日子的放假安排还没有公布，以国务院通知为准。去之前请打电话：0533-6102000。"),
        ("周六放假不", "9月19日（周六）不开。"),
        ("放假不", "开放时间：周一至周五"),
    ],
)
def test_holidays(text: str, told: str) -> None:
    assert told in read("holiday", text)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ((9, 15, 8, 30), "现在关着，今天09:00开。"),
        ((9, 15, 9, 0), "现在开着，12:00午休。"),
        ((9, 15, 12, 0), "现在关着，今天13:00开。"),
        ((9, 15, 12, 59), "现在关着，今天13:00开。"),
        ((9, 15, 13, 0), "现在开着，17:00关。"),
        ((9, 15, 17, 0), "现在关着，明天09:00开。"),
        ((9, 18, 18, 0), "现在关着，9月20日（周日）09:00开。"),
        ((9, 20, 10, 0), "现在开着，12:00午休。"),
        ((10, 2, 10, 0), "今天国庆节放假，10月8日（周四）09:00开。"),
        ((10, 9, 18, 0), "现在关着，明天09:00开。"),
        ((10, 10, 16, 0), "现在开着，17:00关。"),
        ((12, 31, 18, 0), "现在关着，明天09:00开。假期安排以国务院通知为准。"),
    ],
)
def test_whether_it_is_open_now(moment: tuple[int, int, int, int], told: str) -> None:
    month, day, hour, minute = moment
    assert told in read("address", now=datetime(2026, month, day, hour, minute, tzinfo=CHINA))


def test_a_saturday_to_be_booked_is_not_called_open() -> None:
    saturday = datetime(2026, 9, 19, 10, tzinfo=CHINA)
    assert "现在关着，明天09:00开。" in read("address", place=CENTRE, now=saturday)


def test_an_office_without_hours_says_to_ring_first() -> None:
    assert "下次什么时候开没有登记，请先打电话问。" in read("address", place=EAST)
    only_booked = a_site(opening=(OpeningRule(frozenset({5}), ((time(9), time(12)),), True),))
    assert "没有登记" in words(decide(a_question(intent="office_address", found=found(only_booked)), a_district(sites=[only_booked])))


def test_a_matter_named_clearly_comes_before_the_office() -> None:
    reply = ask("window", place=None, linked=linked((MATTER, 0.95)))
    assert (reply.matter, reply.place_kind, reply.facets) == ("MZ-001", "window", ("place",))
    assert ask("agent", linked=linked((MATTER, 0.95))).matter is None


@pytest.mark.parametrize(
    ("text", "asks"), [("李家疃村代办员电话多少", True), ("我是萌一村代办员，村里有个老人办高龄补贴", False), ("社保卡丢了", False)]
)
def test_who_is_a_helper_does_not_ask_for_one(text: str, asks: bool) -> None:
    assert names_helper(text) is asks
