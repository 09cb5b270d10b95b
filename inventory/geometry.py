"""One point for a shape on a map, from GeoJSON, Esri JSON or WKT. Pure; what is no geometry gives None."""

import re
from collections.abc import Iterator
from typing import Any

from inventory.sheet import Point

TYPES = frozenset((
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection",
))  # fmt: skip
DEEPEST = 6
WKT = re.compile(
    r"(?:SRID=[0-9]+;)?\s*(MULTI)?(?:POINT|LINESTRING|POLYGON|CURVE|SURFACE)\s*(?:Z|M|ZM)?\s*(\(.*\))\s*",
    re.IGNORECASE | re.DOTALL,
)
VERTEX = re.compile(r"(-?[0-9]{1,12}(?:\.[0-9]{1,18})?)\s+(-?[0-9]{1,12}(?:\.[0-9]{1,18})?)")
LONGEST_TEXT = 1_000_000


def is_geometry(value: Any) -> bool:
    """Whether a JSON object is a shape and no record."""
    if not isinstance(value, dict):
        return False
    geojson = value.get("type") in TYPES if isinstance(value.get("type"), str) else False
    return (
        geojson
        or bool(value.keys() & {"rings", "paths", "points"})
        or _pair([value.get("x"), value.get("y")]) is not None
    )


def point(value: Any) -> Point | None:
    """The point itself, or the middle of the largest part of a shape."""
    if not isinstance(value, dict):
        return None
    if (own := _pair([value.get("x"), value.get("y")])) is not None:
        return own
    members = value.get("geometries")
    shapes = members if isinstance(members, list) else [value]
    rings = [ring for shape in shapes if isinstance(shape, dict) for ring in _rings(_coordinates(shape), 0)]
    return _middle(max(rings, key=_extent, default=[]))


def from_wkt(text: str) -> Point | None:
    """The point of `POINT (6.96 50.94)` and the like."""
    found = WKT.fullmatch(text.strip()) if len(text) <= LONGEST_TEXT else None
    if found is None:
        return None
    rings = [[(float(x), float(y)) for x, y in VERTEX.findall(part)] for part in found.group(2).split(")")]
    return _middle(max(rings, key=_extent, default=[]))


def _coordinates(shape: dict[str, Any]) -> Any:
    """What holds the vertices, in whichever dialect."""
    return next((shape[key] for key in ("coordinates", "rings", "paths", "points") if key in shape), None)


def _rings(value: Any, depth: int) -> Iterator[list[Point]]:
    """Every run of vertices in nested lists."""
    own = _pair(value)
    if own is not None:
        yield [own]
    elif isinstance(value, list) and depth < DEEPEST:
        vertices = [vertex for item in value if (vertex := _pair(item)) is not None]
        if vertices:
            yield vertices
        else:
            for item in value:
                yield from _rings(item, depth + 1)


def _pair(value: Any) -> Point | None:
    """Two numbers (a height may follow) as a point."""
    if not isinstance(value, list) or not 2 <= len(value) <= 4:
        return None
    x, y = value[:2]
    if isinstance(x, bool) or isinstance(y, bool) or not isinstance(x, int | float) or not isinstance(y, int | float):
        return None
    return (float(x), float(y)) if abs(x) < 1e9 and abs(y) < 1e9 else None


def _extent(ring: list[Point]) -> float:
    """The size of the box around the vertices."""
    if not ring:
        return -1.0
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _middle(ring: list[Point]) -> Point | None:
    """The centre of gravity of a closed ring, else of its vertices (shifted to them, so that no digits get lost)."""
    if not ring:
        return None
    left, low = ring[0]
    moved = [(x - left, y - low) for x, y in ring]
    crosses = [(x * b - a * y, x + a, y + b) for (x, y), (a, b) in zip(moved, [*moved[1:], moved[0]], strict=True)]
    area = sum(cross for cross, _, _ in crosses)
    if len(ring) > 3 and ring[0] == ring[-1] and area:
        x = sum(cross * xs for cross, xs, _ in crosses) / (3 * area)
        y = sum(cross * ys for cross, _, ys in crosses) / (3 * area)
    else:
        x, y = sum(x for x, _ in moved) / len(moved), sum(y for _, y in moved) / len(moved)
    return left + x, low + y
