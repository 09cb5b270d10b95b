"""One screen: what stands in the register, what the newest run says, and what needs attention now."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from isms.core.model.control import Edition, Status
from isms.core.model.finding import Finding, Severity, Verdict, Waiver
from isms.core.model.run import Changes, Run
from isms.store.workspace import Workspace, required
from isms.workflow.assessment import assessed, run_of
from isms.workflow.rollout_views import Glance, glance
from isms.workflow.rulebook import waivers_of

if TYPE_CHECKING:
    from isms.core.model.building import Building

MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """The newest run: counts, fails per severity, how many devices pass all critical and high rules."""

    run: str
    started_at: datetime
    summary: dict[str, int]
    fails: dict[Severity, int]
    clean_devices: int
    unreachable: int
    fresh: bool
    changes: Changes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstDevice:
    """A device with many or grave fails, and the building it stands in."""

    device: str
    building: str | None
    fails: dict[Severity, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What `isms status` shows; `compliance` is None before the first run."""

    name: str
    buildings: int
    rollout: Glance
    sites_with_devices: int
    devices: int
    compliance: Compliance | None
    grundschutz: dict[Edition, dict[Status, int]]
    worst: tuple[WorstDevice, ...]
    waivers_ending: tuple[Waiver, ...]
    evidence_valid: bool | None


def overview(folder: Path | None, now: datetime) -> Overview:
    """The workspace at a glance."""
    from checks.waivers import ending
    from isms.core.model.building import Building
    from isms.evidence import reading
    from isms.store import open_store, values
    from isms.workflow.subjects import registered

    workspace = required(folder)
    buildings = values(open_store(workspace.register).rows("buildings"), Building, "buildings")
    devices = registered(workspace)
    run = run_of(workspace) if reading.runs(workspace.runs) else None
    sites = {name: device.site for name, device in devices.items()}
    return Overview(
        name=workspace.settings.workspace.name,
        buildings=len(buildings),
        rollout=glance(workspace, now, run),
        sites_with_devices=len({site for site in sites.values() if site}),
        devices=len(devices),
        compliance=None if run is None else _compliance(workspace, run, now.date()),
        grundschutz={} if run is None else _grundschutz(workspace, run, now.date()),
        worst=() if run is None else _worst(run, sites, buildings),
        waivers_ending=ending(waivers_of(workspace), now.date()),
        evidence_valid=None if run is None else _verified(folder),
    )


def _compliance(workspace: Workspace, run: Run, today: date) -> Compliance:
    """What the newest run came to."""
    from isms.workflow.reporting import changes_of

    open_fails = [one for one in run.findings if one.verdict is Verdict.FAIL and one.waiver is None]
    grave = {one.device for one in open_fails if one.severity in {Severity.CRITICAL, Severity.HIGH}}
    counted = Counter(one.severity for one in open_fails)
    return Compliance(
        run=run.head.id,
        started_at=run.head.started_at,
        summary=_summary(run),
        fails={severity: counted[severity] for severity in Severity if counted[severity]},
        clean_devices=len(run.configs.keys() - grave),  # one without a configuration is neither
        unreachable=len(run.unreachable),
        fresh=today - run.head.started_at.date() <= timedelta(days=workspace.settings.audit.evidence_days),
        changes=changes_of(workspace, run),
    )


def _summary(run: Run) -> dict[str, int]:
    """The counts in the words of the JSON."""
    verdicts = {verdict.value: count for verdict, count in run.summary.verdicts}
    return {"devices": run.summary.devices, **verdicts, "waived": run.summary.waived}


def _grundschutz(workspace: Workspace, run: Run, today: date) -> dict[Edition, dict[Status, int]]:
    """How many requirements and devices have which status, per edition."""
    counts = {}
    for edition, one in assessed(workspace, run.findings, today).items():
        counted = Counter(status.status for status in one.assessment.statuses)
        counts[edition] = {status: counted[status] for status in Status if counted[status]}
    return counts


def _worst(run: Run, sites: dict[str, str | None], buildings: dict[str, "Building"]) -> tuple[WorstDevice, ...]:
    """The devices that need help first: most critical fails, then most high ones, and so on."""
    fails: dict[str, Counter[Severity]] = {}
    for one in run.findings:
        if _is_open(one):
            fails.setdefault(one.device, Counter())[one.severity] += 1
    ranked = sorted(fails, key=lambda name: ([-fails[name][severity] for severity in Severity], name))
    return tuple(
        WorstDevice(
            device=name,
            building=_name(buildings.get(sites.get(name) or "")),
            fails={severity: fails[name][severity] for severity in Severity if fails[name][severity]},
        )
        for name in ranked[:MOST]
    )


def _is_open(finding: Finding) -> bool:
    """Whether a finding fails and no waiver covers it."""
    return finding.verdict is Verdict.FAIL and finding.waiver is None


def _name(building: "Building | None") -> str | None:
    """The name of a building, or its id."""
    return None if building is None else building.name or building.id


def _verified(folder: Path | None) -> bool:
    """Whether all evidence is as it was sealed."""
    from isms.workflow import evidence

    return evidence.verify(folder, None).valid
