"""The questions, and any other rules, asked with the engine of `isms check run`, by the same path."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from checks import policy, remarks
from checks.engine import Subject, answer_all, compile_rules
from checks.memory import Memory
from checks.outcome import Answer
from checks.platform import platforms
from checks.record import located
from checks.rule import Rule
from checks.workers import collect_rarely
from isms.core.model.finding import Verdict
from tests.bench.questions import Judge, timed
from tests.bench.rulesets import ruleset

LETTERS = {Verdict.PASS: "p", Verdict.FAIL: "f", Verdict.NA: "n", Verdict.UNKNOWN: "u", Verdict.ERROR: "e"}


def judge(rules: Sequence[Rule], *, lines: bool) -> Judge:
    """A function that gives one letter per rule, and finds the `lines` of the file too if they are wanted."""
    platform = platforms()["cisco_ios"]
    compiled = compile_rules(rules, platform)
    memory = Memory(platform, with_remarks=remarks.read_by(rules, platform.id))
    limits = policy.default()

    def answers(text: str) -> str:
        tree = memory.parse(text)
        outcomes: Iterable[Answer] = answer_all(compiled, Subject(tree, limits), memory)
        if lines:
            outcomes = [located(outcome, tree) for outcome in outcomes]
        return "".join([LETTERS[outcome.verdict] for outcome in outcomes])

    return answers


def main() -> None:
    """Print CPU seconds and answers as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rules", default="20")
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--before", type=Path, help="files that are judged first, and not timed")
    options = parser.parse_args()
    collect_rarely()
    judging = judge(ruleset(options.rules), lines=options.lines)
    for file in sorted(options.before.iterdir()) if options.before else ():
        judging(file.read_bytes().decode("utf-8", "replace"))
    timed(judging, options.folder)


if __name__ == "__main__":
    main()
