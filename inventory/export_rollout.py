"""The rollout as offices keep it: one row per building, a column for the planned and one for the real day of each
step. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from isms.core.model.building import Building
from isms.core.model.rollout import Measure, Milestone, Standing, Step, Template
from isms.core.model.text import Language, Text
from isms.core.wording_fields import FIELDS
from isms.core.wording_rollout import PHASES

OF_BUILDING = ("id", "name", "district", "type", "department", "priority")
OF_MEASURE = ("blocker", "next_step", "responsible", "partner")
PHASE, SINCE = Text(de="Phase", en="phase"), Text(de="seit", en="since")
DROPPED = Text(de="entfällt", en="dropped")
Cell = str | int | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A building with its measure, where that stands, and what is known of its steps, by key."""

    building: Building
    measure: Measure | None = None
    standing: Standing | None = None
    steps: Mapping[str, Milestone]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Titles, and rows of texts, numbers and days."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(template: Template, dated: Sequence[Dated], language: Language) -> Table:
    """The rows in the given order; a step that does not take place says so where its planned day would stand."""
    names = (*(FIELDS[name] for name in OF_BUILDING), PHASE, SINCE, *(FIELDS[name] for name in OF_MEASURE))
    days = tuple(
        f"{step.title.to(language)}: {FIELDS[name].to(language)}"
        for step in template.steps
        for name in ("plan", "actual")
    )
    titles = (*(name.to(language) for name in names), *days)
    return Table(titles=titles, rows=tuple(_row(template, one, language) for one in dated))


def _row(template: Template, one: Dated, language: Language) -> tuple[Cell, ...]:
    """One building."""
    phase = one.standing.phase if one.standing is not None else None
    since = one.standing.since if one.standing is not None else None
    return (
        *_fields(one.building, OF_BUILDING),
        PHASES[phase].to(language) if phase is not None else None,
        since,
        *_fields(one.measure, OF_MEASURE),
        *(day for step in template.steps for day in _days(step, one, language)),
    )


def _fields(value: Any, names: Sequence[str]) -> tuple[Cell, ...]:
    """Some fields of a value that may be missing."""
    return tuple(getattr(value, name, None) for name in names)


def _days(step: Step, one: Dated, language: Language) -> tuple[Cell, Cell]:
    """The planned and the real day of a step."""
    known = one.steps.get(step.key)
    if known is None:
        return None, None
    dropped = known.dropped_reason is not None and known.actual is None
    return DROPPED.to(language) if dropped else known.plan, known.actual
