"""The nearest offices, by straight line. Coordinates are degrees; WGS-84 is shifted to GCJ-02 first."""

from collections.abc import Iterable
from math import asin, cos, pi, radians, sin, sqrt

from bot.places.model import Site

EARTH_KM = 6371.0
AXIS = 6378245.0
ECCENTRICITY = 0.00669342162296594323


def distance_km(latitude: float, longitude: float, site: Site) -> float:
    """Great-circle distance from a point to `site`, in kilometres."""
    north, east = radians(site.latitude - latitude), radians(site.longitude - longitude)
    chord = sin(north / 2) ** 2 + cos(radians(latitude)) * cos(radians(site.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))


def nearest(latitude: float, longitude: float, sites: Iterable[Site], most: int) -> list[tuple[Site, float]]:
    """The `most` nearest sites with their distances in kilometres, nearest first."""
    ranked = sorted(((site, distance_km(latitude, longitude, site)) for site in sites), key=lambda pair: pair[1])
    return ranked[:most]


def to_gcj02(latitude: float, longitude: float) -> tuple[float, float]:
    """A WGS-84 point as GCJ-02, by the usual public approximation (a few metres off at most inside China)."""
    x, y = longitude - 105.0, latitude - 35.0
    both = (20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + both + _swell(y) + _tide(y, 160, 320, 12, 30)
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + both + _swell(x) + _tide(x, 150, 300, 12, 30)
    root = 1 - ECCENTRICITY * sin(radians(latitude)) ** 2
    north_degrees = north * 180 / (AXIS * (1 - ECCENTRICITY) / (root * sqrt(root)) * pi)
    east_degrees = east * 180 / (AXIS / sqrt(root) * cos(radians(latitude)) * pi)
    return latitude + north_degrees, longitude + east_degrees


def _swell(value: float) -> float:
    return (20 * sin(pi * value) + 40 * sin(pi / 3 * value)) * 2 / 3


def _tide(value: float, first: float, second: float, short: float, long: float) -> float:
    return (first * sin(pi / short * value) + second * sin(pi / long * value)) * 2 / 3
