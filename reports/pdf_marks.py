"""The look of a status: colours, and shapes drawn as paths, so that no font has to know them."""

import math
from typing import Any

from reportlab.lib.colors import HexColor

from reports.mark import Mark
from reports.palette import PALETTE
from reports.shapes import FORMS, Form

NAVY = HexColor(0x0B3354)
BLUE = HexColor(0x1E5B8C)
PALE = HexColor(0xCFE3F3)
GOLD = HexColor(0xE8B04A)
INK = HexColor(0x1B2430)
GREY = HexColor(0x5A6675)
RULE = HexColor(0xBCC8D4)
STRIPE = HexColor(0xF2F5F9)
LIT = HexColor(0xFFF0C9)
WHITE = HexColor(0xFFFFFF)
ALERT = HexColor(0x8A1F1A)
LAND = HexColor(0xEEF2F6)
FAN = HexColor(0xD6E3F0)

COLOURS: dict[Mark, Any] = {mark: HexColor(colour) for mark, colour in PALETTE.items()}


# Forms are drawn at this radius and scaled; lines in them are as wide as the shape asks for.
FORM = 10.0


def define_marks(canvas: Any) -> None:
    """Put every shape into the document once; tables show it thousands of times."""
    for mark, shape in SHAPES.items():
        canvas.beginForm(f"mark-{mark.value}", -FORM, -FORM, FORM, FORM)
        canvas.setStrokeColor(COLOURS[mark])
        canvas.setFillColor(COLOURS[mark])
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        shape(canvas, 0.0, 0.0, FORM)
        canvas.endForm()


def draw_mark(canvas: Any, mark: Mark, x: float, y: float, radius: float) -> None:
    """Show the shape with its middle at x, y."""
    scale = radius / FORM
    canvas.saveState()
    canvas.transform(scale, 0, 0, scale, x, y)
    canvas.doForm(f"mark-{mark.value}")
    canvas.restoreState()


def _disc(canvas: Any, x: float, y: float, radius: float) -> None:
    """A filled disc, and a white pen for what stands on it."""
    canvas.circle(x, y, radius, stroke=0, fill=1)
    canvas.setStrokeColor(WHITE)
    canvas.setLineWidth(radius * 0.34)


def _hollow(canvas: Any, x: float, y: float, radius: float) -> None:
    """A circle, and the same pen for what stands in it."""
    canvas.setLineWidth(radius * 0.24)
    canvas.circle(x, y, radius * 0.88, stroke=1, fill=0)


def _tick(canvas: Any, x: float, y: float, radius: float) -> None:
    """A tick on a disc."""
    _disc(canvas, x, y, radius)
    _stroke(canvas, x, y, radius, ((-0.45, 0.0), (-0.12, -0.36), (0.48, 0.36)))


def _cross(canvas: Any, x: float, y: float, radius: float) -> None:
    """A cross on a disc."""
    _disc(canvas, x, y, radius)
    _stroke(canvas, x, y, radius, ((-0.36, -0.36), (0.36, 0.36)))
    _stroke(canvas, x, y, radius, ((-0.36, 0.36), (0.36, -0.36)))


def _half(canvas: Any, x: float, y: float, radius: float) -> None:
    """A circle whose left half is filled."""
    _hollow(canvas, x, y, radius)
    path = canvas.beginPath()
    path.moveTo(x, y)
    for step in range(25):
        angle = math.pi / 2 + math.pi * step / 24
        path.lineTo(x + radius * 0.88 * math.cos(angle), y + radius * 0.88 * math.sin(angle))
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _question(canvas: Any, x: float, y: float, radius: float) -> None:
    """A question mark in a circle."""
    _hollow(canvas, x, y, radius)
    hook = [(-0.26, 0.24)]
    hook += [(0.27 * math.cos(a), 0.22 + 0.25 * math.sin(a)) for a in (math.radians(150 - 30 * s) for s in range(7))]
    hook += [(0.0, -0.1)]
    _stroke(canvas, x, y, radius, tuple(hook))
    canvas.circle(x, y - radius * 0.42, radius * 0.13, stroke=0, fill=1)


def _clock(canvas: Any, x: float, y: float, radius: float) -> None:
    """A clock."""
    _hollow(canvas, x, y, radius)
    _stroke(canvas, x, y, radius, ((0.0, 0.52), (0.0, 0.0), (0.36, -0.16)))


def _dash(canvas: Any, x: float, y: float, radius: float) -> None:
    """A dash in a circle."""
    _hollow(canvas, x, y, radius)
    _stroke(canvas, x, y, radius, ((-0.42, 0.0), (0.42, 0.0)))


def _stroke(canvas: Any, x: float, y: float, radius: float, points: tuple[tuple[float, float], ...]) -> None:
    """A line through points given in radii from the middle."""
    path = canvas.beginPath()
    path.moveTo(x + points[0][0] * radius, y + points[0][1] * radius)
    for right, up in points[1:]:
        path.lineTo(x + right * radius, y + up * radius)
    canvas.drawPath(path, stroke=1, fill=0)


def _outline(form: Form) -> Any:
    """What draws the outline of a mark."""

    def drawn(canvas: Any, x: float, y: float, radius: float) -> None:
        if not form.points:
            (_disc if form.filled else _hollow)(canvas, x, y, radius)
            return
        path = canvas.beginPath()
        path.moveTo(x + form.points[0][0] * radius, y + form.points[0][1] * radius)
        for right, up in form.points[1:]:
            path.lineTo(x + right * radius, y + up * radius)
        path.close()
        canvas.setLineWidth(radius * 0.24)
        canvas.drawPath(path, stroke=int(not form.filled), fill=int(form.filled))

    return drawn


SHAPES: dict[Mark, Any] = {
    Mark.YES: _tick,
    Mark.PARTLY: _half,
    Mark.NO: _cross,
    Mark.OPEN: _question,
    Mark.STALE: _clock,
    Mark.NONE: _dash,
    **{mark: _outline(form) for mark, form in FORMS.items()},
}
