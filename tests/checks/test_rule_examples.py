"""Every rule proves itself: what its examples say is what it answers."""

import pytest

from checks.platform import platforms
from checks.rule import Rule
from isms.core.model.finding import Verdict
from tests.checks.judging import Example, book, examples, found, outcome

RULES = book().rules


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.id)
def test_a_rule_answers_as_its_example_says(example: Example) -> None:
    assert outcome(example.rule, example.text, example.platform).verdict is example.verdict


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_does_not_concern_a_platform_it_does_not_name(rule: Rule) -> None:
    others = [platform for platform in platforms() if platform not in rule.platforms]
    assert {outcome(rule, "hostname sw1\n", platform).verdict for platform in others} <= {Verdict.NA}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_where_a_rule_can_only_pass_no_example_fails(rule: Rule) -> None:
    given = [verdict for platform in rule.always for verdict in rule.examples[platform]]
    assert Verdict.FAIL not in given


@pytest.mark.parametrize(
    "example", [one for one in examples() if one.verdict is Verdict.FAIL], ids=lambda example: example.id
)
def test_a_fail_names_its_lines_or_says_that_everything_was_searched(example: Example) -> None:
    finding = found(example.rule, example.text, example.platform)
    shown = [line.text for line in finding.lines]
    assert shown or "ganze Konfiguration durchsucht" in finding.reason.de, finding.reason
    assert all(line.text.strip() for line in finding.lines)
