"""A map as a drawing: points by how far they are, on the shapes of the districts where these are given."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from isms.core.model.shape import Shape
from isms.core.model.stages import BuildingView
from reports.case_rollout import RolloutCase
from reports.figure import Anchor, Dot, Figure, Label, Look, Point, Stroke
from reports.mark import Mark

EDGE = 0.03
FAR = 8.0  # a point so many times farther from the middle than the usual one lies elsewhere
NEAR = 0.05  # degrees that are never far
MOST_TITLES = 1500
FINE = 0.0012  # of the width: what is smaller cannot be seen
BEHIND = (Mark.DONE, Mark.SUPPLIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The part of the earth that is shown; `squeeze` makes a degree of longitude as long as one of latitude."""

    west: float
    south: float
    east: float
    north: float
    squeeze: float

    @property
    def ratio(self) -> float:
        """Height per width, within reason for a page."""
        return min(1.1, max(0.45, (self.north - self.south) / ((self.east - self.west) * self.squeeze)))

    def at(self, lon: float, lat: float) -> Point:
        """Where a place is in the drawing; what would be stretched is padded instead."""
        wide, high = (self.east - self.west) * self.squeeze, self.north - self.south
        scale = (1 - 2 * EDGE) / max(wide, high / self.ratio)
        x = 0.5 + ((lon - (self.west + self.east) / 2) * self.squeeze) * scale
        y = 0.5 - (lat - (self.south + self.north) / 2) * scale / self.ratio
        return round(x, 4), round(y, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The buildings on the map, and how many are not: hidden, without coordinates, or far from the others."""

    on_map: tuple[BuildingView, ...]
    hidden: int
    nowhere: int
    far: int


def placed(case: RolloutCase) -> Placed:
    """Who can be shown where."""
    named = [one for one in case.views.buildings if case.named(one.building.id)]
    located = [one for one in named if one.building.lat is not None and one.building.lon is not None]
    near = _near(located)
    return Placed(
        on_map=tuple(near),
        hidden=len(case.views.buildings) - len(named),
        nowhere=len(named) - len(located),
        far=len(located) - len(near),
    )


def figure(case: RolloutCase, buildings: Sequence[BuildingView]) -> Figure:
    """The map; what is not done yet lies on top."""
    frame = _frame(buildings, case.shapes)
    if frame is None:
        return Figure(ratio=0.5)
    titled = len(buildings) <= MOST_TITLES
    dots = [_dot(case, one, frame, titled) for one in buildings]
    return Figure(
        strokes=tuple(stroke for shape in case.shapes for stroke in _land(shape, frame)),
        labels=tuple(label for shape in case.shapes for label in _names(shape, frame)),
        dots=tuple(sorted(dots, key=lambda dot: (dot.mark not in BEHIND, dot.at))),
        ratio=round(frame.ratio, 4),
    )


def _near(located: list[BuildingView]) -> list[BuildingView]:
    """The buildings around the middle of all; a swapped or invented coordinate would make the rest a dot."""
    if not located:
        return []
    lat = median(one.building.lat or 0.0 for one in located)
    lon = median(one.building.lon or 0.0 for one in located)

    def distance(one: BuildingView) -> float:
        return max(abs((one.building.lat or 0.0) - lat), abs((one.building.lon or 0.0) - lon))

    most = max(NEAR, FAR * median(map(distance, located)))
    return [one for one in located if distance(one) <= most]


def _frame(buildings: Iterable[BuildingView], shapes: Iterable[Shape]) -> Frame | None:
    """The box around everything; None around nothing."""
    points = [(one.building.lon or 0.0, one.building.lat or 0.0) for one in buildings]
    points += [point for shape in shapes for outer, *_ in shape.polygons for point in outer]
    if not points:
        return None
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    middle = (min(lats) + max(lats)) / 2
    rim = 0.002
    return Frame(
        west=min(lons) - rim,
        south=min(lats) - rim,
        east=max(lons) + rim,
        north=max(lats) + rim,
        squeeze=max(0.1, math.cos(math.radians(middle))),
    )


def _dot(case: RolloutCase, one: BuildingView, frame: Frame, titled: bool) -> Dot:
    """A building."""
    badge = case.phase(one.fibre)
    title = f"{one.building.name or one.building.id}: {badge.word}" if titled else ""
    return Dot(frame.at(one.building.lon or 0.0, one.building.lat or 0.0), badge.mark, title)


def _land(shape: Shape, frame: Frame) -> list[Stroke]:
    """The outer rings of a district, without what is too fine to be seen."""
    rings = (tuple(frame.at(*point) for point in outer) for outer, *_ in shape.polygons)
    simple = (simplified(ring, FINE) for ring in rings)
    return [Stroke(Look.LAND, ring) for ring in simple if len(ring) > 3]


def _names(shape: Shape, frame: Frame) -> list[Label]:
    """The name of a district, in the middle of its box."""
    if shape.name is None:
        return []
    west, south, east, north = shape.box
    at = frame.at((west + east) / 2, (south + north) / 2)
    return [Label(at=at, text=shape.name, anchor=Anchor.MIDDLE, minor=True)]


def simplified(points: Sequence[Point], fine: float) -> tuple[Point, ...]:
    """A line without the points that lie closer than `fine` to it (Douglas and Peucker 1973)."""
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, distance = first, 0.0
        for place in range(first + 1, last):
            off = _off(points[place], points[first], points[last])
            if off > distance:
                farthest, distance = place, off
        if distance > fine:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return tuple(points[place] for place in sorted(keep) if place >= 0)


def _off(point: Point, begin: Point, end: Point) -> float:
    """How far a point is from the line between two others, or from the one where they are the same."""
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    length = math.hypot(dx, dy)
    if not length:
        return math.hypot(point[0] - begin[0], point[1] - begin[1])
    return abs(dx * (begin[1] - point[1]) - dy * (begin[0] - point[0])) / length
