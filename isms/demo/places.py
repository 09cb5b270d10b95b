"""Where the districts of Musterstadt lie."""

from itertools import pairwise
from random import Random
from typing import Any

from isms.core import codec
from isms.demo.content import content

SHAPES = "districts.geojson"
Point = tuple[float, float]
Ring = tuple[Point, ...]


def districts() -> dict[str, Ring]:
    """The outline of every district by its name, as longitude and latitude."""
    document = codec.from_json(content(SHAPES), dict[str, Any], SHAPES)
    return {one["properties"]["name"]: _ring(one["geometry"]["coordinates"][0]) for one in document["features"]}


def inside(point: Point, ring: Ring) -> bool:
    """Whether a point lies within an outline."""
    return sum(_crossed(point, first, second) for first, second in pairwise(ring)) % 2 == 1


def somewhere(ring: Ring, dice: Random) -> Point:
    """A point within an outline; any is as likely as any other."""
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    while True:
        point = round(dice.uniform(west, east), 6), round(dice.uniform(south, north), 6)
        if inside(point, ring):
            return point


def _ring(pairs: list[list[float]]) -> Ring:
    """An outline from the coordinates of a polygon."""
    return tuple((x, y) for x, y in pairs)


def _crossed(point: Point, first: Point, second: Point) -> bool:
    """Whether the way from a point to the east crosses an edge."""
    x, y = point
    (x1, y1), (x2, y2) = first, second
    return (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
