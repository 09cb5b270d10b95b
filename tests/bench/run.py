"""`make bench`: configurations per second beside other tools, the stages of a run, start-up, and rows of a report.

Everything is measured in this one run, every pass in a process of its own on one core. What counts is CPU time.
Verdicts are compared, so that all tools do the same work.
"""

import argparse
import subprocess
import sys

from tests.bench import startup
from tests.bench.engines import all_rules, beside_others, growth, prepared
from tests.bench.environments import TOP
from tests.bench.stages import stages, whole_runs


def main() -> None:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser(description="isms beside other tools")
    parser.add_argument("--files", type=int, default=1_000, help="configurations to judge (1000)")
    parser.add_argument("--peers", type=int, default=100, help="of these, for the other tools (100)")
    parser.add_argument("--rounds", type=int, default=3, help="turns of every tool (3)")
    options = parser.parse_args()
    folders = prepared(options.files, min(options.peers, options.files))
    beside_others(folders, options.rounds)
    all_rules(folders, options.rounds)
    growth(folders)
    stages(folders)
    whole_runs(folders)
    print(flush=True)
    startup.main()
    print(flush=True)
    subprocess.run([sys.executable, "-m", "tests.bench.report_rows"], cwd=TOP, check=True)


if __name__ == "__main__":
    main()
