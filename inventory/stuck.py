"""What has been in its phase for longest. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date

from inventory.stages import Seen, counts, standing
from inventory.targets_metric import Site
from isms.core.model.building import Building
from isms.core.model.rollout import Measure, MeasureKind, Milestone, Phase, Standing, Template, measure_id
from isms.core.model.views_lists import Place, Stuck

WEEK = 7


def stuck(sites: Iterable[Site], seen: Seen, measures: Mapping[str, Measure]) -> tuple[Stuck, ...]:
    """Every measure under way, the longest in its phase first; what has not begun is not stuck."""
    found = (_stuck(site, kind, seen, measures) for site in sites if counts(site) for kind in MeasureKind)
    told = (one for one in found if one is not None)
    return tuple(sorted(told, key=lambda one: (one.since, one.place.building, one.kind)))


def _stuck(site: Site, kind: MeasureKind, seen: Seen, measures: Mapping[str, Measure]) -> Stuck | None:
    """Where one measure has got to and since when; None if it is not under way."""
    found = standing(site, kind)
    since = None if found is None else found.since or found.last_moved
    if found is None or found.phase in (None, Phase.OPERATION) or since is None:
        return None
    key = measure_id(site.building.id, kind)
    measure = measures.get(key, Measure(id=key, building=site.building.id, kind=kind))
    template = seen.templates[kind]
    following = None if found.next is None else template.step(found.next)
    return Stuck(
        place=place(site.building),
        kind=kind,
        phase=found.phase,
        weeks=(site.day - since).days // WEEK,
        since=since,
        at_least=found.since is None,
        usual=usual(template, found.phase),
        next=None if following is None else following.title,
        planned=_planned(found, seen.rows.get(key, ())),
        blocker=measure.blocker,
        next_step=measure.next_step,
        responsible=measure.responsible,
        partner=measure.partner,
    )


def usual(template: Template, phase: Phase) -> int | None:
    """How many weeks the steps of a phase usually take together; None if the template says nothing of them."""
    weeks = [step.weeks for step in template.steps if step.phase is phase and step.weeks is not None]
    return sum(weeks) if weeks else None


def place(building: Building) -> Place:
    """Which building it is, and whose."""
    return Place(building=building.id, name=building.name, district=building.district, department=building.department)


def _planned(found: Standing, milestones: Iterable[Milestone]) -> date | None:
    """The date promised for the next milestone."""
    return next((one.plan for one in milestones if one.name == found.next), None)
