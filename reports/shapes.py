"""The outlines of the marks that charts and maps use, on paper and on a screen: points in radii, y upward."""

import math
from dataclasses import dataclass

from reports.mark import Mark

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The outline of a mark; no points: a circle. One that is not `filled` is drawn as a line on the ground."""

    points: Points = ()
    filled: bool = True


def _regular(corners: int, turned: float = 0.0, radius: float = 1.0) -> Points:
    """A polygon with one corner on top, or turned by that share of the circle."""
    angles = (math.tau * (0.25 + turned + corner / corners) for corner in range(corners))
    return tuple((round(radius * math.cos(angle), 3), round(radius * math.sin(angle), 3)) for angle in angles)


SQUARE: Points = ((-0.82, 0.82), (0.82, 0.82), (0.82, -0.82), (-0.82, -0.82))
UP: Points = ((0.0, 0.95), (1.0, -0.8), (-1.0, -0.8))
DOWN: Points = ((0.0, -0.95), (1.0, 0.8), (-1.0, 0.8))
DIAMOND = _regular(4)
PENTAGON = _regular(5)
BAR: Points = ((-1.0, 0.32), (1.0, 0.32), (1.0, -0.32), (-1.0, -0.32))

FORMS: dict[Mark, Form] = {
    Mark.GREEN: Form(),
    Mark.AMBER: Form(UP),
    Mark.RED: Form(SQUARE),
    Mark.GREY: Form(filled=False),
    Mark.DONE: Form(),
    Mark.IN_WORK: Form(UP),
    Mark.SUPPLIED: Form(DIAMOND, filled=False),
    Mark.NOT_BEGUN: Form(filled=False),
    Mark.UNKNOWN: Form(BAR),
    Mark.NEED: Form(SQUARE, filled=False),
    Mark.PLANNING: Form(PENTAGON, filled=False),
    Mark.APPROVAL: Form(DOWN),
    Mark.TENDER: Form(DIAMOND),
    Mark.BUILD: Form(UP),
    Mark.ACCEPTANCE: Form(SQUARE),
}
