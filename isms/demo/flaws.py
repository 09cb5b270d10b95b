"""What is wrong in Musterstadt on purpose: patches on blank configurations, and what they make the rules say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from isms.core.model.finding import Verdict, Waiver
from isms.demo.content import content, rows

REVISIONS = (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """Whole lines that are replaced, at the first place they stand."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something wrong: how it comes into a configuration, and the verdicts it leads to."""

    name: str
    verdicts: tuple[tuple[str, Verdict], ...]
    patches: tuple[Patch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A verdict that a rule must reach for a device, because a flaw was planted there in that revision."""

    device: str
    rule: str
    verdict: Verdict
    revision: int


def flaws() -> dict[str, Flaw]:
    """Every flaw there is, by name."""
    hunks = sorted(content("flaws.txt").split("\n@@ ")[1:], key=_name)
    return {name: _flaw(name, list(several)) for name, several in groupby(hunks, key=_name)}


def intent() -> tuple[Planted, ...]:
    """Every verdict that is planted, in the order of revision, device and rule."""
    known = flaws()
    return tuple(planted for revision in REVISIONS for planted in _planted(known, revision))


def apply(text: str, wrong: Iterable[Flaw]) -> str:
    """The blank with its flaws; a patch that fits nowhere is our own mistake and raises ValueError."""
    for flaw in wrong:
        for patch in flaw.patches:
            text = _patched(text, patch, flaw.name)
    return text


def flaws_of(device: str, revision: int, known: dict[str, Flaw]) -> tuple[Flaw, ...]:
    """What is wrong with a device: a month ago (revision 0) or today (revision 1)."""
    return tuple(known[row["flaw"]] for row in _table(revision) if row["device"] == device)


def waivers(today: date) -> tuple[Waiver, ...]:
    """The deviations that the town has accepted for a while."""
    start, until = today - timedelta(days=21), today + timedelta(days=120)
    return (
        Waiver(
            rule="wlan.pmf",
            device="ap-realschule-01",
            reason="Die Dokumentenkameras in den Fachräumen beherrschen keine geschützten Verwaltungsrahmen; "
            "Ersatzgeräte sind bestellt. Das Gerätenetz ist vom Verwaltungsnetz getrennt.",
            by="IT-Leitung",
            ticket="ITSM-4711",
            start=start,
            until=until,
        ),
        Waiver(
            rule="snmp.no-v1-v2c",
            device="sw-museum-01",
            reason="Die Klimaüberwachung der Ausstellung fragt nur mit SNMPv2c ab; der Zugriff ist lesend und auf "
            "einen Rechner beschränkt. Ablösung mit dem Umbau des Depots.",
            by="IT-Leitung",
            ticket="ITSM-4802",
            start=start,
            until=until,
        ),
    )


def _table(revision: int) -> Iterator[dict[str, str]]:
    return (row for row in rows("planted.txt") if str(revision) in row["revisions"].split())


def _planted(known: dict[str, Flaw], revision: int) -> Iterator[Planted]:
    verdicts: dict[tuple[str, str], Verdict] = {}
    for row in _table(revision):
        for rule, verdict in known[row["flaw"]].verdicts:
            key = (row["device"], rule)
            verdicts[key] = Verdict.FAIL if Verdict.FAIL in (verdict, verdicts.get(key)) else verdict
    for (device, rule), verdict in sorted(verdicts.items()):
        yield Planted(device=device, rule=rule, verdict=verdict, revision=revision)


def _name(hunk: str) -> str:
    return hunk.split(maxsplit=1)[0]


def _flaw(name: str, hunks: list[str]) -> Flaw:
    rules = hunks[0].splitlines()[0].split()[1:]
    return Flaw(name=name, verdicts=tuple(map(_verdict, rules)), patches=tuple(map(_patch, hunks)))


def _verdict(word: str) -> tuple[str, Verdict]:
    rule, _, verdict = word.partition("=")
    return rule, Verdict(verdict or Verdict.FAIL)


def _patch(hunk: str) -> Patch:
    lines = hunk.splitlines()[1:]
    return Patch(old=_kept(lines, " -"), new=_kept(lines, " +"))


def _kept(lines: list[str], marks: str) -> str:
    return "".join(line[1:] + "\n" for line in lines if line and line[0] in marks)


def _patched(text: str, patch: Patch, name: str) -> str:
    if "\n" + patch.old not in text:
        raise ValueError(f"flaw {name} fits nowhere")
    return text.replace("\n" + patch.old, "\n" + patch.new, 1)
