"""Boxes that place charts on a page, each with its counts in words beside it."""

from dataclasses import dataclass
from typing import Any

from reportlab.graphics.renderbase import STATE_DEFAULTS, StateTracker
from reportlab.graphics.renderPDF import _PDFRenderer

from isms.core.model.text import Language
from reports import charts
from reports.model import Bars, Ring, Rings
from reports.pdf_layout import Pen
from reports.pdf_marks import INK, NAVY, draw_mark
from reports.pdf_type import Type
from reports.typography import number

RING = 108.0
TITLE = 20.0
LEGEND_STEP = 17.0
SIZE = 9.2


@dataclass(frozen=True, slots=True)
class RingsBox:
    """Ring charts side by side, the legend of each to its right."""

    rings: tuple[Ring, ...]
    width: float
    language: Language
    before: float = 12.0
    clings: bool = False

    @property
    def height(self) -> float:
        """Title and ring, or the longer legend."""
        return TITLE + max(RING, *(len(ring.slices) * LEGEND_STEP for ring in self.rings)) + 4.0

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw one ring after the other."""
        step = self.width / max(2, len(self.rings))
        for index, ring in enumerate(self.rings):
            self._draw_ring(pen, ring, x + index * step, top)

    def _draw_ring(self, pen: Pen, ring: Ring, x: float, top: float) -> None:
        """Draw title, ring and legend."""
        fonts = pen.type.fonts
        pen.text(x, top - 11.0, pen.type.clean(ring.title), (fonts.bold, 10.4), NAVY)
        draw_drawing(pen, charts.ring(ring, RING, fonts, self.language), x, top - TITLE - RING)
        y = top - TITLE - RING / 2 + (len(ring.slices) - 1) * LEGEND_STEP / 2
        for piece in ring.slices:
            draw_mark(pen.canvas, piece.badge.mark, x + RING + 18.0, y, 4.8)
            pen.text(x + RING + 28.0, y - 3.2, piece.badge.word, (fonts.regular, SIZE), INK)
            count = number(piece.count, self.language)
            right = x + RING + 118.0 - pen.type.width(count, fonts.bold, SIZE)
            pen.text(right, y - 3.2, count, (fonts.bold, SIZE), INK)
            y -= LEGEND_STEP


@dataclass(frozen=True, slots=True)
class DrawingBox:
    """A drawing as high as it is."""

    drawing: Any
    before: float = 6.0
    clings: bool = False

    @property
    def height(self) -> float:
        """The drawing's height."""
        return float(self.drawing.height)

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it."""
        draw_drawing(pen, self.drawing, x, top - self.height)


class EmbeddedFontRenderer(_PDFRenderer):  # type: ignore[misc]
    """Begins a drawing with our font: reportlab begins with Helvetica, which is not embedded."""

    font = ""

    def initState(self, x: float, y: float) -> None:  # noqa: N802 - reportlab's name
        """Begin with reportlab's defaults but the font."""
        self._tracker = StateTracker({**STATE_DEFAULTS, "fontName": self.font}, defaultObj=self._drawing)
        super().initState(x, y)


def draw_drawing(pen: Pen, drawing: Any, x: float, y: float) -> None:
    """A drawing with its lower left corner at x, y."""
    renderer = EmbeddedFontRenderer()
    renderer.font = pen.type.fonts.regular
    renderer.draw(drawing, pen.canvas, x, y, showBoundary=0)


def rings_box(block: Rings, width: float, language: Language) -> RingsBox:
    """Rings for a width."""
    return RingsBox(block.rings, width, language)


def bars_box(block: Bars, kind: Type, width: float, language: Language) -> DrawingBox:
    """Bars for a width."""
    return DrawingBox(charts.bars(block.bars, width, kind, language))
