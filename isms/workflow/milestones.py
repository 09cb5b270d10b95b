"""Dating milestones, one at a time or many from a file; a promise that moves needs a reason."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from isms.core.errors import InputError
from isms.core.model.importing import ImportResult
from isms.core.model.rollout import Measure, MeasureKind, Milestone, Standing, Step, measure_id, milestone_id
from isms.core.model.text import Text
from isms.core.wording_fields import TABLES
from isms.store import Transaction, author, open_store, values
from isms.store.workspace import Workspace
from isms.workflow.register import Bulk, kept, refusal, unknown
from isms.workflow.rollout import MEASURES, MILESTONES, find_step, templates_of

if TYPE_CHECKING:
    from inventory.bulk import Row
    from inventory.rollout_edit import Edit
    from inventory.rollout_fields import Problem
    from inventory.rollout_templates import Named, Templates


class ReasonOwedError(InputError):
    """A promised date moves, and nobody said why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A milestone after its dates were changed, and where its measure stands now.

    `deemed_on` is the last day of the period after which the consent counts as given.
    """

    kind: MeasureKind
    step: Step
    milestone: Milestone
    standing: Standing
    deemed_on: date | None = None


def edit_of(texts: Mapping[str, str], reason: str | None) -> "Edit":
    """New dates from texts by field (`-` takes one away), or why a step does not take place (`dropped_reason`).

    Raises InputError naming every date that is none.
    """
    from inventory import rollout_rows

    found = rollout_rows.edit(dict.fromkeys(rollout_rows.NEEDS, "") | dict(texts), reason)
    if isinstance(found, tuple):
        raise refusal(TABLES[MILESTONES], None, found)
    return found


def set_milestone(workspace: Workspace, building: str, name: str, edit: "Edit", when: datetime) -> Dated:
    """Change the dates of a milestone; raises ReasonOwedError if a promised date moves without a reason, InputError if
    there is no such building or milestone, or the dates cannot be."""
    from inventory.rollout import deemed_on, standing
    from inventory.rollout_edit import REASON

    found = find_step(workspace, name)
    template = templates_of(workspace)[found.kind]
    with open_store(workspace.register).transaction(who=author.user(), when=when, reason=edit.reason) as change:
        judged = _Editor(change, when.date()).edited(building, found, edit)
        if isinstance(judged, tuple):
            kind = ReasonOwedError if all(field == REASON for field, _, _ in judged) else InputError
            title = found.step.title
            place = Text(de=f"{building} {title.de}", en=f"{building} {title.en}")
            said = refusal(TABLES[MILESTONES], place, judged)
            raise kind(de=said.message.de, en=said.message.en)
        keep_measures(change, [(building, found.kind)])
        change.put(MILESTONES, judged.key, judged.new)
        every = values(change.rows(MILESTONES), Milestone, MILESTONES).values()
    measure = measure_id(building, found.kind)
    now_there = standing(measure, template, [one for one in every if one.measure == measure], when.date())
    end = deemed_on(found.step, judged.new)
    return Dated(kind=found.kind, step=found.step, milestone=judged.new, standing=now_there, deemed_on=end)


def keep_measures(change: Transaction, owners: Iterable[tuple[str, MeasureKind]]) -> None:
    """See to it that there are measures to which milestones can belong."""
    known = change.rows(MEASURES)
    for building, kind in dict.fromkeys(owners):
        key = measure_id(building, kind)
        if key not in known:
            change.put(MEASURES, key, Measure(id=key, building=building, kind=kind))


class _Editor:
    """Judges edits of milestones against the register as it was when it was made."""

    def __init__(self, change: Transaction, today: date, *, alone: bool = True) -> None:
        """Look at the register; `alone` also looks for similar ids where one is unknown."""
        self.buildings = frozenset(change.rows("buildings"))
        self.known = values(change.rows(MILESTONES), Milestone, MILESTONES)
        self.today = today
        self.alone = alone

    def edited(self, building: str, found: "Named", edit: "Edit") -> "Row | tuple[Problem, ...]":
        """The milestone after an edit, or everything that is wrong."""
        from inventory.bulk import Row
        from inventory.rollout_edit import edited

        if building not in self.buildings:
            return (("building", building, unknown(building, self.buildings if self.alone else (), "buildings")),)
        measure = measure_id(building, found.kind)
        key = milestone_id(measure, found.step.key)
        old = self.known.get(key)
        blank = Milestone(id=key, measure=measure, name=found.step.key)
        result = edited(old or blank, found.step, edit, self.today)
        if isinstance(result, tuple):
            return tuple((field, _said(edit, field), why) for field, why in result)
        return Row(key=key, old=old, new=result, reason=edit.reason)


def _said(edit: "Edit", field: str) -> str:
    """What was given for a field."""
    day = edit.dates.get(field)
    return day.isoformat() if day is not None else ""


def from_file(workspace: Workspace, bulk: Bulk, when: datetime) -> ImportResult:
    """Change many milestones; rows that do not fit are named in the report, the others are kept."""
    from inventory import bulk as planning
    from inventory.rollout_rows import NEEDS, TITLES, field_of
    from inventory.tables import read

    sheet = read(bulk.file, planning.REASONS | TITLES.keys(), repair=bulk.repair)
    templates = templates_of(workspace)

    def plan(change: Transaction) -> planning.BulkPlan:
        """What the file changes."""
        made = planning.plan(sheet, field_of, _row_judge(change, templates, bulk.reason, when.date()), NEEDS)
        if not bulk.dry_run and not (bulk.strict and made.report.rejected):
            keep_measures(change, [_owner(row.new) for row in made.changed])
        return made

    return kept(workspace, MILESTONES, bulk, when, plan)


def _owner(milestone: Milestone) -> tuple[str, MeasureKind]:
    """The building and the kind of a milestone's measure."""
    building, _, kind = milestone.measure.rpartition(":")
    return building, MeasureKind(kind)


def _row_judge(
    change: Transaction, templates: "Templates", reason: str | None, today: date
) -> "Callable[[Mapping[str, str]], Row | tuple[Problem, ...]]":
    """What becomes of one row of a file with milestones."""
    from inventory import rollout_rows, rollout_templates

    editor = _Editor(change, today, alone=False)

    def judge(given: Mapping[str, str]) -> "Row | tuple[Problem, ...]":
        """The milestone after the row, or everything that is wrong with it."""
        edit = rollout_rows.edit(given, reason)
        if isinstance(edit, tuple):
            return edit
        try:
            found = rollout_templates.find(templates, given["milestone"])
        except InputError as error:
            return (("milestone", given["milestone"], error.message),)
        return editor.edited(given["building"].strip(), found, edit)

    return judge
