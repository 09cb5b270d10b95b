"""What the newest run says of the devices in each building."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from isms.core.model.device import Device, Unreachable
from isms.core.model.finding import Finding
from isms.core.model.run import Run
from isms.core.model.safety import Safety
from isms.store.workspace import Workspace
from isms.workflow.chain import whole_run
from isms.workflow.subjects import registered, registered_name

if TYPE_CHECKING:
    from inventory.safety import RunSeen


def safeties(workspace: Workspace, today: date, run: Run | None = None) -> dict[str, Safety]:
    """Whether what stands in each building passes the critical checks, by the building's id.

    It is the newest run that judged everything, unless it is given because somebody has read it already.
    """
    from inventory.safety import safeties as judged

    devices = registered(workspace)
    seen = _newest(workspace, devices, today) if run is None else _of(workspace, devices, today, run)
    return judged(devices.values(), seen)


def safety(workspace: Workspace, building: str, today: date) -> Safety:
    """The same for one building."""
    return safeties(workspace, today).get(building, Safety())


def _newest(workspace: Workspace, devices: Mapping[str, Device], today: date) -> "RunSeen | None":
    """What is needed of the newest run; None if there is none."""
    from isms.evidence import reading

    name = whole_run(workspace)
    if name is None:
        return None
    folder = workspace.runs / name
    manifest, _ = reading.manifest(folder)
    return _seen(workspace, devices, today, name, manifest.started_at, manifest.unreachable, reading.findings(folder))


def _of(workspace: Workspace, devices: Mapping[str, Device], today: date, run: Run) -> "RunSeen":
    """What is needed of a run that was read."""
    return _seen(workspace, devices, today, run.head.id, run.head.started_at, run.unreachable, run.findings)


def _seen(
    workspace: Workspace,
    devices: Mapping[str, Device],
    today: date,
    run: str,
    at: datetime,
    unreachable: Iterable[Unreachable],
    findings: Iterable[Finding],
) -> "RunSeen":
    """The critical findings by the names of the register."""
    from inventory.safety import RunSeen, critical
    from isms.grundschutz.weigh import is_fresh

    found, judged = critical(findings)
    days = workspace.settings.audit.evidence_days
    return RunSeen(
        id=run,
        at=at,
        today=today,
        critical=_by_name(found, devices),
        judged=frozenset(registered_name(name, devices) for name in judged),
        unreachable={registered_name(one.device, devices): one for one in unreachable},
        fresh=lambda finding: is_fresh(finding, today, days),
    )


def _by_name(found: Mapping[str, list[Finding]], devices: Mapping[str, Device]) -> dict[str, list[Finding]]:
    """The findings by the device that a file belongs to; two files of one device speak together."""
    told: dict[str, list[Finding]] = {}
    for name, some in found.items():
        told.setdefault(registered_name(name, devices), []).extend(some)
    return told
