"""Whether what stands in a building passes the critical checks of a run. Pure; what nobody knows never counts as good.

A fail counts at any age, a pass only while it is fresh; a device with nothing but rules that do not apply is unchecked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from isms.core.model.device import Device, Unreachable
from isms.core.model.finding import Finding, Severity, Verdict
from isms.core.model.safety import DeviceSafety, Safety, Soundness
from isms.core.model.text import Text
from isms.core.wording import UNREACHABLE

UNCLEAR = (Verdict.UNKNOWN, Verdict.ERROR)
NO_RUN = Text(de="noch kein Lauf", en="no run yet")
NOT_JUDGED = Text(de="im neuesten Lauf nicht geprüft", en="not judged by the newest run")
NOT_CRITICAL = Text(de="keine kritische Prüfung trifft zu", en="no critical check applies")
STALE = Text(de="Nachweis zu alt", en="evidence too old")
UNDECIDED = Text(de="kritische Prüfung ohne Ergebnis", en="a critical check without an answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSeen:
    """What of a run is needed on a day: its critical findings by device, who was unreachable, and what is fresh."""

    id: str
    at: datetime
    today: date
    critical: Mapping[str, Sequence[Finding]]
    judged: frozenset[str]
    unreachable: Mapping[str, Unreachable]
    fresh: Callable[[Finding], bool]


def critical(findings: Iterable[Finding]) -> tuple[dict[str, list[Finding]], frozenset[str]]:
    """The critical findings by device, and every device that was judged."""
    found: dict[str, list[Finding]] = {}
    judged = set()
    for one in findings:
        judged.add(one.device)
        if one.severity is Severity.CRITICAL:
            found.setdefault(one.device, []).append(one)
    return found, frozenset(judged)


def safeties(devices: Iterable[Device], run: RunSeen | None) -> dict[str, Safety]:
    """What the devices of each building say, by the building's id; buildings without devices are not in it."""
    found: dict[str, list[DeviceSafety]] = {}
    for one in sorted(devices, key=lambda one: one.name):
        if one.site is not None:
            found.setdefault(one.site, []).append(device(one, run))
    return {site: whole(told, run) for site, told in found.items()}


def whole(devices: Sequence[DeviceSafety], run: RunSeen | None) -> Safety:
    """The devices of a building: as good as the worst of them."""
    states = {one.state for one in devices}
    return Safety(
        state=next((state for state in Soundness if state in states), Soundness.NO_DEVICES),
        devices=tuple(devices),
        run=None if run is None else run.id,
        run_at=None if run is None else run.at,
    )


def device(one: Device, run: RunSeen | None) -> DeviceSafety:
    """What the run says of a device."""
    findings = () if run is None else run.critical.get(one.name, ())
    fails = [(found.rule, _waived(found, run)) for found in findings if found.verdict is Verdict.FAIL]
    failing = tuple(sorted({rule for rule, waived in fails if not waived}))
    reason = None if failing else _unknown(one, findings, run)
    state = Soundness.FAILS if failing else Soundness.UNKNOWN if reason is not None else Soundness.PASSES
    return DeviceSafety(
        device=one.name,
        state=state,
        platform=one.platform,
        role=one.role,
        failing=failing,
        waived=tuple(sorted({rule for rule, waived in fails if waived})),
        reason=reason,
    )


def _waived(found: Finding, run: RunSeen | None) -> bool:
    """Whether a waiver still covers a fail."""
    return run is not None and found.waiver is not None and found.waiver.until >= run.today


def _unknown(one: Device, findings: Sequence[Finding], run: RunSeen | None) -> Text | None:
    """Why nobody knows whether a device passes; None if it does."""
    if run is None:
        return NO_RUN
    missed = run.unreachable.get(one.name)
    if missed is not None:
        return UNREACHABLE[missed.reason]
    if one.name not in run.judged:
        return NOT_JUDGED
    if any(found.verdict in UNCLEAR for found in findings):
        return UNDECIDED
    applying = [found for found in findings if found.verdict is not Verdict.NA]
    if not applying:
        return NOT_CRITICAL
    return None if all(run.fresh(found) for found in applying) else STALE
