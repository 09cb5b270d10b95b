"""The views of the rollout as documents for programs: the shapes of `--json`."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from isms.core.model.safety import Safety
from isms.core.model.stages import Group, KindStatus
from isms.core.model.text import Language, Text
from isms.core.model.views import AreaRow, Power, Total
from isms.core.model.views_flaws import Flaw, FlawKind
from isms.core.model.views_lists import Deadline, Place, Slip, SlowLine, Stuck, Uncabled
from isms.core.model.views_money import Amount, GrantMoney, Money, YearMoney
from isms.workflow.rollout_views import Glance


def status(day: date, one: Glance) -> dict[str, Any]:
    """The rollout at a glance."""
    return {"day": day, **glance(one)}


def kind(one: KindStatus) -> dict[str, Any]:
    """The counts of one kind; the change is None before the first snapshot."""
    change = one.change
    return {
        "kind": one.kind,
        "total": one.total,
        **{stage.value: count for stage, count in one.stages},
        "share": one.share,
        "phases": {phase.value: count for phase, count in one.phases},
        "by_line": one.by_line,
        "lapsed": one.lapsed,
        "unaccepted": one.unaccepted,
        "failing": one.failing,
        "change": None
        if change is None
        else {
            "since": change.since,
            "total": change.total,
            **{stage.value: count for stage, count in change.stages},
        },
    }


def glance(one: Glance) -> dict[str, Any]:
    """The rollout in a few numbers."""
    names = ("safety", "marked", "overdue", "near")
    return {"kinds": [kind(each) for each in one.kinds], **{name: getattr(one, name) for name in names}}


def groups(districts: Iterable[Group], departments: Iterable[Group]) -> dict[str, Any]:
    """Districts and departments; the name is null where it is unknown."""
    return {"districts": [group(one) for one in districts], "departments": [group(one) for one in departments]}


def group(one: Group) -> dict[str, Any]:
    """One district or department."""
    return {
        "name": one.name,
        "total": one.total,
        "fibre": kind(one.fibre),
        "wlan": kind(one.wlan),
        "late": one.late,
        "late_days": one.late_days,
        "failing": one.failing,
    }


def place(one: Place | None) -> dict[str, Any]:
    """Which building, and whose."""
    names = ("building", "name", "district", "department")
    return {name: getattr(one, name, None) for name in names}


def stuck(found: Iterable[Stuck], language: Language) -> dict[str, Any]:
    """The measures under way."""
    names = ("kind", "phase", "weeks", "at_least", "since", "usual", "over")
    notes = ("planned", "blocker", "next_step", "responsible", "partner")
    return {
        "stuck": [
            {
                **place(one.place),
                **{name: getattr(one, name) for name in names},
                "next": _text(one.next, language),
                **{name: getattr(one, name) for name in notes},
            }
            for one in found
        ]
    }


def deadlines(found: Iterable[Deadline], language: Language) -> dict[str, Any]:
    """What is due."""
    return {
        "deadlines": [
            {
                "kind": one.kind,
                "on": one.on,
                "left": one.left,
                "urgency": one.urgency,
                "title": one.title.to(language),
                "source": one.source.to(language),
                "id": one.id,
                **place(one.place),
                "buildings": one.buildings,
            }
            for one in found
        ]
    }


def slips(found: Iterable[Slip], language: Language) -> dict[str, Any]:
    """What slipped, with every move of the promised date."""
    names = ("promised", "first_plan", "expected", "days", "happened", "worst")
    return {
        "slips": [
            {
                **place(one.place),
                "kind": one.kind,
                "milestone": one.milestone,
                "title": one.title.to(language),
                **{name: getattr(one, name) for name in names},
                "moved": len(one.moves),
                "reasons": one.reasons,
                "moves": one.moves,
            }
            for one in found
        ]
    }


def speeds(slow: Iterable[SlowLine], uncabled: Iterable[Uncabled], language: Language) -> dict[str, Any]:
    """Lines that do not meet a target, and new buildings without cabling."""
    names = ("connection", "medium", "provider", "mbit_contracted", "mbit_measured", "interim")
    return {
        "lines": [
            {
                **place(one.place),
                "target": one.target,
                "wanted": one.wanted,
                "answer": one.answer,
                "reason": one.reason.to(language),
                **{name: getattr(one, name) for name in names},
            }
            for one in slow
        ],
        "uncabled": [
            {
                **place(one.place),
                "origin": one.building.origin,
                "answer": one.answer,
                "reason": one.reason.to(language),
            }
            for one in uncabled
        ],
    }


def wireless(areas: Iterable[AreaRow], power: Power, language: Language) -> dict[str, Any]:
    """The areas, and what their access points draw; a kind of null are all together."""
    names = ("rooms", "planned", "installed", "operating")
    return {
        "areas": [
            {"kind": one.kind, "areas": one.areas, **{name: getattr(one, name) for name in names}} for one in areas
        ],
        "power": {
            "hours": power.hours,
            "assumptions": [one.to(language) for one in power.assumptions],
            **_watts(power, power.operating, power.planned),
            "districts": [{"name": one.name, **_watts(power, one.operating, one.planned)} for one in power.districts],
        },
    }


def _watts(power: Power, operating: Total, planned: Total) -> dict[str, Any]:
    """What is drawn now and once all is in operation."""
    return {
        name: {"watts": one.value, "kwh_per_year": power.kwh(one), "unknown_areas": one.unknown}
        for name, one in (("operating", operating), ("planned", planned))
    }


def money(found: Money) -> dict[str, Any]:
    """Costs and grants, in cents."""
    sums = ("approved", "drawn", "left", "own_share")
    return {
        "years": [_year(one) for one in found.years],
        "whole": _year(found.whole),
        "grants": [_grant(one) for one in found.grants],
        **{name: _amount(getattr(found, name)) for name in sums},
    }


def _year(one: YearMoney) -> dict[str, Any]:
    """One budget year."""
    names = ("planned", "ordered", "paid")
    return {"year": one.year, "rows": one.rows, **{name: _amount(getattr(one, name)) for name in names}}


def _amount(one: Amount) -> dict[str, Any]:
    """A sum, and of how many rows it is unknown."""
    return {"cents": one.cents, "unknown": one.unknown}


def _grant(one: GrantMoney) -> dict[str, Any]:
    """One grant."""
    names = ("left", "overdrawn", "share", "own_share", "computed")
    return {
        "id": one.grant.id,
        "programme": one.grant.programme,
        "approved": one.grant.approved,
        "drawn": one.grant.drawn,
        **{name: getattr(one, name) for name in names},
        "paid": _amount(one.paid),
    }


def quality(found: Sequence[Flaw], language: Language) -> dict[str, Any]:
    """The flaws, and how many of each kind."""
    names = ("kind", "table", "id", "building", "field", "others")
    return {
        "counts": {kind.value: sum(one.kind is kind for one in found) for kind in FlawKind},
        "flaws": [
            {**{name: getattr(one, name) for name in names}, "problem": one.problem.to(language)} for one in found
        ],
    }


def safety(one: Safety, language: Language) -> dict[str, Any]:
    """What the newest run says of the devices of a building."""
    names = ("device", "state", "platform", "role", "failing", "waived")
    return {
        "state": one.state,
        "run": one.run,
        "run_at": one.run_at,
        "devices": [
            {**{name: getattr(each, name) for name in names}, "reason": _text(each.reason, language)}
            for each in one.devices
        ],
    }


def _text(text: Text | None, language: Language) -> str | None:
    """A text in one language."""
    return None if text is None else text.to(language)
