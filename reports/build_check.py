"""The report on the Grundschutz check (A.4) as plain values."""

from collections.abc import Iterator, Sequence

from isms.core.model.run import Changes, Run
from isms.core.model.text import Language
from isms.core.settings import Settings
from isms.core.wording import EDITIONS
from reports import wording
from reports import wording_check as words
from reports.build_devices import devices
from reports.build_document import document, sheet
from reports.build_findings import evidence
from reports.build_results import results
from reports.build_rules import findings, kept
from reports.build_summary import summary
from reports.build_tables import overview, reading
from reports.build_waivers import waivers
from reports.case import Case, make_case
from reports.edition import EditionResult
from reports.model import Code, Column, Heading, Paragraph, Report, Row, Section, Table, Words
from reports.typography import moment


def check(
    run: Run, editions: Sequence[EditionResult], settings: Settings, language: Language, changes: Changes | None
) -> Report:
    """The whole report; every date in it comes from the run."""
    case = make_case(run, editions, settings, language, changes)
    name = case.say(wording.DOCUMENT)
    report_id = f"A.4-{run.head.id}"
    return Report(
        name="check",
        id=report_id,
        language=language,
        title=case.say(wording.TITLE),
        subtitle=case.say(wording.SUBTITLE),
        document_name=name,
        organisation=settings.workspace.name,
        unit=settings.workspace.unit,
        marking=settings.report.marking,
        version=settings.report.version,
        author=settings.report.author,
        created_at=run.head.started_at,
        control=tuple(_control(case)),
        sections=_sections(case),
        document=document(case, name, report_id),
        sheet=sheet(case),
    )


def _sections(case: Case) -> tuple[Section, ...]:
    """The sections: what people read from end to end, then what they look things up in."""
    parts = (summary, reading, findings, overview, evidence, waivers, results, kept, devices, appendix)
    return tuple(part(case) for part in parts)


def _control(case: Case) -> Iterator[tuple[str, str]]:
    """The rows of the document control."""
    head, report = case.run.head, case.settings.report
    judged = case.count(case.run.summary.devices, wording.COMPONENT_PLAIN)
    found = case.count(len(case.run.findings), wording.FINDING)
    values = {
        "version": report.version,
        "stand": moment(head.started_at, case.language),
        "scope": case.say(wording.SCOPE, scope=report.scope, devices=judged),
        "basis": "; ".join(EDITIONS[result.edition].to(case.language) for result in case.editions),
        "pins": "; ".join(case.say(wording.PINNED, name=name, pin=pin[:12]) for name, pin in head.catalogs),
        "author": report.author,
        "reviewer": report.reviewer,
        "approver": report.approver,
        "marking": report.marking,
        "run": head.id,
        "merkle": case.say(wording.MERKLE, root=case.run.merkle_root, count=found),
        "manifest": case.run.manifest_sha256,
    }
    return ((wording.CONTROL_ROWS[name].to(case.language), value) for name, value in values.items() if value)


def appendix(case: Case) -> Section:
    """How to verify without trusting this report, versions, terms, sources."""
    run = case.run.head.id
    blocks = (
        Paragraph((Words(case.say(words.APPENDIX_TEXT)),)),
        Heading(text=case.say(words.VERIFY), anchor="verify"),
        Paragraph((Words(case.say(words.VERIFY_HASH, run=run)),)),
        Code(("sha256sum -c SHA256SUMS",)),
        Paragraph((Words(case.say(words.VERIFY_CHAIN)),)),
        Code((f"isms evidence verify {run}",)),
        Heading(text=case.say(words.TOOLS), anchor="tools"),
        _tools(case),
        Heading(text=case.say(words.TERMS), anchor="terms"),
        _terms(case),
        Paragraph((Words(case.say(words.SOURCE)),)),
    )
    return Section(title=case.say(words.APPENDIX), anchor="appendix", blocks=blocks)


def _tools(case: Case) -> Table:
    """What made the run, and from what."""
    head = case.run.head
    values = {
        "tool": f"{head.tool} {head.version}",
        "ruleset": head.ruleset_digest,
        "policy": head.policy_digest,
        "manifest": case.run.manifest_sha256,
        "merkle": case.run.merkle_root,
        "previous": head.previous_run or case.say(wording.NONE),
    }
    rows = [(wording.CONTROL_ROWS[name].to(case.language), value) for name, value in values.items()]
    rows += [(name, pin) for name, pin in head.catalogs]
    return _pairs(case, rows, ("item", "value"))


def _terms(case: Case) -> Table:
    """The glossary."""
    rows = [(term.to(case.language), meaning.to(case.language)) for term, meaning in wording.GLOSSARY]
    return _pairs(case, rows, ("term", "meaning"))


def _pairs(case: Case, rows: list[tuple[str, str]], names: tuple[str, str]) -> Table:
    """A table of two columns."""
    columns = (Column(title=case.column(names[0]), share=26, bold=True), Column(title=case.column(names[1]), share=74))
    return Table(columns=columns, rows=tuple(Row(row) for row in rows))
