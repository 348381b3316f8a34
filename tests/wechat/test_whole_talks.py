"""Whole talks over WeChat with the real brain: what people write, tap and scan, and what they read."""

import re

import pytest

from bot import wording
from bot.cli.trial import Trial

from .platform import FakePlatform
from .residents import Resident

pytestmark = pytest.mark.slow


@pytest.fixture
def wang(system: Trial, wechat: FakePlatform) -> Resident:
    return Resident(wechat)


def test_two_matters_are_offered_and_one_is_tapped(wang: Resident) -> None:
    told = wang.asks("俺想办个老年证，还有社保卡丢了也要补")
    assert "您说了几件事" in told and [shown for *_, shown in wang.links()] == ["1. 老年人优待证办理", "2. 社会保障卡补换"]
    wang.taps(2)
    assert "社会保障卡补换" in wang.reads(2)[1]


@pytest.mark.parametrize(("number", "names"), [("1", "老年人优待证办理"), ("２", "社会保障卡补换"), ("第二个", "社会保障卡补换")])
def test_or_its_number_is_written(wang: Resident, number: str, names: str) -> None:
    wang.says("俺想办个老年证，还有社保卡丢了也要补")
    assert names in wang.asks(number)


@pytest.mark.parametrize("with_id", [True, False])
def test_a_situation_is_asked_and_tapped(wang: Resident, with_id: bool) -> None:
    told = wang.asks("居住证要带啥")
    assert "居住证申领" in told
    wang.taps(next(n for n, (*_, shown) in enumerate(wang.links(), 1) if "租房居住" in shown), with_id)
    told = wang.reads(2)[1]
    assert "房屋租赁合同" in told and "用人单位发的" not in told


def test_what_is_long_goes_on_with_more(wang: Resident) -> None:
    first = wang.asks("临时救助")
    assert "临时救助对象认定" in first and wording.MORE_HINT in first
    assert re.search(rf'<a href="weixin://bizmsgmenu\?[^"]+">\d+\. {wording.MORE}</a>', first) and wording.WECHAT_GUIDE_AT_WINDOW in first
    second = wang.asks("更多")
    assert "来源" in second and wording.MORE_HINT not in second


def test_a_number_without_a_list_is_not_guessed(wang: Resident) -> None:
    told = wang.asks("1")
    assert not re.search(r"要带|去哪办|费用", told) and ("没有" in told or "请" in told)


def test_a_location_gives_the_three_nearest_open_offices(wang: Resident) -> None:
    wang.sends("location", Location_X=36.8031, Location_Y=117.8689, Scale=16, Label="")
    (told,) = wang.reads(1)
    assert "周村区政务服务中心" in told and len(re.findall(r"0533-\d+", told)) == 3 and re.search(r"\d ?(?:米|公里)", told), told


def test_an_office_s_code_says_where_one_is_and_is_remembered(wang: Resident) -> None:
    wang.does("subscribe", EventKey="qrscene_370306001000", Ticket="ticket")
    (told,) = wang.reads(1)
    assert "您在丝绸路街道便民服务中心" in told and "0533-0000002" in told and re.search(r"开|上班|休息", told)
    assert "丝绸路街道便民服务中心" in wang.asks("几点关门")


def test_a_person_is_one_word_away(wang: Resident) -> None:
    told = wang.asks("人工")
    assert "12345" in told and re.search(r"0533-\d+", told)


def test_the_welcome_s_questions_are_all_answered(wang: Resident) -> None:
    wang.does("subscribe", EventKey="")
    welcome = wang.links()
    for n, (_, _, shown) in enumerate(welcome, 1):
        wang.does("subscribe", EventKey="")
        wang.taps(n)
        told = wang.log()[-1].text
        assert wang.log()[-1].way == "reply" and "没听懂" not in told and "没有响应" not in told, f"{shown}: {told}"
