"""What changed between two runs."""

from collections.abc import Iterable

from isms.core.model.finding import Finding, Verdict
from isms.core.model.run import Changes

Key = tuple[str, str]
GOOD = (Verdict.PASS, Verdict.NA)


class Comparison:
    """Compares a run, device by device, with the fails of the one before; keeps only what fails."""

    def __init__(self, before: Iterable[Finding]) -> None:
        """Remember the fails of the run before."""
        self._failed = {_key(finding) for finding in before if finding.verdict is Verdict.FAIL}
        self._newly: list[Key] = []
        self._still: list[Key] = []
        self._mended: list[Key] = []

    def take(self, findings: Iterable[Finding]) -> None:
        """Compare the findings of one device; what the run does not judge is neither mended nor failing."""
        for finding in findings:
            key = _key(finding)
            if finding.verdict is Verdict.FAIL:
                (self._still if key in self._failed else self._newly).append(key)
            elif key in self._failed and finding.verdict in GOOD:
                self._mended.append(key)

    def changes(self) -> Changes:
        """What fails newly, was mended, still fails, each as (device, rule)."""
        return Changes(newly_failing=tuple(self._newly), mended=tuple(self._mended), still_failing=tuple(self._still))


def _key(finding: Finding) -> Key:
    """What a finding is about."""
    return finding.device, finding.rule
