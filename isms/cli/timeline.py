"""A history in words, curves and tables."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from isms.cli import marks, show
from isms.cli.language import say
from isms.core.model.finding import Verdict

if TYPE_CHECKING:
    from isms.core.model.history import Commit, Counts, Episode, Series, Timeline

    Event = tuple[int, Commit, tuple[str, str], Episode]

LEVELS, NOTHING = "▁▂▃▄▅▆▇█", "·"
WIDTH, SHORT, MOST_EVENTS = 16, 8, 10
BROKE, MENDED, GONE = ("✘", "red"), ("✔", "green"), ("–", "dim")


def show_timeline(found: "Timeline") -> None:
    """A history in words and curves."""
    if not found.standings:
        show.line(say("In dieser Zeit gibt es keinen Commit.", "There is no commit in this time."))
        return
    places = {one.commit.id: place for place, one in enumerate(found.standings)}
    events = sorted(_events(found.episodes, places), key=lambda event: event[0])
    _show_counts(found)
    _show_rules(found, places, events)
    _show_sites(found.sites, places)
    _show_events(events)


def sparkline(series: "Series", places: dict[str, int]) -> str:
    """The share of passing among passing and failing verdicts, each sign so many commits."""
    held: list[Counts | None] = [None] * len(places)
    for point in series.points:
        held[places[point.commit.id]] = point.counts
    for place, counts in enumerate(held):
        held[place] = counts if counts is not None or not place else held[place - 1]
    width = min(WIDTH, len(held))
    return "".join(_level(held[(sign + 1) * len(held) // width - 1]) for sign in range(width))


def _level(counts: "Counts | None") -> str:
    """A sign for a share; full only if nothing fails, lowest only if nothing passes."""
    good, bad = (0, 0) if counts is None else (counts[Verdict.PASS], counts[Verdict.FAIL])
    if not good + bad:
        return NOTHING
    if not good or not bad:
        return LEVELS[-1] if good else LEVELS[0]
    return LEVELS[1 + good * (len(LEVELS) - 2) // (good + bad)]


def _events(episodes: "Iterable[Episode]", places: dict[str, int]) -> "Iterator[Event]":
    """What broke, was mended or went."""
    for one in episodes:
        for commit, shape in ((one.broke, BROKE), (one.mended, MENDED), (one.gone, GONE)):
            if commit is not None:
                yield places[commit.id], commit, shape, one


def _show_counts(found: "Timeline") -> None:
    """How many commits there are, and what holds after the last."""
    last = found.standings[-1]
    commits = marks.number(len(found.standings), say("Commit", "commit"), say("Commits", "commits"))
    devices = marks.number(last.devices, say("Gerät", "device"), say("Geräte", "devices"))
    days = say(" bis ", " to ").join(dict.fromkeys(_day(one.commit) for one in (found.standings[0], last)))
    fails, good = last.counts[Verdict.FAIL], last.counts[Verdict.PASS]
    show.line(
        say(
            f"{commits} ({days}); danach {devices}: {fails} verletzt, {good} erfüllt.",
            f"{commits} ({days}); after that {devices}: {fails} fail, {good} pass.",
        ),
        style="bold",
    )


def _show_rules(found: "Timeline", places: dict[str, int], events: "list[Event]") -> None:
    """The rules that failed at some time, with their curve and what happened to them last."""
    failed = [one for one in found.rules if any(point.counts[Verdict.FAIL] for point in one.points)]
    failed.sort(key=lambda one: (-one.points[-1].counts[Verdict.FAIL], one.name))
    latest = {episode.rule: (_short(commit, shape[0]), shape[1]) for _, commit, shape, episode in events}
    columns = (say("Regel", "Rule"), say("Verlauf", "Course"), say("erfüllt", "pass"), say("Zuletzt", "Last"))
    rows = [
        (one.name, sparkline(one, places), _share(one.points[-1].counts), latest.get(one.name, "–")) for one in failed
    ]
    if rows:
        show.line()
        show.table(columns, rows, numbers=(2,))
    never = len(found.rules) - len(failed)
    if never:
        rules = marks.number(never, say("Regel", "rule"), say("Regeln", "rules"))
        show.line()
        show.line(say(f"{rules} in dieser Zeit nie verletzt.", f"{rules} never failed in this time."))


def _show_sites(sites: "tuple[Series, ...]", places: dict[str, int]) -> None:
    """Each site with its curve."""
    rows = [(one.name, sparkline(one, places), _share(one.points[-1].counts)) for one in sites if one.points]
    if rows:
        show.line()
        show.table((say("Ort", "Site"), say("Verlauf", "Course"), say("erfüllt", "pass")), rows, numbers=(2,))


def _show_events(events: "list[Event]") -> None:
    """What happened last, the newest first."""
    if not events:
        return
    show.line()
    show.line(say("Letzte Änderungen", "Last changes"), style="bold")
    for _, commit, (shape, style), episode in events[: -MOST_EVENTS - 1 : -1]:
        show.line(f"{_short(commit, shape)}  {episode.device}: {episode.rule}", style=style, indent=4)
    show.line(say("✘ verletzt  ✔ behoben  – Gerät entfernt", "✘ broke  ✔ mended  – device gone"), style="dim")
    more = len(events) - MOST_EVENTS
    if more > 0:
        show.line(say(f"… und {more} frühere (vollständig mit --json)", f"… and {more} earlier (all with --json)"))


def _short(commit: "Commit", shape: str) -> str:
    """An event in a few signs."""
    return f"{shape} {_day(commit)} {commit.id[:SHORT]}"


def _day(commit: "Commit") -> str:
    """When a commit was made."""
    return "?" if commit.date is None else marks.day(commit.date)


def _share(counts: "Counts") -> str:
    """How many of those that pass or fail do pass."""
    return f"{counts[Verdict.PASS]}/{counts[Verdict.PASS] + counts[Verdict.FAIL]}"
