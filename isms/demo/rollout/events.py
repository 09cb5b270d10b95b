"""What somebody entered into the register on a day, and how such entries gather until the next sitting."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from isms.demo.rollout.plan import Office

LAST = 2  # days before the demo on which all sit together
TAKEN_OVER = "Übernahme aus der bisherigen Tabelle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """New values in some fields of a row, what happened on a day, and who keeps such rows; None empties a field."""

    day: date
    who: str
    table: str
    id: str
    fields: Mapping[str, Any]
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What one office enters at once, at a moment; row by row, each with its own reason if it has one."""

    when: datetime
    who: str
    reason: str
    events: tuple[Event, ...]


def sittings(events: Iterable[Event], offices: Mapping[str, Office], began: date, today: date) -> tuple[Sitting, ...]:
    """What has happened, told at the next sitting of those who keep it; on the first day all take over what was
    before."""
    told = [
        (_sat(one, offices[one.who], began, today), one.who, one)
        for one in sorted(events, key=lambda one: one.day)
        if one.day <= today - timedelta(days=LAST)
    ]
    told.sort(key=lambda one: one[:2])
    return tuple(
        Sitting(
            when=when,
            who=who,
            reason=TAKEN_OVER if when.date() == began else offices[who].reason,
            events=tuple(one for _, _, one in found),
        )
        for (when, who), found in groupby(told, key=lambda one: one[:2])
    )


def _sat(event: Event, office: Office, began: date, today: date) -> datetime:
    """The moment of the sitting at which an event was told."""
    last, step = today - timedelta(days=LAST), 7 * office.weeks
    day = began if event.day <= began else last - timedelta(days=(last - event.day).days // step * step)
    return datetime.combine(day, time(office.hour), UTC)


def rows_of(
    events: Iterable[Event], held: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, dict[str, Any], str | None]]:
    """The rows of one table after events, given those it holds: id, fields, and the last reason that was given."""
    rows: dict[str, dict[str, Any]] = {}
    reasons: dict[str, str | None] = {}
    for one in events:
        rows[one.id] = rows.get(one.id, dict(held.get(one.id, {}))) | dict(one.fields)
        reasons[one.id] = one.reason or reasons.get(one.id)
    return ((key, row, reasons[key]) for key, row in rows.items())
