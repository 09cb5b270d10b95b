"""The burn-up of a target as a drawing: what is done, what was promised, and the fan of what may come."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from isms.core.model.forecast import FanPoint, Outlook
from isms.core.model.text import Language
from reports import typography
from reports import wording_rollout as words
from reports.case_rollout import Aim
from reports.figure import Anchor, Figure, Label, Look, Point, Stroke

TOP, BOTTOM = 0.10, 0.90
MOST_AHEAD = timedelta(days=6 * 365)
LONG_PAST = timedelta(days=400)
CLEAR = 0.14  # of the width: closer labels would touch
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10000, 20000, 50000)

Count = tuple[date, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Days and counts as shares of a drawing."""

    first: date
    last: date
    most: int

    def x(self, day: date) -> float:
        """Where a day is."""
        return round((day - self.first).days / max(1, (self.last - self.first).days), 4)

    def y(self, count: float) -> float:
        """Where a count is; the greatest is on top."""
        return round(BOTTOM - (BOTTOM - TOP) * count / self.most, 4)

    def point(self, day: date, count: float) -> Point:
        """Where a count on a day is."""
        return self.x(day), self.y(count)


def figure(aim: Aim, language: Language) -> Figure:
    """The drawing with its legend."""
    scale = scale_of(aim)
    deadline, today = aim.progress.target.deadline, aim.progress.day
    outlook = aim.forecast.outlook
    strokes = [
        *(Stroke(Look.GRID, ((0.0, scale.y(tick)), (1.0, scale.y(tick)))) for tick in _ticks(scale.most)),
        *_fan(aim, outlook, scale),
        Stroke(Look.GOAL, ((0.0, scale.y(aim.progress.needed)), (1.0, scale.y(aim.progress.needed)))),
        *_stepped(Look.BASELINE, _counts(aim.promised), scale, scale.last),
        Stroke(Look.TODAY, ((scale.x(today), TOP - 0.04), (scale.x(today), BOTTOM))),
        *_stepped(Look.DONE, done(aim), scale, today),
    ]
    if deadline is not None and scale.first <= deadline <= scale.last:
        strokes.append(Stroke(Look.DEADLINE, ((scale.x(deadline), TOP - 0.04), (scale.x(deadline), BOTTOM))))
    labels = (*_count_labels(scale, language), *_year_labels(scale), *_day_labels(aim, scale, language))
    seen = {stroke.look for stroke in strokes}
    legend = tuple((look, text.to(language)) for look, text in words.LOOKS.items() if look in seen)
    return Figure(strokes=tuple(strokes), labels=labels, legend=legend)


def scale_of(aim: Aim) -> Scale:
    """Days from the first thing that happened to the last thing expected, and some room."""
    today, deadline = aim.progress.day, aim.progress.target.deadline
    past = [day for day in (*aim.progress.completed[:1], *aim.promised[:1]) if day <= today]
    first = min(past, default=today - timedelta(days=365))
    if deadline is not None and first - LONG_PAST < deadline < first:
        first = deadline
    outlook = aim.forecast.outlook
    ahead = [day for day in (*(outlook.days if outlook else ()), deadline, *aim.promised[-1:]) if day is not None]
    last = min(max((today, *ahead)), today + MOST_AHEAD)
    room = timedelta(days=max(30, (last - first).days // 20))
    most = max(1, aim.progress.needed, aim.progress.done, len(aim.promised))
    return Scale(first=first - room, last=last + room, most=most)


def done(aim: Aim) -> tuple[Count, ...]:
    """How many were done from which day on; those of which no day is known stand at the beginning."""
    dated = aim.progress.completed
    return tuple(_counts(dated, aim.progress.done - len(dated)))


def reached(counts: Iterable[Count], day: date) -> int:
    """How many there are on a day."""
    return max((count for on, count in counts if on <= day), default=0)


def _counts(days: Iterable[date], start: int = 0) -> tuple[Count, ...]:
    """How many there are from each day on."""
    per_day = sorted(Counter(days).items())
    counts = tuple(accumulate((count for _, count in per_day), initial=start))
    before = ((date.min, start),) if start else ()
    return (*before, *zip((day for day, _ in per_day), counts[1:], strict=True))


def promised(aim: Aim) -> tuple[Count, ...]:
    """How many were promised from which day on."""
    return _counts(aim.promised)


def _stepped(look: Look, counts: Iterable[Count], scale: Scale, until: date) -> Iterator[Stroke]:
    """A line that rises on each day; nothing for no day at all."""
    points: list[Point] = []
    height = 0
    for day, count in counts:
        x = scale.x(min(max(day, scale.first), scale.last))
        points += [(x, scale.y(height)), (x, scale.y(count))] if points or day > scale.first else [(x, scale.y(count))]
        height = count
    if points:
        yield Stroke(look, (*points, (scale.x(min(until, scale.last)), scale.y(height))))


def _fan(aim: Aim, outlook: Outlook | None, scale: Scale) -> Iterator[Stroke]:
    """What 15 to 95 % of the runs reach, the middle one, and the cautious one."""
    points = [] if outlook is None else [point for point in outlook.fan if point.day <= scale.last]
    if not points:
        return
    begin = scale.point(aim.progress.day, aim.progress.done)

    def line(name: str) -> tuple[Point, ...]:
        return (begin, *(scale.point(one.day, _value(one, name)) for one in points))

    yield Stroke(Look.FAN, (*line("p15"), *reversed(line("p95"))))
    yield Stroke(Look.CAUTIOUS, line("p85"))
    yield Stroke(Look.LIKELY, line("p50"))


def _value(point: FanPoint, name: str) -> int:
    """One of the four counts of a week."""
    return {"p15": point.p15, "p50": point.p50, "p85": point.p85, "p95": point.p95}[name]


def _ticks(most: int) -> list[int]:
    """Round counts from nothing to the greatest, about four."""
    step = next((one for one in STEPS if most / one <= 4), most)
    return list(range(0, most + 1, step))


def _count_labels(scale: Scale, language: Language) -> Iterator[Label]:
    """The counts, above their lines."""
    for tick in _ticks(scale.most):
        yield Label(at=(0.0, scale.y(tick)), text=typography.number(tick, language))


def _year_labels(scale: Scale) -> Iterator[Label]:
    """The years below, each where it begins, or the quarters of a short time; every other one is minor."""
    starts = [date(year, month, 1) for year in range(scale.first.year, scale.last.year + 1) for month in (1, 4, 7, 10)]
    inside = [day for day in starts if scale.first <= day <= scale.last]
    years = [day for day in inside if day.month == 1]
    long = len(years) > 2
    edge = CLEAR / 3
    for place, day in enumerate(years if long else inside):
        x = scale.x(day)
        anchor = Anchor.END if x > 1 - edge else Anchor.START if x < edge else Anchor.MIDDLE
        yield Label(at=(x, 1.0), text=f"{day:%Y}" if long else f"{day:%m/%Y}", anchor=anchor, minor=bool(place % 2))


def _day_labels(aim: Aim, scale: Scale, language: Language) -> Iterator[Label]:
    """Today and the deadline, each on the side where the other is not; today gives way where they would touch."""
    today, deadline = aim.progress.day, aim.progress.target.deadline
    here = scale.x(today)
    if deadline is None or not scale.first <= deadline <= scale.last:
        yield _day_label(here, words.TODAY.to(language), left=here > 1 - CLEAR)
        return
    there = scale.x(deadline)
    left = there < here or there > 1 - 2.4 * CLEAR
    room = abs(there - here) if left == (there >= here) else 1.0
    if room > 1.1 * CLEAR:
        aside = there >= here or here > 1 - CLEAR
        yield _day_label(here, words.TODAY.to(language), left=aside, minor=room < 2.4 * CLEAR)
    yield _day_label(there, words.DUE.to(language).format(day=typography.day(deadline, language)), left=left)


def _day_label(x: float, text: str, *, left: bool, minor: bool = False) -> Label:
    """A label beside its line."""
    anchor = Anchor.END if left else Anchor.START
    at = (x - 0.006 if left else x + 0.006, TOP - 0.03)
    return Label(at=at, text=text, anchor=anchor, minor=minor, strong=True)
