"""Charts as drawings, which serve PDF and SVG alike: ring and stacked bars."""

import math
from collections.abc import Iterator

from reportlab.graphics.shapes import Drawing, Line, Polygon, Rect, String
from reportlab.lib.colors import Color

from isms.core.model.text import Language
from reports.fonts import Fonts
from reports.mark import Mark
from reports.model import Bar, Ring
from reports.pdf_marks import COLOURS, GREY, INK, RULE, WHITE
from reports.pdf_type import Type
from reports.typography import number, percent

BAR_HEIGHT = 13.0
BAR_STEP = 20.0
AXIS = 16.0
LABEL_SIZE = 8.4
GOOD = (Mark.YES, Mark.DONE)


def ring(value: Ring, size: float, fonts: Fonts, language: Language) -> Drawing:
    """A ring of the slices with the share of the first in its middle."""
    drawing = Drawing(size, size)
    whole = sum(piece.count for piece in value.slices)
    begin = 0.0
    for piece in value.slices:
        share = piece.count / whole if whole else 0.0
        for polygon in _segment(size / 2, begin, begin + share, COLOURS[piece.badge.mark]):
            drawing.add(polygon)
        begin += share
    first = value.slices[0]
    middle = {"textAnchor": "middle", "fontName": fonts.bold, "fillColor": INK}
    drawing.add(
        String(size / 2, size / 2 - size * 0.02, percent(first.count, whole, language), fontSize=size * 0.17, **middle)
    )
    below = {"textAnchor": "middle", "fontName": fonts.regular, "fillColor": GREY}
    drawing.add(String(size / 2, size / 2 - size * 0.13, first.badge.word, fontSize=max(6.4, size * 0.083), **below))
    return drawing


def _segment(radius: float, begin: float, end: float, colour: Color) -> Iterator[Polygon]:
    """A piece of a ring between two shares of the circle, clockwise from the top, in parts of at most a third."""
    parts = math.ceil((end - begin) * 3)
    for part in range(parts):
        low = begin + (end - begin) * part / parts
        high = begin + (end - begin) * (part + 1) / parts
        steps = max(2, int((high - low) * 180))
        angles = [math.tau * (0.25 - low - (high - low) * step / steps) for step in range(steps + 1)]
        points = [_point(radius, radius, angle) for angle in angles]
        points += [_point(radius, radius * 0.64, angle) for angle in reversed(angles)]
        flat = [coordinate for point in points for coordinate in point]
        yield Polygon(flat, fillColor=colour, strokeColor=colour, strokeWidth=0.2)
    if parts and end - begin < 1.0:
        edges = [
            _point(radius, radius, math.tau * (0.25 - end)),
            _point(radius, radius * 0.64, math.tau * (0.25 - end)),
        ]
        yield Polygon([*edges[0], *edges[1]], fillColor=None, strokeColor=WHITE, strokeWidth=1.6)


def _point(centre: float, radius: float, angle: float) -> tuple[float, float]:
    """A point on a circle."""
    return centre + radius * math.cos(angle), centre + radius * math.sin(angle)


def bars(rows: tuple[Bar, ...], width: float, kind: Type, language: Language) -> Drawing:
    """Stacked bars below each other, with a scale in per cent and the share of what is met at the end."""
    high = len(rows) * BAR_STEP + AXIS
    drawing = Drawing(width, high)
    left, right = _label_room(rows, width, kind), width - 40.0
    for quarter in range(5):
        x = left + (right - left) * quarter / 4
        drawing.add(Line(x, AXIS - 3.0, x, high, strokeColor=RULE, strokeWidth=0.5))
        text = percent(quarter, 4, language)
        drawing.add(
            String(x, 2.0, text, fontSize=7.0, fontName=kind.fonts.regular, fillColor=GREY, textAnchor="middle")
        )
    for index, row in enumerate(rows):
        _add_bar(drawing, row, (left, high - (index + 1) * BAR_STEP + 3.0, right - left), kind, language)
    return drawing


def _label_room(rows: tuple[Bar, ...], width: float, kind: Type) -> float:
    """The room for the labels: that of the longest, but less than half of the width."""
    widest = max((kind.width(kind.clean(row.label), kind.fonts.regular, LABEL_SIZE) for row in rows), default=0.0)
    return min(width * 0.41, widest + 20.0)


def _add_bar(drawing: Drawing, row: Bar, place: tuple[float, float, float], kind: Type, language: Language) -> None:
    """One bar with its label and counts."""
    x, y, width = place
    whole = sum(piece.count for piece in row.slices)
    label = kind.lines(row.label, kind.fonts.regular, LABEL_SIZE, x - 12.0)
    shown = label[0] + (" …" if len(label) > 1 else "")
    look = {"fontSize": LABEL_SIZE, "fillColor": INK}
    base = y + 3.8
    drawing.add(String(x - 8.0, base, shown, textAnchor="end", fontName=kind.fonts.regular, **look))
    good = sum(piece.count for piece in row.slices if piece.badge.mark in GOOD)
    share = percent(good, whole, language)
    drawing.add(String(x + width + 7.0, base, share, fontName=kind.fonts.bold, **look))
    for piece in row.slices:
        long = width * piece.count / whole if whole else 0.0
        colour = COLOURS[piece.badge.mark]
        drawing.add(Rect(x, y, long, BAR_HEIGHT, fillColor=colour, strokeColor=WHITE, strokeWidth=0.6))
        count = number(piece.count, language)
        if kind.width(count, kind.fonts.bold, 7.4) + 4.0 < long:
            white = {"fontSize": 7.4, "fontName": kind.fonts.bold, "fillColor": WHITE, "textAnchor": "middle"}
            drawing.add(String(x + long / 2, base, count, **white))
        x += long
