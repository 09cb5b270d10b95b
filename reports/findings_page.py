"""What the web page on a check run shows, as plain values."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from isms.core.model.finding import Finding, Severity
from isms.core.model.rule import RuleInfo
from isms.core.model.text import Language
from isms.core.wording import SEVERITIES, UNREACHABLE
from reports.findings_view import STATES, RunView, State, because, numbered, remedy, state, title, visible, waived
from reports.typography import number
from reports.wording import PLATFORMS

MOST_ROWS = 5_000
MOST_LINES = 5
MOST_DEVICES = 10
BROKEN = (State.ERROR, State.FAIL, State.UNKNOWN, State.WAIVED)


@dataclass(frozen=True, slots=True)
class Segment:
    """A share of a bar: where it begins and how wide it is, in per cent of the chart."""

    state: State
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart and the row of its table; `counts` in the order of the states, `fails` stands beside the bar."""

    label: str
    fails: str
    counts: tuple[str, ...]
    total: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule with its counts; `loud` if it fails or is open anywhere, `broken` if it can be explained too; `steps` are
    the commands of the remedy per platform concerned."""

    anchor: str
    id: str
    title: str
    severity: Severity
    severity_word: str
    counts: tuple[str, ...]
    loud: bool
    broken: bool
    why: str
    steps: tuple[tuple[str, tuple[str, ...]], ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding as people read it; `anchor` leads to its rule where that is explained, `more` lines are folded away."""

    device: str
    platform: str
    rule: str
    title: str
    anchor: str
    severity: Severity
    severity_word: str
    state: State
    state_word: str
    reason: str
    waiver: str
    lines: tuple[tuple[str, str], ...]
    more: tuple[tuple[str, str], ...]
    more_count: str


@dataclass(slots=True)
class Tally:
    """What the findings come to while they pass by."""

    rules: dict[str, Counter[State]] = field(default_factory=dict)
    severities: dict[Severity, Counter[State]] = field(default_factory=lambda: {one: Counter() for one in Severity})
    devices: dict[str, Counter[State]] = field(default_factory=dict)
    weights: dict[str, Severity] = field(default_factory=dict)
    platforms: dict[str, dict[str, None]] = field(default_factory=dict)

    def counting(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The same findings, each counted."""
        for finding in findings:
            counted = state(finding)
            self.rules.setdefault(finding.rule, Counter())[counted] += 1
            self.severities[finding.severity][counted] += 1
            self.devices.setdefault(finding.device, Counter())[counted] += 1
            self.weights.setdefault(finding.rule, finding.severity)
            if counted in BROKEN:
                self.platforms.setdefault(finding.rule, {})[finding.platform] = None
            yield finding

    def whole(self) -> Counter[State]:
        """The counts of everything."""
        return sum(self.severities.values(), Counter[State]())


def most_urgent(findings: Iterable[Finding]) -> list[Finding]:
    """As many findings as a page holds, the most urgent first; the rest is read but not kept."""
    return heapq.nsmallest(
        MOST_ROWS, findings, key=lambda one: (state(one).rank, one.severity.rank, one.rule, one.device)
    )


def bars(counts: Iterable[tuple[str, Counter[State]]], language: Language) -> tuple[Bar, ...]:
    """The bars of a chart, all on one scale; what does not apply stands in the table alone, or it would fill them."""
    listed = list(counts)
    longest = max((sum(states.values()) - states[State.NA] for _, states in listed), default=0) or 1
    return tuple(
        Bar(
            label,
            f"{number(states[State.FAIL], language)} {STATES[State.FAIL].to(language)}",
            tuple(number(states[one], language) for one in State),
            number(sum(states.values()), language),
            tuple(_segments(states, longest)),
        )
        for label, states in listed
    )


def _segments(states: Counter[State], longest: int) -> Iterator[Segment]:
    """The shares of a bar from left to right."""
    begin = 0
    for one in State:
        if states[one] and one is not State.NA:
            yield Segment(one, f"{100 * begin / longest:.2f}%", f"{100 * states[one] / longest:.2f}%")
            begin += states[one]


def by_severity(tally: Tally, language: Language) -> tuple[Bar, ...]:
    """A bar per severity that occurs."""
    counts = ((SEVERITIES[one].to(language), states) for one, states in tally.severities.items() if states)
    return bars(counts, language)


def by_device(tally: Tally, language: Language) -> tuple[Bar, ...]:
    """A bar per device, those with the most failing rules."""
    failing = (item for item in tally.devices.items() if item[1][State.FAIL])
    worst = heapq.nsmallest(MOST_DEVICES, failing, key=lambda item: (-item[1][State.FAIL], item[0]))
    return bars(((visible(device), states) for device, states in worst), language)


def rule_rows(tally: Tally, run: RunView, language: Language) -> tuple[RuleRow, ...]:
    """A row per rule, the most urgent first."""
    rules = run.named()

    def urgency(name: str) -> tuple[int, int, str]:
        return min(one.rank for one in tally.rules[name]), tally.weights[name].rank, name

    ranked = sorted(tally.rules, key=urgency)
    return tuple(_rule_row(place, name, tally, rules.get(name), language) for place, name in enumerate(ranked, 1))


def _rule_row(place: int, name: str, tally: Tally, rule: RuleInfo | None, language: Language) -> RuleRow:
    """A rule."""
    severity, states = tally.weights[name], tally.rules[name]
    platforms = tally.platforms.get(name, {})
    steps = ((PLATFORMS.get(one, one), remedy(rule, one, language)) for one in platforms)
    return RuleRow(
        anchor=f"rule-{place}",
        id=visible(name),
        title=title(rule, language),
        severity=severity,
        severity_word=SEVERITIES[severity].to(language),
        counts=tuple(number(states[one], language) for one in State),
        loud=bool(platforms),
        broken=bool(platforms) and rule is not None,
        why=visible(rule.why.to(language)) if rule else "",
        steps=tuple((platform, commands) for platform, commands in steps if commands),
        references=tuple(map(visible, rule.references)) if rule else (),
    )


def finding_row(finding: Finding, rules: dict[str, RuleRow], language: Language) -> FindingRow:
    """A finding."""
    counted, rule = state(finding), rules[visible(finding.rule)]
    lines = tuple((numbered(line), visible(line.block or "")) for line in finding.lines)
    return FindingRow(
        device=visible(finding.device),
        platform=PLATFORMS.get(finding.platform, visible(finding.platform)),
        rule=rule.id,
        title=rule.title,
        anchor=rule.anchor if rule.broken else "",
        severity=finding.severity,
        severity_word=SEVERITIES[finding.severity].to(language),
        state=counted,
        state_word=STATES[counted].to(language),
        reason=because(finding, language),
        waiver=waived(finding.waiver, language) if finding.waiver else "",
        lines=lines[:MOST_LINES],
        more=lines[MOST_LINES:],
        more_count=number(len(lines) - MOST_LINES, language),
    )


def left_out(run: RunView, language: Language) -> tuple[tuple[str, str], ...]:
    """Devices and files that were not judged, with the reason."""
    lost = ((one.device, f"{UNREACHABLE[one.reason].to(language)} {one.detail}") for one in run.unreachable)
    skipped = ((one.file, one.reason.to(language)) for one in run.skipped)
    return tuple((visible(name), visible(reason).strip()) for name, reason in (*lost, *skipped))
