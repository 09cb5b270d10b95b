"""How verdicts developed over the commits of a configuration repository."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from isms.core.model.finding import Verdict

Counts = Mapping[Verdict, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """A commit; `date` is when it was committed, None where that cannot be read; the author only where it is wanted."""

    id: str
    date: datetime | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What holds after a commit: how many devices there are, and how many verdicts of each kind they have."""

    commit: Commit
    devices: int
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What holds from a commit until the next point."""

    commit: Commit
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The points at which the verdicts of a rule, or of a site, changed, from the first commit that is told.

    `first_fail` is None if it never failed, or failed before.
    """

    name: str
    first_fail: Commit | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A time in which a device failed a rule, and the commits that broke and mended it.

    `broke` is None if it failed before the first commit, `mended` if it fails still, or went while failing (`gone`).
    """

    device: str
    rule: str
    broke: Commit | None
    mended: Commit | None = None
    gone: Commit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Compliance over the commits, oldest first; the episodes in the order in which they began."""

    standings: tuple[Standing, ...]
    rules: tuple[Series, ...]
    sites: tuple[Series, ...]
    episodes: tuple[Episode, ...]
