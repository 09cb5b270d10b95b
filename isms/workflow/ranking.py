"""Which devices of a run need help first, and where exactly it fails, gathered while it is made."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from isms.core.findings import briefs
from isms.core.model.finding import Compared, Finding, Judged, Severity, Verdict

BITS = 16  # more rules than a device ever fails
UNITS = {severity: 1 << BITS * (len(Severity) - 1 - severity.rank) for severity in Severity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A device with how often it fails without a waiver, by severity."""

    device: str
    fails: dict[Severity, int]


@dataclass(slots=True)
class Ranking:
    """Counts the fails of each device; of a device one number is kept, in which a graver fail outweighs all others."""

    _weights: dict[str, int] = field(default_factory=dict)

    def take(self, told: Judged | Compared) -> None:
        """Count what was found on a device."""
        weight = sum(UNITS[one.severity] for one in briefs(told.findings) if one.word == Verdict.FAIL)
        if weight:
            self._weights[told.device.name] = self._weights.get(told.device.name, 0) + weight

    def __len__(self) -> int:
        """How many devices fail anything."""
        return len(self._weights)

    def worst(self, most: int) -> Sequence[Ranked]:
        """The devices with the gravest fails and most of them, the worst first; by name where they are alike."""
        ranked = sorted(self._weights.items(), key=lambda item: (-item[1], item[0]))[:most]
        return [Ranked(device=device, fails=_parts(weight)) for device, weight in ranked]


LOUD = frozenset({Verdict.ERROR, Verdict.FAIL})


def gravity(finding: Finding) -> tuple[int, str, bool, str]:
    """The order in which findings are shown: the worst severity first, rule by rule, what is waived behind the rest."""
    return finding.severity.rank, finding.rule, finding.waiver is not None, finding.device


@dataclass(slots=True)
class Places:
    """The gravest fails of a run, and how many of each rule there are; no more are kept than are shown."""

    most: int
    counts: Counter[str] = field(default_factory=Counter)
    _found: list[Finding] = field(default_factory=list)

    def take(self, told: Judged | Compared) -> None:
        """Keep what fails on a device."""
        loud = [one for one in told.findings if one.verdict in LOUD]
        self.counts.update(one.rule for one in loud)
        self._found += loud
        if len(self._found) > 2 * self.most:
            self._found = self.gravest()

    def gravest(self) -> list[Finding]:
        """The fails to be shown, in their order."""
        return sorted(self._found, key=gravity)[: self.most]


def _parts(weight: int) -> dict[Severity, int]:
    """The fails by severity, those that there are."""
    counts = {severity: weight // unit % (1 << BITS) for severity, unit in UNITS.items()}
    return {severity: count for severity, count in counts.items() if count}
