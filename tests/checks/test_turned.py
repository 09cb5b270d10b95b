"""Which verdicts a change turns, and which way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.turned import turned
from isms.core.model.device import Device
from isms.core.model.finding import Finding, Judged, Severity, Verdict
from tests.fakes import a_finding

VERDICTS = st.sampled_from(Verdict)


def judged(*findings: Finding) -> Judged:
    """A device with these findings."""
    return Judged(device=Device(name="sw1"), platform="cisco_ios", redacted="", findings=findings)


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("pass", "fail", "worse"),
        ("pass", "unknown", "worse"),
        ("na", "fail", "worse"),
        ("unknown", "fail", "worse"),
        ("fail", "error", "worse"),
        ("fail", "pass", "better"),
        ("fail", "na", "better"),
        ("unknown", "pass", "better"),
        ("pass", "na", "other"),
        ("na", "pass", "other"),
    ],
)
def test_a_verdict_turns_one_way(before: str, after: str, way: str) -> None:
    found = turned(judged(a_finding(verdict=Verdict(before))), judged(a_finding(verdict=Verdict(after))))
    counts = {name: len(getattr(found, name)) for name in ("worse", "better", "other")}
    assert (counts, found.same) == ({"worse": 0, "better": 0, "other": 0, way: 1}, 0)
    [turn] = getattr(found, way)
    assert (turn.before, turn.after.verdict) == (Verdict(before), Verdict(after))


def test_the_gravest_rule_comes_first() -> None:
    weights = {"a": Severity.LOW, "b": Severity.CRITICAL, "c": Severity.CRITICAL}
    old = judged(*(a_finding(rule, Verdict.PASS, severity=weight) for rule, weight in weights.items()))
    new = judged(*(a_finding(rule, Verdict.FAIL, severity=weight) for rule, weight in weights.items()))
    assert [turn.after.rule for turn in turned(old, new).worse] == ["b", "c", "a"]


@given(pairs=st.lists(st.tuples(VERDICTS, VERDICTS), max_size=6))
def test_what_is_worse_one_way_is_better_the_other(pairs: list[tuple[Verdict, Verdict]]) -> None:
    old = judged(*(a_finding(f"r{place}", one) for place, (one, _) in enumerate(pairs)))
    new = judged(*(a_finding(f"r{place}", other) for place, (_, other) in enumerate(pairs)))
    there, back = turned(old, new), turned(new, old)
    assert [turn.after.rule for turn in there.worse] == [turn.after.rule for turn in back.better]
    assert there.same == back.same == sum(one is other for one, other in pairs)
    assert len(there.worse) + len(there.better) + len(there.other) + there.same == len(pairs)
