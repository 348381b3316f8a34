"""Who does a matter for somebody from a place: levels first, then the exceptions of single offices."""

import pytest

from bot.catalogue.model import Action
from bot.places.model import SiteService
from bot.places.serving import action_of, who_does
from tests.factories import CENTRE, CHAIN, TOWN, VILLAGE, a_matter, a_site

SITES = {each.code: each for each in CHAIN}


def levels(district: Action, town: Action, village: Action) -> dict[str, Action]:
    return {"district": district, "town": town, "village": village}


@pytest.mark.parametrize(
    ("rule", "place", "who", "action", "agent"),
    [
        (levels("handle", "accept", "assist"), VILLAGE, TOWN, "accept", VILLAGE),
        (levels("handle", "accept", "handle"), VILLAGE, VILLAGE, "handle", None),
        (levels("handle", "advise", "assist"), VILLAGE, CENTRE, "handle", VILLAGE),
        (levels("handle", "advise", "advise"), VILLAGE, CENTRE, "handle", None),
        (levels("handle", "accept", "assist"), TOWN, TOWN, "accept", None),
        (levels("handle", "accept", "assist"), CENTRE, CENTRE, "handle", None),
        (levels("handle", "accept", "assist"), None, CENTRE, "handle", None),
        (levels("advise", "none", "assist"), VILLAGE, None, "none", VILLAGE),
        ({}, VILLAGE, None, "none", None),
    ],
)
def test_levels(rule, place, who, action, agent) -> None:  # type: ignore[no-untyped-def]
    serving = who_does(a_matter(levels=rule), place, SITES, {})
    assert (serving.site, serving.action, serving.agent_site) == (who, action, agent)


def exception(site: str, action: Action) -> dict[tuple[str, str], SiteService]:
    return {("MZ-001", site): SiteService("MZ-001", site, action, "3号窗口", "周三不办")}


def test_an_exception_takes_away() -> None:
    serving = who_does(a_matter(), VILLAGE, SITES, exception(TOWN.code, "none"))
    assert (serving.site, serving.action, serving.window) == (CENTRE, "handle", None)


def test_to_advise_by_exception_is_not_to_do() -> None:
    assert who_does(a_matter(), TOWN, SITES, exception(TOWN.code, "advise")).site == CENTRE


def test_an_exception_adds_with_window_and_note() -> None:
    serving = who_does(a_matter(), VILLAGE, SITES, exception(VILLAGE.code, "handle"))
    assert (serving.site, serving.window, serving.note, serving.agent_site) == (VILLAGE, "3号窗口", "周三不办", None)


def test_an_exception_is_of_one_office_and_one_matter() -> None:
    other = a_site("370306103000", "萌水镇便民服务中心")
    exceptions = exception(TOWN.code, "none")
    assert action_of(a_matter(), other, exceptions) == "accept"
    assert action_of(a_matter("MZ-002"), TOWN, exceptions) == "accept"


def test_a_village_without_its_town_goes_to_nobody_it_does_not_know() -> None:
    assert who_does(a_matter(), VILLAGE, {VILLAGE.code: VILLAGE}, {}).site is None
