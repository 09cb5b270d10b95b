"""Counting findings by what they come to."""

from collections import Counter
from collections.abc import Collection
from operator import attrgetter

from isms.core.model.finding import Finding, Verdict

WAIVED = "waived"


def counted(findings: Collection[Finding]) -> Counter[str]:
    """How many findings have each verdict; a fail with a waiver is `waived` and no fail."""
    counts = Counter[str](map(attrgetter("verdict.value"), findings))
    if counts[Verdict.FAIL.value]:
        waived = sum(finding.waiver is not None and finding.verdict is Verdict.FAIL for finding in findings)
        counts[WAIVED] += waived
        counts[Verdict.FAIL.value] -= waived
    return counts
