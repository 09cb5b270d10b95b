"""What came, or will come, later than first promised, and why. Pure; the moves come from the journal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from inventory.rollout import reached_on
from inventory.stages import Seen, counts, standing
from inventory.stuck import place
from inventory.targets_metric import Site
from isms.core.model.rollout import MeasureKind, Milestone, Step, measure_id
from isms.core.model.views_lists import Move, Place, Slip

Moves = Mapping[str, Sequence[Move]]  # by the milestone's id, oldest first


def slips(sites: Iterable[Site], seen: Seen, moves: Moves) -> tuple[Slip, ...]:
    """Every milestone that slipped, the greatest slip of what is under way first, then what is past."""
    found = [
        one for site in sites if counts(site) for kind in MeasureKind for one in _of_measure(site, kind, seen, moves)
    ]
    return tuple(sorted(found, key=lambda one: (one.happened, -one.days, one.place.building, one.kind, one.milestone)))


def _of_measure(site: Site, kind: MeasureKind, seen: Seen, moves: Moves) -> list[Slip]:
    """The slips of one measure; the worst of what is still open is marked, else the worst of all."""
    rows = {one.name: one for one in seen.rows.get(measure_id(site.building.id, kind), ())}
    found = standing(site, kind)
    if found is None:
        return []
    where = place(site.building)
    pairs = [(step, rows[step.key]) for step in seen.templates[kind].steps if step.key in rows]
    told = [
        slip
        for step, row in pairs
        if (slip := _slip(where, kind, step, row, moves.get(row.id, ()), site.day)) is not None
        and (slip.happened or found.done_on is None)
    ]
    greatest = min(told, key=lambda one: (one.happened, -one.days), default=None)
    return [replace(one, worst=True) if one is greatest else one for one in told]


def _slip(
    where: Place, kind: MeasureKind, step: Step, row: Milestone, moves: Sequence[Move], today: date
) -> Slip | None:
    """How much later a milestone is; None if it is not, or nothing was promised."""
    promised = row.baseline or first_plan(moves)
    if promised is None or row.dropped_reason is not None:
        return None
    reached = reached_on(step, row, today)
    expected = reached or max(row.plan or promised, today)
    if expected <= promised or (reached is None and row.plan is None and promised >= today):
        return None
    return Slip(
        place=where,
        kind=kind,
        milestone=step.key,
        title=step.title,
        promised=promised,
        expected=expected,
        days=(expected - promised).days,
        happened=reached is not None,
        first_plan=row.baseline is None,
        moves=tuple(one for one in moves if one.old is not None and one.new != one.old),
    )


def first_plan(moves: Sequence[Move]) -> date | None:
    """The first date that was promised as the plan."""
    plans = [one for one in moves if one.field == "plan"]
    return next((day for one in plans for day in (one.old, one.new) if day is not None), None)


def late(found: Iterable[Slip]) -> dict[str, list[int]]:
    """By how many days the measures under way are behind, by building."""
    days: dict[str, list[int]] = {}
    for one in found:
        if one.worst and not one.happened:
            days.setdefault(one.place.building, []).append(one.days)
    return days
