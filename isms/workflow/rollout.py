"""The rollout: templates, measures and milestones of a workspace, and where every measure stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from isms.core.errors import InputError
from isms.core.model.rollout import (
    Measure,
    MeasureKind,
    Milestone,
    Standing,
    Step,
    Template,
    measure_id,
    milestone_id,
)
from isms.core.model.text import Language
from isms.core.wording_rollout import MEASURES as MEASURE_WORDS
from isms.store import open_store, values
from isms.store.workspace import Workspace
from isms.workflow import register
from isms.workflow.register import rows
from isms.workflow.rulebook import text_of

if TYPE_CHECKING:
    from inventory.rollout_templates import Named, Templates

MEASURES, MILESTONES = "measures", "milestones"
TEMPLATES = "templates"
NOTES = ("blocker", "next_step", "responsible", "partner")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure, where it stands, and every step of its template with what is known of it.

    `periods` has the last day of the period after which a consent counts as given, by the step's key.
    """

    measure: Measure
    standing: Standing
    steps: tuple[tuple[Step, Milestone | None], ...]
    periods: Mapping[str, date]


def templates_of(workspace: Workspace | None) -> "Templates":
    """The milestones of fibre and WLAN: the workspace's own `templates/fibre.yaml` and `wlan.yaml`, else the shipped.

    Raises MistakesError naming every mistake of the files with line and key.
    """
    from inventory import rollout_templates

    texts: dict[MeasureKind, tuple[str, str]] = {}
    for kind, name in rollout_templates.FILES.items():
        text = None if workspace is None else text_of(workspace.root / TEMPLATES / name)
        if text is not None:
            texts[kind] = (f"{TEMPLATES}/{name}", text)
    return rollout_templates.read(texts)


def measures(workspace: Workspace) -> tuple[Measure, ...]:
    """Every measure, by id."""
    return rows(workspace, MEASURES)


def milestones(workspace: Workspace) -> tuple[Milestone, ...]:
    """Every milestone of which something is known, by id."""
    found = values(open_store(workspace.register).rows(MILESTONES), Milestone, MILESTONES)
    return tuple(found[key] for key in sorted(found))


def standings(workspace: Workspace, today: date) -> dict[str, Standing]:
    """Where every measure stands, by the measure's id."""
    from inventory import rollout

    return rollout.standings(templates_of(workspace), measures(workspace), milestones(workspace), today)


def of_building(workspace: Workspace, building: str, today: date) -> tuple[Measured, ...]:
    """The measures of a building; raises InputError if there is no such building."""
    from isms.workflow.buildings import building as existing

    existing(workspace, building)
    templates, stands = templates_of(workspace), standings(workspace, today)
    known = {one.id: one for one in milestones(workspace)}
    return tuple(
        _measured(one, templates[one.kind], stands[one.id], known)
        for one in measures(workspace)
        if one.building == building
    )


def _measured(measure: Measure, template: Template, standing: Standing, known: Mapping[str, Milestone]) -> Measured:
    """A measure with its steps."""
    from inventory.rollout import deemed_on

    steps = tuple((step, known.get(milestone_id(measure.id, step.key))) for step in template.steps)
    ends = {step.key: deemed_on(step, row) for step, row in steps if row is not None and row.actual is None}
    periods = {key: end for key, end in ends.items() if end is not None}
    return Measured(measure=measure, standing=standing, steps=steps, periods=periods)


def find_step(workspace: Workspace, name: str) -> "Named":
    """The step that somebody means; raises InputError if nothing or more than one fits."""
    from inventory import rollout_templates

    return rollout_templates.find(templates_of(workspace), name)


def names(workspace: Workspace | None, language: Language) -> tuple[tuple[str, str], ...]:
    """Every milestone by a name that a shell takes for one word (hyphens for blanks), with its kind; for completion."""
    from inventory import rollout_templates

    found = rollout_templates.names(templates_of(workspace), language)
    return tuple((name.replace(" ", "-"), MEASURE_WORDS[one.kind].to(language)) for name, one in found)


def set_measure(
    workspace: Workspace,
    building: str,
    kind: MeasureKind,
    given: Mapping[str, str],
    when: datetime,
    reason: str | None = None,
) -> Measure:
    """Change what is noted at a measure (blocker, next step, responsible, partner); raises InputError."""
    strangers = [name for name in given if name not in NOTES]
    if strangers:
        raise InputError(
            de=f"{', '.join(strangers)} lässt sich hier nicht setzen. Felder: {', '.join(NOTES)}.",
            en=f"{', '.join(strangers)} cannot be set here. Fields: {', '.join(NOTES)}.",
        )
    key = measure_id(building, kind)
    if any(one.id == key for one in measures(workspace)):
        changed: Measure = register.alter(workspace, MEASURES, key, given, when, reason)
    else:
        whole = {**given, "id": key, "building": building, "kind": kind.value}
        changed = register.add(workspace, MEASURES, whole, when, reason)
    return changed
