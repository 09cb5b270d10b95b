"""Boxes that place other boxes below or beside each other; neither is parted."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.pdf_layout import Box, Pen

GUTTER = 20.0


@dataclass(frozen=True, slots=True)
class Stack:
    """Boxes below each other that stay together."""

    boxes: tuple[Box, ...]
    before: float = 10.0
    clings: bool = False

    @property
    def height(self) -> float:
        """All of them, with the gaps between."""
        return sum(box.height for box in self.boxes) + sum(box.before for box in self.boxes[1:])

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw one below the other."""
        for place, box in enumerate(self.boxes):
            top -= box.before if place else 0.0
            box.draw(pen, x, top)
            top -= box.height


@dataclass(frozen=True, slots=True)
class Beside:
    """Boxes beside each other, each as wide as `step` less the gap."""

    boxes: tuple[Box, ...]
    step: float
    before: float = 10.0
    clings: bool = False

    @property
    def height(self) -> float:
        """The highest of them."""
        return max(box.height for box in self.boxes)

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw one beside the other."""
        for place, box in enumerate(self.boxes):
            box.draw(pen, x + place * self.step, top)


def side_by_side(boxes: Sequence[Box], width: float) -> list[Box]:
    """The boxes two by two, each of them so wide."""
    return [Beside(tuple(boxes[start : start + 2]), width + GUTTER) for start in range(0, len(boxes), 2)]
