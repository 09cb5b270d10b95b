"""What a run does beside judging: redaction, findings with their text, sealing; and a whole run."""

import json
import subprocess
import sys
import tempfile

from tests.bench.engines import Folders
from tests.bench.environments import TOP
from tests.bench.processes import Cost, isms

TIMES = 1e3


def stages(folders: Folders) -> None:
    """Print what each stage of a run costs, in a process of its own."""
    print("\nThe stages of a run apart, all rules that ship (those for other platforms are findings too): CPU time")
    for name, folder in (("usual", folders.usual), ("hardest", folders.hardest)):
        command = [sys.executable, "-m", "tests.bench.side_stages", str(folder)]
        raw = json.loads(subprocess.run(command, cwd=TOP, check=True, stdout=subprocess.PIPE).stdout)
        files, megabytes = raw["files"], raw["megabytes"]
        print(f"  {name}: {files:,} files, {raw['findings']:,} findings")
        for stage, seconds in raw["seconds"].items():
            print(
                f"    {stage:<34}{files / seconds:>9,.0f} files/s{TIMES * seconds / files:>9.2f} ms a file"
                f"{megabytes / seconds:>9.1f} MB/s"
            )


def whole_runs(folders: Folders) -> None:
    """Print what `isms check run` costs from start to end, in a workspace, sealed, all rules: the first run, one that
    compares with it and judges anew, and one that finds every device unchanged."""
    print("\n`isms check run` from start to end, all rules, sealed: user and system time")
    for name, folder in (("usual", folders.usual), ("hardest", folders.hardest)):
        files = sum(1 for _ in folder.iterdir())
        with tempfile.TemporaryDirectory() as place:
            isms("init", place, "--name", "Stadt Musterstadt")
            shown(f"{name}, first run", files, isms("--workspace", place, "check", "run", folder))
            shown(f"{name}, --fresh", files, isms("--workspace", place, "check", "run", folder, "--fresh"))
            shown(f"{name}, unchanged", files, isms("--workspace", place, "check", "run", folder))


def shown(name: str, files: int, one: Cost) -> None:
    """Print what a run costs."""
    print(
        f"  {name:<26}{files:>8,} files{files / one.cpu:>9,.0f} files/s of CPU{one.cpu:>9.1f} s CPU"
        f"{one.seconds:>9.1f} s by the clock{one.megabytes:>7.0f} MB",
        flush=True,
    )
