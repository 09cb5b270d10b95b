"""What happened with every measure and when, and what will: the truth that the register is told bit by bit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from isms.core.model.building import Building
from isms.core.model.rollout import MeasureKind, Template, measure_id
from isms.demo.rollout.days import at, friday, workday
from isms.demo.rollout.plan import Delay, Note, Programme, Route, Story

DONE_WITHIN = (120, 900)  # days before the register began in which the first buildings were finished
NOT_LISTED = {"monument": "kein Baudenkmal"}
NOTICED = (5, 25)  # days before a promised date at which people admit that it cannot be kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Slipped:
    """From a day on it was known that a step comes so many weeks later than promised."""

    known: date
    step: str
    weeks: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A measure: when each step that takes place does, counting all that holds it up; no step after `until` does.

    `missing` steps happened, but nobody wrote down when; `applied` is the day of the application for the consent,
    `silent` if the authority never answered it.
    """

    building: Building
    kind: MeasureKind
    days: Mapping[str, date]
    agreed: date
    slips: tuple[Slipped, ...] = ()
    dropped: Mapping[str, str] = field(default_factory=dict)
    until: str | None = None
    missing: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    applied: date | None = None
    extended: date | None = None
    silent: bool = False
    route: str = ""

    @property
    def id(self) -> str:
        """The id of the measure."""
        return measure_id(self.building.id, self.kind)

    def happened(self, step: str) -> date | None:
        """When a step takes place, also if that is still ahead; None if it does not."""
        keys = list(self.days)
        stopped = self.until is not None and step in keys and keys.index(step) > keys.index(self.until)
        return None if stopped else self.days.get(step)

    def promised(self, step: str, day: date | None = None) -> date | None:
        """The date that was promised for a step on a day, with the delays known then; without a day the first one."""
        if step not in self.days:
            return None
        keys = list(self.days)
        behind = [one for one in self.slips if one.step not in keys or keys.index(one.step) <= keys.index(step)]
        late = sum(one.weeks for one in behind if day is None or one.known > day)
        return friday(self.days[step] - timedelta(weeks=late))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made: the programme with its template, the building, and the day on which a step takes place."""

    programme: Programme
    template: Template
    building: Building
    step: str
    day: date


def finished(programme: Programme, count: int, began: date, today: date, dice: Random) -> tuple[date, ...]:
    """The days on which the measures that wait in a row are finished, in order: those so far and those to come."""
    past = [_within(began + timedelta(weeks=13 * number), many, dice) for number, many in enumerate(programme.quarters)]
    ahead = [_within(today + timedelta(weeks=13 * number), many, dice) for number, many in enumerate(programme.later)]
    days = sorted(day for some in (*past, *ahead) for day in some)
    if len(days) != count:
        raise ValueError(f"{count} measures wait, but the plan finishes {len(days)}")
    return tuple(days)


def before(began: date, dice: Random) -> date:
    """A day before the register began."""
    return workday(began - timedelta(days=dice.randint(*DONE_WITHIN)))


def usual(order: Order, route: tuple[str, Route] | None, dice: Random) -> Work:
    """A measure as most are, held up by this or that."""
    dropped = _dropped(order, route)
    delays = _delays(order.programme, dropped, dice)
    weeks = {one.step: dice.randint(*one.weeks) for one in delays}
    days = _days(order, dropped, weeks, dice)
    applied = _applied(days, dice)
    return Work(
        building=order.building,
        kind=order.template.kind,
        days=days,
        agreed=days[order.programme.agreed],
        slips=tuple(_slipped(one, weeks[one.step], days, order.programme.agreed, dice) for one in delays),
        dropped=dropped,
        applied=applied,
        silent=applied is not None and (days["consent"] - applied).days > 92,
        route=route[0] if route else "",
    )


def told(order: Order, story: Story, route: tuple[str, Route] | None, today: date, dice: Random) -> Work:
    """A measure with a story of its own."""
    dropped = _dropped(order, route) | dict(story.dropped)
    slips = tuple(
        Slipped(known=workday(at(today, one.day)), step=one.step, weeks=one.weeks, reason=one.reason)
        for one in story.slips
    )
    days = _days(order, dropped, {one.step: one.weeks for one in slips if one.known <= order.day}, dice)
    later: dict[str, int] = {}
    for one in slips:
        if one.known > order.day:
            later[one.step] = later.get(one.step, 0) + one.weeks
    return Work(
        building=order.building,
        kind=order.template.kind,
        days=_shifted(days, later),
        agreed=days[order.programme.agreed] if story.agreed is None else workday(at(today, story.agreed)),
        slips=slips,
        dropped=dropped,
        until=story.until,
        missing=story.missing,
        notes=story.notes,
        applied=_applied(days, dice) if story.until is None else at(today, story.applied) if story.applied else None,
        extended=at(today, story.extended) if story.extended is not None else None,
        silent=story.applied is not None,
        route=route[0] if route else "",
    )


def _within(start: date, count: int, dice: Random) -> list[date]:
    """So many days somewhere in 13 weeks."""
    return [workday(start + timedelta(days=dice.randint(1, 90))) for _ in range(count)]


def _dropped(order: Order, route: tuple[str, Route] | None) -> dict[str, str]:
    """The steps that do not take place, with the reasons."""
    listed = order.building.listed or order.template.step("monument") is None
    return ({} if listed else dict(NOT_LISTED)) | (dict(route[1].dropped) if route else {})


def _delays(programme: Programme, dropped: Mapping[str, str], dice: Random) -> list[Delay]:
    """What holds a measure up, one thing a step at most."""
    if dice.random() >= programme.delayed:
        return []
    found = dice.sample(programme.delays, k=dice.choice((1, 1, 2, 3)))
    return list({one.step: one for one in found if one.step not in dropped}.values())


def _days(order: Order, dropped: Mapping[str, str], late: Mapping[str, int], dice: Random) -> dict[str, date]:
    """When every step takes place, so that the one of the order does on its day."""
    steps = [step for step in order.template.steps if step.key not in dropped]
    lasting = {
        step.key: round((step.weeks or 4) * 7 * order.programme.pace * dice.uniform(0.7, 1.3))
        + 7 * late.get(step.key, 0)
        for step in steps
    }
    keys = [step.key for step in steps]
    place = keys.index(order.step)
    days = {order.step: order.day}
    for earlier, later in reversed(list(pairwise(keys[: place + 1]))):
        days[earlier] = days[later] - timedelta(days=lasting[later])
    for earlier, later in pairwise(keys[place:]):
        days[later] = days[earlier] + timedelta(days=lasting[later])
    return {key: workday(days[key]) for key in keys}


def _shifted(days: Mapping[str, date], weeks: Mapping[str, int]) -> dict[str, date]:
    """The same days, later by the weeks of every step so far."""
    late, shifted = 0, {}
    for key, day in days.items():
        late += weeks.get(key, 0)
        shifted[key] = day + timedelta(weeks=late)
    return shifted


def _slipped(delay: Delay, weeks: int, days: Mapping[str, date], agreed: str, dice: Random) -> Slipped:
    """When people admit a delay: shortly before the date that cannot be kept, and never before it was agreed."""
    promised = days[delay.step] - timedelta(weeks=weeks)
    known = workday(promised - timedelta(days=dice.randint(*NOTICED)))
    return Slipped(
        known=max(known, days[agreed] + timedelta(days=7)), step=delay.step, weeks=weeks, reason=delay.reason
    )


def _applied(days: Mapping[str, date], dice: Random) -> date | None:
    """When the consent was applied for, where one is needed; sometimes so early that the period ended unanswered."""
    if "consent" not in days:
        return None
    return workday(days["consent"] - timedelta(days=dice.choice((35, 49, 63, 77, 96))))
