"""Counting a run while it is made."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from isms.core.findings import WAIVED, Brief, briefs
from isms.core.model.device import SkippedFile, Unreachable
from isms.core.model.finding import Compared, Finding, Judged, Severity, Verdict, Waiver
from isms.core.model.run import Changes
from isms.core.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """What a run came to; `run` is None where nothing was sealed. `failing` counts, per rule, the devices on which it
    fails without a waiver, the worst severity first; `waivers_ending` are those that end within 30 days;
    `titles` say what the rules demand; `taken_over` devices are the same to the byte as in the run before."""

    run: str | None
    folder: Path | None
    summary: dict[str, int]
    failing: tuple[tuple[str, Severity, int], ...]
    unreachable: tuple[Unreachable, ...]
    skipped: tuple[SkippedFile, ...]
    changes: Changes | None
    waivers_ending: tuple[Waiver, ...] = ()
    titles: Mapping[str, Text] = field(default_factory=dict)
    taken_over: int = 0


@dataclass(slots=True)
class Tally:
    """The counts of a run so far."""

    devices: int = 0
    told: Counter[Brief] = field(default_factory=Counter)
    lost: list[Unreachable] = field(default_factory=list)
    others: list[SkippedFile] = field(default_factory=list)

    def judged(self, judged: Judged) -> None:
        """Count a device."""
        self.devices += 1
        self._count(judged.findings)

    def compared(self, compared: Compared) -> None:
        """Count what the rules about all devices say of one of them."""
        self._count(compared.findings)

    def unreachable(self, item: Unreachable) -> None:
        """Note a device without a configuration."""
        self.lost.append(item)

    def skipped(self, item: SkippedFile) -> None:
        """Note a file that is no configuration."""
        self.others.append(item)

    def _count(self, findings: Sequence[Finding]) -> None:
        """Count findings by all that is told of them; there are few different ones."""
        self.told.update(briefs(findings))

    def summary(self) -> dict[str, int]:
        """The counts in the words of the JSON; a waived finding is not a fail."""
        counts: Counter[str] = Counter()
        for one, number in self.told.items():
            counts[one.word] += number
        verdicts = {verdict.value: counts[verdict.value] for verdict in Verdict}
        return {"devices": self.devices, **verdicts, WAIVED: counts[WAIVED]}

    def _failing(self) -> Counter[tuple[str, Severity]]:
        """On how many devices each rule fails."""
        failing: Counter[tuple[str, Severity]] = Counter()
        for one, number in self.told.items():
            if one.word == Verdict.FAIL:
                failing[one.rule, one.severity] += number
        return failing

    def result(self, run: str | None = None, folder: Path | None = None, changes: Changes | None = None) -> RunResult:
        """The counts as a value."""
        ranked = sorted(self._failing().items(), key=lambda item: (item[0][1].rank, -item[1], item[0][0]))
        return RunResult(
            run=run,
            folder=folder,
            summary=self.summary(),
            failing=tuple((rule, severity, count) for (rule, severity), count in ranked),
            unreachable=tuple(self.lost),
            skipped=tuple(self.others),
            changes=changes,
        )


def of(judged: Judged) -> RunResult:
    """The counts of one device on its own."""
    tally = Tally()
    tally.judged(judged)
    return tally.result()
