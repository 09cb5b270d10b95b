"""The lines a finding names do decide: without them a pass is none any more, and a fail is another one or none."""

import pytest

from checks.outcome import Outcome
from checks.tree import lines_of
from isms.core.model.finding import Verdict
from tests.checks.judging import Example, a_rule, by_rule, examples, outcome


def judged(example: Example, text: str) -> Outcome:
    """What the example's rule says of a text."""
    return outcome(example.rule, text, example.platform)


def without(text: str, given: Outcome) -> str:
    """A text whose deciding lines are empty, so that all others keep their numbers."""
    numbers = {spot.number for spot in given.spots}
    return "\n".join("" if number in numbers else line for number, line in enumerate(lines_of(text), start=1)) + "\n"


def worn_down(example: Example) -> Outcome:
    """What is said when every line that a pass names is gone, again and again."""
    text, given = example.text, judged(example, example.text)
    while given.verdict is Verdict.PASS and given.spots:
        text = without(text, given)
        given = judged(example, text)
    return given


DECIDED = [one for one in examples() if one.verdict in {Verdict.PASS, Verdict.FAIL}]
ANSWERS = {one.id: judged(one, one.text) for one in DECIDED}


def of(verdict: Verdict) -> list[Example]:
    """The examples with this verdict that name lines."""
    return [example for example in DECIDED if example.verdict is verdict and ANSWERS[example.id].spots]


def is_unexplained(given: Outcome) -> bool:
    """Whether it passes though nothing is left that could show it, and no default says why."""
    return given.verdict is Verdict.PASS and given.default is None


@by_rule(of(Verdict.PASS))
def test_a_pass_needs_the_lines_it_names(given: list[Example]) -> None:
    for example in given:
        left = worn_down(example)
        assert not is_unexplained(left), (example.id, left)


@by_rule(one for one in DECIDED if one.verdict is Verdict.PASS)
def test_a_pass_that_names_no_line_cites_a_default(given: list[Example]) -> None:
    answers = [(example.id, ANSWERS[example.id]) for example in given]
    assert [name for name, answer in answers if not answer.spots and not answer.default] == []


@by_rule(of(Verdict.FAIL))
def test_a_fail_ends_or_changes_without_the_lines_it_names(given: list[Example]) -> None:
    for example in given:
        before = ANSWERS[example.id]
        left = judged(example, without(example.text, before))
        assert (left.verdict, left.reason, left.spots) != (before.verdict, before.reason, before.spots), example.id


@pytest.mark.parametrize(
    ("check", "unexplained"),
    [
        ("must: [a]", False),
        ("must: [{any: [a, {not: b}]}]", True),
        ("must: [{any: [a, {not: b}]}], default: {de: b ist aus, en: b is off}", False),
        ("must: [{line: a, absent: {}}]", True),
    ],
)
def test_a_rule_that_passes_without_any_line_is_noticed(check: str, unexplained: bool) -> None:
    example = Example(a_rule(f"  - {{platform: [cisco_ios], {check}}}"), "cisco_ios", Verdict.PASS, 1, "a\n")
    assert is_unexplained(worn_down(example)) is unexplained


def test_hardly_any_pass_or_fail_is_left_out() -> None:
    shown = len(of(Verdict.PASS)) + len(of(Verdict.FAIL))
    assert shown / len(DECIDED) > 0.6
