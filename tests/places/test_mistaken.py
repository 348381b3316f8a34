"""Names that people get wrong: by sound, by look, by kind; bare short names; and words that only look like places."""

import pytest

from bot.district.model import District
from bot.places.likeness import Likenesses, nearly_alike, same_look, same_sound
from bot.places.names import names_of, short_name, stem_of
from bot.places.resolving import PlaceFound, PlaceIndex, is_common
from tests.factories import CENTRE, CHAIN, TOWN, VILLAGE, a_site

STREET = a_site("370306005000", "城北路街道便民服务中心", aliases=("城北路",))


@pytest.fixture(scope="module")
def places(real_district: District) -> PlaceIndex:
    return PlaceIndex(real_district.sites)


def named(found: PlaceFound) -> list[str]:
    return [short_name(site) for site in found.sites]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("泽鸭村代办员电话", "泽崖村"),
        ("皇柱村几点开门", "皇住村"),
        ("袁宝湾社区地址", "元宝湾社区"),
        ("盟水镇咋走", "萌水镇"),
        ("商价镇的自助机", "商家镇"),
        ("演李村的点在哪", "演礼村"),
        ("柳航村电话", "柳行村"),
        ("北效镇几点下班", "北郊镇"),
        ("台西村在哪", "冶西村"),
        ("东捱村代办员", "东涯村"),
        ("水末村电话", "水磨村"),
        ("朱首万村便民点", "朱首湾村"),
        ("李家贪村代办员", "李家疃村"),
        ("千佛歌社区在哪", "千佛阁社区"),
        ("高塘辛村地址", "高塘新村"),
        ("俺是栾骨的，上哪个点近", "栾古村"),
        ("南严电话多少", "南阎村"),
    ],
)
def test_one_wrong_character(places: PlaceIndex, text: str, name: str) -> None:
    assert named(places.find(text, (), True)) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("商家街道在哪", "商家镇"),
        ("永安路街道电话", "永安街街道"),
        ("城北街道办中秋开不开", "城北路街道"),
        ("青年街办事处电话", "青年路街道"),
        ("大街办几点下班", "大街街道"),
        ("丝绸之路办事处周六有人没", "丝绸路街道"),
        ("灯塔社区谁管代办", "灯塔民族社区"),
        ("张楼村便民点在哪", "张楼新村"),
    ],
)
def test_another_kind_of_name(places: PlaceIndex, text: str, name: str) -> None:
    assert named(places.find(text, (), True)) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("萌水晚上几点关", "萌水镇"),
        ("龙泉的点几点开门", "龙泉村"),
        ("小寨打哪个号", "小寨社区"),
        ("俺住石佛，附近哪能办", "石佛村"),
        ("萌四附近办事的地方", "萌四村"),
        ("便民中心北郊的，电话多少", "北郊镇"),
    ],
)
def test_bare_short_names_in_a_question_about_offices(places: PlaceIndex, text: str, name: str) -> None:
    assert named(places.find(text, (), True)) == [name]


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("北郊周家的电话", "北郊镇"),
        ("永安街那个周家社区", "永安街街道"),
        ("商家镇西马，找谁代办", "商家镇"),
        ("王村的和家代办员", "王村镇"),
        ("萌水前坡谁代办", "萌水镇"),
    ],
)
def test_a_village_after_its_town(places: PlaceIndex, real_district: District, text: str, town: str) -> None:
    found = places.find(text, (), True)
    assert found.site is not None and short_name(real_district.sites[found.site.parent]) == town


def test_a_village_that_the_town_does_not_have_is_the_one_that_sounds_like_it(places: PlaceIndex) -> None:
    assert named(places.find("王村镇新庄村代办员", (), True)) == ["辛庄村"]
    assert named(places.find("新庄村代办员", (), True)) == ["新庄村"]
    assert named(places.find("王村镇的人去新庄村找谁", (), True)) == ["新庄村"]


def test_the_village_of_a_town_s_name_is_told_by_its_committee(places: PlaceIndex) -> None:
    assert named(places.find("商家的村委在哪", (), True)) == ["商家村"]
    assert named(places.find("商家在哪", (), True)) == ["商家镇"]


def test_names_that_sound_the_same_are_all_meant(places: PlaceIndex) -> None:
    assert set(named(places.find("魏加村代办员", (), True))) == {"魏家村"}
    assert set(named(places.find("许家村代办员", (), True))) == {"徐家村", "胥家村"}


@pytest.mark.parametrize("text", ["区里办事大厅几点开门", "区里那个大厅在哪", "区政务大庭", "区大亭电话", "行政审批大厅", "周村政务中心"])
def test_the_district_s_hall(places: PlaceIndex, real_district: District, text: str) -> None:
    found = places.find(text, (), True)
    assert found.site is not None and found.site.level == "district"


@pytest.mark.parametrize(
    "text",
    [
        "社区服务中心在哪", "开发新区便民", "去大厅办", "备案村里给办不", "娘家村里住", "公家给点不", "国家放假吗", "住家在哪", "丝绸厂上班", "二十四小时开门",
        "商用的线，走家庭套餐", "我们二十个人", "大姐办的",
    ],
)  # fmt: skip
def test_no_place_is_found_by_chance(places: PlaceIndex, text: str) -> None:
    assert places.find(text, (), True).sites == ()


def test_likeness_of_characters() -> None:
    assert same_sound("崖", "鸭") and same_sound("新", "兴") and not same_sound("大", "小")
    assert same_look("冶", "治") and not same_look("冶", "东")
    assert nearly_alike("疃", "滩") and nearly_alike("峦", "栾") and not nearly_alike("东", "西")


def test_looking_up_likenesses() -> None:
    names = Likenesses(["冶西村", "李家疃"])
    assert names.one_wrong("治西村") == [("冶西村", "治", "冶")]
    assert names.sounding("立佳疃") == ["李家疃"] and names.sounding("西村") == []
    assert names.lengths == [3]


def test_what_an_office_is_called() -> None:
    sites = {each.code: each for each in (*CHAIN, STREET)}
    assert {"王村镇", "王村街道", "王村办事处"} <= names_of(TOWN, sites)
    assert {"城北街道", "城北街街道", "城北路办"} <= names_of(STREET, sites)
    assert {"王村李家疃", "王村镇李家疃村"} <= names_of(VILLAGE, sites)
    assert [stem_of(each) for each in (TOWN, VILLAGE, STREET)] == ["王村", "李家疃", "城北路"]
    assert "政务大厅" in names_of(CENTRE, sites)


def test_common_words() -> None:
    PlaceIndex({})
    assert is_common("胜利") and not is_common("萌水")
