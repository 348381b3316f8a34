"""From words to offices: real names of the real district, as people say and misspell them."""

import pytest

from bot.district.model import District
from bot.places.names import short_name
from bot.places.resolving import PlaceIndex
from tests.factories import CENTRE, CHAIN, a_site

MADE = PlaceIndex({each.code: each for each in (*CHAIN, a_site("370306103201", "萌水镇前坡村便民服务点", aliases=("前坡村", "前坡")), a_site("370306102202", "王村镇前坡村便民服务点", aliases=("前坡村", "前坡")), a_site("370306103000", "萌水镇便民服务中心", aliases=("萌水",)), a_site("370306002000", "大街街道便民服务中心", aliases=("大街",)))})  # fmt: skip


@pytest.fixture(scope="module")
def places(real_district: District) -> PlaceIndex:
    return PlaceIndex(real_district.sites)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("王村镇便民服务中心几点开门", "王村镇便民服务中心"),
        ("王村镇便民中心电话", "王村镇便民服务中心"),
        ("俺在王村镇，上哪办", "王村镇便民服务中心"),
        ("王村的便民中心在哪", "王村镇便民服务中心"),
        ("区大厅周六上班不", "周村区政务服务中心"),
        ("政务大厅在哪", "周村区政务服务中心"),
        ("周村区政务服务中心地址", "周村区政务服务中心"),
        ("车站社区居委会电话多少", "丝绸路街道车站社区便民服务点"),
        ("永安街办事处在哪", "永安街街道便民服务中心"),
        ("丝绸路街道办几点下班", "丝绸路街道便民服务中心"),
        ("大世界小区的服务点在哪", "丝绸路街道大世界社区便民服务点"),
    ],
)
def test_names_and_short_names(places: PlaceIndex, text: str, name: str) -> None:
    assert [site.name for site in places.find(text, (), True).sites] == [name]


@pytest.mark.parametrize(("text", "name"), [("萌水真便民中心", "萌水镇便民服务中心"), ("李家潭村代办员是谁", "王村镇李家疃村便民服务点"), ("李嘉疃村", "王村镇李家疃村便民服务点"), ("南交镇电话", "南郊镇便民服务中心")])  # fmt: skip
def test_names_that_are_wrong_by_sound(places: PlaceIndex, text: str, name: str) -> None:
    assert [site.name for site in places.find(text, (), True).sites] == [name]


def test_a_name_that_exists_twice_gives_both(places: PlaceIndex) -> None:
    found = places.find("前坡村代办员是谁", (), True)
    assert len(found.sites) == 2 and found.site is None and found.span == "前坡村"


def test_a_town_beside_it_settles_which() -> None:
    found = MADE.find("萌水镇前坡村的代办员", (), True)
    assert [site.code for site in found.sites] == ["370306103201"] and found.site is not None


@pytest.mark.parametrize("text", ["俺村代办员是谁", "我们村谁管", "镇上几点开门", "咱社区电话多少"])
def test_unnamed_places_are_known_to_be_unnamed(text: str) -> None:
    found = MADE.find(text, (), True)
    assert found.sites == () and found.unnamed


@pytest.mark.parametrize("text", ["老年证带啥", "逛大街去了", "农村户口咋迁", "社区医院在哪看病", ""])
def test_no_place_is_invented(text: str) -> None:
    assert MADE.find(text).sites == ()


def test_a_common_word_is_a_place_only_in_a_question_about_offices() -> None:
    assert MADE.find("大街上碰见个骗子").sites == ()
    assert MADE.find("大街街道便民服务中心").site is not None
    assert MADE.find("大街在哪", (), True).site is not None


def test_where_somebody_comes_from_is_not_where_he_wants_to_go() -> None:
    found = MADE.find("从李家疃村坐车去区大厅咋走", (), True)
    assert found.site == CENTRE
    assert MADE.find("俺是李家疃村的，代办员是谁", (), True).site is not None


def test_the_village_counts_when_its_town_is_said_too() -> None:
    found = MADE.find("王村镇李家疃村上哪办高龄津贴")
    assert found.site is not None and found.site.name == "王村镇李家疃村便民服务点"


def test_a_new_office_is_found_without_training() -> None:
    new = a_site("370306102299", "王村镇仙人寨村便民服务点", aliases=("仙人寨村",))
    found = PlaceIndex({each.code: each for each in (*CHAIN, new)}).find("仙人寨村代办员", (), True)
    assert found.site == new


def test_a_span_that_rasa_marks_is_looked_up_by_sound() -> None:
    found = MADE.find("李嘉疃那边办高龄津贴", ["李嘉疃"])
    assert found.site is not None and found.site.name == "王村镇李家疃村便民服务点"


def test_a_district_without_offices_finds_none() -> None:
    assert PlaceIndex({}).find("王村镇便民服务中心在哪", (), True).sites == ()


def test_every_office_is_found_by_its_whole_name(places: PlaceIndex, real_district: District) -> None:
    lost = [site.name for site in real_district.sites.values() if places.find(f"{site.name}电话", (), True).site != site]
    assert lost == []


def test_every_office_is_found_by_its_short_name_or_asked_back(places: PlaceIndex, real_district: District) -> None:
    lost = [short_name(site) for site in real_district.sites.values() if site not in places.find(f"{short_name(site)}便民服务点在哪", (), True).sites]
    assert lost == []
