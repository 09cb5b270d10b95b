"""From the verdicts of each commit to what broke, what was mended, and compliance over time. Pure.

The work grows with the verdicts that change, not with commits times devices.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from isms.core.model.finding import Verdict
from isms.core.model.history import Commit, Counts, Episode, Point, Series, Standing, Timeline

# The verdicts of a device, one byte for each rule in their order: a whole history must fit into memory.
Verdicts = bytes
KINDS = tuple(Verdict)
FAIL = KINDS.index(Verdict.FAIL)
GOOD = frozenset({KINDS.index(Verdict.PASS), KINDS.index(Verdict.NA)})
ABSENT = len(KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a commit did: devices judged anew, devices that went, and those that got another name (old to new).

    A new name is one that no device had; the device may be judged anew under it.
    """

    commit: Commit
    judged: Mapping[str, Verdicts] = field(default_factory=dict)
    gone: Sequence[str] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


def packed(verdicts: Iterable[Verdict]) -> Verdicts:
    """Verdicts in the order of the rules, a byte each."""
    return bytes(KINDS.index(verdict) for verdict in verdicts)


def timeline(
    rules: Sequence[str],
    steps: Iterable[Step],
    before: Mapping[str, Verdicts] | None = None,
    site_of: Callable[[str], str | None] = lambda _: None,
) -> Timeline:
    """Compliance over the commits; `before` is what held when the first of them was made.

    A device that comes is neither broken nor mended where it passes; a verdict that nobody knows ends no episode.
    """
    ledger = _Ledger(rules, site_of)
    for device, verdicts in (before or {}).items():
        ledger.judge(device, verdicts, None)
    ledger.begin()
    return ledger.closed(tuple(ledger.take(step) for step in steps))


def renames(gone: Mapping[str, str], came: Mapping[str, str]) -> dict[str, str]:
    """Which files only moved: those with the same content, else the same name in another folder. Path to content."""
    same = _pairs(gone, came, lambda path: gone[path], lambda path: came[path])
    left = [path for path in gone if path not in same]
    free = [path for path in came if path not in same.values()]
    return same | _pairs(left, free, _name, _name)


def _pairs(
    gone: Iterable[str], came: Iterable[str], old_key: Callable[[str], str], new_key: Callable[[str], str]
) -> dict[str, str]:
    """The paths on both sides that have the same key, where no other on their side has it."""
    old, new = _unique(gone, old_key), _unique(came, new_key)
    return {path: new[key] for key, path in old.items() if key in new}


def _unique(paths: Iterable[str], key: Callable[[str], str]) -> dict[str, str]:
    """The paths by key, without those that share one."""
    listed = [(key(path), path) for path in paths]
    times = Counter(one for one, _ in listed)
    return {one: path for one, path in listed if times[one] == 1}


def _name(path: str) -> str:
    """A file's name without its folders."""
    return path.rpartition("/")[2]


@dataclass(slots=True)
class _Row:
    """Counts by kind of verdict, and the points at which they changed."""

    name: str
    counts: list[int] = field(default_factory=lambda: [0] * (ABSENT + 1))
    noted: tuple[int, ...] = (0,) * ABSENT
    failed: bool = False
    first_fail: Commit | None = None
    points: list[Point] = field(default_factory=list)

    def note(self, commit: Commit) -> None:
        """Keep what holds after a commit, if it is something else than before."""
        now = tuple(self.counts[:ABSENT])
        if now == self.noted:
            return
        self.points.append(Point(commit=commit, counts=_counts(now)))
        if now[FAIL] and not self.failed:
            self.first_fail, self.failed = commit, True
        self.noted = now

    def series(self) -> Series:
        """The row as a value."""
        return Series(name=self.name, first_fail=self.first_fail, points=tuple(self.points))


@dataclass(slots=True)
class _Open:
    """An episode, until it is known how it ended."""

    device: str
    rule: str
    broke: Commit | None
    mended: Commit | None = None
    gone: Commit | None = None


class _Ledger:
    """What holds now, and what has happened so far."""

    def __init__(self, rules: Sequence[str], site_of: Callable[[str], str | None]) -> None:
        """No device is there yet."""
        self._rules = [_Row(name) for name in rules]
        self._nothing = bytes([ABSENT]) * len(rules)
        self._site_of = site_of
        self._sites: dict[str, _Row] = {}
        self._whole = _Row("")
        self._state: dict[str, Verdicts] = {}
        self._failing: dict[str, dict[int, _Open]] = {}
        self._episodes: list[_Open] = []
        self._touched: dict[str, _Row] = {}

    def take(self, step: Step) -> Standing:
        """Go on by one commit."""
        for device in step.gone:
            self._leave(device, step.commit)
        for old, new in step.renamed.items():
            self._rename(old, new)
        for device, verdicts in step.judged.items():
            self.judge(device, verdicts, step.commit)
        for row in self._touched.values():
            row.note(step.commit)
        self._touched.clear()
        return Standing(commit=step.commit, devices=len(self._state), counts=_counts(self._whole.counts))

    def judge(self, device: str, verdicts: Verdicts, commit: Commit | None) -> None:
        """A device has new verdicts."""
        before = self._state.get(device, self._nothing)
        self._state[device] = verdicts
        failing = self._failing.setdefault(device, {})
        for rule in self._count(device, before, verdicts):
            if verdicts[rule] == FAIL and rule not in failing:
                failing[rule] = _Open(device, self._rules[rule].name, commit)
                self._episodes.append(failing[rule])
            elif verdicts[rule] in GOOD and rule in failing:
                failing.pop(rule).mended = commit

    def begin(self) -> None:
        """What was there before the first commit is no news, but the first commit notes it."""
        for row in self._touched.values():
            row.failed = row.counts[FAIL] > 0

    def closed(self, standings: tuple[Standing, ...]) -> Timeline:
        """All that happened."""
        return Timeline(
            standings=standings,
            rules=tuple(row.series() for row in self._rules),
            sites=tuple(self._sites[name].series() for name in sorted(self._sites)),
            episodes=tuple(_episode(one) for one in self._episodes if one.broke or one.mended or one.gone),
        )

    def _leave(self, device: str, commit: Commit) -> None:
        """A device is there no longer."""
        before = self._state.pop(device, None)
        if before is not None:
            self._count(device, before, self._nothing)
        for one in self._failing.pop(device, {}).values():
            one.gone = commit

    def _rename(self, old: str, new: str) -> None:
        """A device goes on under another name."""
        verdicts = self._state.pop(old, None)
        if verdicts is None:
            return
        self._count(old, verdicts, self._nothing)
        self._count(new, self._nothing, verdicts)
        self._state[new] = verdicts
        self._failing[new] = self._failing.pop(old, {})
        for one in self._failing[new].values():
            one.device = new

    def _count(self, device: str, before: Verdicts, after: Verdicts) -> list[int]:
        """Count verdicts that replace others; gives the places of the rules whose verdict changed."""
        changed = [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        rows = [self._whole, *self._site(device)]
        for place in changed:
            for row in (self._rules[place], *rows):
                row.counts[before[place]] -= 1
                row.counts[after[place]] += 1
            self._touched[self._rules[place].name] = self._rules[place]
        return changed

    def _site(self, device: str) -> tuple[_Row, ...]:
        """The row of a device's site, if it has one; it is about to change."""
        name = self._site_of(device)
        if name is None:
            return ()
        row = self._sites.setdefault(name, _Row(name))
        self._touched[f"\0{name}"] = row
        return (row,)


def _counts(numbers: Sequence[int]) -> Counts:
    """Counts by verdict."""
    return dict(zip(KINDS, numbers, strict=False))


def _episode(one: _Open) -> Episode:
    """An episode as a value."""
    return Episode(device=one.device, rule=one.rule, broke=one.broke, mended=one.mended, gone=one.gone)
