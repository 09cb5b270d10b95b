"""The findings of a device as they are sealed: lines of JSON, of which values are made when somebody reads one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

from isms.core import codec
from isms.core.model.finding import Finding, Severity, Verdict

WAIVED = "waived"


class Brief(NamedTuple):
    """What is counted of a finding; `word` is its verdict, or `waived` for a fail with a waiver."""

    rule: str
    severity: Severity
    verdict: Verdict
    word: str


class Findings(Sequence[Finding]):
    """The findings of one device; nothing but their spelling and what is counted is kept until somebody reads one."""

    __slots__ = ("_read", "briefs", "device", "lines")

    def __init__(self, device: str, lines: bytes, briefs: tuple[Brief, ...]) -> None:
        """`lines` are the canonical spellings of findings of this device, a line each; `briefs` tell of the same."""
        self.device = device
        self.lines = lines
        self.briefs = briefs
        self._read: tuple[Finding, ...] | None = None

    def values(self) -> tuple[Finding, ...]:
        """All of them as values."""
        if self._read is None:
            self._read = codec.from_json_lines(self.lines, Finding, self.device)
        return self._read

    def __len__(self) -> int:
        """How many there are."""
        return len(self.briefs)

    @overload
    def __getitem__(self, place: int) -> Finding: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, place: int | slice) -> Finding | tuple[Finding, ...]:
        """One of them, or some."""
        return self.values()[place]

    def __iter__(self) -> Iterator[Finding]:
        """One after another."""
        return iter(self.values())

    def __eq__(self, other: object) -> bool:
        """Whether they are spelled the same."""
        return self.lines == other.lines if isinstance(other, Findings) else NotImplemented

    def __hash__(self) -> int:
        """Equal for what is spelled the same."""
        return hash(self.lines)

    def __reduce__(self) -> tuple[type["Findings"], tuple[str, bytes, tuple[Brief, ...]]]:
        """Only the spelling travels to other processes."""
        return Findings, (self.device, self.lines, self.briefs)


def brief(rule: str, severity: Severity, verdict: Verdict, *, waived: bool) -> Brief:
    """What is counted of a finding; only a fail is waived."""
    word = WAIVED if waived and verdict is Verdict.FAIL else verdict.value
    return Brief(rule, severity, verdict, word)


def briefs(findings: Sequence[Finding]) -> Sequence[Brief]:
    """What is counted of findings, in their order."""
    if isinstance(findings, Findings):
        return findings.briefs
    return [brief(one.rule, one.severity, one.verdict, waived=one.waiver is not None) for one in findings]


def counted(findings: Sequence[Finding]) -> Counter[str]:
    """How many findings have each verdict; a fail with a waiver is `waived` and no fail."""
    return Counter([one.word for one in briefs(findings)])


def spelled(findings: Sequence[Finding]) -> bytes:
    """The canonical spellings of findings, each on a line of its own, as they are hashed."""
    return findings.lines if isinstance(findings, Findings) else codec.to_canonical_lines(findings)
