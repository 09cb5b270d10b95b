"""Where the rows of a file lie: the reference system of the whole file, and the latitude and longitude of each row."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from inventory import cells
from inventory.addresses import POSTCODE
from inventory.columns import Columns
from inventory.coordinates import NAMES, WGS84, named
from inventory.header import folded
from inventory.importing import Wrong
from inventory.positions import EASTERN, HALF, Frame, coordinate, frame, outside_degrees, pair
from inventory.sheet import Line, Point, Sheet
from isms.core.errors import InputError
from isms.core.model.text import Text

COORDINATES = frozenset(("lat", "lon", "position"))
SYSTEM_TITLES = frozenset((
    "epsg", "epsgcode", "srid", "crs", "kbs", "koordinatensystem", "koordinatenreferenzsystem", "bezugssystem",
))  # fmt: skip
ZONE = re.compile(r"(?:utm|zone|etrs(?:89)?|2583|3263)\D{0,3}(3?[23])(?![0-9])", re.IGNORECASE)
SWAPPED_FILE = Text(
    de="Breite und Länge sind in der ganzen Datei vertauscht und wurden zurückgetauscht.",
    en="Latitude and longitude are swapped in the whole file and were swapped back.",
)


def frame_of(sheet: Sheet, columns: Columns, wished: str | None) -> tuple[Frame | None, tuple[Text, ...]]:
    """The reference system of a file, None if it has no coordinates, and what to tell about it."""
    system = _wished(wished)
    pairs = [(point, _eastern(line, columns)) for line in sheet.lines if (point := _pair(line, columns)) is not None]
    if not pairs:
        return None, ()
    points, eastern = [point for point, _ in pairs], [east for _, east in pairs]
    found = frame(points, eastern, system, _stated(sheet, columns), sheet.source)
    told = found.swapped and "lat" in columns.places and _speaks_of_degrees(sheet, columns)
    return found, (SWAPPED_FILE,) if told else ()


def _wished(name: str | None) -> str | None:
    """The reference system the user asks for; raises InputError if it is not known."""
    if name is None:
        return None
    known = named(name)
    if known is None:
        raise InputError(
            de=f"Das Koordinatensystem {name} ist nicht bekannt. Bekannt: {', '.join(NAMES)}.",
            en=f"The coordinate reference system {name} is not known. Known: {', '.join(NAMES)}.",
        )
    return known


def place(fields: Mapping[str, Any], line: Line, frame: Frame | None) -> dict[str, float | None] | Wrong:
    """Latitude and longitude of a row, or what is wrong with them; nothing if the file has no coordinates."""
    names = fields_of_place(fields)
    point: Point | None = line.point or fields.get("position")
    if point is None and ("lat" in fields or "lon" in fields):
        lat, lon = fields.get("lat"), fields.get("lon")
        if lat is None or lon is None:
            return _half(lat, lon, frame)
        point = lon, lat
    if point is None or frame is None:
        return {"lat": None, "lon": None} if names else {}
    found = frame.place(*point)
    if isinstance(found, Text):
        blamed = "lon" if "lon" in fields and "180" in found.en else next(iter(names), "geometry")
        return ((blamed, found),)
    lat, lon = found or (None, None)
    return {"lat": lat, "lon": lon}


def _half(lat: float | None, lon: float | None, frame: Frame | None) -> dict[str, float | None] | Wrong:
    """A lone latitude or longitude: kept in degrees, of no use in metres."""
    if lat is None and lon is None:
        return {"lat": None, "lon": None}
    if frame is not None and frame.crs.name != WGS84.name:
        return (("lon" if lon is None else "lat", HALF),)
    if not (-90 <= (lat or 0) <= 90 and -180 <= (lon or 0) <= 180):
        return (("lat" if lon is None else "lon", outside_degrees(lat or 0)),)
    return {"lat": lat, "lon": lon}


def fields_of_place(fields: Iterable[str]) -> list[str]:
    """The fields for coordinates that a file has, latitude first."""
    return [name for name in ("lat", "lon", "position") if name in fields]


def _pair(line: Line, columns: Columns) -> Point | None:
    """East and north as the row states them."""
    if line.point is not None:
        return line.point
    if "position" in columns.places:
        both = pair(_cell(line, columns, "position"))
        return both if isinstance(both, tuple) else None
    lat, lon = (coordinate(_cell(line, columns, name)) for name in ("lat", "lon"))
    return (lon, lat) if isinstance(lat, float) and isinstance(lon, float) else None


def _cell(line: Line, columns: Columns, name: str) -> str:
    """The cell of a field."""
    at = columns.places.get(name, (len(line.cells),))[0]
    return line.cells[at] if at < len(line.cells) else ""


def _eastern(line: Line, columns: Columns) -> bool:
    """Whether the postcode lies in the east of Germany."""
    code = cells.postcode(_cell(line, columns, "postcode"))
    if not isinstance(code, str):
        found = POSTCODE.search(_cell(line, columns, "address"))
        code = found.group(1) if found else None
    return code is not None and code[:2] in EASTERN


def _stated(sheet: Sheet, columns: Columns) -> str | None:
    """What the file says about its reference system: in JSON, in a column of its own, in the titles."""
    if sheet.crs is not None:
        return sheet.crs
    for at, title in enumerate(sheet.header):
        if folded(title) in SYSTEM_TITLES:
            votes = Counter(name for cell in sheet.column(at) if (name := named(cell)) is not None)
            if votes:
                return votes.most_common(1)[0][0]
    titles = " ".join(sheet.header[at] for name in COORDINATES for at in columns.places.get(name, ()))
    zone = ZONE.search(titles)
    return f"EPSG:2583{zone.group(1)[-1]}" if zone else None


def _speaks_of_degrees(sheet: Sheet, columns: Columns) -> bool:
    """Whether the title says latitude, so that finding a longitude is worth a word; X and Y mean either."""
    title = folded(sheet.header[columns.places["lat"][0]])
    return any(word in title for word in ("lat", "breite", "hochwert", "nord"))
