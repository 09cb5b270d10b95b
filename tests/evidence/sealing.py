"""Small sealed runs for tests."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from isms.core.model.device import SkippedFile, Unreachable, UnreachableReason
from isms.core.model.finding import Finding, Judged, Severity, Verdict
from isms.core.model.rule import RuleInfo
from isms.core.model.run import RunHead
from isms.core.model.text import Text
from isms.evidence.seal import Seal, Sealer
from tests.fakes import NOW, a_device, a_finding

TELNET = RuleInfo(
    id="mgmt.no-telnet",
    title=Text(de="Kein Telnet", en="No Telnet"),
    why=Text(de="Klartext", en="clear text"),
    topic="mgmt",
    severity=Severity.CRITICAL,
    remedy={"cisco_ios": ("transport input ssh",)},
)
OFFLINE = Unreachable(device="sw9", reason=UnreachableReason.TIMEOUT, detail="10 s")
PICTURE = SkippedFile(file="plan.png", reason=Text(de="keine Konfiguration", en="no configuration"))


def a_head(number: int = 1, previous: Seal | None = None) -> RunHead:
    """The head of the n-th run, chained to the one before."""
    return RunHead(
        id=f"2026-11-2{number}T20-15-03Z-4f1c",
        started_at=NOW + timedelta(days=number - 1),
        tool="isms-toolkit",
        version="0.1.0",
        ruleset_digest="a" * 64,
        policy_digest="b" * 64,
        catalogs=(("gspp_controls", "c" * 64),),
        source="configs",
        previous_run=previous.id if previous else None,
        previous_manifest=previous.manifest_sha256 if previous else None,
        rules=(TELNET,),
    )


def a_judged(name: str = "sw1", findings: Sequence[Finding] | None = None) -> Judged:
    """A judged device with one passing and one failing rule."""
    told = (a_finding(device=name), a_finding("time.ntp-servers", Verdict.FAIL, device=name))
    return Judged(
        device=a_device(name),
        platform="cisco_ios",
        redacted=f"hostname {name}\nend\n",
        findings=told if findings is None else tuple(findings),
    )


def a_run(
    runs: Path, number: int = 1, previous: Seal | None = None, devices: Sequence[str] = ("sw1", "rathaus/sw2")
) -> Seal:
    """A sealed run of some devices, one unreachable device and one skipped file."""
    with Sealer(runs, a_head(number, previous)) as sealer:
        for name in devices:
            sealer.add(a_judged(name))
        sealer.unreachable(OFFLINE)
        sealer.skipped(PICTURE)
        return sealer.finish()


def a_chain(runs: Path, length: int = 3) -> list[Seal]:
    """Runs chained one to the other, oldest first."""
    seals: list[Seal] = []
    for number in range(1, length + 1):
        seals.append(a_run(runs, number, seals[-1] if seals else None))
    return seals
