"""Targets and forecasts as documents for programs: the shapes of `--json`."""

from typing import Any

from isms.core.model.forecast import Backtest, BacktestPoint, Forecast, Outlook
from isms.core.model.light import RULE
from isms.core.model.progress import Change, Progress, Snapshot
from isms.core.model.text import Language
from isms.core.wording_targets import condition, scope
from isms.workflow.forecast import Answered
from isms.workflow.targets import Stand


def targets(stands: tuple[Stand, ...], language: Language) -> dict[str, Any]:
    """All targets with the rule of the light."""
    return {"targets": [target(one, language) for one in stands], "rule": RULE}


def target(stand: Stand, language: Language) -> dict[str, Any]:
    """One target with its counts, light and quarters, and the buildings that are missing."""
    progress = stand.progress
    return {
        **_head(progress, stand.forecast, language),
        **_quarters(stand.forecast.outlook),
        "refusals": stand.forecast.refusals,
        "missing": progress.missing,
        "left_out": progress.left_out,
        "unplaced": progress.unplaced,
        "change": None if stand.change is None else change(stand.change),
    }


def change(one: Change) -> dict[str, Any]:
    """What became of a target since a snapshot."""
    names = ("since", "done", "total", "unknown", "light", "p85", "gained", "lost")
    return {name: getattr(one, name) for name in names}


def snapshot(taken: Snapshot, stands: tuple[Stand, ...], language: Language) -> dict[str, Any]:
    """What was recorded, and the change since the one before."""
    return {"id": taken.id, "taken_at": taken.taken_at, "note": taken.note, **targets(stands, language)}


def forecast(answered: Answered, language: Language) -> dict[str, Any]:
    """A forecast with all that it rests on."""
    found, past = answered.forecast, answered.backtest
    scenario = found.scenario
    return {
        "target": _head(answered.progress, found, language),
        "day": found.question.today,
        **_outlook(found.outlook),
        "refusals": found.refusals,
        "remaining": found.question.remaining,
        "weeks": found.weeks,
        "pace_per_quarter": round(found.pace, 2),
        "needed_per_quarter": None if found.needed is None else round(found.needed, 2),
        "trend": found.trend,
        "scenario": None
        if scenario is None
        else {"capacity_per_quarter": scenario.capacity, "assumed": scenario.words, **_outlook(scenario.outlook)},
        "backtest": None if past is None else backtest(past),
        "rule": RULE,
    }


def backtest(past: Backtest) -> dict[str, Any]:
    """How forecasts of the past held."""
    return {
        "words": past.words,
        "coverage": past.coverage,
        "late_weeks": past.late,
        "independent": past.independent,
        "points": [_point(one) for one in past.points],
    }


def _point(one: BacktestPoint) -> dict[str, Any]:
    """One forecast of the past."""
    days = dict.fromkeys(("p50", "p85", "p95"))
    if one.outlook is not None:
        days = dict(zip(days, one.outlook.days, strict=True))
    return {"day": one.day, "state": one.state, "goal": one.goal, **days, "came": one.came}


def _head(progress: Progress, found: Forecast, language: Language) -> dict[str, Any]:
    """What a target is, and how far."""
    wanted = progress.target
    return {
        "id": wanted.id,
        "name": wanted.title.to(language),
        "scope": scope(wanted.scope).to(language),
        "condition": condition(wanted).to(language),
        "source": wanted.source.to(language),
        "done": progress.done,
        "total": progress.total,
        "unknown": progress.unknown,
        "supplied": progress.supplied,
        "quota": wanted.quota,
        "needed": progress.needed,
        "deadline": wanted.deadline,
        "light": found.signal.light,
        "reason": found.signal.reason,
    }


def _quarters(found: Outlook | None) -> dict[str, Any]:
    """The three quarters, None without a forecast."""
    p50, p85, p95 = found.quarters if found is not None else (None, None, None)
    return {"p50": p50, "p85": p85, "p95": p95, "share": None if found is None else found.share}


def _outlook(found: Outlook | None) -> dict[str, Any]:
    """The three quarters with their days, and the fan."""
    if found is None:
        return {**_quarters(None), "days": None, "runs": None, "fan": []}
    days = dict(zip(("p50", "p85", "p95"), found.days, strict=True))
    return {**_quarters(found), "days": days, "runs": found.runs, "fan": found.fan}
