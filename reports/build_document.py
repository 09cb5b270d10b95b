"""The report's values for programs: the JSON document, and the sheet of all results."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from isms.core.wording import EDITIONS
from reports.build_tables import in_order
from reports.case import Case, badge, by_rule, natural, open_findings
from reports.edition import EditionResult
from reports.model import Column, Row, Table
from reports.typography import day


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceStatus:
    """What the evidence of a device says; `status` is the edition's word, `value` its name for programs."""

    device: str
    status: str
    value: str
    note: str
    passed: tuple[str, ...]
    failed: tuple[str, ...]
    undecided: tuple[str, ...]
    waivers: tuple[object, ...]
    collected_at: datetime | None
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementResult:
    """A requirement with its devices."""

    id: str
    title: str
    level: str
    group: str
    counts: dict[str, int]
    na: int
    devices: tuple[DeviceStatus, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDocument:
    """An edition with its requirements."""

    edition: str
    title: str
    not_automated: int
    requirements: tuple[RequirementResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDocument:
    """The whole report; findings are those that do not pass or are waived."""

    report: str
    id: str
    run: str
    title: str
    organisation: str
    version: str
    marking: str
    created_at: datetime
    language: str
    merkle_root: str
    manifest_sha256: str
    catalogs: dict[str, str]
    summary: dict[str, int]
    unreachable: tuple[object, ...]
    skipped: tuple[object, ...]
    changes: object
    measures: tuple[dict[str, object], ...]
    editions: tuple[EditionDocument, ...]
    findings: tuple[object, ...]


def document(case: Case, title: str, report_id: str) -> CheckDocument:
    """The report as one value."""
    run, settings = case.run, case.settings
    counts = {verdict.value: count for verdict, count in run.summary.verdicts}
    return CheckDocument(
        report="check",
        id=report_id,
        run=run.head.id,
        title=title,
        organisation=settings.workspace.name,
        version=settings.report.version,
        marking=settings.report.marking,
        created_at=run.head.started_at,
        language=case.language.value,
        merkle_root=run.merkle_root,
        manifest_sha256=run.manifest_sha256,
        catalogs=dict(run.head.catalogs),
        summary={"devices": run.summary.devices, **counts, "waived": run.summary.waived},
        unreachable=run.unreachable,
        skipped=run.skipped,
        changes=case.changes,
        measures=tuple(_measures(case)),
        editions=tuple(_edition(case, result) for result in case.editions),
        findings=tuple(found for found in run.findings if found.waiver or found.verdict.value not in {"pass", "na"}),
    )


def _measures(case: Case) -> Iterator[dict[str, object]]:
    """The failing rules, the most urgent first."""
    for rule, found in by_rule(open_findings(case.run.findings)).items():
        yield {
            "rule": rule,
            "title": case.title(rule),
            "severity": found[0].severity.value,
            "devices": [finding.device for finding in found],
            "requirements": case.requirements.get(rule, ()),
        }


def _edition(case: Case, result: EditionResult) -> EditionDocument:
    """An edition in the order of its ids."""
    devices: dict[str, list[DeviceStatus]] = {}
    for status in in_order(result):
        told = DeviceStatus(
            device=status.device,
            status=badge(result.edition, status.status).word,
            value=status.status.value,
            note=status.note.to(case.language),
            passed=status.passed,
            failed=status.failed,
            undecided=status.undecided,
            waivers=status.waivers,
            collected_at=status.collected_at,
            valid_until=status.valid_until,
        )
        devices.setdefault(status.requirement, []).append(told)
    ids = sorted(devices.keys() | result.na.keys(), key=natural)
    return EditionDocument(
        edition=result.edition.value,
        title=EDITIONS[result.edition].to(case.language),
        not_automated=result.not_automated,
        requirements=tuple(_requirement(result, name, devices.get(name, [])) for name in ids),
    )


def _requirement(result: EditionResult, name: str, devices: list[DeviceStatus]) -> RequirementResult:
    """A requirement with its counts."""
    known = result.requirements.get(name)
    return RequirementResult(
        id=name,
        title=known.title if known else "",
        level=known.level if known else "",
        group=known.group if known else "",
        counts=dict(Counter(device.status for device in devices)),
        na=result.na.get(name, 0),
        devices=tuple(devices),
    )


def sheet(case: Case) -> Table:
    """All results, one row per edition, requirement and device."""
    names = ("edition", "requirement", "title", "level", "device", "status", "reason")
    rest = ("passed", "failed", "undecided", "waiver", "collected", "until")
    columns = tuple(Column(title=case.column(name), share=1) for name in (*names, *rest))
    return Table(columns=columns, rows=tuple(row for result in case.editions for row in _sheet_rows(case, result)))


def _sheet_rows(case: Case, result: EditionResult) -> Iterator[Row]:
    """The rows of an edition."""
    edition = EDITIONS[result.edition].to(case.language)
    for status in in_order(result):
        known = result.requirements.get(status.requirement)
        rules = (", ".join(names) for names in (status.passed, status.failed, status.undecided))
        waivers = ", ".join(f"{waiver.rule} ({day(waiver.until, case.language)})" for waiver in status.waivers)
        yield Row(
            (
                edition,
                status.requirement,
                known.title if known else "",
                known.level if known else "",
                status.device,
                badge(result.edition, status.status).word,
                status.note.to(case.language),
                *rules,
                waivers,
                day(status.collected_at.date(), case.language) if status.collected_at else "",
                day(status.valid_until, case.language) if status.valid_until else "",
            )
        )
