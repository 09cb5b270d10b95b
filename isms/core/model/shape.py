"""The outlines of districts."""

from dataclasses import dataclass, field

Ring = tuple[tuple[float, float], ...]  # longitude and latitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A district: polygons, each an outer ring and its holes, in degrees; `name` None if it has none.

    `box` is west, south, east, north of all of it.
    """

    name: str | None
    polygons: tuple[tuple[Ring, ...], ...]
    box: tuple[float, float, float, float] = field(init=False)

    def __post_init__(self) -> None:
        """Measure the box once."""
        points = [point for outer, *_ in self.polygons for point in outer]
        east, north = [x for x, _ in points], [y for _, y in points]
        object.__setattr__(self, "box", (min(east), min(north), max(east), max(north)))
