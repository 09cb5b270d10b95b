"""Invented registers for the tests of the targets."""

from collections.abc import Iterable
from datetime import date

from inventory.rollout_templates import read
from inventory.targets import Register, progresses
from isms.core.model.area import Area, AreaKind
from isms.core.model.building import Building
from isms.core.model.connection import Connection, Medium
from isms.core.model.progress import Judgement, Progress
from isms.core.model.rollout import Measure, MeasureKind, Milestone, measure_id, milestone_id
from isms.core.model.target import Metric, Operator, Scope, Target
from isms.core.model.text import Text

DAY = date(2026, 11, 22)
LONG_AGO = date(2024, 3, 1)
TEMPLATES = read({})
WORDS = Text(de="Ziel", en="target")


def a_target(metric: Metric, scope: Scope | None = None, **more: object) -> Target:
    """A target with this metric; `mbit` asks for more than 1000."""
    kind = MeasureKind.WLAN if metric in {Metric.WLAN, Metric.CABLED} else MeasureKind.FIBRE
    operator, value = (Operator.MORE_THAN, 1000.0) if metric is Metric.MBIT else (Operator.IS, None)
    given = {"operator": operator, "value": value, "scope": scope or Scope(), **more}
    return Target(id="t", title=WORDS, source=WORDS, kind=kind, metric=metric, **given)  # type: ignore[arg-type]


def a_line(medium: Medium | None, since: date | None = LONG_AGO, **more: object) -> Connection:
    """A line into building 1, in service for long."""
    given = {"id": f"1-{medium}", "building": "1", "active_since": since, **more}
    return Connection(medium=medium, **given)  # type: ignore[arg-type]


def an_area(kind: AreaKind, **more: object) -> Area:
    """An area of building 1."""
    given = {"id": f"1-{kind}", "building": "1", **more}
    return Area(kind=kind, **given)  # type: ignore[arg-type]


def reached(kind: MeasureKind, *steps: str, on: date = LONG_AGO, building: str = "1") -> tuple[Milestone, ...]:
    """Milestones of the measure of a building, all reached on one day."""
    measure = measure_id(building, kind)
    return tuple(Milestone(id=milestone_id(measure, step), measure=measure, name=step, actual=on) for step in steps)


def a_register(
    *buildings: Building,
    connections: Iterable[Connection] = (),
    areas: Iterable[Area] = (),
    milestones: Iterable[Milestone] = (),
) -> Register:
    """A register with these rows; the measures are those of the milestones."""
    rows = tuple(milestones)
    measures = {
        row.measure: Measure(
            id=row.measure, building=row.measure.split(":")[0], kind=MeasureKind(row.measure.split(":")[1])
        )
        for row in rows
    }
    return Register(
        buildings=buildings or (Building(id="1"),),
        connections=tuple(connections),
        areas=tuple(areas),
        measures=tuple(measures.values()),
        milestones=rows,
        templates=TEMPLATES,
    )


def told(target: Target, register: Register, day: date = DAY) -> Progress:
    """How far one target is."""
    [found] = progresses([target], register, day)
    return found


def judged(target: Target, register: Register, day: date = DAY) -> Judgement:
    """What holds for the only building in scope."""
    [found] = told(target, register, day).judged
    return found
