"""What findings came to, as a letter each: how runs keep it for the next one."""

from collections.abc import Sequence

from checks.rule import Rule
from isms.core.findings import WAIVED, Brief, brief, briefs
from isms.core.model.finding import Finding, Verdict

LETTERS = {Verdict.PASS: "p", Verdict.FAIL: "f", WAIVED: "w", Verdict.NA: "n", Verdict.UNKNOWN: "u", Verdict.ERROR: "e"}
ERROR = LETTERS[Verdict.ERROR]


def letters(findings: Sequence[Finding]) -> str:
    """A letter for each finding."""
    return "".join([LETTERS[one.word] for one in briefs(findings)])


def by_letter(rule: Rule) -> dict[str, Brief]:
    """What is counted of a finding of a rule, by its letter."""
    return {letter: _brief(rule, word) for word, letter in LETTERS.items()}


def _brief(rule: Rule, word: str) -> Brief:
    """What is counted of a finding of a rule; a waived one is a fail."""
    verdict = Verdict.FAIL if word == WAIVED else Verdict(word)
    return brief(rule.id, rule.severity, verdict, waived=word == WAIVED)
