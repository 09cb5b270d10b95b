"""The rules of a run in tables: those that something breaks with their counts, the others with their devices."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from isms.core.model.finding import Finding, Severity, Verdict
from reports import wording
from reports import wording_check as words
from reports import wording_lists as lists
from reports.build_devices import LINES_IN_A_CELL, Fleet, make_fleet
from reports.case import Case
from reports.model import Align, Block, Cell, Column, Heading, Paragraph, Row, Section, Table, Words
from reports.typography import number

UNCLEAR = (Verdict.UNKNOWN, Verdict.ERROR)
NOT_KEPT = (Verdict.FAIL, *UNCLEAR)
REASONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFindings:
    """A rule with everything that was found by it."""

    id: str
    severity: Severity
    findings: tuple[Finding, ...]

    def count(self, *verdicts: Verdict) -> int:
        """How many findings have one of the verdicts."""
        return sum(1 for found in self.findings if found.verdict in verdicts)

    def devices(self, *verdicts: Verdict) -> list[str]:
        """The devices whose finding has one of the verdicts."""
        return [found.device for found in self.findings if found.verdict in verdicts]


def rules_of(case: Case) -> list[RuleFindings]:
    """Every rule of the run, the most severe first; also one that only its findings know."""
    findings: dict[str, list[Finding]] = {rule: [] for rule in case.rules}
    for found in case.run.findings:
        findings.setdefault(found.rule, []).append(found)
    rules = (
        RuleFindings(
            id=rule,
            severity=case.rules[rule].severity if rule in case.rules else found[0].severity,
            findings=tuple(found),
        )
        for rule, found in findings.items()
    )
    return sorted(rules, key=lambda rule: (rule.severity.rank, rule.id))


def findings(case: Case) -> Section:
    """The rules that fail or are undecided somewhere, one row each."""
    rules = rules_of(case)
    bad = [rule for rule in rules if rule.count(*NOT_KEPT)]
    if bad:
        values = {"bad": number(len(bad), case.language), "all": case.count(len(rules), wording.RULE)}
        told: tuple[Block, ...] = (
            Paragraph((Words(case.say(words.RULES_TEXT, **values)),), leads=True),
            _counts(case, bad),
        )
    else:
        told = (Paragraph((Words(case.say(words.NO_FINDINGS)),)),)
    blocks = (*told, *_changes(case, rules))
    return Section(title=case.say(words.FINDINGS), anchor="findings", blocks=blocks, wide=True)


def _changes(case: Case, rules: list[RuleFindings]) -> Iterator[Block]:
    """Every rule that fails on a device since the run before, or does not any more."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for place, pairs in enumerate((case.changes.newly_failing, case.changes.mended) if case.changes else ()):
        for device, rule in pairs:
            found.setdefault(rule, ([], []))[place].append(device)
    if not found:
        return
    yield Heading(text=case.say(lists.CHANGED), anchor="findings:changes")
    yield Paragraph((Words(case.say(lists.CHANGED_TEXT)),), leads=True)
    columns = (
        *_columns(case),
        *(
            Column(title=case.say(text), share=25, most_lines=LINES_IN_A_CELL)
            for text in (lists.NEWLY_FAILING, lists.MENDED)
        ),
    )
    fleet = make_fleet(case)
    faces = {rule.id: _face(case, rule) for rule in rules}
    ordered = [*(rule for rule in faces if rule in found), *(rule for rule in found if rule not in faces)]
    rows = (
        Row((*faces.get(rule, (rule, case.title(rule), "–")), *cells))
        for rule in ordered
        for cells in zip_longest(*(fleet.cells(devices) for devices in found[rule]), fillvalue="–")
    )
    yield Table(columns=columns, rows=tuple(rows))


def _counts(case: Case, rules: list[RuleFindings]) -> Table:
    """Rules with the number of devices per verdict; waived ones are among the failing."""
    names = ("broken", "waived", "unclear", "kept", "na")
    columns = (
        Column(title=case.column("id"), share=18),
        Column(title=case.column("rule"), share=36, bold=True),
        Column(title=case.column("severity"), share=9),
        *(Column(title=case.column(name), share=9, align=Align.RIGHT) for name in names),
    )
    return Table(columns=columns, rows=tuple(_count_row(case, rule) for rule in rules))


def _count_row(case: Case, rule: RuleFindings) -> Row:
    """A rule with its counts."""
    waived = sum(1 for found in rule.findings if found.waiver and found.verdict is Verdict.FAIL)
    kept, na = rule.count(Verdict.PASS), rule.count(Verdict.NA)
    counts = (rule.count(Verdict.FAIL), waived, rule.count(*UNCLEAR), kept, na)
    link = Words(case.title(rule.id), target=f"rule:{rule.id}")
    numbers = (number(count, case.language) if count else "–" for count in counts)
    return Row((rule.id, link, case.severity(rule.severity), *numbers))


def kept(case: Case) -> Section:
    """The rules that nothing breaks: kept wherever they apply, then those that apply nowhere."""
    calm = [rule for rule in rules_of(case) if not rule.count(*NOT_KEPT)]
    passed = [rule for rule in calm if rule.count(Verdict.PASS)]
    idle = [rule for rule in calm if not rule.count(Verdict.PASS)]
    blocks = (*_kept(case, passed), *_idle(case, idle))
    return Section(title=case.say(lists.KEPT), anchor="kept", blocks=blocks, wide=True)


def _kept(case: Case, rules: list[RuleFindings]) -> Iterator[Block]:
    """The rules kept everywhere, with the devices that they concern."""
    yield Heading(text=case.say(lists.KEPT_HEADING), anchor="kept:pass")
    yield Paragraph((Words(case.say(lists.KEPT_TEXT, count=case.count(len(rules), wording.RULE))),), leads=bool(rules))
    if rules:
        titles = (case.say(lists.KEPT_ON_DEVICES), case.say(lists.REQUIREMENTS))
        fleet = make_fleet(case)
        yield Table(
            columns=(
                *_columns(case),
                Column(title=titles[0], share=29, most_lines=LINES_IN_A_CELL),
                Column(title=titles[1], share=21, most_lines=LINES_IN_A_CELL),
            ),
            rows=tuple(row for rule in rules for row in _kept_rows(case, fleet, rule)),
        )


def _kept_rows(case: Case, fleet: Fleet, rule: RuleFindings) -> Iterator[Row]:
    """A rule with the devices it passes on and the requirements it speaks for."""
    requirements = ", ".join(case.requirements.get(rule.id, ("–",)))
    for place, told in enumerate(fleet.cells(rule.devices(Verdict.PASS))):
        yield Row((*_face(case, rule), told, case.say(words.AS_ABOVE) if place else requirements))


def _idle(case: Case, rules: list[RuleFindings]) -> Iterator[Block]:
    """The rules that apply nowhere, each with the most frequent reasons."""
    yield Heading(text=case.say(lists.NA_HEADING), anchor="kept:na")
    yield Paragraph((Words(case.say(lists.NA_TEXT, count=case.count(len(rules), wording.RULE))),), leads=bool(rules))
    if rules:
        columns = (*_columns(case), Column(title=case.say(lists.NA_WHY), share=50))
        yield Table(columns=columns, rows=tuple(Row((*_face(case, rule), _why(case, rule))) for rule in rules))


def _why(case: Case, rule: RuleFindings) -> str:
    """Why a rule applies nowhere."""
    counts = Counter(found.reason.to(case.language) for found in rule.findings)
    told = (
        case.say(lists.NA_REASON, reason=reason, count=number(count, case.language))
        for reason, count in counts.most_common(REASONS)
    )
    return "; ".join(told) + ("; …" if len(counts) > REASONS else "") or "–"


def _columns(case: Case) -> tuple[Column, ...]:
    """The columns that say which rule it is."""
    return (
        Column(title=case.column("id"), share=16),
        Column(title=case.column("rule"), share=28, bold=True),
        Column(title=case.column("severity"), share=6),
    )


def _face(case: Case, rule: RuleFindings) -> tuple[Cell, ...]:
    """Which rule it is."""
    return rule.id, case.title(rule.id), case.severity(rule.severity)
