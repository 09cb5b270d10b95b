"""Buildings whose coordinates lie where the municipality is not. Pure.

With the shapes of the districts a building must lie in one of them, and in its own; without them, not much farther from
the middle of all buildings than most.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import asin, cos, radians, sin, sqrt
from statistics import median

from inventory.header import folded
from inventory.shapes import contains, holding
from isms.core.model.building import Building
from isms.core.model.shape import Shape
from isms.core.model.text import Text
from isms.core.model.views_flaws import Flaw, FlawKind

EARTH = 6371.0  # km
FEWEST = 5  # buildings, of which a middle says anything
LEAST, TIMES = 10.0, 5  # km; how many times the usual distance
Placed = tuple[Building, float, float]


def outside(buildings: Iterable[Building], shapes: Sequence[Shape]) -> Iterator[Flaw]:
    """The buildings that lie outside, in the order given."""
    placed = [(one, one.lat, one.lon) for one in buildings if one.lat is not None and one.lon is not None]
    return _by_shapes(placed, shapes) if shapes else _by_distance(placed)


def _by_shapes(placed: Iterable[Placed], shapes: Sequence[Shape]) -> Iterator[Flaw]:
    """Those in no district, or in another one than their own."""
    by_name = {folded(one.name): one for one in shapes if one.name}
    for one, lat, lon in placed:
        own = by_name.get(folded(one.district or ""))
        if own is not None and contains(own, lat, lon):
            continue
        found = holding(shapes, lat, lon)
        if found is None:
            yield _flaw(
                one,
                Text(de="liegt in keinem Stadtteil der Karte", en="lies in no district of the map"),
            )
        elif own is not None:
            yield _flaw(
                one,
                Text(
                    de=f"eingetragen in {one.district}, die Koordinaten liegen in {found.name}",
                    en=f"on record in {one.district}, but the coordinates lie in {found.name}",
                ),
            )


def _by_distance(placed: Sequence[Placed]) -> Iterator[Flaw]:
    """Those much farther from the middle than most; nothing can be said of a handful of buildings."""
    if len(placed) < FEWEST:
        return
    middle = median(lat for _, lat, _ in placed), median(lon for _, _, lon in placed)
    distances = [kilometres(middle, (lat, lon)) for _, lat, lon in placed]
    usual = median(distances)
    limit = max(LEAST, TIMES * usual)
    for (one, _, _), distance in zip(placed, distances, strict=True):
        if distance > limit:
            yield _flaw(
                one,
                Text(
                    de=f"{distance:.0f} km von der Mitte aller Gebäude; die Hälfte liegt näher als {_de(usual)} km, "
                    f"auffällig ist mehr als {limit:.0f} km",
                    en=f"{distance:.0f} km from the middle of all buildings; half are nearer than {usual:.1f} km, "
                    f"more than {limit:.0f} km is odd",
                ),
            )


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """The distance of two places (latitude, longitude) on a sphere."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, place)) for place in (here, there))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def _de(number: float) -> str:
    """A number with a comma."""
    return f"{number:.1f}".replace(".", ",")


def _flaw(building: Building, problem: Text) -> Flaw:
    """A building in the wrong place."""
    return Flaw(
        kind=FlawKind.OUTSIDE, table="buildings", id=building.id, building=building.id, field="lat", problem=problem
    )
