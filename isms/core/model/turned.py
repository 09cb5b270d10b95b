"""What a change of a configuration turns."""

from dataclasses import dataclass

from isms.core.model.finding import Finding, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A rule whose verdict changes: the one before, and the finding after."""

    before: Verdict
    after: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """The verdicts that get worse, get better, or only change (`pass` and `na`), the gravest rules first; how many stay
    the same."""

    platform: str
    worse: tuple[Turn, ...]
    better: tuple[Turn, ...]
    other: tuple[Turn, ...]
    same: int
