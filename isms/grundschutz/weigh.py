"""Weighing what was found on one device for one requirement. Pure.

What the table of statuses leaves open is decided like this:

- A refuting fail refutes at any age, for a defect does not heal by lying there; the note says since when nobody looked.
- A pass that is too old does not count: beside a refuting fail it does not turn 'not met' into 'partly'.
- Without a refuting fail, one finding that is too old makes the status stale, whatever the fresh ones say.
- A finding without a date is too old; so is one dated after tomorrow, for its clock cannot be right.
- A mapped rule without a finding was not run and is undecided.
- A pass with exempted parts (a guest SSID, say) confirms a part only, also where the mapping says 'full'.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from isms.core.model.control import Coverage, Edition, Link, Status
from isms.core.model.finding import Finding, Verdict

Pair = tuple[Link, Finding]
UNCLEAR = (Verdict.UNKNOWN, Verdict.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found for one requirement, in the order of the mapping; rules that do not apply are left out.

    `oldest` is None if any finding lacks its date; `fresh_pass`: at least one pass counts today.
    """

    passed: tuple[Pair, ...]
    failed: tuple[Pair, ...]
    unclear: tuple[Pair, ...]
    not_run: tuple[Link, ...]
    fresh_pass: bool
    stale: bool
    oldest: datetime | None

    @property
    def refuted(self) -> bool:
        """Whether a fail contradicts the requirement itself."""
        return any(link.refutes for link, _ in self.failed)

    @property
    def settled(self) -> bool:
        """Whether every rule that applies passes."""
        return not (self.failed or self.unclear or self.not_run)

    @property
    def confirmed(self) -> bool:
        """Whether a pass decides the whole requirement."""
        return any(link.coverage is Coverage.FULL and not finding.exempted for link, finding in self.passed)


def weigh(links: Sequence[Link], found: Mapping[str, Finding], today: date, evidence_days: int) -> Evidence | None:
    """What was found (by rule) for the links of one requirement; None if all were judged and none applies."""
    pairs = [(link, found[link.rule]) for link in links if link.rule in found]
    not_run = tuple(link for link in links if link.rule not in found)
    if not not_run and all(finding.verdict is Verdict.NA for _, finding in pairs):
        return None
    passed = with_verdict(pairs, (Verdict.PASS,))
    return Evidence(
        passed=passed,
        failed=with_verdict(pairs, (Verdict.FAIL,)),
        unclear=with_verdict(pairs, UNCLEAR),
        not_run=not_run,
        fresh_pass=any(is_fresh(finding, today, evidence_days) for _, finding in passed),
        stale=not all(is_fresh(finding, today, evidence_days) for _, finding in pairs),
        oldest=oldest(finding for _, finding in pairs),
    )


def status(edition: Edition, evidence: Evidence) -> Status:
    """The row of the table that applies; Grundschutz++ knows no 'partly'."""
    if evidence.refuted:
        return Status.PARTLY if evidence.fresh_pass and edition is Edition.KOMPENDIUM else Status.NOT_MET
    if evidence.stale:
        return Status.STALE
    return Status.MET if evidence.settled and evidence.confirmed else Status.OPEN


def is_fresh(finding: Finding, today: date, evidence_days: int) -> bool:
    """Whether evidence counts today: exactly `evidence_days` old still does, and tomorrow's, for time zones."""
    return finding.collected_at is not None and -1 <= (today - finding.collected_at.date()).days <= evidence_days


def oldest(findings: Iterable[Finding]) -> datetime | None:
    """When the oldest evidence was collected; None if that is not known of all."""
    dates = [finding.collected_at for finding in findings]
    known = [each for each in dates if each is not None]
    return min(known) if known and len(known) == len(dates) else None


def with_verdict(pairs: Iterable[Pair], verdicts: tuple[Verdict, ...]) -> tuple[Pair, ...]:
    """The pairs with one of the verdicts."""
    return tuple(pair for pair in pairs if pair[1].verdict in verdicts)
