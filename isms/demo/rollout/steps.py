"""How measures come into the register: needs, agreed dates, delays, what happened, what stood in the way."""

from collections.abc import Iterator
from datetime import date

from isms.core.model.rollout import milestone_id
from isms.demo.rollout.days import at
from isms.demo.rollout.events import Event
from isms.demo.rollout.plan import Programme
from isms.demo.rollout.works import Slipped, Work


def of_work(work: Work, programme: Programme, partner: str, today: date) -> Iterator[Event]:
    """Everything that is ever entered about a measure; what lies ahead is for later."""
    yield _begun(work, programme, partner)
    yield from _agreed(work, programme)
    for slip in work.slips:
        yield from _slipped(work, programme, slip)
    yield from _happened(work, programme)
    yield from _notes(work, programme, today)


def _begun(work: Work, programme: Programme, partner: str) -> Event:
    """The measure itself, with the need."""
    fields = {
        "id": work.id,
        "building": work.building.id,
        "kind": work.kind.value,
        "responsible": programme.responsible,
        "partner": partner,
    }
    return Event(
        day=min(work.agreed, *work.days.values()), who=programme.who, table="measures", id=work.id, fields=fields
    )


def _agreed(work: Work, programme: Programme) -> Iterator[Event]:
    """The dates that everybody agreed on, and the steps that nobody needs."""
    for step in programme.promised:
        if (day := work.promised(step)) is not None:
            yield _step(work, programme, step, work.agreed, baseline=day, plan=day)
    for step, reason in work.dropped.items():
        yield _step(work, programme, step, work.agreed, dropped_reason=reason)
    if work.applied is not None:
        yield _step(work, programme, "consent", work.applied, applied=work.applied)
        if work.extended is not None:
            yield _step(work, programme, "consent", work.applied, extended_until=work.extended)


def _slipped(work: Work, programme: Programme, slip: Slipped) -> Iterator[Event]:
    """The promised dates that move with a delay: those of steps that have not happened by then."""
    for step in programme.promised:
        now, was = work.promised(step, slip.known), work.promised(step, at(slip.known, -1))
        day = work.happened(step)
        if now != was and (day is None or day > slip.known):
            yield _step(work, programme, step, slip.known, reason=slip.reason, plan=now)


def _happened(work: Work, programme: Programme) -> Iterator[Event]:
    """Every step that takes place, on its day."""
    for step in work.days:
        day = work.happened(step)
        unwritten = step in work.missing or (step == "consent" and work.silent)
        if day is not None and not unwritten:
            yield _step(work, programme, step, day, actual=day)


def _notes(work: Work, programme: Programme, today: date) -> Iterator[Event]:
    """What stood in the way, and what was to be done."""
    for note in work.notes:
        fields = {"blocker": note.blocker, "next_step": note.next_step}
        yield Event(day=at(today, note.day), who=programme.who, table="measures", id=work.id, fields=fields)


def _step(
    work: Work, programme: Programme, step: str, day: date, reason: str | None = None, **fields: date | str | None
) -> Event:
    """New values of a milestone."""
    key = milestone_id(work.id, step)
    known = {"id": key, "measure": work.id, "name": step} | fields
    return Event(day=day, who=programme.who, table="milestones", id=key, fields=known, reason=reason)
