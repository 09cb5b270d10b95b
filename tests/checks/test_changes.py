"""What changed between two runs."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.changes import Comparison
from isms.core import codec
from isms.core.model.finding import Finding, Verdict
from isms.core.model.run import Changes, Pairs
from tests.fakes import a_finding

KEY = ("sw1", "mgmt.no-telnet")
PASS, FAIL, NA, UNKNOWN, ERROR = Verdict
NEWLY, MENDED, STILL, NOTHING = "newly_failing", "mended", "still_failing", None


def compared(before: list[Finding], *after: list[Finding]) -> Changes:
    """A run, device by device, compared with the one before."""
    comparison = Comparison(before)
    for findings in after:
        comparison.take(findings)
    return comparison.changes()


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        *[(verdict, FAIL, NEWLY) for verdict in (PASS, NA, UNKNOWN, ERROR)],
        (FAIL, FAIL, STILL),
        (FAIL, PASS, MENDED),
        (FAIL, NA, MENDED),
        (FAIL, UNKNOWN, NOTHING),
        (FAIL, ERROR, NOTHING),
        *[(one, other, NOTHING) for one in (PASS, NA, UNKNOWN, ERROR) for other in (PASS, NA, UNKNOWN, ERROR)],
    ],
)
def test_a_finding_is_new_mended_or_still_failing(before: Verdict, after: Verdict, wanted: str | None) -> None:
    changes = compared([a_finding(verdict=before)], [a_finding(verdict=after)])
    assert changes == Changes(
        newly_failing=(KEY,) if wanted == NEWLY else (),
        mended=(KEY,) if wanted == MENDED else (),
        still_failing=(KEY,) if wanted == STILL else (),
    )


def test_what_was_not_judged_before_and_fails_now_is_new() -> None:
    assert compared([], [a_finding(verdict=FAIL)]).newly_failing == (KEY,)


def test_what_is_not_judged_now_is_not_mended() -> None:
    assert compared([a_finding(verdict=FAIL)]) == Changes(newly_failing=(), mended=(), still_failing=())


def test_devices_and_rules_are_compared_each_for_itself() -> None:
    before = [a_finding(verdict=FAIL, device="sw1"), a_finding(verdict=FAIL, device="sw2")]
    changes = compared(before, [a_finding(verdict=FAIL, device="sw2")], [a_finding("a.b", FAIL, device="sw1")])
    assert changes.still_failing == (("sw2", "mgmt.no-telnet"),)
    assert changes.newly_failing == (("sw1", "a.b"),)


RUN = st.dictionaries(st.sampled_from(["sw1", "sw2", "sw3"]), st.sampled_from(list(Verdict)))


@given(before=RUN, after=RUN)
def test_every_fail_of_the_run_is_either_new_or_still_there(
    before: dict[str, Verdict], after: dict[str, Verdict]
) -> None:
    runs = [[a_finding(verdict=verdict, device=name) for name, verdict in run.items()] for run in (before, after)]
    changes = compared(runs[0], runs[1])
    fails = {name for name, verdict in after.items() if verdict is FAIL}
    assert {name for name, _ in (*changes.newly_failing, *changes.still_failing)} == fails
    assert not set(changes.newly_failing) & set(changes.still_failing)
    assert not set(changes.mended) & {*changes.newly_failing, *changes.still_failing}


GROUPS = st.lists(st.tuples(st.sampled_from(["sw1", "sw2"]), st.sampled_from([(), ("a.b",), ("a.b", "c.d", "e.f")])))
PLACES = st.none() | st.integers(-8, 8)


@given(groups=GROUPS, place=st.integers(-8, 8), start=PLACES, stop=PLACES, step=PLACES.filter(lambda step: step != 0))
def test_pairs_are_what_a_tuple_of_them_is(
    groups: list[tuple[str, tuple[str, ...]]], place: int, start: int | None, stop: int | None, step: int | None
) -> None:
    whole = tuple((device, rule) for device, rules in groups for rule in rules)
    pairs = Pairs(groups)
    assert (len(pairs), tuple(pairs), bool(pairs), hash(pairs)) == (len(whole), whole, bool(whole), hash(whole))
    assert (pairs == whole, whole == pairs, pairs == (*whole, ("sw3", "a.b"))) == (True, True, False)
    assert pairs[start:stop:step] == whole[start:stop:step]
    assert codec.to_json(Changes(mended=pairs)) == codec.to_json(Changes(mended=whole))
    if -len(whole) <= place < len(whole):
        assert pairs[place] == whole[place]
    else:
        with pytest.raises(IndexError):
            pairs[place]


def test_what_many_devices_still_fail_needs_little_memory() -> None:
    rules = [f"topic.rule-{number}" for number in range(100)]
    comparison = Comparison(a_finding(rule, FAIL, f"sw-{number}") for number in range(500) for rule in rules)
    for number in range(500):
        comparison.take([a_finding(rule, FAIL, f"sw-{number}") for rule in rules])
    tracemalloc.start()
    still = comparison.changes().still_failing
    assert (len(still), still[0], still[-1]) == (50_000, ("sw-0", rules[0]), ("sw-499", rules[-1]))
    assert tracemalloc.get_traced_memory()[1] < 100_000
    tracemalloc.stop()
