"""Buildings as GeoJSON (RFC 7946): WGS84, longitude first, seven decimals; properties are the fields."""

from collections.abc import Sequence
from typing import Any

from inventory.export_fields import PLACES
from isms.core import codec
from isms.core.model.building import Building

DECIMALS = 7  # about a centimetre; RFC 7946, section 11.2, warns of more than is known


def render(buildings: Sequence[Building]) -> bytes:
    """A feature collection, one feature a line; a building whose place is not known has no geometry."""
    features = b",\n".join(codec.to_json(feature(building)) for building in buildings)
    return b'{"type":"FeatureCollection","features":[\n' + features + b"\n]}\n"


def feature(building: Building) -> dict[str, Any]:
    """One building."""
    fields = codec.to_plain(building)
    placed = {name: None if fields[name] is None else round(fields[name], DECIMALS) for name in PLACES}
    return {
        "type": "Feature",
        "id": building.id,
        "geometry": point(building),
        "properties": {**fields, **placed},
    }


def point(building: Building) -> dict[str, Any] | None:
    """The place of a building as a geometry; None unless both coordinates are known."""
    if building.lat is None or building.lon is None:
        return None
    return {"type": "Point", "coordinates": [round(building.lon, DECIMALS), round(building.lat, DECIMALS)]}
