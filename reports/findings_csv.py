"""The findings of a run for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator

from isms.core.model.finding import Finding
from isms.core.model.text import Language, Text
from isms.core.wording import SEVERITIES
from reports.findings_view import STATES, RunView, because, numbered, state, title, visible
from reports.text import guarded
from reports.typography import day, shortened
from reports.wording import COLUMNS

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
LONGEST_CELL = 32_000  # a spreadsheet takes 32,767
HEADER: tuple[Text, ...] = (
    COLUMNS["device"],
    Text(de="Plattform", en="Platform"),
    COLUMNS["rule"],
    COLUMNS["title"],
    Text(de="Thema", en="Topic"),
    COLUMNS["severity"],
    COLUMNS["verdict"],
    COLUMNS["reason"],
    COLUMNS["lines"],
    Text(de="geduldet bis", en="Waived until"),
    COLUMNS["by"],
    Text(de="Grund der Duldung", en="Reason of the waiver"),
    COLUMNS["ticket"],
    Text(de="Datei", en="File"),
    COLUMNS["collected"],
    Text(de="Konfiguration (SHA-256)", en="Configuration (SHA-256)"),
    Text(de="Prüflauf", en="Run"),
)


def to_csv(findings: Iterable[Finding], run: RunView, language: Language) -> Iterator[bytes]:
    """One row per finding: UTF-8 with BOM, semicolons, no cell that is a formula."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, delimiter=";", lineterminator="\r\n")
    rules = run.named()
    sink.write(BOM)
    writer.writerow(column.to(language) for column in HEADER)
    for finding in findings:
        known = rules.get(finding.rule)
        about = (title(known, language), known.topic if known else "")
        writer.writerow(map(safe, (*_head(finding), *about, *_answer(finding, language), run.run or "")))
        yield sink.getvalue().encode()
        sink.seek(0)
        sink.truncate()
    yield sink.getvalue().encode()


def safe(cell: str) -> str:
    """A cell that is text for every spreadsheet and short enough for it."""
    if cell.isprintable() and len(cell) <= LONGEST_CELL:  # most are; a long run has millions
        return guarded(cell)
    return guarded("\n".join(visible(line) for line in shortened(cell, LONGEST_CELL).split("\n")))


def _head(finding: Finding) -> tuple[str, str, str]:
    """Where and by what was judged."""
    return finding.device, finding.platform, finding.rule


def _answer(finding: Finding, language: Language) -> Iterator[str]:
    """What came out, with what it rests on."""
    yield SEVERITIES[finding.severity].to(language)
    yield STATES[state(finding)].to(language)
    yield because(finding, language)
    yield "\n".join(map(numbered, finding.lines))
    waiver = finding.waiver
    yield from (day(waiver.until, language), waiver.by, waiver.reason, waiver.ticket or "") if waiver else ("",) * 4
    yield finding.file or ""
    yield f"{finding.collected_at:%Y-%m-%d %H:%M:%S}" if finding.collected_at else ""
    yield finding.config_sha256 or ""
