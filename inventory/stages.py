"""How far each building is with fibre and WLAN, and how many are at which stage. Pure.

A building is done when the targets would count it: accepted and in service, or lit by a line where no measure is known.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from inventory.rollout import reached_on
from inventory.targets_metric import Site, judge
from isms.core.model.building import Origin
from isms.core.model.progress import Answer, Judgement
from isms.core.model.rollout import MeasureKind, Milestone, Phase, Role, Standing, Template, measure_id
from isms.core.model.safety import Safety, Soundness
from isms.core.model.stages import BuildingView, KindStatus, Progressed, Stage, StageChange, StageTally
from isms.core.model.target import Metric, Target
from isms.core.model.text import Text
from isms.core.wording_rollout import MEASURES

METRICS = {MeasureKind.FIBRE: Metric.FIBRE, MeasureKind.WLAN: Metric.WLAN}
ASKED = {
    kind: Target(id=kind.value, title=MEASURES[kind], kind=kind, metric=metric, source=MEASURES[kind])
    for kind, metric in METRICS.items()
}
ONLY_PLANNED = Text(de="nur geplant, noch nichts geschehen", en="planned only, nothing has happened yet")
Rows = Mapping[str, Sequence[Milestone]]  # the milestones by the measure's id
Templates = Mapping[MeasureKind, Template]
NO_SAFETY = Safety()


class Seen(NamedTuple):
    """What is known of the measures: their milestones, and the templates these follow."""

    rows: Rows
    templates: Templates


def counts(site: Site) -> bool:
    """Whether a building counts: open, not out of scope, and not about to be left."""
    building = site.building
    closed = building.closed_on is not None and building.closed_on <= site.day
    return not closed and building.in_scope is not False and building.origin is not Origin.LEAVING


def standing(site: Site, kind: MeasureKind) -> Standing | None:
    """Where the measure of a kind stands; None if there is none of which anything is known."""
    found = site.fibre if kind is MeasureKind.FIBRE else site.wlan
    return None if found is None or found.phase is None else found


def views(sites: Iterable[Site], seen: Seen, safeties: Mapping[str, Safety]) -> tuple[BuildingView, ...]:
    """The buildings that count, in the order given, with both kinds and what their devices say."""
    return tuple(
        BuildingView(
            building=site.building,
            fibre=progressed(site, MeasureKind.FIBRE, seen),
            wlan=progressed(site, MeasureKind.WLAN, seen),
            safety=safeties.get(site.building.id, NO_SAFETY),
        )
        for site in sites
        if counts(site)
    )


def progressed(site: Site, kind: MeasureKind, seen: Seen) -> Progressed:
    """How far a building is with one kind."""
    found, judgement = standing(site, kind), judge(ASKED[kind], site)
    stage = stage_of(site, found, judgement, kind)
    template = seen.templates[kind]
    following = template.step(found.next) if found is not None and found.next is not None else None
    planned = stage is Stage.NOT_BEGUN and found is not None
    return Progressed(
        kind=kind,
        stage=stage,
        reason=ONLY_PLANNED if planned else judgement.reason,
        phase=None if found is None else found.phase,
        since=None if found is None else found.since,
        next=None if following is None else following.title,
        expected=expected(template, seen.rows.get(measure_id(site.building.id, kind), ()), site.day),
        done_on=judgement.since if stage is Stage.DONE else None,
        unaccepted=found is not None and found.unaccepted,
    )


def stage_of(site: Site, found: Standing | None, judgement: Judgement, kind: MeasureKind) -> Stage:
    """The stage: what the targets say comes first, then what the measure says, then the lines."""
    if judgement.answer is Answer.MET:
        return Stage.DONE
    if found is not None and found.phase is Phase.OPERATION:
        return Stage.UNKNOWN if judgement.answer is Answer.UNKNOWN else Stage.IN_WORK
    if found is not None and found.last_moved is not None:
        return Stage.IN_WORK
    if kind is MeasureKind.WLAN and any(area.aps_installed or area.aps_operating for area in site.areas):
        return Stage.IN_WORK
    if judgement.supplied:
        return Stage.SUPPLIED
    return Stage.NOT_BEGUN if found is not None or judgement.answer is Answer.UNMET else Stage.UNKNOWN


def expected(template: Template, milestones: Iterable[Milestone], today: date) -> date | None:
    """The day promised for the end: the later plan of service and acceptance, as far as they are not reached."""
    rows = {one.name: one for one in milestones}
    steps = [template.in_role(role) for role in Role]
    known = [(step, rows[step.key]) for step in steps if step.key in rows]
    return max((row.plan for step, row in known if row.plan and reached_on(step, row, today) is None), default=None)


def status(kind: MeasureKind, found: Iterable[BuildingView], change: StageChange | None = None) -> KindStatus:
    """How many buildings are at each stage with one kind."""
    pairs = [(one, one.of(kind)) for one in found]
    stages = Counter(told.stage for _, told in pairs)
    phases = Counter(told.phase for _, told in pairs)
    done = [(one, told) for one, told in pairs if told.stage is Stage.DONE]
    by_line = sum(told.phase is None for _, told in done)
    return KindStatus(
        kind=kind,
        total=len(pairs),
        stages=tuple((stage, stages[stage]) for stage in Stage),
        phases=tuple((phase, phases[phase]) for phase in Phase),
        by_line=by_line,
        lapsed=phases[Phase.OPERATION] - (len(done) - by_line),
        unaccepted=sum(told.unaccepted for _, told in pairs),
        failing=sum(one.safety.state is Soundness.FAILS for one, _ in done),
        change=change,
    )


def tally(found: KindStatus) -> StageTally:
    """What a snapshot keeps of it."""
    return StageTally(kind=found.kind, total=found.total, stages=found.stages)


def change(found: KindStatus, then: StageTally | None, since: datetime) -> StageChange | None:
    """What became of the counts since a snapshot; None if it does not know them."""
    if then is None:
        return None
    before = dict(then.stages)
    return StageChange(
        since=since,
        total=found.total - then.total,
        stages=tuple((stage, number - before.get(stage, 0)) for stage, number in found.stages),
    )
