"""One tool's pass over a folder of configurations, in a process of its own; several passes, tool after tool."""

import json
import os
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.environments import TOP, python_of

PEERS = {"hier_config": "hier-config", "ciscoconfparse2": "ciscoconfparse2"}


@dataclass(frozen=True, slots=True)
class Lap:
    """CPU seconds, and per file the letters (None: it could not be read)."""

    seconds: float
    answers: dict[str, str | None]

    @property
    def rate(self) -> float:
        """Files per second."""
        return len(self.answers) / self.seconds

    @property
    def unread(self) -> str:
        """How many files the tool broke on, said only where there are some."""
        number = sum(answer is None for answer in self.answers.values())
        return f"  broke on {number}" if number else ""


@dataclass(frozen=True, slots=True)
class Way:
    """A tool, the files it judges, and how it is called."""

    tool: str
    folder: Path
    words: tuple[str, ...] = ()

    def lap(self) -> Lap:
        """One pass in a fresh process."""
        python = python_of(PEERS[self.tool]) if self.tool in PEERS else Path(sys.executable)
        side = f"tests.bench.side_{self.tool}"
        command = [str(python), "-W", "ignore", "-m", side, str(self.folder), *self.words]
        environ = {**os.environ, "PYTHONPATH": str(TOP)}
        done = subprocess.run(command, cwd=TOP, env=environ, check=True, stdout=subprocess.PIPE)
        raw = json.loads(done.stdout)
        return Lap(raw["seconds"], raw["answers"])


def medians(ways: Mapping[str, Way], rounds: int) -> dict[str, Lap]:
    """The median pass of each way; the ways take turns, so that all meet the same machine."""
    laps: dict[str, list[Lap]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            laps[name].append(way.lap())
    middle = {name: statistics.median_low([lap.seconds for lap in of]) for name, of in laps.items()}
    return {name: next(lap for lap in of if lap.seconds == middle[name]) for name, of in laps.items()}


def agreement(ours: Lap, theirs: Lap) -> str:
    """How many verdicts of the files that both could read are the same, and how ours are spread."""
    both = [(ours.answers[name], answer) for name, answer in theirs.answers.items()]
    verdicts = [pair for one, other in both if one and other for pair in zip(one, other, strict=True)]
    same = sum(one == other for one, other in verdicts)
    counts = Counter(one for one, _ in verdicts)
    words = (("p", "pass"), ("f", "fail"), ("n", "na"), ("u", "unknown"))
    spread = ", ".join(f"{word} {counts[letter]:,}" for letter, word in words)
    return f"{same:,} of {len(verdicts):,} verdicts equal, {same / max(1, len(verdicts)):.2%} (ours: {spread})"
