"""Findings as JSON and as tables."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.core.model.finding import Finding, Judged, Verdict

if TYPE_CHECKING:
    from isms.workflow.tally import RunResult

ORDER = (Verdict.ERROR, Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS, Verdict.NA)
MOST_LINES = 4


def plain(finding: Finding) -> dict[str, Any]:
    """A finding for JSON, its words in the terminal's language."""
    from isms.core import codec

    value: dict[str, Any] = codec.to_plain(finding)
    value["reason"] = finding.reason.to(LANGUAGE)
    value["default"] = finding.default.to(LANGUAGE) if finding.default is not None else None
    return value


def as_json(value: Any) -> bytes:
    """A value as JSON."""
    from isms.core import codec

    return codec.to_json(value)


class Stream:
    """Writes a run as one JSON document while it is made; nothing before the first finding."""

    def __init__(self) -> None:
        """Nothing written yet."""
        self._begun = False

    def take(self, judged: Judged) -> None:
        """Write the findings of a device."""
        for finding in judged.findings:
            self._write(b",\n" if self._begun else b'{"findings": [\n')
            self._begun = True
            self._write(as_json(plain(finding)))

    def finish(self, result: "RunResult") -> None:
        """Write what is known at the end."""
        rest = {
            "run": result.run,
            "summary": result.summary,
            "unreachable": result.unreachable,
            "skipped": [{"file": item.file, "reason": item.reason.to(LANGUAGE)} for item in result.skipped],
            "changes": result.changes,
        }
        self._write(b"\n],\n" if self._begun else b'{"findings": [],\n')
        self._write(as_json(rest)[1:] + b"\n")
        sys.stdout.flush()

    def _write(self, data: bytes) -> None:
        """Bytes on stdout."""
        sys.stdout.buffer.write(data)


def show_judged(judged: Judged) -> None:
    """The findings of one device: what fails first, each with its deciding lines."""
    show.line(f"{judged.device.name} · {judged.platform}", style="bold")
    ranked = sorted(judged.findings, key=lambda finding: (ORDER.index(finding.verdict), finding.severity.rank))
    wanted = [finding for finding in ranked if finding.verdict is not Verdict.NA]
    columns = (say("Ergebnis", "Verdict"), say("Gewicht", "Severity"), say("Regel", "Rule"), say("Warum", "Why"))
    show.table(columns, [row(finding) for finding in wanted])
    counts = {verdict: sum(finding.verdict is verdict for finding in judged.findings) for verdict in ORDER}
    show.line(counted(counts))


def row(finding: Finding) -> tuple[show.Cell, ...]:
    """A finding as cells."""
    return marks.verdict(finding), marks.severity(finding.severity), finding.rule, why(finding)


def why(finding: Finding) -> str:
    """The reason, the default it relies on, and the deciding lines by number."""
    parts = [finding.reason.to(LANGUAGE)]
    if finding.default is not None:
        parts.append(finding.default.to(LANGUAGE))
    if finding.lines:
        numbers = ", ".join(str(line.number) for line in finding.lines[:MOST_LINES])
        more = len(finding.lines) - MOST_LINES
        parts.append(say("Zeile ", "line ") + numbers + (f" … (+{more})" if more > 0 else ""))
    return " · ".join(parts)


def counted(counts: dict[Verdict, int]) -> str:
    """The counts as a sentence."""
    return say(
        f"{counts[Verdict.FAIL]} verletzt, {counts[Verdict.PASS]} erfüllt, {counts[Verdict.UNKNOWN]} unklar, "
        f"{counts[Verdict.NA]} nicht anwendbar, {counts[Verdict.ERROR]} Prüffehler",
        f"{counts[Verdict.FAIL]} fail, {counts[Verdict.PASS]} pass, {counts[Verdict.UNKNOWN]} unknown, "
        f"{counts[Verdict.NA]} not applicable, {counts[Verdict.ERROR]} errors",
    )


def failing(findings: Sequence[Finding]) -> list[Finding]:
    """The fails that no waiver covers."""
    return [finding for finding in findings if finding.verdict is Verdict.FAIL and finding.waiver is None]
