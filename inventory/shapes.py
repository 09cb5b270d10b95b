"""The districts of a municipality as shapes, from GeoJSON, and what lies in which. Pure.

A file in metres (UTM) is turned into degrees, as with buildings.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from inventory import coordinates
from inventory.coordinates import Crs
from isms.core.errors import InputError
from isms.core.model.shape import Ring, Shape

NAMES = ("name", "stadtteil", "ortsteil", "bezirk", "district", "stadtteilname", "gen", "bez", "stadtbezirk")


def read(document: Any, source: str) -> tuple[Shape, ...]:
    """The shapes of a GeoJSON document with the names of the districts; raises InputError if there is none."""
    features = document.get("features") if isinstance(document, dict) else None
    listed = features if isinstance(features, list) else ()
    found = [shape for one in listed if isinstance(one, dict) for shape in _shapes(one)]
    if not found:
        raise InputError(
            de=f"{source}: keine Flächen gefunden; erwartet wird GeoJSON mit Polygonen, jede mit ihrem Namen.",
            en=f"{source}: no shapes found; expected is GeoJSON with polygons, each with its name.",
        )
    return tuple(found)


def _shapes(feature: dict[str, Any]) -> Iterator[Shape]:
    """The shape of a feature, if it has one."""
    geometry, properties = feature.get("geometry"), feature.get("properties")
    if not isinstance(geometry, dict):
        return
    nested = geometry.get("coordinates")
    parts = [nested] if geometry.get("type") == "Polygon" else nested if geometry.get("type") == "MultiPolygon" else []
    polygons = tuple(rings for part in parts or () if (rings := tuple(_rings(part))))
    if polygons:
        yield Shape(name=_name(properties if isinstance(properties, dict) else {}), polygons=polygons)


def _name(properties: dict[str, Any]) -> str | None:
    """What a district is called."""
    known = {key.casefold(): value for key, value in properties.items()}
    return next((str(known[key]) for key in NAMES if known.get(key)), None)


def _rings(part: Any) -> Iterator[Ring]:
    """The rings of a polygon in degrees, the outer one first; a ring that is none ends it."""
    for ring in part if isinstance(part, list) else ():
        points = [_point(one) for one in ring] if isinstance(ring, list) else []
        known = tuple(one for one in points if one is not None)
        if len(known) < 3 or len(known) < len(points):
            return
        yield known


def _point(value: Any) -> tuple[float, float] | None:
    """Longitude and latitude of a vertex."""
    if not isinstance(value, list) or len(value) < 2 or not all(isinstance(one, int | float) for one in value[:2]):
        return None
    east, north = float(value[0]), float(value[1])
    if abs(east) <= 180 and abs(north) <= 90:
        return east, north
    system = next((one for one in _metric() if one.holds(east, north)), None)
    if system is None:
        return None
    lat, lon = system.to_degrees(east, north)
    return lon, lat


def _metric() -> Iterable[Crs]:
    """The systems in metres; of the two zones without a number the western one is taken."""
    return (
        coordinates.UTM32,
        coordinates.UTM33,
        coordinates.UTM32_ZONE,
        coordinates.UTM33_ZONE,
        coordinates.MERCATOR,
    )


def holding(shapes: Sequence[Shape], lat: float, lon: float) -> Shape | None:
    """The first shape in which a place lies; None if it lies in none."""
    return next((one for one in shapes if _boxed(one, lat, lon) and contains(one, lat, lon)), None)


def contains(shape: Shape, lat: float, lon: float) -> bool:
    """Whether a place lies in a shape and in none of its holes."""
    return any(
        _within(outer, lat, lon) and not any(_within(hole, lat, lon) for hole in holes)
        for outer, *holes in shape.polygons
    )


def _boxed(shape: Shape, lat: float, lon: float) -> bool:
    """Whether a place lies in the box around a shape; a quick no."""
    west, south, east, north = shape.box
    return west <= lon <= east and south <= lat <= north


def _within(ring: Ring, lat: float, lon: float) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
