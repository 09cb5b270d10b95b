"""Counting findings by what they come to."""

from collections import Counter
from collections.abc import Sequence

from isms.core.findings import WAIVED, briefs
from isms.core.model.finding import Finding

__all__ = ["WAIVED", "counted"]


def counted(findings: Sequence[Finding]) -> Counter[str]:
    """How many findings have each verdict; a fail with a waiver is `waived` and no fail."""
    return Counter([one.word for one in briefs(findings)])
