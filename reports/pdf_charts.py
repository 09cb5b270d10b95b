"""Boxes that place charts on a page, each with its counts in words beside it."""

from dataclasses import dataclass
from typing import Any

from reportlab.graphics.renderbase import STATE_DEFAULTS, StateTracker
from reportlab.graphics.renderPDF import _PDFRenderer

from isms.core.model.text import Language
from reports import charts
from reports.model import Bars, Ring, Rings, Slice
from reports.pdf_layout import Pen
from reports.pdf_marks import INK, NAVY, draw_mark
from reports.pdf_type import Type
from reports.typography import number

TITLE = 20.0
LEGEND_STEP = 14.6
SIZE = 8.2
LEGEND = 19.0
MOST_GAP = 40.0
MOST_BARS = 24


@dataclass(frozen=True, slots=True)
class RingsBox:
    """Ring charts side by side, the legend of each to its right."""

    rings: tuple[Ring, ...]
    width: float
    language: Language
    before: float = 12.0
    clings: bool = False

    @property
    def ring(self) -> float:
        """The width of a ring: three stand side by side, fewer may be larger."""
        return 68.0 if len(self.rings) > 2 else 104.0

    @property
    def height(self) -> float:
        """Title and ring, or the longer legend."""
        return TITLE + max(self.ring, *(len(ring.slices) * LEGEND_STEP for ring in self.rings)) + 4.0

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw one ring after the other."""
        wide = [self._width(pen, ring) for ring in self.rings]
        gap = min(MOST_GAP, (self.width - sum(wide)) / max(1, len(wide) - 1))
        for ring, width in zip(self.rings, wide, strict=True):
            self._draw_ring(pen, ring, (x, x + width), top)
            x += width + gap

    def _width(self, pen: Pen, ring: Ring) -> float:
        """The width of a ring with its legend."""
        words = max(pen.type.width(piece.badge.word, pen.type.fonts.regular, SIZE) for piece in ring.slices)
        counts = max(self._count_width(pen, piece) for piece in ring.slices)
        return self.ring + LEGEND + words + 9.0 + counts

    def _count_width(self, pen: Pen, piece: Slice) -> float:
        """The width of a slice's count."""
        return pen.type.width(number(piece.count, self.language), pen.type.fonts.bold, SIZE)

    def _draw_ring(self, pen: Pen, ring: Ring, place: tuple[float, float], top: float) -> None:
        """Draw title, ring and legend between two edges."""
        fonts, left, size = pen.type.fonts, place[0], self.ring
        pen.text(left, top - 11.0, pen.type.clean(ring.title), (fonts.bold, 10.4), NAVY)
        draw_drawing(pen, charts.ring(ring, size, fonts, self.language), left, top - TITLE - size)
        y = top - TITLE - size / 2 + (len(ring.slices) - 1) * LEGEND_STEP / 2
        for piece in ring.slices:
            draw_mark(pen.canvas, piece.badge.mark, left + size + LEGEND - 8.0, y, 4.2)
            pen.text(left + size + LEGEND, y - 2.8, piece.badge.word, (fonts.regular, SIZE), INK)
            at = place[1] - self._count_width(pen, piece)
            pen.text(at, y - 2.8, number(piece.count, self.language), (fonts.bold, SIZE), INK)
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


def bars_boxes(block: Bars, kind: Type, width: float, language: Language) -> list[DrawingBox]:
    """Bars for a width, as many drawings as are needed for none to be higher than a page."""
    parts = (block.bars[start : start + MOST_BARS] for start in range(0, len(block.bars), MOST_BARS))
    return [DrawingBox(charts.bars(part, width, kind, language)) for part in parts]
