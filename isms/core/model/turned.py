"""What a change of a configuration turns."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from isms.core.model.finding import Finding, Verdict
from isms.core.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A rule whose verdict changes: the one before, and the finding after."""

    before: Verdict
    after: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """The verdicts that get worse, get better, or only change (`pass` and `na`), the gravest rules first; how many stay
    the same; `titles` say what the rules demand."""

    platform: str
    worse: tuple[Turn, ...]
    better: tuple[Turn, ...]
    other: tuple[Turn, ...]
    same: int
    titles: Mapping[str, Text] = field(default_factory=dict)
