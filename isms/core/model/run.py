"""A sealed run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import overload

from isms.core.model.device import SkippedFile, Unreachable
from isms.core.model.finding import Finding, Verdict, Waiver
from isms.core.model.rule import RuleInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class RunHead:
    """What is known of a run before its first device is judged; digests are SHA-256 in lower-case hex.

    `selection` says what of the whole was judged, such as `device=sw-1`; empty where it was all. `waivers` are all
    that were on file, ended ones too.
    """

    id: str
    started_at: datetime
    tool: str
    version: str
    ruleset_digest: str
    policy_digest: str
    catalogs: tuple[tuple[str, str], ...] = ()
    source: str | None = None
    selection: tuple[str, ...] = ()
    previous_run: str | None = None
    previous_manifest: str | None = None
    rules: tuple[RuleInfo, ...] = ()
    waivers: tuple[Waiver, ...] = ()


class Pairs(Sequence[tuple[str, str]]):
    """Devices with each of their rules, as (device, rule); no pair is kept, and devices may share one list of rules."""

    __slots__ = ("_groups", "_length")

    def __init__(self, groups: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Each device with its rules."""
        self._groups = tuple(groups)
        self._length = sum(len(rules) for _, rules in self._groups)

    def __len__(self) -> int:
        """How many pairs there are."""
        return self._length

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """One pair after another."""
        return ((device, rule) for device, rules in self._groups for rule in rules)

    @overload
    def __getitem__(self, place: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[tuple[str, str], ...]: ...
    def __getitem__(self, place: int | slice) -> tuple[str, str] | tuple[tuple[str, str], ...]:
        """One pair, or some."""
        if isinstance(place, slice):
            start, stop, step = place.indices(self._length)
            return tuple(islice(self, start, stop, step)) if step > 0 else tuple(self)[place]
        number = place + self._length if place < 0 else place
        if not 0 <= number < self._length:
            raise IndexError(place)
        return next(islice(self, number, None))

    def __eq__(self, other: object) -> bool:
        """Whether the same pairs come in the same order."""
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """That of the pairs."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """The pairs."""
        return repr(tuple(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What became of findings since the run before, each a device and a rule."""

    newly_failing: Sequence[tuple[str, str]] = ()
    mended: Sequence[tuple[str, str]] = ()
    still_failing: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts of a run; a waived finding counts as `waived` and not as `fail`."""

    devices: int = 0
    verdicts: tuple[tuple[Verdict, int], ...] = ()
    waived: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as read back from its folder; `manifest_sha256` is the hash the next run is chained to."""

    head: RunHead
    manifest_sha256: str
    merkle_root: str
    summary: Summary
    findings: tuple[Finding, ...] = ()
    unreachable: tuple[Unreachable, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    configs: dict[str, str] = field(default_factory=dict)
