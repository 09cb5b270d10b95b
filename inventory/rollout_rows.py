"""Rows of a file with the dates of milestones: building, milestone, plan, baseline, actual … Pure."""

from collections.abc import Mapping
from datetime import date

from inventory import typed
from inventory.header import folded
from inventory.rollout_edit import Edit
from inventory.rollout_fields import EMPTY, OWNERS, Problem
from isms.core.model.text import Text
from isms.core.wording_fields import FIELDS

NEEDS = ("building", "milestone")
DATES = ("baseline", "plan", "actual", "applied", "extended_until")
ALSO = {
    "building": ("id", "Kennung", *OWNERS),
    "milestone": ("Meilenstein", "Schritt", "step"),
    "plan": ("geplant", "planned", "Plantermin"),
    "baseline": ("Basis", "Ursprungsplan"),
    "actual": ("erledigt am", "erledigt", "Ist-Termin", "done"),
    "applied": ("Antrag", "beantragt am"),
    "dropped_reason": ("dropped", "entfällt"),
}
TITLES = {
    folded(title): name
    for name in (*NEEDS, *DATES, "dropped_reason")
    for title in (name, *((FIELDS[name].de, FIELDS[name].en) if name in FIELDS else ()), *ALSO.get(name, ()))
}


def field_of(title: str) -> str | None:
    """The field that a column's title means."""
    return TITLES.get(folded(title))


def edit(given: Mapping[str, str], reason: str | None) -> Edit | tuple[Problem, ...]:
    """What a row changes, or everything in it that cannot be read; its own reason goes before `reason`.

    `-` takes a date away, an empty cell changes nothing.
    """
    problems: list[Problem] = [(name, "", EMPTY) for name in NEEDS if name not in given]
    dates: dict[str, date | None] = {}
    for name in DATES:
        if name not in given:
            continue
        day = typed.day(given[name].strip())
        if isinstance(day, Text):
            problems.append((name, given[name], day))
        else:
            dates[name] = day
    if problems:
        return tuple(problems)
    return Edit(dates=dates, dropped=given.get("dropped_reason"), reason=given.get("reason") or reason)
