"""Coordinate reference systems that German offices use, and the way from each to latitude and longitude. Pure.

Inverse of the transverse Mercator projection after Karney, 'Transverse Mercator with an accuracy of a few nanometers'
(Journal of Geodesy 85, 2011, equations 11-15 and 36, here to the fourth order: better than a millimetre), on the
ellipsoid GRS80 of ETRS89. ETRS89 and WGS84 are taken as the same: they differ by less than a metre.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

AXIS = 6_378_137.0
FLATTENING = 1 / 298.257222101
SCALE = 0.9996
EASTING = 500_000.0
N = FLATTENING / (2 - FLATTENING)
RADIUS = AXIS / (1 + N) * (1 + N**2 / 4 + N**4 / 64)
BETA = (
    N / 2 - 2 / 3 * N**2 + 37 / 96 * N**3 - N**4 / 360,
    N**2 / 48 + N**3 / 15 - 437 / 1440 * N**4,
    17 / 480 * N**3 - 37 / 840 * N**4,
    4397 / 161280 * N**4,
)
DELTA = (
    2 * N - 2 / 3 * N**2 - 2 * N**3 + 116 / 45 * N**4,
    7 / 3 * N**2 - 8 / 5 * N**3 - 227 / 45 * N**4,
    56 / 15 * N**3 - 136 / 35 * N**4,
    4279 / 630 * N**4,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crs:
    """A reference system: bounds that hold every place in and around Germany, and the way to (lat, lon)."""

    name: str
    east: tuple[float, float]
    north: tuple[float, float]
    to_degrees: Callable[[float, float], tuple[float, float]]

    def holds(self, east: float, north: float) -> bool:
        """Whether the place may lie in or around Germany."""
        return self.east[0] <= east <= self.east[1] and self.north[0] <= north <= self.north[1]


def utm(zone: int) -> Callable[[float, float], tuple[float, float]]:
    """The way from easting and northing of a UTM zone, with or without its number before the easting."""
    meridian = 6 * zone - 183

    def to_degrees(east: float, north: float) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        lat, lon = _transverse_mercator(without_zone(east) - EASTING, north)
        return round(lat, 8), round(lon + meridian, 8)

    return to_degrees


def without_zone(east: float) -> float:
    """The easting without the zone that some offices write before it (32 352 258 → 352 258)."""
    return east % 1_000_000 if 31_000_000 < east < 34_000_000 else east


def _transverse_mercator(east: float, north: float) -> tuple[float, float]:
    """Latitude, and longitude from the central meridian, in degrees."""
    xi, eta = north / (SCALE * RADIUS), east / (SCALE * RADIUS)
    pairs = list(enumerate(BETA, start=1))
    xi_ = xi - sum(beta * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, beta in pairs)
    eta_ = eta - sum(beta * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, beta in pairs)
    conformal = math.asin(math.sin(xi_) / math.cosh(eta_))
    lat = conformal + sum(delta * math.sin(2 * j * conformal) for j, delta in enumerate(DELTA, start=1))
    return math.degrees(lat), math.degrees(math.atan2(math.sinh(eta_), math.cos(xi_)))


def web_mercator(east: float, north: float) -> tuple[float, float]:
    """Latitude and longitude from the metres of web maps (EPSG:3857)."""
    lat = math.degrees(math.atan(math.sinh(north / AXIS)))
    return round(lat, 8), round(math.degrees(east / AXIS), 8)


def degrees(east: float, north: float) -> tuple[float, float]:
    """They are degrees already."""
    return north, east


WGS84 = Crs(name="EPSG:4326", east=(5, 16), north=(46.5, 56), to_degrees=degrees)
WORLD = Crs(name="EPSG:4326", east=(-180, 180), north=(-90, 90), to_degrees=degrees)
UTM32 = Crs(name="EPSG:25832", east=(200_000, 1_000_000), north=(5_150_000, 6_150_000), to_degrees=utm(32))
UTM33 = Crs(name="EPSG:25833", east=(0, 700_000), north=(5_150_000, 6_150_000), to_degrees=utm(33))
UTM32_ZONE = Crs(name="EPSG:25832", east=(32_200_000, 33_000_000), north=UTM32.north, to_degrees=utm(32))
UTM33_ZONE = Crs(name="EPSG:25833", east=(33_000_000, 33_700_000), north=UTM33.north, to_degrees=utm(33))
MERCATOR = Crs(name="EPSG:3857", east=(550_000, 1_800_000), north=(5_850_000, 7_560_000), to_degrees=web_mercator)
GAUSS_KRUGER = ((2_400_000, 5_700_000), (5_200_000, 6_150_000))  # needs a shift of the datum: not read

KNOWN = (WGS84, UTM32, UTM33, UTM32_ZONE, UTM33_ZONE, MERCATOR)
NAMES = tuple(dict.fromkeys(crs.name for crs in KNOWN))
OTHER_NUMBERS = {  # codes for the same: ETRS89 in degrees, zone before the easting, WGS84/UTM, what Esri calls web maps
    "4258": "EPSG:4326", "crs84": "EPSG:4326", "4647": "EPSG:25832", "5652": "EPSG:25832", "32632": "EPSG:25832",
    "5650": "EPSG:25833", "5653": "EPSG:25833", "32633": "EPSG:25833", "102100": "EPSG:3857", "102113": "EPSG:3857",
    "900913": "EPSG:3857",
}  # fmt: skip


def named(words: str) -> str | None:
    """The system that a code such as `EPSG:25832` or `urn:ogc:def:crs:EPSG::25832` names; None for another."""
    found = re.search(r"([0-9]{4,6}|crs84)\D*$", words.strip().casefold())
    number = found.group(1) if found else ""
    name = OTHER_NUMBERS.get(number, f"EPSG:{number}")
    return name if name in NAMES else None
