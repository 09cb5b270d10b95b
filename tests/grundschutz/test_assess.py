"""The roll-up, row by row of the table of statuses, and where its rows meet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from isms.core.model.control import ControlStatus, Coverage, Edition, Link, Requirement, Status
from isms.core.model.finding import Finding, Verdict, Waiver
from isms.core.model.text import Text
from isms.core.wording import STATUSES
from isms.grundschutz.assess import Tally, assess, tally
from tests.fakes import a_finding

TODAY = date(2026, 11, 21)
DAYS = 90
FRESH = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
OLD = datetime(2026, 8, 1, 8, 0, tzinfo=UTC)
EDGE = datetime(2026, 8, 23, 0, 0, tzinfo=UTC)
PASS, FAIL, NA, UNKNOWN, ERROR = Verdict.PASS, Verdict.FAIL, Verdict.NA, Verdict.UNKNOWN, Verdict.ERROR
WAIVER = Waiver(rule="refutes", until=date(2026, 12, 31), by="ISB", reason="Austausch", device="sw1")
REST = "offen: der übrige Teil der Anforderung, von Hand zu beantworten"


def a_link(rule: str, *, full: bool = False, refutes: bool = False, requirement: str = "R.1") -> Link:
    """A link of the Kompendium."""
    return Link(
        rule=rule,
        edition=Edition.KOMPENDIUM,
        requirement=requirement,
        coverage=Coverage.FULL if full else Coverage.PARTIAL,
        refutes=refutes,
        note=Text(de=f"Teil {rule}", en=f"part {rule}"),
    )


REFUTES, OTHER, HINTS = a_link("refutes", refutes=True), a_link("other"), a_link("hints")
WHOLE = a_link("whole", full=True, refutes=True)


def a_requirement(name: str = "R.1", requires: tuple[str, ...] = ()) -> Requirement:
    """A requirement."""
    return Requirement(
        edition=Edition.GSPP, id=name, title=name, level="Basis", group="R", group_title="R", requires=requires
    )


def found(rule: str, verdict: Verdict, collected_at: datetime | None = FRESH, device: str = "sw1") -> Finding:
    """A finding of a device."""
    return replace(a_finding(rule, verdict, device), collected_at=collected_at)


def rated(edition: Edition, links: Sequence[Link], findings: Sequence[Finding]) -> ControlStatus:
    """The one status that comes of it."""
    mine = [replace(link, edition=edition) for link in links]
    [status] = assess(edition, {"R.1": a_requirement()}, mine, findings, TODAY, DAYS).statuses
    return status


ROWS = {
    "a refuting fail and a pass": (
        [REFUTES, OTHER],
        [found("refutes", FAIL), found("other", PASS)],
        ("teilweise", "nein"),
        "widerlegt: refutes (weil); belegt: other",
    ),
    "a waived refuting fail and a pass": (
        [REFUTES, OTHER],
        [replace(found("refutes", FAIL), waiver=WAIVER), found("other", PASS)],
        ("teilweise", "nein"),
        "widerlegt: refutes (weil); belegt: other; Duldung: refutes bis 2026-12-31",
    ),
    "a refuting fail and no pass": (
        [REFUTES, OTHER],
        [found("refutes", FAIL), found("other", NA)],
        ("nein", "nein"),
        "widerlegt: refutes (weil)",
    ),
    "a waived refuting fail and no pass": (
        [REFUTES],
        [replace(found("refutes", FAIL), waiver=WAIVER)],
        ("nein", "nein"),
        "widerlegt: refutes (weil); Duldung: refutes bis 2026-12-31",
    ),
    "a refuting fail and an unknown": (
        [REFUTES, OTHER],
        [found("refutes", FAIL), found("other", UNKNOWN)],
        ("nein", "nein"),
        "widerlegt: refutes (weil); unklar: other (weil)",
    ),
    "only a fail that does not refute": (
        [HINTS],
        [found("hints", FAIL)],
        ("unbearbeitet", "nein, offen"),
        "Hinweis: hints (weil)",
    ),
    "a fail that does not refute beside a pass that decides all": (
        [HINTS, WHOLE],
        [found("hints", FAIL), found("whole", PASS)],
        ("unbearbeitet", "nein, offen"),
        "Hinweis: hints (weil); belegt: whole",
    ),
    "all pass, full coverage": (
        [WHOLE, OTHER],
        [found("whole", PASS), found("other", PASS)],
        ("ja", "umgesetzt"),
        "belegt: whole, other",
    ),
    "full coverage passes, the other does not apply": (
        [WHOLE, OTHER],
        [found("whole", PASS), found("other", NA)],
        ("ja", "umgesetzt"),
        "belegt: whole",
    ),
    "the rule of full coverage does not apply": (
        [WHOLE, OTHER],
        [found("whole", NA), found("other", PASS)],
        ("unbearbeitet", "nein, offen"),
        f"belegt: other (Teil other); {REST}",
    ),
    "full coverage passes with exempted parts": (
        [WHOLE],
        [replace(found("whole", PASS), exempted=2)],
        ("unbearbeitet", "nein, offen"),
        f"belegt: whole (2 ausgenommen); {REST}",
    ),
    "all pass, partial coverage": (
        [OTHER, HINTS],
        [found("other", PASS), found("hints", PASS)],
        ("unbearbeitet", "nein, offen"),
        f"belegt: other (Teil other), hints (Teil hints); {REST}",
    ),
    "an unknown beside full coverage": (
        [WHOLE, OTHER],
        [found("whole", PASS), found("other", UNKNOWN)],
        ("unbearbeitet", "nein, offen"),
        "unklar: other (weil); belegt: whole",
    ),
    "an error": ([OTHER], [found("other", ERROR)], ("unbearbeitet", "nein, offen"), "unklar: other (weil)"),
    "a rule that was not run": (
        [WHOLE, OTHER],
        [found("whole", PASS)],
        ("unbearbeitet", "nein, offen"),
        "nicht geprüft: other; belegt: whole",
    ),
    "no mapped rule was run": (
        [WHOLE],
        [found("unmapped", PASS)],
        ("unbearbeitet", "nein, offen"),
        "nicht geprüft: whole",
    ),
    "all pass, full coverage, too old": (
        [WHOLE],
        [found("whole", PASS, OLD)],
        ("ungeprüft", "nein, offen"),
        "ungeprüft seit 2026-08-01; belegt: whole",
    ),
    "all pass, full coverage, one too old": (
        [WHOLE, OTHER],
        [found("whole", PASS), found("other", PASS, OLD)],
        ("ungeprüft", "nein, offen"),
        "ungeprüft seit 2026-08-01; belegt: whole, other",
    ),
    "no date": (
        [WHOLE],
        [found("whole", PASS, None)],
        ("ungeprüft", "nein, offen"),
        "ungeprüft: ohne Datum der Erhebung; belegt: whole",
    ),
    "a date that cannot be": (
        [WHOLE],
        [found("whole", PASS, FRESH + timedelta(days=365))],
        ("ungeprüft", "nein, offen"),
        "ungeprüft seit 2027-11-01; belegt: whole",
    ),
    "an old fail that does not refute": (
        [HINTS],
        [found("hints", FAIL, OLD)],
        ("ungeprüft", "nein, offen"),
        "ungeprüft seit 2026-08-01; Hinweis: hints (weil)",
    ),
    "an old refuting fail": (
        [REFUTES],
        [found("refutes", FAIL, OLD)],
        ("nein", "nein"),
        "widerlegt: refutes (weil); ungeprüft seit 2026-08-01",
    ),
    "a refuting fail beside an old pass": (
        [REFUTES, OTHER],
        [found("refutes", FAIL), found("other", PASS, OLD)],
        ("nein", "nein"),
        "widerlegt: refutes (weil); ungeprüft seit 2026-08-01; belegt: other",
    ),
}


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize(("links", "findings", "words", "note"), ROWS.values(), ids=ROWS)
def test_the_table_of_statuses(
    edition: Edition, links: list[Link], findings: list[Finding], words: tuple[str, str], note: str
) -> None:
    status = rated(edition, links, findings)
    assert STATUSES[edition][status.status] == words[list(Edition).index(edition)]
    assert status.note.de == note


@pytest.mark.parametrize("edition", list(Edition))
def test_where_nothing_applies_there_is_no_row_and_the_device_is_counted(edition: Edition) -> None:
    links = [replace(link, edition=edition) for link in (REFUTES, WHOLE)]
    findings = [found(rule, NA, device=device) for rule in ("refutes", "whole") for device in ("sw1", "sw2")]
    result = assess(edition, {"R.1": a_requirement()}, links, findings, TODAY, DAYS)
    assert (result.statuses, result.na) == ((), {"R.1": 2})


def test_evidence_that_is_exactly_as_old_as_allowed_is_fresh() -> None:
    assert rated(Edition.KOMPENDIUM, [WHOLE], [found("whole", PASS, EDGE)]).status is Status.MET
    day_before = EDGE - timedelta(seconds=1)
    assert rated(Edition.KOMPENDIUM, [WHOLE], [found("whole", PASS, day_before)]).status is Status.STALE


def test_a_status_carries_what_it_rests_on() -> None:
    links = [REFUTES, OTHER, HINTS, WHOLE, a_link("later")]
    findings = [
        replace(found("refutes", FAIL), waiver=WAIVER),
        found("other", PASS, EDGE),
        found("hints", FAIL),
        found("whole", UNKNOWN),
    ]
    assert rated(Edition.KOMPENDIUM, links, findings) == ControlStatus(
        edition=Edition.KOMPENDIUM,
        requirement="R.1",
        device="sw1",
        status=Status.PARTLY,
        note=Text(
            de="widerlegt: refutes (weil); Hinweis: hints (weil); unklar: whole (weil); nicht geprüft: later; "
            "belegt: other; Duldung: refutes bis 2026-12-31",
            en="refuted: refutes (because); hint: hints (because); unclear: whole (because); not checked: later; "
            "shown: other; waiver: refutes until 2026-12-31",
        ),
        passed=("other",),
        failed=("refutes", "hints"),
        undecided=("whole", "later"),
        waivers=(WAIVER,),
        collected_at=EDGE,
        valid_until=TODAY,
    )


def test_evidence_without_a_date_has_no_end() -> None:
    status = rated(Edition.KOMPENDIUM, [WHOLE, OTHER], [found("whole", PASS), found("other", PASS, None)])
    assert (status.collected_at, status.valid_until) == (None, None)


def test_evidence_that_counts_for_ever_ends_with_the_calendar() -> None:
    links, findings = [WHOLE], [found("whole", PASS)]
    [status] = assess(Edition.KOMPENDIUM, {"R.1": a_requirement()}, links, findings, TODAY, 10**8).statuses
    assert (status.status, status.valid_until) == (Status.MET, date.max)


def test_statuses_stand_in_the_order_of_the_catalogue_and_then_of_the_devices() -> None:
    requirements = {name: a_requirement(name) for name in ("B.2", "A.9", "C.1")}
    links = [a_link("other", requirement=name) for name in ("A.9", "C.1", "B.2")]
    findings = [found("other", PASS, device=name) for name in ("sw2", "sw1")]
    result = assess(Edition.KOMPENDIUM, requirements, links, findings, TODAY, DAYS)
    assert [(each.requirement, each.device) for each in result.statuses] == [
        (requirement, device) for requirement in ("B.2", "A.9", "C.1") for device in ("sw1", "sw2")
    ]


def test_links_of_the_other_edition_do_not_count() -> None:
    links = [replace(WHOLE, edition=Edition.GSPP)]
    assert (
        assess(Edition.KOMPENDIUM, {"R.1": a_requirement()}, links, [found("whole", PASS)], TODAY, DAYS).statuses == ()
    )


def test_of_two_findings_of_one_rule_the_worse_counts_with_the_older_date() -> None:
    twins = [found("whole", FAIL), found("whole", PASS, OLD)]
    for findings in (twins, twins[::-1]):
        status = rated(Edition.KOMPENDIUM, [WHOLE], findings)
        assert (status.status, status.collected_at) == (Status.NOT_MET, OLD)


def test_of_two_findings_of_one_rule_the_date_that_does_not_count_stands() -> None:
    twins = [found("whole", PASS), found("whole", PASS, FRESH + timedelta(days=365))]
    for findings in (twins, twins[::-1]):
        assert rated(Edition.KOMPENDIUM, [WHOLE], findings).status is Status.STALE


def required(requires: dict[str, tuple[str, ...]], findings: Sequence[Finding]) -> dict[str, ControlStatus]:
    """The statuses of controls that require one another; the rule of a control has its name."""
    links = [replace(a_link(name, full=True, requirement=name), edition=Edition.GSPP) for name in requires]
    controls = {name: a_requirement(name, needs) for name, needs in requires.items()}
    links = [link for link in links if not link.rule.startswith("unmapped")]
    result = assess(Edition.GSPP, controls, links, findings, TODAY, DAYS)
    return {each.requirement: each for each in result.statuses}


def test_a_control_is_met_if_all_it_requires_is_met() -> None:
    statuses = required({"A": ("B", "C"), "B": (), "C": ()}, [found(name, PASS) for name in "ABC"])
    assert {each.status for each in statuses.values()} == {Status.MET}


@pytest.mark.parametrize("verdict", [FAIL, UNKNOWN, NA])
def test_a_control_stays_open_and_names_what_it_requires_and_is_not_met(verdict: Verdict) -> None:
    statuses = required({"A": ("B", "C"), "B": (), "C": ()}, [found("A", PASS), found("B", PASS), found("C", verdict)])
    assert statuses["A"].status is Status.OPEN
    assert statuses["A"].note == Text(de="offen: setzt C voraus; belegt: A", en="open: requires C; shown: A")


def test_a_control_stays_open_if_nothing_is_known_of_what_it_requires() -> None:
    statuses = required({"A": ("unmapped",), "unmapped": ()}, [found("A", PASS)])
    assert statuses["A"].status is Status.OPEN
    assert "setzt unmapped voraus" in statuses["A"].note.de


def test_what_is_required_counts_over_several_steps_and_per_device() -> None:
    findings = [found(name, PASS, device=device) for name in "ABC" for device in ("sw1", "sw2")]
    findings[-1] = found("C", FAIL, device="sw2")
    links = [replace(a_link(name, full=True, requirement=name), edition=Edition.GSPP) for name in "ABC"]
    controls = {"A": a_requirement("A", ("B",)), "B": a_requirement("B", ("C",)), "C": a_requirement("C")}
    result = assess(Edition.GSPP, controls, links, findings, TODAY, DAYS)
    assert {(each.requirement, each.device) for each in result.statuses if each.status is Status.MET} == {
        ("A", "sw1"),
        ("B", "sw1"),
        ("C", "sw1"),
    }


def test_controls_that_require_each_other_can_be_met() -> None:
    statuses = required({"A": ("B",), "B": ("A",)}, [found("A", PASS), found("B", PASS)])
    assert {each.status for each in statuses.values()} == {Status.MET}


def test_over_all_devices_a_requirement_is_as_good_as_its_worst() -> None:
    verdicts = {"sw1": PASS, "sw2": FAIL, "sw3": PASS, "sw4": UNKNOWN}
    links = [WHOLE, a_link("whole", full=True, requirement="R.2")]  # in R.2 a fail is a hint
    findings = [found("whole", verdict, device=device) for device, verdict in verdicts.items()]
    requirements = {name: a_requirement(name) for name in ("R.1", "R.2")}
    result = assess(Edition.KOMPENDIUM, requirements, links, findings, TODAY, DAYS)
    assert tally(result.statuses) == (
        Tally(
            requirement="R.1",
            worst=Status.NOT_MET,
            counts=((Status.NOT_MET, 1), (Status.OPEN, 1), (Status.MET, 2)),
        ),
        Tally(requirement="R.2", worst=Status.OPEN, counts=((Status.OPEN, 2), (Status.MET, 2))),
    )
