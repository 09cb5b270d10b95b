"""`make bench`: configurations per second beside other tools, start-up, and rows of a report.

Every tool reads, parses and judges the same files with the same eight questions in a process of its own; the tools take
turns, what counts is the CPU time of that loop, start-up excluded. Verdicts are compared, so that all do the same work.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.bench import corpus, startup
from tests.bench.environments import BENCH, TOP, python_of
from tests.bench.questions import QUESTIONS

PEERS = {"hier_config": "hier-config", "ciscoconfparse2": "ciscoconfparse2"}


@dataclass(frozen=True, slots=True)
class Lap:
    """One tool's pass over all files: CPU seconds, and per file its letters (None: it could not be read)."""

    seconds: float
    answers: dict[str, str | None]


def lap(tool: str, python: Path, folder: Path) -> Lap:
    """One pass in a fresh process."""
    command = [str(python), "-W", "ignore", "-m", f"tests.bench.side_{tool}", str(folder)]
    environ = {**os.environ, "PYTHONPATH": str(TOP)}
    done = subprocess.run(command, cwd=TOP, env=environ, check=True, stdout=subprocess.PIPE)
    raw = json.loads(done.stdout)
    return Lap(raw["seconds"], raw["answers"])


def engines(count: int, rounds: int) -> None:
    """Print configurations per second of every tool, and whether the verdicts agree."""
    tools = {"isms": Path(sys.executable)} | {tool: python_of(peer) for tool, peer in PEERS.items()}
    kind, texts = corpus.originals()
    folder = BENCH / "corpus"
    corpus.write(folder, iter(texts))
    trial = {tool: lap(tool, python, folder) for tool, python in tools.items()}
    readable = [
        text for number, text in enumerate(texts) if all(t.answers[f"{number:05d}.cfg"] for t in trial.values())
    ]
    megabytes = corpus.write(folder, corpus.variants(readable, count))
    laps: dict[str, list[Lap]] = {tool: [] for tool in tools}
    for _ in range(rounds):
        for tool, python in tools.items():
            laps[tool].append(lap(tool, python, folder))
    print(f"{kind}: {len(texts)}, read by all tools {len(readable)}, as variants {count} ({megabytes:.1f} MB)")
    print(f"{len(QUESTIONS)} questions: {', '.join(QUESTIONS)}; CPU time, median of {rounds} turns")
    seconds = {tool: statistics.median(one.seconds for one in of) for tool, of in laps.items()}
    print(f"  {'tool':<16} {'unread':>6} {'configs/s':>10} {'isms is':>10}")
    for tool, spent in seconds.items():
        unread = sum(answer is None for answer in trial[tool].answers.values())
        print(f"  {tool:<16} {unread:>6} {count / spent:>10,.0f} {spent / seconds['isms']:>8.1f} x")
    agreement({tool: of[0] for tool, of in laps.items()})


def agreement(laps: dict[str, Lap]) -> None:
    """Print how many verdicts are the same in all tools, and how many hold and do not hold."""
    words = list(zip(*(one.answers.values() for one in laps.values()), strict=True))
    verdicts = [letters for word in words for letters in zip(*(answer or "" for answer in word), strict=True)]
    same = sum(len(set(letters)) == 1 for letters in verdicts)
    counts = Counter(letters[0] for letters in verdicts)
    shown = ", ".join(f"{word} {counts[letter]:,}" for letter, word in (("p", "pass"), ("f", "fail"), ("n", "na")))
    print(f"  verdicts equal: {same:,} of {len(verdicts):,} ({shown})")


def main() -> None:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser(description="isms beside other tools")
    parser.add_argument("--files", type=int, default=600, help="configurations to judge (600)")
    parser.add_argument("--rounds", type=int, default=5, help="turns of every tool (5)")
    options = parser.parse_args()
    engines(options.files, options.rounds)
    print(flush=True)
    startup.main()
    print(flush=True)
    subprocess.run([sys.executable, "-m", "tests.bench.report_rows"], cwd=TOP, check=True)


if __name__ == "__main__":
    main()
