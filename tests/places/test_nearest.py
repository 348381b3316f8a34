"""The nearest offices, and coordinates of two kinds."""

import pytest

from bot.places.nearest import distance_km, nearest, to_gcj02
from tests.factories import CENTRE, CHAIN, TOWN, VILLAGE, a_site


def test_nearest_first_and_no_more_than_asked() -> None:
    ranked = nearest(36.66, 117.73, CHAIN, 2)
    assert [site for site, _ in ranked] == [VILLAGE, TOWN]
    assert ranked[0][1] == 0 and 2 < ranked[1][1] < 3
    assert len(nearest(36.66, 117.73, CHAIN, 9)) == 3 and nearest(36.66, 117.73, [], 3) == []


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [((36.0, 117.0), (37.0, 117.0), 111.2), ((36.8, 117.0), (36.8, 118.0), 89.0), ((0.0, 0.0), (0.0, 180.0), 20015.1)],
)
def test_distances(here: tuple[float, float], there: tuple[float, float], km: float) -> None:
    assert distance_km(*here, a_site(latitude=there[0], longitude=there[1])) == pytest.approx(km, abs=0.1)


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [((39.908720, 116.397470), (39.910123, 116.403714)), ((31.239703, 121.499718), (31.237766, 121.504241))],
)
def test_known_points_are_shifted_as_maps_shift_them(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    assert to_gcj02(*wgs84) == pytest.approx(gcj02, abs=2e-4)


def test_in_zhoucun_the_shift_is_some_hundred_metres() -> None:
    moved = to_gcj02(36.803, 117.869)
    assert 0.3 < distance_km(*moved, a_site(latitude=36.803, longitude=117.869)) < 1.0
    assert CENTRE.level == "district"
