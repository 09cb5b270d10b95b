"""Which devices of a run need help first."""

from hypothesis import given
from hypothesis import strategies as st

from isms.core.model.device import Device
from isms.core.model.finding import Compared, Finding, Severity, Verdict
from isms.workflow.ranking import Places, Ranking
from tests.fakes import a_finding

SEVERITIES = st.lists(st.sampled_from([*Severity]), max_size=12)
TOWN = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), SEVERITIES)


def told(device: str, severities: list[Severity], verdict: Verdict = Verdict.FAIL) -> Compared:
    """A device that fails rules of these severities."""
    found = [a_finding(f"r.{n}", verdict, device, severity) for n, severity in enumerate(severities)]
    return Compared(device=Device(name=device), findings=found)


@given(TOWN)
def test_a_graver_fail_outweighs_any_number_of_lighter_ones(town: dict[str, list[Severity]]) -> None:
    ranking = Ranking()
    for device, severities in town.items():
        ranking.take(told(device, severities))
    expected = sorted(
        (device for device, severities in town.items() if severities),
        key=lambda device: ([-town[device].count(one) for one in Severity], device),
    )
    worst = ranking.worst(len(town))
    assert [one.device for one in worst] == expected
    assert len(ranking) == len(expected)
    for one in worst:
        assert one.fails == {weight: count for weight in Severity if (count := town[one.device].count(weight))}


def test_what_is_found_in_two_steps_counts_together() -> None:
    ranking = Ranking()
    ranking.take(told("a", [Severity.LOW]))
    ranking.take(told("a", [Severity.LOW, Severity.HIGH]))
    [worst] = ranking.worst(5)
    assert worst.fails == {Severity.HIGH: 1, Severity.LOW: 2}


def test_only_fails_count() -> None:
    ranking = Ranking()
    for verdict in (Verdict.PASS, Verdict.NA, Verdict.UNKNOWN):
        ranking.take(told("a", [Severity.CRITICAL], verdict))
    assert len(ranking) == 0


@given(st.lists(SEVERITIES, max_size=8), st.integers(1, 5))
def test_the_gravest_places_are_kept_and_all_are_counted(devices: list[list[Severity]], most: int) -> None:
    places = Places(most)
    every: list[Finding] = []
    for number, severities in enumerate(devices):
        one = told(f"sw-{number}", severities)
        places.take(one)
        every += one.findings
    ranked = sorted(every, key=lambda one: (one.severity.rank, one.rule, one.device))
    assert places.gravest() == ranked[:most]
    assert sum(places.counts.values()) == len(every)
