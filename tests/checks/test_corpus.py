"""Every real configuration is judged by every rule, without a fault and in good time."""

import time

import pytest

from checks import policy
from checks.engine import Subject, compile_rules, judge_all
from checks.outcome import Outcome
from checks.platform import platforms
from checks.tree import parse
from isms.core.model.finding import Verdict
from tests.checks.configurations import corpus
from tests.checks.judging import book
from tests.shared import needs_shared

SECONDS = 15.0  # it takes one or two; a machine with other work to do is given its time
Judged = dict[tuple[str, str], Outcome]

pytestmark = needs_shared


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str, str]]:
    """Platform, file and text of every configuration."""
    return corpus()


@pytest.fixture(scope="module")
def spent(texts: list[tuple[str, str, str]]) -> tuple[Judged, float]:
    """Every outcome by file and rule, and the seconds of processor time that all took."""
    before = time.process_time()
    outcomes: Judged = {}
    compiled = {name: compile_rules(book().rules, platform) for name, platform in platforms().items()}
    for platform, file, text in texts:
        subject = Subject(parse(text, platforms()[platform]), policy.default())
        for one, outcome in zip(compiled[platform], judge_all(compiled[platform], subject), strict=True):
            outcomes[file, one.rule.id] = outcome
    return outcomes, time.process_time() - before


def test_every_configuration_has_one_answer_per_rule_and_none_is_an_error(
    texts: list[tuple[str, str, str]], spent: tuple[Judged, float]
) -> None:
    outcomes, _ = spent
    assert len(texts) > 600
    assert len(outcomes) == len(texts) * len(book().rules)
    assert [key for key, outcome in outcomes.items() if outcome.verdict is Verdict.ERROR] == []


def test_all_are_judged_in_good_time(spent: tuple[Judged, float]) -> None:
    assert spent[1] < SECONDS


def test_every_line_that_is_named_stands_in_its_file(
    texts: list[tuple[str, str, str]], spent: tuple[Judged, float]
) -> None:
    lengths = {file: len(parse(text, platforms()[platform]).lines) for platform, file, text in texts}
    for (file, rule), outcome in spent[0].items():
        named = [number for spot in outcome.spots for number in (spot.number, spot.block or 1)]
        assert all(1 <= number <= lengths[file] for number in (*named, *outcome.reason.places)), (file, rule)


def test_a_fail_names_lines_or_says_where_something_is_missing(spent: tuple[Judged, float]) -> None:
    silent = [
        key
        for key, outcome in spent[0].items()
        if outcome.verdict is Verdict.FAIL and not outcome.spots and "durchsucht" not in outcome.reason.de
    ]
    assert silent == []
