"""Findings as JSON and as tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.cli.sink import Sink
from isms.core.model.finding import Compared, Finding, Judged, Verdict, Waiver
from isms.core.model.rule import RuleInfo
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How much is told of each finding: all of those that pass too, and the remedy of those that do not."""

    everything: bool = False
    remedy: bool = False


def show_judged(judged: Judged, rules: Mapping[str, RuleInfo], depth: Depth) -> None:
    """The findings of one device: what fails or is not known with its lines, the rest as numbers."""
    show.line(f"{judged.device.name} · {judged.platform}", style="bold")
    ranked = sorted(judged.findings, key=lambda one: (ORDER.index(one.verdict), one.severity.rank, one.rule))
    loud = [one for one in ranked if one.verdict in LOUD or (depth.everything and one.verdict is not Verdict.NA)]
    for finding in loud:
        show.line()
        show_finding(finding, rules.get(finding.rule), depth)
    show.line()
    if depth.everything:
        show_names([one.rule for one in ranked if one.verdict is Verdict.NA])
    show.line(counted({verdict: sum(one.verdict is verdict for one in judged.findings) for verdict in ORDER}))
    failing = [one.rule for one in ranked if one.verdict is Verdict.FAIL]
    if failing and not depth.remedy:
        example = f"isms rule show {failing[0]}"
        words = say("Abhilfe: --remedy, oder für eine Regel: ", "Remedy: --remedy, or for one rule: ")
        show.line(f"{words}{example}", style="dim")


def show_names(rules: Sequence[str]) -> None:
    """The rules that do not apply, by name."""
    if rules:
        shape, style = marks.SHAPES[Verdict.NA]
        word = VERDICTS[Verdict.NA].to(LANGUAGE)
        show.line(f"{shape} {word} ({len(rules)}): {', '.join(rules)}", style, indent=2)


def show_finding(finding: Finding, rule: RuleInfo | None, depth: Depth) -> None:
    """A finding: verdict, severity, rule and what it demands; below it the reason, the default it relies on, the
    deciding lines, and the remedy where it is wanted."""
    text, style = marks.verdict(finding)
    title = f" · {rule.title.to(LANGUAGE)}" if rule is not None else ""
    show.line(f"{text} · {marks.severity(finding.severity)[0]} · {finding.rule}{title}", style=style, indent=2)
    show_why(finding)
    if depth.remedy and rule is not None and finding.verdict is Verdict.FAIL:
        show_remedy(rule, finding.platform)


def show_remedy(rule: RuleInfo, platform: str, indent: int = 2) -> None:
    """What to enter on a device of a platform."""
    lines = rule.remedy_in(platform, LANGUAGE) or rule.remedy_in("all", LANGUAGE)
    if lines:
        show.line(f"{' ' * indent}{say('Abhilfe:', 'Remedy:')}", style="green")
    for line in lines:
        show.command(f"{' ' * (indent + 4)}{line}")


def show_why(finding: Finding, most: int = MOST_LINES, indent: int = 2) -> None:
    """The reason, the default it relies on, the waiver and the deciding lines."""
    lead = " " * indent
    show.line(f"{lead}{shortened(finding.reason.to(LANGUAGE))}", fold=True)
    if finding.default is not None:
        show.line(f"{lead}{shortened(finding.default.to(LANGUAGE))}", fold=True)
    if finding.waiver is not None:
        show.line(f"{lead}{waived(finding.waiver)}", fold=True)
    for line in finding.lines[:most]:
        show.quote(f"{lead}{line.number:>5}  {line.text}", style="dim")
    more = len(finding.lines) - most
    if more > 0:
        show.line(say(f"{lead}       … und {more} weitere", f"{lead}       … and {more} more"), style="dim")


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
