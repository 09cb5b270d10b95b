"""Filling pages: boxes are measured first and placed on pages, so that every page number is known before drawing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from reportlab.lib.pagesizes import A4

from reports.pdf_type import Type

MARGIN = 52.0
TOP = 58.0
BOTTOM = 62.0


@dataclass(frozen=True, slots=True)
class Pen:
    """What boxes draw with; `known` holds the anchors that exist."""

    canvas: Any
    type: Type
    known: frozenset[str]

    def link(self, target: str | None, box: tuple[float, float, float, float]) -> None:
        """Make a place lead to an anchor, if there is one of that name."""
        if target in self.known:
            self.canvas.linkRect("", target, box, relative=1, thickness=0)

    def text(self, x: float, y: float, text: str, font: tuple[str, float], colour: Any) -> None:
        """A cleaned string with its baseline at y."""
        self.canvas.setFont(*font)
        self.canvas.setFillColor(colour)
        self.canvas.drawString(x, y, text)


class Box(Protocol):
    """Something with a height that can be placed: `before` is the gap above it unless it stands on top of a page,
    `least` the height without which it does not begin on a page, `clings` keeps it with the box that follows."""

    @property
    def height(self) -> float:
        """The whole height in points."""

    @property
    def before(self) -> float:
        """The gap above."""

    @property
    def least(self) -> float:
        """The least height on a page."""

    @property
    def clings(self) -> bool:
        """Whether it must not stand last on a page."""

    def split(self, room: float) -> "tuple[Box, Box] | None":
        """What fits into `room` and what is left, or None where it cannot be parted."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw with the upper left corner at x, top."""


@dataclass(slots=True)
class Page:
    """A page: its size, and boxes with the place of their upper edge."""

    size: tuple[float, float]
    placed: list[tuple[float, Box]] = field(default_factory=list)
    title: bool = False


def page_size(wide: bool) -> tuple[float, float]:
    """A4 in points, upright or lying."""
    return (A4[1], A4[0]) if wide else (A4[0], A4[1])


def frame_width(wide: bool) -> float:
    """The width between the margins."""
    return page_size(wide)[0] - 2 * MARGIN


def paginate(boxes: Sequence[Box], wide: bool) -> list[Page]:
    """The boxes on pages, from the top of a fresh one."""
    size = page_size(wide)
    return list(_filled(boxes, lambda: Page(size=size), size[1] - TOP, BOTTOM))


def _filled(boxes: Sequence[Box], fresh: Callable[[], Page], top: float, bottom: float) -> Iterable[Page]:
    """Pages filled from top to bottom."""
    page, y = fresh(), top
    for index, box in enumerate(boxes):
        rest: Box | None = box
        if page.placed and y - box.before - _needed(boxes, index, top - bottom) < bottom:
            yield page
            page, y = fresh(), top
        while rest is not None:
            y -= rest.before if page.placed else 0.0
            halves = None if rest.height <= y - bottom else rest.split(y - bottom)
            here = halves[0] if halves else rest
            page.placed.append((y, here))
            y -= here.height
            rest = halves[1] if halves else None
            if rest is not None:
                yield page
                page, y = fresh(), top
    yield page


def _needed(boxes: Sequence[Box], index: int, whole: float) -> float:
    """The height a box must find to begin, all of it with what it clings to; never more than a whole page."""
    needed = 0.0
    while boxes[index].clings and index + 1 < len(boxes):
        needed += boxes[index].height + boxes[index + 1].before
        index += 1
    return min(needed + boxes[index].least, whole)
