"""Gold names and calls, on the project's own catalogue."""

import pytest

from bot.district.loading import read
from bot.evaluation.gold import call_finder, site_finder, sites_of
from bot.places.model import Site
from bot.settings import ROOT


@pytest.fixture(scope="module")
def sites() -> dict[str, Site]:
    records, faults = read(ROOT / "data" / "catalogue")
    assert not faults
    return sites_of(records)


def names(sites: dict[str, Site], name: str, kind: str = "phone") -> set[str]:
    return {sites[code].name for code in site_finder(sites)(name, kind)}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("王村镇", {"王村镇便民服务中心"}),
        ("李家疃村", {"王村镇李家疃村便民服务点"}),
        ("区政务服务中心", {"周村区政务服务中心"}),
        ("市南社区", {"丝绸路街道市南社区便民服务点"}),
        ("萌水镇前坡村", {"萌水镇前坡村便民服务点"}),
        ("火星村", set()),
    ],
)
def test_a_gold_name_is_an_office(sites: dict[str, Site], name: str, found: set[str]) -> None:
    assert names(sites, name) == found


def test_every_office_bears_its_short_name(sites: dict[str, Site]) -> None:
    find = site_finder(sites)
    assert all(site.code in find(site.name, "phone") for site in sites.values())


def test_for_the_nearest_the_parent_will_do(sites: dict[str, Site]) -> None:
    assert names(sites, "李家疃村", "nearest") == {"王村镇李家疃村便民服务点", "王村镇便民服务中心"}


def test_a_plain_list_has_no_offices() -> None:
    assert sites_of({"matters.csv": []}) == {}
    assert site_finder({})("王村镇", "phone") == frozenset()


@pytest.mark.parametrize(
    ("text", "first", "not_first"),
    [
        ("灶房烧起来了，全是浓烟", "119", "110"),
        ("家里一股煤气味，头晕", "119", "12356"),
        ("老头子突然倒在地上没呼吸了", "120", "119"),
        ("有个男的拿着刀在楼下追人", "110", "120"),
        ("路口两车撞一块了，人出不来", "122", "12356"),
        ("让人骗走了五万块，刚转过去", "96110", "120"),
        ("不想活了，药都买好了", "12356", "119"),
    ],
)
def test_the_calls_that_fit(text: str, first: str, not_first: str) -> None:
    numbers = call_finder()(text)
    assert first in numbers
    assert not_first not in numbers


def test_any_call_fits_a_text_that_shows_no_kind() -> None:
    assert {"110", "119", "120", "12356"} <= call_finder()("救命，快来人")
