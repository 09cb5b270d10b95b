"""What is wrong with the dates of the milestones. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from inventory.rollout import reached_on
from inventory.stages import Seen
from inventory.targets_metric import Site
from isms.core.model.rollout import MeasureKind, Milestone, Phase, Role, Standing, Step, Template, measure_id
from isms.core.model.rollout import milestone_id as row_id
from isms.core.model.text import Text
from isms.core.model.views_flaws import Flaw, FlawKind

Rows = Mapping[str, Milestone]


def steps(sites: Iterable[Site], seen: Seen) -> Iterator[Flaw]:
    """The flaws of every measure of these sites."""
    for site in sites:
        for kind in MeasureKind:
            found = site.fibre if kind is MeasureKind.FIBRE else site.wlan
            if found is not None:
                rows = {one.name: one for one in seen.rows.get(measure_id(site.building.id, kind), ())}
                yield from _of_measure(site, found, seen.templates[kind], rows)


def _of_measure(site: Site, found: Standing, template: Template, rows: Rows) -> Iterator[Flaw]:
    """The flaws of one measure."""
    if found.unaccepted:
        text = Text(de="in Betrieb, aber ohne Abnahme", en="in service, but not accepted")
        yield _of(site, found, template.in_role(Role.ACCEPTANCE).key, FlawKind.UNACCEPTED, "actual", text)
    if found.missing:
        yield _undated(site, found, template)
    for key in found.strangers:
        text = Text(de="diesen Schritt kennt die Vorlage nicht", en="the template does not know this step")
        yield _of(site, found, key, FlawKind.DANGLING, "name", text)
    for step in template.steps:
        if step.key in rows:
            yield from _of_step(site, found, step, rows[step.key])
    yield from _out_of_order(site, found, template, rows)
    yield from _unpromised(site, found, template, rows)


def _undated(site: Site, found: Standing, template: Template) -> Flaw:
    """Steps without a date though later ones are done; one flaw for all of a measure."""
    titles = [_title(template, key) for key in found.missing]
    return Flaw(
        kind=FlawKind.MISSING_DATE,
        table="measures",
        id=found.measure,
        building=site.building.id,
        field="actual",
        problem=Text(
            de=f"ohne Datum, obwohl spätere Schritte getan sind: {', '.join(one.de for one in titles)}",
            en=f"without a date, though later steps are done: {', '.join(one.en for one in titles)}",
        ),
        others=tuple(row_id(found.measure, key) for key in found.missing),
    )


def _of_step(site: Site, found: Standing, step: Step, row: Milestone) -> Iterator[Flaw]:
    """What is wrong with the dates of one step: it has happened in the future, or its date has passed."""
    if row.actual is not None and row.actual > site.day:
        text = Text(
            de=f"{step.title.de}: Ist {row.actual:%d.%m.%Y} liegt in der Zukunft",
            en=f"{step.title.en}: actual date {row.actual} is in the future",
        )
        yield _of(site, found, step.key, FlawKind.FUTURE, "actual", text)
    dropped = row.dropped_reason is not None and step.role is None
    passed = row.plan is not None and row.plan < site.day and row.actual is None and not dropped
    if passed and found.done_on is None and reached_on(step, row, site.day) is None:
        text = Text(
            de=f"{step.title.de}: zugesagt für {row.plan:%d.%m.%Y}, nichts gemeldet",
            en=f"{step.title.en}: promised for {row.plan}, nothing reported",
        )
        yield _of(site, found, step.key, FlawKind.PASSED_PLAN, "plan", text)


def _out_of_order(site: Site, found: Standing, template: Template, rows: Rows) -> Iterator[Flaw]:
    """Steps that happened before one that comes first; of several such, the latest is named."""
    done = [(step, row.actual) for step in template.steps if (row := rows.get(step.key)) and row.actual]
    for place, (step, day) in enumerate(done):
        before = [(first, when) for first, when in done[:place] if when > day and must_precede(first, step)]
        if before:
            first, when = max(before, key=lambda pair: pair[1])
            text = Text(
                de=f"{step.title.de} ({day:%d.%m.%Y}) vor {first.title.de} ({when:%d.%m.%Y})",
                en=f"{step.title.en} ({day}) before {first.title.en} ({when})",
            )
            yield _of(site, found, step.key, FlawKind.ORDER, "actual", text)


def must_precede(first: Step, then: Step) -> bool:
    """Whether one step of a template cannot come after a later one: steps of an earlier phase, and those that build;
    within planning, approval and acceptance things go side by side."""
    return first.phase.rank < then.phase.rank or (first.phase is Phase.BUILD and then.phase is Phase.BUILD)


def _unpromised(site: Site, found: Standing, template: Template, rows: Rows) -> Iterator[Flaw]:
    """A measure under way of which nobody has said when it will be in service."""
    service = template.in_role(Role.SERVICE)
    row = rows.get(service.key)
    dated = row is not None and (row.plan is not None or row.actual is not None)
    if found.done_on is None and found.last_moved is not None and not dated:
        text = Text(de=f"{service.title.de}: kein Termin zugesagt", en=f"{service.title.en}: no date promised")
        yield _of(site, found, service.key, FlawKind.MISSING_DATE, "plan", text)


def _title(template: Template, key: str) -> Text:
    """What a step is called."""
    step = template.step(key)
    return step.title if step is not None else Text(de=key, en=key)


def _of(site: Site, found: Standing, key: str, kind: FlawKind, field: str, problem: Text) -> Flaw:
    """A flaw of a milestone."""
    return Flaw(
        kind=kind,
        table="milestones",
        id=row_id(found.measure, key),
        building=site.building.id,
        field=field,
        problem=problem,
    )
