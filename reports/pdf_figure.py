"""Boxes that place drawings, legends and cards on a page."""

from dataclasses import dataclass
from typing import Any

from reports.figure import AREAS, Anchor, Figure, Label, Look, Stroke
from reports.mark import Mark
from reports.model import Badge, Chart, Charts, Legend
from reports.pdf_beside import GUTTER, Stack, side_by_side
from reports.pdf_layout import Box, Pen
from reports.pdf_marks import COLOURS, FAN, GREY, INK, LAND, NAVY, RULE, draw_mark
from reports.pdf_type import Type

PLOT = 96.0
MOST_HIGH = 290.0
NARROW = 300.0
SIZE = 7.6
STEP = 13.0
KEY = 16.0
DOT = 2.8
LINES: dict[Look, tuple[Any, float, tuple[float, ...]]] = {
    Look.GRID: (RULE, 0.5, ()),
    Look.AXIS: (GREY, 0.6, ()),
    Look.LAND: (RULE, 0.6, ()),
    Look.GOAL: (NAVY, 0.9, (1.2, 2.2)),
    Look.DEADLINE: (COLOURS[Mark.NO], 1.2, ()),
    Look.TODAY: (GREY, 0.7, ()),
    Look.FAN: (COLOURS[Mark.IN_WORK], 0.0, ()),
    Look.LIKELY: (COLOURS[Mark.IN_WORK], 1.5, ()),
    Look.CAUTIOUS: (COLOURS[Mark.IN_WORK], 1.2, (4.0, 2.6)),
    Look.BASELINE: (COLOURS[Mark.NOT_BEGUN], 1.3, (1.8, 1.8)),
    Look.DONE: (COLOURS[Mark.DONE], 1.9, ()),
}
FILLS: dict[Look, Any] = {Look.LAND: LAND, Look.FAN: FAN}

Entry = tuple[Look | Badge, str]


@dataclass(frozen=True, slots=True)
class FigureBox:
    """A drawing, not parted."""

    figure: Figure
    width: float
    high: float
    before: float = 6.0
    clings: bool = True

    @property
    def height(self) -> float:
        """The height of the drawing and a gap below."""
        return self.high + 3.0

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw lines, words and dots."""
        wide = self.width if self.figure.ratio is None else self.high / self.figure.ratio
        left = x + (self.width - wide) / 2
        place = (left, top, wide, self.high)
        for stroke in self.figure.strokes:
            _draw_stroke(pen.canvas, stroke, place)
        for label in self.figure.labels:
            if not label.minor or wide > NARROW or self.figure.ratio is not None:
                _draw_label(pen, label, place)
        for dot in self.figure.dots:
            draw_mark(pen.canvas, dot.mark, left + dot.at[0] * wide, top - dot.at[1] * self.high, DOT)


def _draw_stroke(canvas: Any, stroke: Stroke, place: tuple[float, float, float, float]) -> None:
    """A line or an area."""
    left, top, wide, high = place
    colour, thick, dash = LINES[stroke.look]
    path = canvas.beginPath()
    for number, (across, down) in enumerate(stroke.points):
        move = path.lineTo if number else path.moveTo
        move(left + across * wide, top - down * high)
    area = stroke.look in AREAS
    if area:
        path.close()
        canvas.setFillColor(FILLS[stroke.look])
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(thick)
    canvas.setLineJoin(1)
    canvas.setDash(*dash) if dash else canvas.setDash()
    canvas.drawPath(path, stroke=int(thick > 0), fill=int(area))
    canvas.restoreState()


def _draw_label(pen: Pen, label: Label, place: tuple[float, float, float, float]) -> None:
    """A word."""
    left, top, wide, high = place
    font = pen.type.font(label.strong)
    text = pen.type.clean(label.text)
    width = pen.type.width(text, font, SIZE)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[label.anchor]
    y = top - label.at[1] * high + (2.0 if label.at[1] < 1 else 0.0)
    pen.text(left + label.at[0] * wide - shift, y, text, (font, SIZE), INK if label.strong else GREY)


@dataclass(frozen=True, slots=True)
class LegendBox:
    """Marks or lines with their words, in as many rows as are needed."""

    rows: tuple[tuple[tuple[float, Entry], ...], ...]
    before: float = 5.0
    clings: bool = True

    @property
    def height(self) -> float:
        """All rows."""
        return len(self.rows) * STEP

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw each sign with its word."""
        for number, row in enumerate(self.rows):
            y = top - 9.0 - number * STEP
            for at, (sign, word) in row:
                if isinstance(sign, Badge):
                    draw_mark(pen.canvas, sign.mark, x + at + 6.0, y + 2.8, 3.6)
                else:
                    _draw_key(pen.canvas, sign, x + at, y + 2.8)
                pen.text(x + at + KEY, y, word, (pen.type.fonts.regular, SIZE + 0.4), INK)


def _draw_key(canvas: Any, look: Look, x: float, y: float) -> None:
    """A piece of a line or an area."""
    box = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    points = box if look in AREAS else ((0.0, 0.5), (1.0, 0.5))
    _draw_stroke(canvas, Stroke(look, points), (x, y + 3.0, 13.0, 6.0))


def legend_box(entries: tuple[Entry, ...], kind: Type, width: float) -> LegendBox:
    """The legend for a width."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    at = 0.0
    for sign, word in entries:
        text = kind.clean(word)
        wide = KEY + kind.width(text, kind.fonts.regular, SIZE + 0.4) + 14.0
        if rows[-1] and at + wide > width:
            rows.append([])
            at = 0.0
        rows[-1].append((at, (sign, text)))
        at += wide
    return LegendBox(tuple(tuple(row) for row in rows))


@dataclass(frozen=True, slots=True)
class TitleBox:
    """The title of one chart among several."""

    lines: tuple[str, ...]
    font: str
    before: float = 0.0
    clings: bool = True

    @property
    def height(self) -> float:
        """Two lines, so that charts side by side begin alike."""
        return 24.0

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the lines, the last one at the bottom."""
        for number, line in enumerate(self.lines):
            y = top - self.height + 3.0 + (len(self.lines) - 1 - number) * 11.6
            pen.text(x, y, line, (self.font, 9.6), NAVY)


@dataclass(frozen=True, slots=True)
class CaptionBox:
    """What a drawing shows, in small letters."""

    lines: tuple[str, ...]
    before: float = 3.0
    clings: bool = False

    @property
    def height(self) -> float:
        """All lines."""
        return len(self.lines) * 10.2

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw line after line."""
        for number, line in enumerate(self.lines):
            pen.text(x, top - 8.0 - number * 10.2, line, (pen.type.fonts.regular, 8.2), GREY)


def badges_box(block: Legend, kind: Type, width: float) -> LegendBox:
    """The legend of what is drawn below."""
    return legend_box(tuple((badge, badge.word) for badge in block.badges), kind, width)


def figure_boxes(block: Chart, kind: Type, width: float) -> tuple[LegendBox, FigureBox, CaptionBox]:
    """Legend, drawing and caption of a chart."""
    entries: tuple[Entry, ...] = (*((badge, badge.word) for badge in block.badges), *block.figure.legend)
    high = PLOT if block.figure.ratio is None else min(MOST_HIGH, width * block.figure.ratio)
    caption = CaptionBox(kind.lines(block.words, kind.fonts.regular, 8.2, width)[:3])
    return legend_box(entries, kind, width), FigureBox(block.figure, width, high), caption


def chart_boxes(block: Charts, kind: Type, width: float) -> list[Box]:
    """One legend for all, and the charts two by two."""
    half = (width - GUTTER) / 2
    looks = dict(entry for chart in block.charts for entry in chart.figure.legend)
    ordered = tuple((look, looks[look]) for look in Look if look in looks)
    cells = [_under_its_title(chart, kind, half) for chart in block.charts]
    return [legend_box(ordered, kind, width), *side_by_side(cells, half)]


def _under_its_title(chart: Chart, kind: Type, width: float) -> Stack:
    """A chart with title and caption, without its legend."""
    title = TitleBox(kind.lines(chart.title, kind.fonts.bold, 9.6, width)[:2], kind.fonts.bold)
    caption = CaptionBox(kind.lines(chart.words, kind.fonts.regular, 8.2, width)[:4])
    return Stack((title, FigureBox(chart.figure, width, PLOT), caption))
