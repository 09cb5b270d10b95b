"""A run as GitHub Flavored Markdown, for merge requests and wikis."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from isms.core.model.finding import Finding, Severity
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Language, Text
from isms.core.wording import SEVERITIES, UNREACHABLE
from reports.findings_marked import code, escaped, fenced, row
from reports.findings_view import STATES, RunView, State, because, numbered, remedy, state, title, waived
from reports.typography import moment, number
from reports.wording import COLUMNS, CONTROL_ROWS, PLATFORMS

MOST_DEVICES = 25
MOST_LINES = 5
MARKS: dict[State, str] = {
    State.ERROR: "!",
    State.FAIL: "✘",
    State.UNKNOWN: "?",
    State.WAIVED: "◇",
    State.PASS: "✔",
    State.NA: "–",
}
DETAILED = (State.ERROR, State.FAIL, State.UNKNOWN, State.WAIVED)
HEADLINE = Text(de="Prüfergebnis", en="Check result")
SEALED = Text(de="nicht versiegelt", en="not sealed")
DEVICES = Text(de="Geräte", en="Devices")
RULES = Text(de="Regeln", en="Rules")
DETAILS = Text(de="Was nicht in Ordnung ist", en="What is not in order")
NOTHING = Text(de="Keine Regel ist verletzt, und keine blieb offen.", en="No rule fails, and none was left undecided.")
NOBODY = Text(de="Es wurde nichts geprüft.", en="Nothing was judged.")
LEFT_OUT = Text(de="Nicht geprüft", en="Not judged")
REMEDY = Text(de="Abhilfe", en="Remedy")
MORE_DEVICES = Text(
    de="… und {n} weitere; CSV und JSON enthalten alle.", en="… and {n} more; CSV and JSON hold all of them."
)
MORE_LINES = Text(de="… und {n} weitere Zeilen", en="… and {n} more lines")


@dataclass(slots=True)
class Tally:
    """What became of a rule: counts, the first findings of each state that needs a look, their platforms."""

    severity: Severity
    counts: Counter[State] = field(default_factory=Counter)
    first: dict[State, list[Finding]] = field(default_factory=lambda: {state: [] for state in DETAILED})
    platforms: dict[str, None] = field(default_factory=dict)

    def take(self, finding: Finding) -> None:
        """Count a finding; beyond the first ones only the count grows."""
        counted = state(finding)
        self.counts[counted] += 1
        self.severity = min(self.severity, finding.severity, key=lambda severity: severity.rank)
        if counted in DETAILED:
            self.platforms[finding.platform] = None
            if len(self.first[counted]) < MOST_DEVICES:
                self.first[counted].append(finding)

    @property
    def shown(self) -> list[Finding]:
        """The findings people read, the loudest first."""
        return list(chain.from_iterable(self.first.values()))[:MOST_DEVICES]

    @property
    def open(self) -> int:
        """How many findings need a look."""
        return sum(self.counts[counted] for counted in DETAILED)

    @property
    def worst(self) -> State:
        """The loudest state among its findings."""
        return min(self.counts, key=lambda counted: counted.rank)


def to_markdown(findings: Iterable[Finding], run: RunView, language: Language) -> Iterator[bytes]:
    """The counts, a table of the rules, then each rule that is not kept with its devices, lines and remedy."""
    tallies: dict[str, Tally] = {}
    for finding in findings:
        tallies.setdefault(finding.rule, Tally(finding.severity)).take(finding)
    rules = run.named()
    ranked = sorted(tallies.items(), key=lambda item: (item[1].worst.rank, item[1].severity.rank, item[0]))
    parts = (_opening(run, tallies.values(), language), _table(ranked, rules, language))
    for part in (*parts, _details(ranked, rules, language), _left_out(run, language)):
        yield "".join(f"{block}\n\n" for block in part).encode()


def _opening(run: RunView, tallies: Iterable[Tally], language: Language) -> Iterator[str]:
    """Heading, run and counts."""
    whole = sum((tally.counts for tally in tallies), Counter[State]())
    name = f" – {escaped(run.workspace)}" if run.workspace else ""
    yield f"# {HEADLINE.to(language)}{name}"
    lines = {
        CONTROL_ROWS["run"]: code(run.run) if run.run else SEALED.to(language),
        CONTROL_ROWS["stand"]: moment(run.started_at, language),
        CONTROL_ROWS["tool"]: escaped(f"{run.tool} {run.version}"),
    }
    if "devices" in run.summary:
        lines[DEVICES] = number(run.summary["devices"], language)
    yield "\n".join(f"- {name.to(language)}: {value}" for name, value in lines.items())
    yield " · ".join(f"{_mark(counted, language)}: **{number(whole[counted], language)}**" for counted in State)


def _table(ranked: list[tuple[str, Tally]], rules: dict[str, RuleInfo], language: Language) -> Iterator[str]:
    """A row per rule, the most urgent first."""
    yield f"## {RULES.to(language)}"
    if not ranked:
        yield NOBODY.to(language)
        return
    names = [COLUMNS["rule"], COLUMNS["title"], COLUMNS["severity"], *(STATES[counted] for counted in State)]
    head = [row(name.to(language) for name in names), row(["---"] * 3 + ["--:"] * len(State))]
    yield "\n".join((*head, *(_rule_row(rule, tally, rules, language) for rule, tally in ranked)))


def _rule_row(rule: str, tally: Tally, rules: dict[str, RuleInfo], language: Language) -> str:
    """A rule with its counts."""
    counts = (number(tally.counts[counted], language) for counted in State)
    about = (code(rule), escaped(title(rules.get(rule), language)), SEVERITIES[tally.severity].to(language))
    return row((*about, *counts))


def _details(ranked: list[tuple[str, Tally]], rules: dict[str, RuleInfo], language: Language) -> Iterator[str]:
    """Each rule that is not kept everywhere."""
    yield f"## {DETAILS.to(language)}"
    broken = [(rule, tally) for rule, tally in ranked if tally.open]
    if ranked and not broken:
        yield NOTHING.to(language)
    for rule, tally in broken:
        yield from _rule(rule, tally, rules.get(rule), language)


def _rule(name: str, tally: Tally, rule: RuleInfo | None, language: Language) -> Iterator[str]:
    """Why it matters, where it is broken, what to enter."""
    about = f" – {escaped(title(rule, language))}" if rule else ""
    yield f"### {MARKS[tally.worst]} {SEVERITIES[tally.severity].to(language)} · {code(name)}{about}"
    if rule:
        yield escaped(rule.why.to(language))
    names = (COLUMNS["device"], COLUMNS["verdict"], COLUMNS["reason"], COLUMNS["lines"])
    head = [row(column.to(language) for column in names), row(["---"] * len(names))]
    yield "\n".join((*head, *(_finding_row(finding, language) for finding in tally.shown)))
    if tally.open > len(tally.shown):
        yield MORE_DEVICES.to(language).format(n=number(tally.open - len(tally.shown), language))
    for platform in tally.platforms:
        commands = remedy(rule, platform, language)
        if commands:
            yield f"{REMEDY.to(language)} ({escaped(PLATFORMS.get(platform, platform))}):"
            yield fenced(commands)


def _finding_row(finding: Finding, language: Language) -> str:
    """A device with its reason, waiver and lines."""
    why = escaped(because(finding, language))
    if finding.waiver is not None:
        why += f"<br>{escaped(waived(finding.waiver, language))}"
    lines = [code(numbered(line)) for line in finding.lines[:MOST_LINES]]
    if len(finding.lines) > MOST_LINES:
        lines.append(MORE_LINES.to(language).format(n=len(finding.lines) - MOST_LINES))
    return row((code(finding.device), _mark(state(finding), language), why, "<br>".join(lines)))


def _left_out(run: RunView, language: Language) -> Iterator[str]:
    """Devices and files that were not judged."""
    lost = [(one.device, f"{UNREACHABLE[one.reason].to(language)} {one.detail}") for one in run.unreachable]
    skipped = [(one.file, one.reason.to(language)) for one in run.skipped]
    if lost or skipped:
        yield f"## {LEFT_OUT.to(language)}"
        yield "\n".join(f"- {code(name)}: {escaped(reason)}" for name, reason in (*lost, *skipped))


def _mark(counted: State, language: Language) -> str:
    """A state by shape and word."""
    return f"{MARKS[counted]} {STATES[counted].to(language)}"
