from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from checks.history import KINDS, Step, Verdicts, packed, renames, timeline
from isms.core.model.finding import Verdict
from isms.core.model.history import Commit, Counts, Episode, Timeline

PASS, FAIL, NA, UNKNOWN = (packed([verdict]) for verdict in (Verdict.PASS, Verdict.FAIL, Verdict.NA, Verdict.UNKNOWN))
A, B, C, D, E = (Commit(id=letter) for letter in "abcde")
RULE = "mgmt.no-telnet"


def judged(commit: Commit, **verdicts: Verdicts) -> Step:
    """A commit that changes devices."""
    return Step(commit=commit, judged=verdicts)


def told(*steps: Step, before: Mapping[str, Verdicts] | None = None) -> tuple[Episode, ...]:
    """The episodes of one rule."""
    return timeline([RULE], steps, before).episodes


def episode(device: str, broke: Commit | None, mended: Commit | None = None, gone: Commit | None = None) -> Episode:
    """A time in which a device failed."""
    return Episode(device=device, rule=RULE, broke=broke, mended=mended, gone=gone)


def some(counts: Counts) -> dict[str, int]:
    """The counts that are not zero."""
    return {verdict.value: count for verdict, count in counts.items() if count}


def test_a_fail_is_broken_by_its_commit_and_mended_by_the_one_that_passes() -> None:
    assert told(judged(A, sw1=PASS), judged(B, sw1=FAIL), judged(C, sw1=PASS)) == (episode("sw1", B, C),)


def test_a_device_that_comes_failing_is_broken_and_one_that_comes_passing_is_nothing() -> None:
    assert told(judged(A, sw1=PASS, sw2=FAIL), judged(B, sw3=NA)) == (episode("sw2", A),)


def test_each_relapse_is_an_episode_of_its_own() -> None:
    found = told(judged(A, sw1=FAIL), judged(B, sw1=PASS), judged(C, sw1=FAIL), judged(D, sw1=NA))
    assert found == (episode("sw1", A, B), episode("sw1", C, D))


def test_what_nobody_knows_neither_breaks_nor_mends() -> None:
    assert told(judged(A, sw1=FAIL), judged(B, sw1=UNKNOWN), judged(C, sw1=FAIL)) == (episode("sw1", A),)
    assert told(judged(A, sw1=FAIL), judged(B, sw1=UNKNOWN), judged(C, sw1=PASS)) == (episode("sw1", A, C),)
    assert told(judged(A, sw1=PASS), judged(B, sw1=UNKNOWN), judged(C, sw1=PASS)) == ()


def test_a_device_that_goes_is_not_mended() -> None:
    assert told(judged(A, sw1=FAIL), Step(commit=B, gone=["sw1"])) == (episode("sw1", A, None, B),)


def test_a_device_that_comes_back_failing_is_broken_anew() -> None:
    found = told(judged(A, sw1=FAIL), Step(commit=B, gone=["sw1"]), judged(C, sw1=FAIL))
    assert found == (episode("sw1", A, None, B), episode("sw1", C))


def test_a_device_with_a_new_name_goes_on() -> None:
    found = told(judged(A, sw1=FAIL), Step(commit=B, renamed={"sw1": "sw9"}), judged(C, sw9=PASS))
    assert found == (episode("sw9", A, C),)


def test_a_new_name_and_a_new_content_may_come_together() -> None:
    found = told(judged(A, sw1=FAIL), Step(commit=B, renamed={"sw1": "sw9"}, judged={"sw9": PASS}))
    assert found == (episode("sw9", A, B),)


def test_what_failed_before_is_told_only_when_something_happens_to_it() -> None:
    before = {"sw1": FAIL, "sw2": FAIL, "sw3": PASS}
    assert told(judged(B, sw1=PASS, sw3=FAIL), before=before) == (episode("sw1", None, B), episode("sw3", B))


def test_a_series_has_a_point_where_it_changes_and_its_first_fail() -> None:
    steps = (judged(A, sw1=PASS, sw2=PASS), judged(B), judged(C, sw1=FAIL), judged(D, sw1=FAIL), judged(E, sw1=PASS))
    [series] = timeline([RULE], steps).rules
    assert [(point.commit, some(point.counts)) for point in series.points] == [
        (A, {"pass": 2}),
        (C, {"pass": 1, "fail": 1}),
        (E, {"pass": 2}),
    ]
    assert (series.name, series.first_fail) == (RULE, C)


def test_a_series_begins_with_what_held_before() -> None:
    whole = timeline([RULE], (judged(B), judged(C, sw2=FAIL)), {"sw1": FAIL}, lambda device: device[:2])
    for series in (*whole.rules, *whole.sites):
        assert [(point.commit, some(point.counts)) for point in series.points] == [(B, {"fail": 1}), (C, {"fail": 2})]
        assert series.first_fail is None


def test_sites_are_counted_apart_and_a_device_may_move_between_them() -> None:
    steps = (judged(A, **{"ost/sw1": FAIL, "west/sw2": PASS}), Step(commit=B, renamed={"ost/sw1": "west/sw1"}))
    whole = timeline([RULE], steps, None, lambda device: device.partition("/")[0])
    assert {series.name: [some(point.counts) for point in series.points] for series in whole.sites} == {
        "ost": [{"fail": 1}, {}],
        "west": [{"pass": 1}, {"pass": 1, "fail": 1}],
    }


def test_files_that_moved_are_told_by_content_or_else_by_name() -> None:
    gone = {"alt/sw1": "1", "alt/sw2": "2", "alt/sw3": "3", "twin/a": "9", "twin/b": "9"}
    came = {"neu/core": "1", "neu/sw2": "4", "neu/sw4": "5", "neu/c": "9"}
    assert renames(gone, came) == {"alt/sw1": "neu/core", "alt/sw2": "neu/sw2"}


DEVICES = ("ost/a", "ost/b", "west/a")
NAMES = ("r1", "r2", "r3")
History = list[dict[str, Verdicts | None]]


def histories(*kinds: Verdict) -> st.SearchStrategy[History]:
    """Commits after which devices have other verdicts, or are gone (None)."""
    verdicts = st.lists(st.sampled_from(kinds), min_size=3, max_size=3).map(packed)
    return st.lists(st.dictionaries(st.sampled_from(DEVICES), st.none() | verdicts), max_size=12)


def steps_of(history: History) -> list[Step]:
    """Devices that come, change and go (None), commit by commit."""
    return [
        Step(
            commit=Commit(id=str(number)),
            judged={device: new for device, new in event.items() if new is not None},
            gone=[device for device, new in event.items() if new is None],
        )
        for number, event in enumerate(history)
    ]


def told_by(history: History) -> Timeline:
    """The whole timeline, the folder as site."""
    return timeline(NAMES, steps_of(history), None, lambda device: device.partition("/")[0])


def states(history: History) -> list[dict[str, Verdicts]]:
    """Every device with its verdicts after each commit."""
    found: list[dict[str, Verdicts]] = []
    for event in history:
        now = {**(found[-1] if found else {}), **event}
        found.append({device: new for device, new in now.items() if new is not None})
    return found


def counted(codes: list[int]) -> dict[str, int]:
    """How often each verdict occurs."""
    return {kind.value: codes.count(place) for place, kind in enumerate(KINDS) if place in codes}


@given(histories(*KINDS))
def test_counts_are_those_of_every_state_counted_afresh(history: History) -> None:
    whole = told_by(history)
    for standing, state in zip(whole.standings, states(history), strict=True):
        assert standing.devices == len(state)
        assert some(standing.counts) == counted([code for one in state.values() for code in one])
    for place, series in enumerate(whole.rules):
        held = {point.commit.id: some(point.counts) for point in series.points}
        now: dict[str, int] = {}
        for number, state in enumerate(states(history)):
            now = held.get(str(number), now)
            assert now == counted([one[place] for one in state.values()])


@given(histories(*KINDS))
def test_the_sites_together_are_the_whole(history: History) -> None:
    whole = told_by(history)
    if not whole.standings:
        return
    last = [series.points[-1].counts for series in whole.sites if series.points]
    assert {kind: sum(one[kind] for one in last) for kind in KINDS} == whole.standings[-1].counts


@given(histories(*KINDS))
def test_a_device_fails_exactly_while_an_episode_of_it_lasts(history: History) -> None:
    whole = told_by(history)
    for number, state in enumerate(states(history)):
        lasting = [
            (one.device, one.rule)
            for one in whole.episodes
            if one.broke is not None
            and int(one.broke.id) <= number
            and all(end is None or int(end.id) > number for end in (one.mended, one.gone))
        ]
        assert len(lasting) == len(set(lasting))
        codes = {(device, name): one[place] for device, one in state.items() for place, name in enumerate(NAMES)}
        assert {key for key, code in codes.items() if KINDS[code] is Verdict.FAIL} <= set(lasting)
        assert all(KINDS[codes[key]] not in {Verdict.PASS, Verdict.NA} for key in lasting)


@given(histories(Verdict.PASS, Verdict.FAIL, Verdict.NA), st.integers(min_value=0, max_value=12))
def test_the_later_part_alone_tells_what_the_whole_tells_of_it(history: History, cut: int) -> None:
    whole = told_by(history)
    before = (states(history[:cut]) or [{}])[-1]
    late = timeline(NAMES, steps_of(history)[cut:], before)
    assert late.standings == whole.standings[cut:]
    begun = [one for one in whole.episodes if one.broke is not None and int(one.broke.id) >= cut]
    assert [one for one in late.episodes if one.broke is not None] == begun
