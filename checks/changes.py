"""What changed between two runs."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from isms.core.findings import Brief, Findings, briefs
from isms.core.model.finding import Finding, Verdict
from isms.core.model.run import Changes, Pairs

Rules = tuple[str, ...]
FAIL = Verdict.FAIL  # looked up once: to find a member of an enumeration takes longer than to compare it
GOOD = (Verdict.PASS, Verdict.NA)


class Told(Protocol):
    """What has to be known of a finding of the run before."""

    @property
    def device(self) -> str:
        """Whom it is about."""

    @property
    def rule(self) -> str:
        """What was asked."""

    @property
    def verdict(self) -> Verdict:
        """What it came to."""


class Comparison:
    """Compares a run, device by device, with the fails of the one before; keeps only what fails.

    Many devices fail the same rules: which ones is kept once for all of them.
    """

    def __init__(self, before: Iterable[Told]) -> None:
        """Remember the fails of the run before."""
        self._shared: dict[Rules, Rules] = {}
        self._failed: dict[str, Rules] = {}
        for device, findings in groupby(before, key=attrgetter("device")):
            fails = [finding.rule for finding in findings if finding.verdict is FAIL]
            if fails:
                self._failed[device] = self._once((*self._failed.get(device, ()), *fails))
        self._newly: list[tuple[str, Rules]] = []
        self._still: list[tuple[str, Rules]] = []
        self._mended: list[tuple[str, Rules]] = []

    def _once(self, rules: Iterable[str]) -> Rules:
        """These rules, as one and the same value wherever they occur."""
        given = tuple(rules)
        return self._shared.setdefault(given, given)

    def take(self, findings: Iterable[Finding]) -> None:
        """Compare the findings of one device; what the run does not judge is neither mended nor failing."""
        if isinstance(findings, Findings):
            self._compare(findings.device, findings.briefs)
            return
        for device, own in groupby(findings, key=attrgetter("device")):
            self._compare(device, briefs(tuple(own)))

    def _compare(self, device: str, judged: Sequence[Brief]) -> None:
        """Compare what a device came to; mostly it fails what it failed before."""
        failed = frozenset(self._failed.get(device, ()))
        fails = [one.rule for one in judged if one.verdict is FAIL]
        self._keep(self._still, device, [rule for rule in fails if rule in failed])
        self._keep(self._newly, device, [rule for rule in fails if rule not in failed])
        if gone := failed.difference(fails):
            self._keep(self._mended, device, [one.rule for one in judged if one.rule in gone and one.verdict in GOOD])

    def _keep(self, kept: list[tuple[str, Rules]], device: str, rules: list[str]) -> None:
        """Note the rules of a device."""
        if rules:
            kept.append((device, self._once(rules)))

    def changes(self) -> Changes:
        """What fails newly, was mended, still fails, each as (device, rule)."""
        return Changes(newly_failing=Pairs(self._newly), mended=Pairs(self._mended), still_failing=Pairs(self._still))
