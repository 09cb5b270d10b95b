"""Where something lies: coordinates as offices write them, and which reference system a whole file is in. Pure."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from inventory import cells, geometry
from inventory.coordinates import GAUSS_KRUGER, KNOWN, UTM32, UTM33, WGS84, WORLD, Crs
from inventory.numerals import ONE_GROUP, numeral
from inventory.sheet import Point
from isms.core.errors import InputError
from isms.core.model.text import Text

ANGLE = re.compile(
    r"([NSEWO])?\s*([+-]?[0-9]{1,3}(?:[.,][0-9]{1,15})?)\s*°?\s*"
    r"(?:([0-9]{1,2}(?:[.,][0-9]{1,15})?)\s*['′’´]\s*)?"
    r"(?:([0-9]{1,2}(?:[.,][0-9]{1,15})?)\s*(?:[\"″”]|''|’’)\s*)?([NSEWO])?",
    re.IGNORECASE,
)
PARTED = (re.compile(r"\s*;\s*|\s*\|\s*"), re.compile(r",\s+|\s*,(?=[^,]*$)"), re.compile(r"\s+"))
MOST_FROM_WEST = 10.4  # degrees east: all postcodes of EASTERN lie beyond
EASTERN = frozenset(("01", "02", "03", "04", "08", "09", *map(str, range(10, 20))))
NO_NUMBER = Text(de="keine Zahl", en="not a number")
SWAPPED = Text(de="Breite und Länge vertauscht?", en="latitude and longitude swapped?")
HALF = Text(de="die zweite Koordinate fehlt", en="the other coordinate is missing")
NO_PAIR = Text(de="kein Koordinatenpaar", en="no pair of coordinates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The reference system of a file; `swapped`: what is called east is north in the whole file."""

    crs: Crs
    swapped: bool = False

    def place(self, east: float, north: float) -> tuple[float, float] | Text | None:
        """Latitude and longitude; None for 0/0, which stands for nothing; the reason if it does not fit."""
        if (east, north) == (0, 0):
            return None
        x, y = (north, east) if self.swapped else (east, north)
        if self.crs.holds(x, y):
            return self.crs.to_degrees(x, y)
        if self.crs.holds(y, x) or (self.crs is WORLD and WGS84.holds(y, x)):
            return SWAPPED
        if self.crs is WGS84 and WORLD.holds(x, y):
            return self.crs.to_degrees(x, y)
        if self.crs is WGS84 or self.crs is WORLD:
            return outside_degrees(y)
        name = self.crs.name
        return Text(de=f"liegt nicht im Bereich von {name}", en=f"not within the bounds of {name}")


def outside_degrees(lat: float) -> Text:
    """The reason that names the bounds of the value that breaks them."""
    most = 90 if not -90 <= lat <= 90 else 180
    return Text(de=f"nicht zwischen -{most} und {most}", en=f"not between -{most} and {most}")


def coordinate(cell: str) -> float | Text | None:
    """One coordinate: `50,94`, `50.94° N`, `50° 56' 24\" N`, `5.645.282,14`."""
    if cells.nothing(cell):
        return None
    text = cell.strip()
    if found := ANGLE.fullmatch(text):
        before, whole, minutes, seconds, after = found.groups()
        side = (before or after or "").upper()
        if minutes or side or "°" in text:
            parts = enumerate((whole.lstrip("+-"), minutes, seconds))
            size = sum((_float(part) / 60.0**place for place, part in parts if part), 0.0)
            return -size if side in ("S", "W") or whole.startswith("-") else size
    value = numeral(text)
    if value is not None and ONE_GROUP.fullmatch(text) and abs(value) > 180:
        return numeral(text, ".")
    return NO_NUMBER if value is None else value


def _float(digits: str) -> float:
    """Digits with point or comma."""
    return float(digits.replace(",", "."))


def pair(cell: str) -> Point | Text | None:
    """Both coordinates in one cell as (east, north): WKT, GeoJSON, or latitude and longitude between them a comma."""
    if cells.nothing(cell):
        return None
    text = cell.strip()
    if (found := geometry.from_wkt(text)) is not None:
        return found
    if text.startswith("{"):
        return _from_json(text)
    inner = text.strip("()[] ")
    for parting in PARTED:
        parts = [coordinate(part) for part in parting.split(inner)]
        if len(parts) == 2 and isinstance(parts[0], float) and isinstance(parts[1], float):
            return parts[1], parts[0]
    return NO_PAIR


def _from_json(text: str) -> Point | Text:
    """The point of a geometry written into a cell."""
    try:
        return geometry.point(json.loads(text)) or NO_PAIR
    except (ValueError, RecursionError):
        return NO_PAIR


def frame(
    pairs: Sequence[Point], eastern: Sequence[bool], wished: str | None, stated: str | None, source: str
) -> Frame:
    """The reference system in which most (east, north) pairs lie in Germany, whatever the file says about itself.

    `wished` overrides; `stated` and postcodes of the east (`eastern`, one per pair) decide between UTM32 and UTM33.
    Raises InputError for Gauß-Krüger coordinates, which need a shift of the datum.
    """
    some = [(point, east) for point, east in zip(pairs, eastern, strict=True) if point != (0, 0)]
    options = [crs for crs in KNOWN if wished is None or crs.name == wished]
    votes = Counter(choice for point, _ in some if (choice := _fits(point, options, stated)) is not None)
    if not votes:
        _refuse_gauss_kruger([point for point, _ in some], source)
        return Frame(crs=WORLD if wished in (None, WGS84.name) else options[0])
    (crs, swapped), _ = votes.most_common(1)[0]
    if crs is UTM32 and wished is None and stated != UTM32.name and _reads_as_east(some, swapped=swapped):
        crs = UTM33
    return Frame(crs=crs, swapped=swapped)


def _fits(point: Point, options: Sequence[Crs], stated: str | None) -> tuple[Crs, bool] | None:
    """The system in which a point lies in Germany, what the file states first, and whether its axes are swapped."""
    x, y = point
    ranked = sorted(options, key=lambda crs: crs.name != stated)
    for crs in ranked:
        if crs.holds(x, y):
            return crs, False
    return next(((crs, True) for crs in ranked if crs.holds(y, x)), None)


def _reads_as_east(some: Sequence[tuple[Point, bool]], *, swapped: bool) -> bool:
    """Whether places with eastern postcodes would lie in the west if read as UTM32."""
    points = [(point[1], point[0]) if swapped else point for point, eastern in some if eastern]
    west = sum(UTM32.holds(x, y) and UTM32.to_degrees(x, y)[1] < MOST_FROM_WEST for x, y in points)
    return west * 2 > len(points)


def _refuse_gauss_kruger(points: Sequence[Point], source: str) -> None:
    """Say what coordinates are that cannot be read."""
    (least_x, most_x), (least_y, most_y) = GAUSS_KRUGER
    fitting = sum(least_x <= x <= most_x and least_y <= y <= most_y for pair in points for x, y in (pair, pair[::-1]))
    if points and fitting * 2 > len(points):
        raise InputError(
            de=f"{source}: die Koordinaten sehen nach Gauß-Krüger aus. In EPSG:25832 oder EPSG:4326 umrechnen lassen.",
            en=f"{source}: the coordinates look like Gauß-Krüger. Have them converted to EPSG:25832 or EPSG:4326.",
        )
