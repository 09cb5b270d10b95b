"""`make bench-scale`: whole runs over more and more devices; small invented configurations, all rules, sealed."""

import argparse
import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import corpus
from tests.bench.environments import BENCH
from tests.bench.processes import Cost, isms

SIZES = (100, 1_000, 10_000, 100_000)
WORKERS = (1, 2)
SPARE = 1.3  # so many times what the measured runs say is needed
FOLDERS = 1_000  # files in one folder


def written(folder: Path, devices: int) -> int:
    """Write one configuration per device; how many bytes they have."""
    chance = random.Random(7)
    size = 0
    for number in range(devices):
        place = folder / f"teil-{number // FOLDERS:03d}"
        if number % FOLDERS == 0:
            place.mkdir(parents=True)
        text = corpus.varied(corpus.generated(chance), number)
        size += (place / f"sw-{number:06d}.cfg").write_bytes(text.encode())
    return size


def stored(folder: Path) -> int:
    """How many bytes the files below a folder take on the disk."""
    return sum(Path(where, name).stat().st_blocks * 512 for where, _, names in os.walk(folder) for name in names)


def measured(place: Path, devices: int) -> int:
    """Print the runs over so many devices; how many bytes of disk one run and its files took."""
    taken = 0
    configs = place / "sicherung"
    print(f"  {devices:>8,} devices: writing their files …", end="\r", flush=True)
    written(configs, devices)
    for workers in WORKERS:
        with tempfile.TemporaryDirectory(dir=place) as town:
            print(f"  {devices:>8,} devices, {workers} workers: running …", end="\r", flush=True)
            isms("init", town, "--name", "Stadt Musterstadt")
            cost = isms("--workspace", town, "check", "run", configs, "--workers", str(workers))
            taken = stored(Path(town))
        line(devices, workers, cost)
    taken += stored(configs)
    shutil.rmtree(configs)
    return taken


def line(devices: int, workers: int, one: Cost) -> None:
    """Print what a run cost."""
    print(
        f"  {devices:>8,}{workers:>9}{one.seconds:>10.1f}{one.cpu:>10.1f}{one.megabytes:>10.0f}{one.together:>10.0f}"
        f"{devices / one.seconds:>10,.0f}{devices / one.cpu:>10,.0f}",
        flush=True,
    )


def sizes(largest: int) -> Iterator[int]:
    """The numbers of devices up to the largest, which is one of them."""
    yield from (size for size in SIZES if size < largest)
    yield largest


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="whole runs over more and more devices")
    parser.add_argument("--largest", type=int, default=SIZES[-1], help=f"devices of the largest run ({SIZES[-1]})")
    options = parser.parse_args()
    BENCH.mkdir(exist_ok=True)
    names = ("devices", "workers", "seconds", "CPU s", "MB", "MB of all", "files/s", "per CPU s")
    print("`isms check run` from start to end, all rules, sealed, in an empty workspace; MB: peak of the main process")
    print(f"  {names[0]:>8}{names[1]:>9}" + "".join(f"{name:>10}" for name in names[2:]))
    each = 0.0
    for devices in sizes(options.largest):
        with tempfile.TemporaryDirectory(dir=BENCH) as place:
            needed, free = each * devices * SPARE, shutil.disk_usage(place).free
            if needed > free:
                print(
                    f"  {devices:,} devices need about {needed / 1e9:.1f} GB, {free / 1e9:.1f} GB are free: left out."
                )
                return
            each = measured(Path(place), devices) / devices


if __name__ == "__main__":
    main()
