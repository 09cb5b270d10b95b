"""Drawings as plain values, for paper and screen: places are shares of the width and, from the top, of the height."""

from dataclasses import dataclass
from enum import StrEnum

from reports.mark import Mark

Point = tuple[float, float]


class Look(StrEnum):
    """What a line or an area stands for; how that looks is decided where it is drawn."""

    GRID = "grid"
    AXIS = "axis"
    LAND = "land"
    GOAL = "goal"
    DEADLINE = "deadline"
    TODAY = "today"
    FAN = "fan"
    LIKELY = "likely"
    CAUTIOUS = "cautious"
    BASELINE = "baseline"
    DONE = "done"


AREAS = frozenset({Look.LAND, Look.FAN})


class Anchor(StrEnum):
    """Where a label stands from its place."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, or the area they enclose."""

    look: Look
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A word at a place; `minor` ones give way where there is little room."""

    at: Point
    text: str
    anchor: Anchor = Anchor.START
    minor: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark at a place, and what it is about."""

    at: Point
    mark: Mark
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing; `ratio` is its height per width where that must be kept (a map), None where it may be stretched."""

    strokes: tuple[Stroke, ...] = ()
    labels: tuple[Label, ...] = ()
    dots: tuple[Dot, ...] = ()
    legend: tuple[tuple[Look, str], ...] = ()
    ratio: float | None = None
