"""The rollout's report for programs."""

from dataclasses import replace
from typing import Any

from isms.core.model.light import RULE
from isms.core.model.stages import BuildingView, KindStatus, Progressed
from isms.core.model.views_lists import Deadline, Slip
from isms.core.model.views_money import GrantMoney, Money
from isms.core.wording_targets import condition, scope
from reports.build_rollout_money import tellable
from reports.case_rollout import Aim, RolloutCase


def document(case: RolloutCase) -> dict[str, Any]:
    """The values of the report as one JSON document; lists leave out buildings that are not to be named."""
    views = case.views
    return {
        "report": "rollout",
        "id": f"rollout-{views.day:%Y-%m-%d}",
        "day": views.day,
        "organisation": case.settings.workspace.name,
        "language": case.language.value,
        "rule": RULE.to(case.language),
        "buildings_in_scope": len(views.buildings),
        "left_out": len(views.left_out),
        "not_named": sum(not case.named(one.building.id) for one in views.buildings),
        "targets": [_target(case, one) for one in case.aims],
        "kinds": [_kind(one) for one in views.kinds],
        "districts": [_group(one.name, one.fibre, one.wlan, one.late, one.failing) for one in views.districts],
        "departments": [_group(one.name, one.fibre, one.wlan, one.late, one.failing) for one in views.departments],
        "stuck": [one for one in views.stuck if case.named(one.place.building)],
        "slips": [_slip(one) for one in views.slips if case.named(one.place.building)],
        "deadlines": [_deadline(case, one) for one in views.deadlines if tellable(case, one)],
        "money": None if views.money is None else _money(case, views.money),
        "slow": [one for one in views.slow if case.named(one.place.building)],
        "uncabled": [one.place for one in views.uncabled if case.named(one.place.building)],
        "areas": views.areas,
        "power": views.power,
        "buildings": [_building(one) for one in views.buildings if case.named(one.building.id)],
    }


def _target(case: RolloutCase, aim: Aim) -> dict[str, Any]:
    """A target with its light and forecast."""
    progress, outlook = aim.progress, aim.forecast.outlook
    p50, p85, p95 = outlook.quarters if outlook else (None, None, None)
    return {
        "id": progress.target.id,
        "name": progress.target.title.to(case.language),
        "scope": scope(progress.target.scope).to(case.language),
        "condition": condition(progress.target).to(case.language),
        "done": progress.done,
        "needed": progress.needed,
        "total": progress.total,
        "unknown": progress.unknown,
        "quota": progress.target.quota,
        "deadline": progress.target.deadline,
        "light": aim.forecast.signal.light,
        "reason": aim.forecast.signal.reason.to(case.language),
        "p50": p50,
        "p85": p85,
        "p95": p95,
        "share": outlook.share if outlook else None,
        "refusals": [text.to(case.language) for text in aim.forecast.refusals],
        "change": aim.change.done if aim.change else None,
    }


def _kind(one: KindStatus) -> dict[str, Any]:
    """How many buildings are how far."""
    return {
        "kind": one.kind,
        "total": one.total,
        "stages": {stage.value: count for stage, count in one.stages},
        "phases": {phase.value: count for phase, count in one.phases},
        "failing": one.failing,
    }


def _group(name: str | None, fibre: KindStatus, wlan: KindStatus, late: int, failing: int) -> dict[str, Any]:
    """A district or a department."""
    return {"name": name, "fibre": _kind(fibre), "wlan": _kind(wlan), "late": late, "failing": failing}


def _slip(one: Slip) -> dict[str, Any]:
    """A slip without the names of those who moved it."""
    return {
        "place": one.place,
        "kind": one.kind,
        "milestone": one.milestone,
        "promised": one.promised,
        "expected": one.expected,
        "days": one.days,
        "happened": one.happened,
        "reasons": one.reasons,
    }


def _deadline(case: RolloutCase, one: Deadline) -> Deadline:
    """A deadline without the buildings that are not to be named."""
    return replace(one, buildings=tuple(filter(case.named, one.buildings)))


def _money(case: RolloutCase, money: Money) -> Money:
    """The money without the buildings that are not to be named."""

    def told(one: GrantMoney) -> GrantMoney:
        kept = tuple(filter(case.named, one.grant.buildings))
        return replace(one, grant=replace(one.grant, buildings=kept))

    return replace(money, grants=tuple(map(told, money.grants)))


def _building(one: BuildingView) -> dict[str, Any]:
    """A building with where it stands."""
    held = one.building
    return {
        "id": held.id,
        "name": held.name,
        "street": held.street,
        "district": held.district,
        "type": held.type,
        "department": held.department,
        "lat": held.lat,
        "lon": held.lon,
        "fibre": _stage(one.fibre),
        "wlan": _stage(one.wlan),
        "safety": one.safety.state,
    }


def _stage(one: Progressed) -> dict[str, Any]:
    """How far fibre or WLAN is."""
    return {"stage": one.stage, "phase": one.phase, "done_on": one.done_on, "expected": one.expected}
