"""What the policy of a workspace leaves open, as far as findings of the newest run wait for it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from isms.core.model.finding import Finding, Verdict
from isms.core.model.text import Text
from isms.store.workspace import required
from isms.workflow.assessment import run_named
from isms.workflow.rulebook import policies_of

if TYPE_CHECKING:
    from checks.policies import Policies
    from checks.policy import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLine:
    """A line that a parameter would decide on, and on how many devices it stands."""

    text: str
    devices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A parameter that nobody has set, and what waits for it; `set_since` the run, it holds for the next one."""

    parameter: str
    type: "Kind"
    meaning: Text
    set_since: bool
    findings: int
    devices: int
    rules: tuple[str, ...]
    lines: tuple[SeenLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyMissing:
    """All of them, the one that most findings wait for first."""

    run: str
    started_at: datetime
    findings: int
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What waits for one parameter."""

    rules: Counter[str] = field(default_factory=Counter)
    devices: set[str] = field(default_factory=set)
    lines: Counter[str] = field(default_factory=Counter)

    def take(self, finding: Finding) -> None:
        """One more finding."""
        self.rules[finding.rule] += 1
        self.devices.add(finding.device)
        self.lines.update({line.text.strip() for line in finding.lines})


def missing(folder: Path | None) -> PolicyMissing:
    """What the newest run over everything waits for; raises InputError if there is none."""
    from isms.evidence import reading

    workspace = required(folder)
    run = run_named(workspace)
    waiting: dict[str, _Waiting] = {}
    findings = 0
    for finding, names in _unset(reading.findings(workspace.runs / run, [Verdict.UNKNOWN])):
        findings += 1
        for name in names:
            waiting.setdefault(name, _Waiting()).take(finding)
    found = _listed(waiting, policies_of(workspace))
    started_at = reading.manifest(workspace.runs / run)[0].started_at
    return PolicyMissing(run=run, started_at=started_at, findings=findings, missing=tuple(found))


def _unset(findings: Iterable[Finding]) -> Iterator[tuple[Finding, tuple[str, ...]]]:
    """The findings that wait for parameters, and for which."""
    from checks.outcome import waits_for

    for finding in findings:
        if names := waits_for(finding.reason):
            yield finding, names


def _listed(waiting: dict[str, _Waiting], policies: "Policies") -> Iterator[Missing]:
    """What waits, sorted; a parameter of another version of the program is left out."""
    from checks.policy import parameters

    now, known = policies.everywhere.values, parameters()
    for name, one in sorted(waiting.items(), key=lambda item: (-item[1].rules.total(), item[0])):
        if name in known:
            yield Missing(
                parameter=name,
                type=known[name].type,
                meaning=known[name].meaning,
                set_since=bool(now[name]),
                findings=one.rules.total(),
                devices=len(one.devices),
                rules=tuple(sorted(one.rules)),
                lines=tuple(SeenLine(text=text, devices=number) for text, number in one.lines.most_common()),
            )
