"""What the parts of the check's report are made from: a run, its roll-up, and questions asked of them often."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from isms.core.model.control import ControlStatus, Edition, Status
from isms.core.model.finding import Finding, Severity, Verdict
from isms.core.model.rule import RuleInfo
from isms.core.model.run import Changes, Run
from isms.core.model.text import Language, Text
from isms.core.settings import Settings
from isms.core.wording import SEVERITIES, STATUSES, VERDICTS
from reports import wording
from reports.edition import EditionResult
from reports.mark import Mark
from reports.model import Badge, Slice
from reports.typography import counted

MARKS: dict[Edition, dict[Status, Mark]] = {
    Edition.KOMPENDIUM: {
        Status.MET: Mark.YES,
        Status.PARTLY: Mark.PARTLY,
        Status.NOT_MET: Mark.NO,
        Status.OPEN: Mark.OPEN,
        Status.STALE: Mark.STALE,
        Status.DISPENSABLE: Mark.NONE,
    },
    Edition.GSPP: {
        Status.MET: Mark.YES,
        Status.PARTLY: Mark.NO,
        Status.NOT_MET: Mark.NO,
        Status.OPEN: Mark.OPEN,
        Status.STALE: Mark.OPEN,
        Status.DISPENSABLE: Mark.NONE,
    },
}
VERDICT_MARKS: dict[Verdict, Mark] = {
    Verdict.PASS: Mark.YES,
    Verdict.FAIL: Mark.NO,
    Verdict.NA: Mark.NONE,
    Verdict.UNKNOWN: Mark.OPEN,
    Verdict.ERROR: Mark.OPEN,
}
# One critical finding outweighs two high ones' worth of devices, and so on down.
WEIGHTS: dict[Severity, int] = {
    Severity.CRITICAL: 16,
    Severity.HIGH: 8,
    Severity.MEDIUM: 4,
    Severity.LOW: 2,
    Severity.INFO: 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The input of the report, with its derived order: rules by id, failing rules by urgency."""

    run: Run
    editions: tuple[EditionResult, ...]
    settings: Settings
    language: Language
    changes: Changes | None
    rules: dict[str, RuleInfo]
    requirements: dict[str, tuple[str, ...]]

    def say(self, text: Text, **values: object) -> str:
        """A sentence in the report's language, its places filled."""
        return text.to(self.language).format(**values) if values else text.to(self.language)

    def column(self, name: str) -> str:
        """The title of a column."""
        return wording.COLUMNS[name].to(self.language)

    def count(self, number: int, noun: tuple[Text, Text]) -> str:
        """A number with its noun."""
        return counted(number, *noun, self.language)

    def title(self, rule: str) -> str:
        """The title of a rule, or its id where the run does not know it."""
        return self.rules[rule].title.to(self.language) if rule in self.rules else rule

    def severity(self, severity: Severity) -> str:
        """The word of a severity."""
        return SEVERITIES[severity].to(self.language)

    def verdict(self, finding: Finding) -> Badge:
        """The verdict of a finding, a waiver said with it."""
        if finding.waiver and finding.verdict is Verdict.FAIL:
            return Badge(Mark.NO, wording.WAIVED_SHORT.to(self.language))
        return Badge(VERDICT_MARKS[finding.verdict], VERDICTS[finding.verdict].to(self.language))


def make_case(
    run: Run, editions: Sequence[EditionResult], settings: Settings, language: Language, changes: Changes | None
) -> Case:
    """The case of a run."""
    return Case(
        run=run,
        editions=tuple(editions),
        settings=settings,
        language=language,
        changes=changes,
        rules={rule.id: rule for rule in run.head.rules},
        requirements=_requirements_of_rules(editions),
    )


def _requirements_of_rules(editions: Iterable[EditionResult]) -> dict[str, tuple[str, ...]]:
    """For each rule the requirements it speaks for."""
    found: dict[str, dict[str, None]] = {}
    for result in editions:
        for status in result.statuses:
            for rule in (*status.passed, *status.failed, *status.undecided):
                found.setdefault(rule, {})[status.requirement] = None
    return {rule: tuple(sorted(ids, key=natural)) for rule, ids in found.items()}


def badge(edition: Edition, status: Status) -> Badge:
    """A status as an edition shows it."""
    return Badge(MARKS[edition][status], STATUSES[edition][status])


def badges(edition: Edition) -> tuple[Badge, ...]:
    """The statuses of an edition, the best first, each shown once."""
    return tuple(dict.fromkeys(badge(edition, status) for status in Status))


def slices(edition: Edition, statuses: Iterable[ControlStatus]) -> tuple[Slice, ...]:
    """How often each status occurs; the ones only a person gives are left out where there are none."""
    counts = Counter(badge(edition, status.status) for status in statuses)
    return tuple(Slice(kind, counts[kind]) for kind in badges(edition) if counts[kind] or kind.mark is not Mark.NONE)


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts `A4` before `A13`."""
    parts = re.split(r"([0-9]+)", name)
    return tuple((0, int(part), "") if part.isascii() and part.isdigit() else (1, 0, part) for part in parts)


def failing(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that fail, waived ones included."""
    return (finding for finding in findings if finding.verdict is Verdict.FAIL)


def open_findings(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that fail without a waiver."""
    return (finding for finding in failing(findings) if finding.waiver is None)


def by_rule(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings per rule, the most urgent rule first: severity times number of devices."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.rule, []).append(finding)
    for group in found.values():
        group.sort(key=lambda finding: natural(finding.device))
    return dict(sorted(found.items(), key=lambda item: (-urgency(item[1]), item[0])))


def urgency(findings: Sequence[Finding]) -> int:
    """How urgent the findings of a rule are; waived ones do not count."""
    return sum(WEIGHTS[finding.severity] for finding in findings if finding.waiver is None)
