"""A fictional municipality's run and roll-up: 60 devices, a few rules and requirements, every kind of status."""

import hashlib
from collections import Counter
from datetime import UTC, date, datetime, timedelta

from isms.core.model.control import ControlStatus, Edition, Requirement, Status
from isms.core.model.device import SkippedFile, Unreachable, UnreachableReason
from isms.core.model.finding import Finding, Line, Severity, Verdict, Waiver
from isms.core.model.rule import RuleInfo
from isms.core.model.run import Changes, Run, RunHead, Summary
from isms.core.model.text import Language, Text
from isms.core.settings import ReportSettings, Settings, WorkspaceSettings
from reports.build_check import check
from reports.edition import EditionResult
from reports.model import Report

NOW = datetime(2026, 11, 21, 20, 15, 3, tzinfo=UTC)
CONFIG = (
    "hostname {name}\n!\nline vty 0 4\n access-class MGMT in\n transport input telnet ssh\n exec-timeout 10 0\nend\n"
)
TELNET = Line(number=5, text=" transport input telnet ssh", block="line vty 0 4")
WAIVER = Waiver(rule="mgmt.banner", device="sw-03", until=date(2027, 3, 31), by="M. Muster", reason="Austausch im März")
SETTINGS = Settings(
    workspace=WorkspaceSettings(name="Stadt Musterstadt", unit="Stabsstelle Informationssicherheit"),
    report=ReportSettings(marking="TLP:AMBER", version="1.2"),
)
RULES = (
    ("mgmt.no-telnet", "Telnet ist abgeschaltet", "Telnet is off", Severity.CRITICAL),
    ("mgmt.banner", "Hinweistext bei der Anmeldung", "Banner at login", Severity.LOW),
    ("log.remote", "Protokolle gehen an einen zentralen Server", "Logs go to a central server", Severity.MEDIUM),
)
REQUIREMENTS = {
    Edition.KOMPENDIUM: (("NET.3.1.A4", "NET.3.1", "Router und Switches"), ("NET.1.2.A7", "NET.1.2", "Netzmanagement")),
    Edition.GSPP: (("KONF.4.4", "KONF", "Konfiguration"), ("DET.3.1", "DET", "Detektion")),
}
CYCLE = (Status.MET, Status.PARTLY, Status.NOT_MET, Status.OPEN, Status.STALE)


def a_rule(name: str, de: str, en: str, severity: Severity) -> RuleInfo:
    """A rule with a remedy for IOS."""
    return RuleInfo(
        id=name,
        title=Text(de=de, en=en),
        why=Text(de="Wer mithört, liest sonst Kennwörter.", en="Listeners read passwords otherwise."),
        topic=name.partition(".")[0],
        severity=severity,
        remedy={"cisco_ios": ("line vty 0 15", " transport input ssh")},
    )


def a_finding(device: str, rule: RuleInfo, verdict: Verdict, waiver: Waiver | None = None) -> Finding:
    """A finding with its evidence."""
    failing = verdict is Verdict.FAIL and rule.id == "mgmt.no-telnet"
    return Finding(
        device=device,
        platform="cisco_ios",
        rule=rule.id,
        verdict=verdict,
        severity=rule.severity,
        reason=Text(de=f"Grund von {rule.id}", en=f"reason of {rule.id}"),
        lines=(TELNET,) if failing else (),
        judged=1,
        waiver=waiver,
        config_sha256=hashlib.sha256(CONFIG.format(name=device).encode()).hexdigest(),
        collected_at=NOW - timedelta(hours=2),
    )


def devices(count: int = 60) -> tuple[str, ...]:
    """Names of devices."""
    return tuple(f"sw-{number:02d}" for number in range(count))


def findings(names: tuple[str, ...]) -> tuple[Finding, ...]:
    """Telnet fails on every fourth device, one banner is waived, some logs are unknown, the rest passes."""
    telnet, banner, log = (a_rule(*rule) for rule in RULES)
    found: list[Finding] = []
    for number, name in enumerate(names):
        found.append(a_finding(name, telnet, Verdict.FAIL if number % 4 == 0 else Verdict.PASS))
        waived = WAIVER if name == "sw-03" else None
        found.append(a_finding(name, banner, Verdict.FAIL if number in {3, 5} else Verdict.PASS, waived))
        found.append(a_finding(name, log, Verdict.UNKNOWN if number % 20 == 1 else Verdict.PASS))
    return tuple(found)


def a_run(count: int = 60) -> Run:
    """A sealed run."""
    names = devices(count)
    found = findings(names)
    verdicts = Counter(finding.verdict for finding in found if not finding.waiver)
    return Run(
        head=RunHead(
            id="2026-11-21T20-15-03Z-4f1c",
            started_at=NOW,
            tool="isms-toolkit",
            version="0.1.0",
            ruleset_digest="a" * 64,
            policy_digest="b" * 64,
            catalogs=(("itgs2023_requirements", "c" * 64),),
            rules=tuple(a_rule(*rule) for rule in RULES),
        ),
        manifest_sha256="d" * 64,
        merkle_root="e" * 64,
        summary=Summary(devices=count, verdicts=tuple(verdicts.items()), waived=sum(1 for one in found if one.waiver)),
        findings=found,
        unreachable=(Unreachable(device="fw-99", reason=UnreachableReason.TIMEOUT, detail="30 s"),),
        skipped=(SkippedFile(file="notizen.txt", reason=Text(de="keine Konfiguration", en="no configuration")),),
        configs={name: CONFIG.format(name=name) for name in names},
    )


def an_edition(edition: Edition, names: tuple[str, ...]) -> EditionResult:
    """The roll-up of one edition, every status in it."""
    requirements = {
        name: Requirement(
            edition=edition, id=name, title=f"Titel {name}", level="Basis", group=group, group_title=title
        )
        for name, group, title in REQUIREMENTS[edition]
    }
    statuses = tuple(
        a_status(edition, name, device, number) for name in requirements for number, device in enumerate(names)
    )
    return EditionResult(
        edition=edition,
        requirements=requirements,
        statuses=statuses,
        na=dict.fromkeys(requirements, 2),
        not_automated=530,
    )


def a_status(edition: Edition, requirement: str, device: str, number: int) -> ControlStatus:
    """A status, another one for each device."""
    return ControlStatus(
        edition=edition,
        requirement=requirement,
        device=device,
        status=CYCLE[number % len(CYCLE)],
        note=Text(de=f"Notiz zu {device}", en=f"note on {device}"),
        passed=("mgmt.banner",),
        failed=("mgmt.no-telnet",) if number % 4 == 0 else (),
        collected_at=NOW - timedelta(hours=2),
        valid_until=date(2027, 2, 19),
    )


def editions(count: int = 60) -> tuple[EditionResult, ...]:
    """Both editions."""
    return tuple(an_edition(edition, devices(count)) for edition in Edition)


def a_report(count: int = 60, language: Language = Language.DE, changes: Changes | None = None) -> Report:
    """The report on the check."""
    return check(a_run(count), editions(count), SETTINGS, language, changes)
