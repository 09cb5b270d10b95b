"""The eight questions, asked with the rules in tests/bench/rules: the same parser and engine as `isms check run`."""

from pathlib import Path

from checks import policy
from checks.engine import Subject, compile_rules, judge_all
from checks.platform import platforms
from checks.rulebook import load
from checks.tree import parse
from isms.core.model.finding import Verdict
from tests.bench.questions import QUESTIONS, Judge, timed

RULES = Path(__file__).parent / "rules"
LETTERS = {Verdict.PASS: "p", Verdict.FAIL: "f", Verdict.NA: "n", Verdict.UNKNOWN: "u", Verdict.ERROR: "e"}


def judge() -> Judge:
    """A function that gives the answers in the order of QUESTIONS; rules are read once, as in a run."""
    book = load((f"{name}.yaml", (RULES / f"{name}.yaml").read_text()) for name in QUESTIONS)
    platform = platforms()["cisco_ios"]
    compiled = compile_rules([book.get(f"bench.{name}") for name in QUESTIONS], platform)
    limits = policy.default()

    def answers(text: str) -> str:
        outcomes = judge_all(compiled, Subject(parse(text, platform), limits))
        return "".join(LETTERS[outcome.verdict] for outcome in outcomes)

    return answers


if __name__ == "__main__":
    timed(judge())
