"""Up to when answers stay what they are."""

import operator
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import dated
from checks.audit import Auditor
from checks.dated import Days, Timeless, Today
from checks.engine import Subject, judge
from checks.judges import JUDGES
from checks.platform import platforms
from checks.policies import Policies
from checks.rule import Rule
from checks.tree import parse
from isms.core.model.device import Config
from isms.core.model.finding import Judged, Verdict
from isms.core.redact import Redactor
from tests.checks.judging import KEY, Example, book, compiled, examples
from tests.fakes import a_device

DAY = timedelta(days=1)
WAYS = [operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne]
some_days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 1, 20))
any_day = some_days | st.sampled_from([date.min, date.max])
Compared = tuple[Callable[[object, object], bool], date, bool]
comparisons = st.lists(st.tuples(st.sampled_from(WAYS), any_day, st.booleans()), max_size=4)


def answers(today: object, asked: list[Compared]) -> list[bool]:
    """What comparing a day with others says."""
    return [way(other, today) if turned else way(today, other) for way, other, turned in asked]


def on(day: date, text: str, platform: str, *rules: Rule) -> Judged:
    """A configuration judged on a day."""
    auditor = Auditor(rules, Policies(), Redactor(KEY), (), day)
    auditor.judge(Config(device=a_device(platform=platform), platform=platform, text=text))  # whatever is remembered
    return auditor.judge(Config(device=a_device(platform=platform), platform=platform, text=text))


def about_days() -> list[Example]:
    """The examples of the rules that look at the day."""
    return [one for one in examples() if dated.looks_at_the_day(one.rule, one.platform)]


@given(any_day, comparisons, any_day)
def test_the_day_says_what_a_day_says_and_on_the_days_it_notes_all_is_the_same(
    day: date, asked: list[Compared], other: date
) -> None:
    today = Today(day)
    said = answers(today, asked)
    assert said == answers(day, asked)
    assert today.days.have(day)
    if today.days.have(other):
        assert answers(other, asked) == said


def test_what_was_compared_with_nothing_holds_for_ever() -> None:
    assert Today(date(2026, 1, 1)).days == Days(date.min, date.max)


def test_the_day_is_good_for_nothing_but_comparing() -> None:
    today: object = Today(date(2026, 1, 1))
    with pytest.raises(TypeError):
        hash(today)
    with pytest.raises(TypeError):
        today - date(2026, 1, 1)  # type: ignore[operator]
    assert not hasattr(today, "year")


def test_who_is_not_named_cannot_look_at_the_day() -> None:
    with pytest.raises(LookupError):
        _ = Timeless({}).today


def test_everyone_who_looks_at_the_day_is_named() -> None:
    assert set(JUDGES) >= dated.JUDGES
    for one in examples():
        if any(check.python and one.platform in check.platform for check in one.rule.checks):
            subject = Subject(parse(one.text, platforms()[one.platform]), Timeless(one.rule.proved_with().values))
            if judge(compiled(one.rule.id, one.platform), subject).verdict is Verdict.ERROR:
                assert dated.looks_at_the_day(one.rule, one.platform), one.id


def test_a_certificate_is_judged_alike_on_all_days_that_are_noted_and_else_beyond() -> None:
    seen = 0
    for one in about_days():
        judged = on(date(2026, 11, 21), one.text, one.platform, one.rule)
        assert judged.days is not None
        first, last = judged.days
        assert first <= date(2026, 11, 21) <= last
        if first > date.min:
            assert on(first, one.text, one.platform, one.rule).findings == judged.findings
            assert on(first - DAY, one.text, one.platform, one.rule).findings != judged.findings
        if last < date.max:
            assert on(last, one.text, one.platform, one.rule).findings == judged.findings
            assert on(last + DAY, one.text, one.platform, one.rule).findings != judged.findings
        seen += (first, last) != (date.min, date.max)
    assert seen > 10


def test_what_does_not_look_at_the_day_holds_for_ever() -> None:
    judged = on(date(2026, 11, 21), "hostname sw1\n", "cisco_ios", book().get("mgmt.no-telnet"))
    assert judged.days == (date.min, date.max)
