"""Where a measure stands: derived from its milestones, never typed. Pure; the order of edits cannot matter."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date

from isms.core.model.rollout import Measure, MeasureKind, Milestone, Phase, Role, Standing, Step, Template

DATES = ("baseline", "plan", "actual", "applied", "extended_until", "dropped_reason")


def standing(measure: str, template: Template, milestones: Iterable[Milestone], today: date) -> Standing:
    """Where a measure stands today.

    The next step is the first open one after the last one reached; earlier ones without a date are `missing`. A measure
    is in operation only with both service and acceptance; nothing known gives the phase None.
    """
    rows = {one.name: one for one in milestones}
    known = {name: one for name, one in rows.items() if template.step(name) and _says_something(one)}
    strangers = tuple(sorted(name for name, one in rows.items() if not template.step(name) and _says_something(one)))
    if not known:
        return Standing(measure=measure, strangers=strangers)
    reached = _reached(template, known, today)
    done_on = _done_on(template, reached)
    pending = _open(template, known, reached)
    last = max((place for place, step in enumerate(template.steps) if step.key in reached), default=-1)
    later = [step for step in pending if template.steps.index(step) > last]
    following = next(iter(later or _owed(template, reached)), None)
    phase = Phase.OPERATION if done_on else following.phase if following else None
    return Standing(
        measure=measure,
        phase=phase,
        since=done_on or _since(template, reached, phase),
        last_moved=max(reached.values(), default=None),
        next=following.key if following else None,
        missing=tuple(step.key for step in pending if step not in later and step is not following),
        deemed=tuple(step.key for step in template.steps if step.key in reached and not known[step.key].actual),
        unaccepted=_in_service_unaccepted(template, reached),
        done_on=done_on,
        strangers=strangers,
    )


def standings(
    templates: Mapping[MeasureKind, Template], measures: Iterable[Measure], milestones: Iterable[Milestone], today: date
) -> dict[str, Standing]:
    """The same for many measures, by the measure's id."""
    rows: dict[str, list[Milestone]] = {}
    for one in milestones:
        rows.setdefault(one.measure, []).append(one)
    return {one.id: standing(one.id, templates[one.kind], rows.get(one.id, ()), today) for one in measures}


def deemed_on(step: Step, milestone: Milestone) -> date | None:
    """The last day of the period after which a consent counts as given; None if nothing was applied for, or no consent
    is ever deemed."""
    if step.deemed_after_months is None or milestone.applied is None:
        return None
    return milestone.extended_until or months_later(milestone.applied, step.deemed_after_months)


def months_later(day: date, months: int) -> date:
    """The day of the same number, or the last of its month (§ 188 BGB)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def reached_on(step: Step, milestone: Milestone, today: date) -> date | None:
    """When a step was reached, itself or by the end of its period; None: not yet. A date in the future is none."""
    if milestone.actual is not None:
        return milestone.actual if milestone.actual <= today else None
    end = deemed_on(step, milestone)
    return end if end is not None and end < today and milestone.dropped_reason is None else None


def _says_something(milestone: Milestone) -> bool:
    """Whether anything is known about a step."""
    return any(getattr(milestone, name) is not None for name in DATES)


def _reached(template: Template, known: Mapping[str, Milestone], today: date) -> dict[str, date]:
    """When each step was reached, for those that were."""
    days = {step.key: reached_on(step, known[step.key], today) for step in template.steps if step.key in known}
    return {key: day for key, day in days.items() if day is not None}


def _open(template: Template, known: Mapping[str, Milestone], reached: Mapping[str, date]) -> list[Step]:
    """The steps that are neither reached nor dropped; acceptance and service can never be dropped."""
    return [
        step
        for step in template.steps
        if step.key not in reached
        and (step.role is not None or step.key not in known or known[step.key].dropped_reason is None)
    ]


def _owed(template: Template, reached: Mapping[str, date]) -> list[Step]:
    """Acceptance and service, as far as they are not reached: without them nothing is in operation."""
    return [step for role in Role if (step := template.in_role(role)).key not in reached]


def _done_on(template: Template, reached: Mapping[str, date]) -> date | None:
    """Since when the measure is in operation: the later of acceptance and service."""
    days = [reached.get(template.in_role(role).key) for role in Role]
    both = [day for day in days if day is not None]
    return max(both) if len(both) == len(days) else None


def _in_service_unaccepted(template: Template, reached: Mapping[str, date]) -> bool:
    """Whether it is used without having been accepted."""
    service, acceptance = template.in_role(Role.SERVICE).key, template.in_role(Role.ACCEPTANCE).key
    return service in reached and acceptance not in reached


def _since(template: Template, reached: Mapping[str, date], phase: Phase | None) -> date | None:
    """When the phase began: the newest step reached of another phase."""
    return max(
        (reached[step.key] for step in template.steps if step.key in reached and step.phase is not phase), default=None
    )
