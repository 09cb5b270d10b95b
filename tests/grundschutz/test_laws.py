"""Laws of the roll-up, in any combination of verdicts, ages, waivers and mappings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from isms.core.model.control import Coverage, Edition, Link, Requirement, Status
from isms.core.model.finding import Finding, Verdict, Waiver
from isms.grundschutz.assess import WORST_FIRST, assess, tally
from tests.fakes import NOW, a_finding

RULES = ("a", "b", "c", "d")
CONTROLS = ("R.1", "R.2", "R.3")
DEVICES = ("sw1", "sw2")
TODAY = NOW.date()
DAYS = 90
WAIVER = Waiver(rule="a", until=date(2026, 12, 31), by="ISB", reason="Austausch", device="sw1")
Rated = dict[tuple[str, str], Status]

EDITIONS = st.sampled_from(Edition)
AGES = st.sampled_from([None, 0, DAYS, DAYS + 1, -30])


@st.composite
def controls(draw: st.DrawFn) -> dict[str, Requirement]:
    """Some controls that require others."""
    needs = st.lists(st.sampled_from(CONTROLS), max_size=2, unique=True)
    return {
        name: Requirement(
            edition=Edition.GSPP,
            id=name,
            title=name,
            level="Basis",
            group="R",
            group_title="R",
            requires=tuple(draw(needs)),
        )
        for name in CONTROLS
    }


@st.composite
def mappings(draw: st.DrawFn) -> list[Link]:
    """Links of both editions between the controls and the rules, each pair at most once."""
    pairs = st.lists(st.tuples(st.sampled_from(CONTROLS), st.sampled_from(RULES)), unique=True, max_size=8)
    return [
        Link(
            rule=rule,
            edition=edition,
            requirement=control,
            coverage=draw(st.sampled_from(Coverage)),
            refutes=draw(st.booleans()),
        )
        for control, rule in draw(pairs)
        for edition in Edition
    ]


@st.composite
def a_drawn_finding(draw: st.DrawFn) -> Finding:
    """A finding of any verdict and age."""
    verdict = draw(st.sampled_from(Verdict))
    age = draw(AGES)
    return replace(
        a_finding(draw(st.sampled_from(RULES)), verdict, draw(st.sampled_from(DEVICES))),
        collected_at=None if age is None else NOW - timedelta(days=age),
        waiver=draw(st.sampled_from([None, WAIVER])) if verdict is Verdict.FAIL else None,
        exempted=draw(st.sampled_from([0, 0, 2])),
    )


FINDINGS = st.lists(a_drawn_finding(), max_size=12)
ONCE = st.lists(a_drawn_finding(), max_size=8, unique_by=lambda each: (each.device, each.rule))


def rated(edition: Edition, known: dict[str, Requirement], links: list[Link], findings: Sequence[Finding]) -> Rated:
    """The status of each control on each device that has one."""
    statuses = assess(edition, known, links, findings, TODAY, DAYS).statuses
    return {(each.requirement, each.device): each.status for each in statuses}


def never_better(before: Rated, after: Rated) -> None:
    """No status got better; a row that was there is still there."""
    for key, status in before.items():
        assert WORST_FIRST.index(after[key]) <= WORST_FIRST.index(status), (key, status, after[key])


@given(EDITIONS, controls(), mappings(), ONCE, st.integers(0))
def test_a_verdict_that_becomes_a_fail_never_makes_a_status_better(
    edition: Edition, known: dict[str, Requirement], links: list[Link], findings: list[Finding], place: int
) -> None:
    before = rated(edition, known, links, findings)
    if findings:
        place %= len(findings)
        findings = [*findings[:place], replace(findings[place], verdict=Verdict.FAIL), *findings[place + 1 :]]
    never_better(before, rated(edition, known, links, findings))


@given(EDITIONS, controls(), mappings(), FINDINGS, a_drawn_finding())
def test_a_fail_more_never_makes_a_status_better(
    edition: Edition, known: dict[str, Requirement], links: list[Link], findings: list[Finding], more: Finding
) -> None:
    fail = replace(more, verdict=Verdict.FAIL)
    never_better(rated(edition, known, links, findings), rated(edition, known, links, [*findings, fail]))


@given(EDITIONS, controls(), mappings(), FINDINGS, a_drawn_finding(), st.sampled_from([Verdict.UNKNOWN, Verdict.ERROR]))
def test_an_unknown_more_never_makes_a_status_better(
    edition: Edition,
    known: dict[str, Requirement],
    links: list[Link],
    findings: list[Finding],
    more: Finding,
    verdict: Verdict,
) -> None:
    unknown = replace(more, verdict=verdict)
    never_better(rated(edition, known, links, findings), rated(edition, known, links, [*findings, unknown]))


@given(EDITIONS, controls(), mappings(), FINDINGS, st.integers(1, 400))
def test_time_that_passes_never_makes_a_status_better(
    edition: Edition, known: dict[str, Requirement], links: list[Link], findings: list[Finding], days: int
) -> None:
    past = [each for each in findings if each.collected_at is not None and each.collected_at.date() <= TODAY]
    later = assess(edition, known, links, past, TODAY + timedelta(days=days), DAYS).statuses
    never_better(rated(edition, known, links, past), {(each.requirement, each.device): each.status for each in later})


@given(EDITIONS, controls(), mappings(), FINDINGS, st.randoms())
def test_the_order_of_findings_changes_nothing(
    edition: Edition, known: dict[str, Requirement], links: list[Link], findings: list[Finding], random: Random
) -> None:
    shuffled = list(findings)
    random.shuffle(shuffled)
    one = assess(edition, known, links, findings, TODAY, DAYS)
    assert assess(edition, known, links, shuffled, TODAY, DAYS) == one


@given(EDITIONS, controls(), mappings(), FINDINGS)
def test_a_waiver_never_changes_a_status(
    edition: Edition, known: dict[str, Requirement], links: list[Link], findings: list[Finding]
) -> None:
    bare = [replace(each, waiver=None) for each in findings]
    assert rated(edition, known, links, bare) == rated(edition, known, links, findings)


@given(EDITIONS, controls(), mappings(), FINDINGS)
def test_nothing_automatic_is_ever_dispensable_and_met_rests_on_fresh_passes_alone(
    edition: Edition, known: dict[str, Requirement], links: list[Link], findings: list[Finding]
) -> None:
    for each in assess(edition, known, links, findings, TODAY, DAYS).statuses:
        assert each.status is not Status.DISPENSABLE
        assert edition is Edition.KOMPENDIUM or each.status is not Status.PARTLY
        if each.status is Status.MET:
            assert each.passed
            assert (each.failed, each.undecided) == ((), ())
            assert each.valid_until is not None
            assert each.valid_until >= TODAY


@given(EDITIONS, controls(), mappings(), ONCE)
def test_every_device_is_rated_or_counted_for_every_mapped_requirement(
    edition: Edition, known: dict[str, Requirement], links: list[Link], findings: list[Finding]
) -> None:
    result = assess(edition, known, links, findings, TODAY, DAYS)
    devices = len({each.device for each in findings})
    for requirement in {link.requirement for link in links}:
        rows = sum(each.requirement == requirement for each in result.statuses)
        assert rows + result.na.get(requirement, 0) == devices


@given(EDITIONS, controls(), mappings(), ONCE)
def test_the_tally_counts_every_status_once(
    edition: Edition, known: dict[str, Requirement], links: list[Link], findings: list[Finding]
) -> None:
    statuses = assess(edition, known, links, findings, TODAY, DAYS).statuses
    told = tally(statuses)
    assert sum(count for each in told for _, count in each.counts) == len(statuses)
    for each in told:
        mine = [status.status for status in statuses if status.requirement == each.requirement]
        assert each.worst == min(mine, key=WORST_FIRST.index)
