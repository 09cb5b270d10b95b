"""Findings as JSON and as tables."""

from typing import TYPE_CHECKING, Any

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.cli.sink import Sink
from isms.core.model.finding import Compared, Finding, Judged, Verdict, Waiver
from isms.core.wording import VERDICTS

if TYPE_CHECKING:
    from isms.workflow.tally import RunResult

ORDER = (Verdict.ERROR, Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS, Verdict.NA)
LOUD = frozenset({Verdict.ERROR, Verdict.FAIL, Verdict.UNKNOWN})
MOST_LINES = 4
LONGEST = 240


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

    def __init__(self, sink: Sink) -> None:
        """Nothing written yet."""
        self._begun = False
        self._write = sink.write
        self._close = sink.close

    def take(self, judged: Judged | Compared) -> None:
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
            "waivers_ending": result.waivers_ending,
        }
        self._write(b"\n],\n" if self._begun else b'{"findings": [],\n')
        self._write(as_json(rest)[1:] + b"\n")
        self._close()


def show_judged(judged: Judged, *, all_of_it: bool) -> None:
    """The findings of one device: what fails or is not known with its lines, the rest by name unless all is wanted."""
    show.line(f"{judged.device.name} · {judged.platform}", style="bold")
    ranked = sorted(judged.findings, key=lambda one: (ORDER.index(one.verdict), one.severity.rank, one.rule))
    detailed = [one for one in ranked if one.verdict in LOUD or (all_of_it and one.verdict is not Verdict.NA)]
    for finding in detailed:
        show.line()
        show_finding(finding)
    show.line()
    for verdict in (Verdict.PASS, Verdict.NA):
        names = [one.rule for one in ranked if one.verdict is verdict and one not in detailed]
        if names:
            shape, style = marks.SHAPES[verdict]
            show.line(f"{shape} {VERDICTS[verdict].to(LANGUAGE)} ({len(names)}): {', '.join(names)}", style, indent=2)
    show.line(counted({verdict: sum(one.verdict is verdict for one in judged.findings) for verdict in ORDER}))


def show_finding(finding: Finding) -> None:
    """A finding: verdict, severity, rule; below it the reason, the default it relies on, and the deciding lines."""
    text, style = marks.verdict(finding)
    show.line(f"{text} · {marks.severity(finding.severity)[0]} · {finding.rule}", style=style)
    show_why(finding)


def show_why(finding: Finding, most: int = MOST_LINES) -> None:
    """The reason, the default it relies on, the waiver and the deciding lines."""
    show.line(f"  {shortened(finding.reason.to(LANGUAGE))}", fold=True)
    if finding.default is not None:
        show.line(f"  {shortened(finding.default.to(LANGUAGE))}", fold=True)
    if finding.waiver is not None:
        show.line(f"  {waived(finding.waiver)}", fold=True)
    for line in finding.lines[:most]:
        show.quote(f"  {line.number:>5}  {line.text}", style="dim")
    more = len(finding.lines) - most
    if more > 0:
        show.line(say(f"         … und {more} weitere", f"         … and {more} more"), style="dim")


def waived(waiver: Waiver) -> str:
    """Until when, by whom and why a fail is accepted."""
    day = marks.day(waiver.until)
    return say(
        f"geduldet bis {day} von {waiver.by}: {waiver.reason}", f"waived until {day} by {waiver.by}: {waiver.reason}"
    )


def shortened(text: str) -> str:
    """A reason as long as a reader follows it; JSON and reports have all of it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def counted(counts: dict[Verdict, int]) -> str:
    """The counts as a sentence."""
    return ", ".join(f"{count} {VERDICTS[verdict].to(LANGUAGE)}" for verdict, count in counts.items() if count)
