"""How fast configurations are read, parsed and judged: beside other tools, with all rules, and with more and more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import corpus
from tests.bench.environments import BENCH
from tests.bench.laps import PEERS, Lap, Way, agreement, medians
from tests.bench.questions import QUESTIONS

GROWTH = (20, 100, 400, 800)
COLD = "isms cold"


@dataclass(frozen=True, slots=True)
class Folders:
    """The files of the benchmark: all of them, each with one line changed, the hardest case, and some for the peers."""

    usual: Path
    changed: Path
    hardest: Path
    some: Path


def prepared(files: int, for_peers: int) -> Folders:
    """The folders, written anew from texts that all tools can read; prints what is in them."""
    names = ("usual", "changed", "hardest", "some")
    folders = Folders(*(BENCH / "corpus" / name for name in names))
    kind, texts = corpus.originals()
    able = _readable(texts, folders.some)
    grown = list(corpus.grown(able, files))
    size = corpus.write(folders.usual, grown)
    corpus.write(folders.changed, (corpus.changed(text, turn) for turn, text in enumerate(grown)))
    hard = corpus.write(folders.hardest, corpus.grown(able, files, corpus.HARDEST))
    some = corpus.write(folders.some, grown, corpus.spread(grown, for_peers))
    print(f"{kind}: {len(texts)}, of which all tools read {len(able)}; grown from these:")
    for name, one in (("usual", size), ("for the peers", some), ("hardest", hard)):
        print(f"  {name:<14} {one}")
    return folders


def _readable(texts: Sequence[str], folder: Path) -> list[str]:
    """Those of the texts that every tool reads."""
    corpus.write(folder, texts)
    trials = [Way(tool, folder).lap() for tool in ("isms", *PEERS)]
    return [text for number, text in enumerate(texts) if all(trial.answers[f"{number:05d}.cfg"] for trial in trials)]


def beside_others(folders: Folders, rounds: int) -> None:
    """Print files per second of every tool with the same questions, and whether the verdicts agree."""
    usual, hardest = folders.usual, folders.hardest
    ways = {
        COLD: Way("isms", usual),
        "isms cold, with line numbers": Way("isms", usual, ("--lines",)),
        "isms, one line changed": Way("isms", folders.changed, ("--before", str(usual))),
        "isms, unchanged": Way("isms", usual, ("--before", str(usual))),
        "isms cold, hardest": Way("isms", hardest),
        "isms cold, hardest, line numbers": Way("isms", hardest, ("--lines",)),
        **{tool: Way(tool, folders.some) for tool in PEERS},
    }
    laps = medians(ways, rounds)
    print(f"\n{len(QUESTIONS)} questions to every file; read, parse, judge: CPU time, median of {rounds}")
    print("A file is cold where the process met none before it but those of this pass.")
    _table(laps)
    for tool in PEERS:
        print(f"  {tool}: {agreement(laps[COLD], laps[tool])}")


def _table(laps: Mapping[str, Lap]) -> None:
    """Print a line for each pass."""
    head = "".join(f"{'x ' + tool:>18}" for tool in PEERS)
    print(f"  {'':<34}{'files':>6}{'files/s':>9}{head}")
    for name, lap in laps.items():
        ratios = "".join(f"{lap.rate / laps[tool].rate:>18.1f}" for tool in PEERS)
        print(f"  {name:<34}{len(lap.answers):>6,}{lap.rate:>9,.0f}{ratios}{lap.unread}")


def all_rules(folders: Folders, rounds: int) -> None:
    """Print files per second with every rule that ships for the platform."""
    words = ("--rules", "all")
    ways = {
        "cold": Way("isms", folders.usual, words),
        "cold, with line numbers": Way("isms", folders.usual, (*words, "--lines")),
        "one line changed": Way("isms", folders.changed, (*words, "--before", str(folders.usual))),
        "unchanged": Way("isms", folders.usual, (*words, "--before", str(folders.usual))),
        "cold, hardest": Way("isms", folders.hardest, words),
    }
    laps = medians(ways, rounds)
    rules = {len(answer) for answer in laps["cold"].answers.values() if answer}
    print(f"\nAll {max(rules)} rules that ship for the platform, median of {rounds}")
    for name, lap in laps.items():
        print(f"  {name:<34}{lap.rate:>9,.0f} files/s{lap.unread}")


def growth(folders: Folders) -> None:
    """Print files per second with more and more rules, no two alike."""
    print(
        "\nGrowth with rules: those of the comparison, then those that ship, then copies that ask one thing more each"
    )
    first: Lap | None = None
    for rules in GROWTH:
        lap = Way("isms", folders.usual, ("--rules", str(rules))).lap()
        first = first or lap
        times = lap.seconds / first.seconds
        print(f"  {rules:>5} rules {lap.rate:>9,.0f} files/s {times:>7.1f} x the time{lap.unread}", flush=True)
