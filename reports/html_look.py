"""The marks on a web page: as shapes in drawings, and as rules of style beside words."""

from dataclasses import dataclass

from reports.mark import Mark
from reports.shapes import FORMS, Form

HOLE = 0.6


@dataclass(frozen=True, slots=True)
class Symbol:
    """A mark for drawings; no points: a circle."""

    mark: Mark
    points: str
    filled: bool


def symbols() -> tuple[Symbol, ...]:
    """Every mark that drawings use."""
    return tuple(Symbol(mark, _flat(form), form.filled) for mark, form in FORMS.items())


def _flat(form: Form) -> str:
    """Points as SVG has them, y downward."""
    return " ".join(f"{right:g},{-up:g}" for right, up in form.points)


def mark_rules() -> str:
    """The shape of each mark beside a word, and the colour of all."""
    return "".join(f".b-{mark.value} {{ --c: var(--{mark.value}); }}\n" for mark in Mark) + "".join(
        f".b-{mark.value}::before {{ {_shape(form)} }}\n" for mark, form in FORMS.items()
    )


def _shape(form: Form) -> str:
    """The outline of a box filled with the colour."""
    if not form.points:
        ring = "" if form.filled else "; background: none; box-shadow: inset 0 0 0 0.16em var(--c)"
        return f"border-radius: 50%{ring};"
    outer = [_corner(right, up) for right, up in form.points]
    if form.filled:
        return f"clip-path: polygon({', '.join(outer)});"
    inner = [_corner(right * HOLE, up * HOLE) for right, up in form.points]
    return f"clip-path: polygon(evenodd, {', '.join((*outer, outer[0], *inner, inner[0]))});"


def _corner(right: float, up: float) -> str:
    """A point in a box."""
    return f"{50 + 50 * right:.3g}% {50 - 50 * up:.3g}%"
