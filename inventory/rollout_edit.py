"""Changing the dates of a milestone: what may be said, and when a reason is owed. Pure."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from isms.core.model.rollout import Milestone, Step
from isms.core.model.text import Text

PROMISES = ("plan", "baseline")
HAPPENED = ("actual", "applied")
DEEMED = ("applied", "extended_until")
Problem = tuple[str, Text]

REASON = "reason"
NOTHING = Text(
    de="nichts angegeben: --plan, --baseline, --actual, --applied oder --dropped nennen",
    en="nothing given: name --plan, --baseline, --actual, --applied or --dropped",
)
MOVED = Text(
    de="ein zugesagter Termin verschiebt sich: mit --reason sagen, warum",
    en="a promised date moves: say why with --reason",
)
REVIVED = Text(
    de="der Schritt galt als entfallen: mit --reason sagen, warum er doch stattfindet",
    en="the step was dropped: say with --reason why it takes place after all",
)
UNDROPPABLE = Text(
    de="Abnahme und Inbetriebnahme können nicht entfallen: ohne sie ist nichts in Betrieb",
    en="acceptance and service cannot be dropped: without them nothing is in service",
)
HAS_HAPPENED = Text(de="hat schon stattgefunden und kann nicht entfallen", en="has happened and cannot be dropped")
BOTH = Text(de="Termin und ‚entfällt‘ zugleich", en="a date and 'dropped' at the same time")
NO_REASON = Text(de="der Grund ist leer", en="the reason is empty")
FUTURE = Text(
    de="liegt in der Zukunft; geplante Termine mit --plan", en="lies in the future; planned dates take --plan"
)
NOT_DEEMED = Text(
    de="diese Zustimmung gilt nie von selbst als erteilt; der Antrag zählt nur bei § 127 TKG",
    en="this step is never deemed given; an application counts for § 127 TKG only",
)
NOT_APPLIED = Text(de="ohne vollständigen Antrag gibt es keine Frist", en="without an application there is no period")
TOO_EARLY = Text(de="liegt vor dem Antrag", en="lies before the application")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """New dates by field, None takes one away; or the reason for which the step does not take place (`dropped`)."""

    dates: Mapping[str, date | None] = field(default_factory=lambda: MappingProxyType({}))
    dropped: str | None = None
    reason: str | None = None


def edited(old: Milestone, step: Step, edit: Edit, today: date) -> Milestone | tuple[Problem, ...]:
    """The milestone after an edit, or everything that is wrong with it as field and reason.

    A promised date that moves or goes needs a reason, and so does a step that was dropped and takes place after all.
    """
    problems = tuple(_problems(old, step, edit, today))
    if problems:
        return problems
    if edit.dropped is not None:
        return dataclasses.replace(old, dropped_reason=edit.dropped.strip())
    revived = any(day is not None for day in edit.dates.values())
    return dataclasses.replace(old, **edit.dates, dropped_reason=None if revived else old.dropped_reason)  # type: ignore[arg-type]


def moved(old: Milestone, edit: Edit) -> tuple[str, ...]:
    """The promised dates that an edit moves or takes away."""
    return tuple(name for name in PROMISES if name in edit.dates and getattr(old, name) not in (None, edit.dates[name]))


def _problems(old: Milestone, step: Step, edit: Edit, today: date) -> Iterator[Problem]:
    """Everything that is wrong with an edit."""
    if not edit.dates and edit.dropped is None:
        yield "", NOTHING
    if edit.dropped is not None:
        yield from _dropped_problems(old, step, edit)
    for name in HAPPENED:
        day = edit.dates.get(name)
        if day is not None and day > today:
            yield name, FUTURE
    yield from _period_problems(old, step, edit)
    if not (edit.reason or "").strip():
        if moved(old, edit):
            yield REASON, MOVED
        elif old.dropped_reason is not None and any(day is not None for day in edit.dates.values()):
            yield REASON, REVIVED


def _dropped_problems(old: Milestone, step: Step, edit: Edit) -> Iterator[Problem]:
    """Why a step cannot be dropped."""
    if edit.dates:
        yield "", BOTH
    if not (edit.dropped or "").strip():
        yield "", NO_REASON
    if step.role is not None:
        yield "", UNDROPPABLE
    elif old.actual is not None:
        yield "", HAS_HAPPENED


def _period_problems(old: Milestone, step: Step, edit: Edit) -> Iterator[Problem]:
    """What is wrong with an application and its period."""
    given = [name for name in DEEMED if edit.dates.get(name) is not None]
    if given and step.deemed_after_months is None:
        yield given[0], NOT_DEEMED
        return
    applied = edit.dates.get("applied", old.applied)
    until = edit.dates.get("extended_until", old.extended_until)
    if until is not None and applied is None:
        yield "extended_until", NOT_APPLIED
    elif until is not None and applied is not None and until < applied:
        yield "extended_until", TOO_EARLY
