"""Whether what stands in a building passes the critical checks; unknown never counts as good."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.safety import RunSeen, critical, safeties
from isms.core.model.device import Device, Unreachable, UnreachableReason
from isms.core.model.finding import Finding, Severity, Verdict, Waiver
from isms.core.model.safety import Soundness
from isms.core.model.text import Text

TODAY = date(2026, 11, 22)
WORDS = Text(de="Grund", en="reason")
DEVICE = Device(name="sw-1", site="WE-1")
WAIVER = Waiver(rule="r", until=TODAY, by="IT", reason="alt", device="sw-1")


def a_finding(verdict: Verdict, rule: str = "r", device: str = "sw-1", waiver: Waiver | None = None) -> Finding:
    """A critical finding."""
    return Finding(
        device=device, platform="cisco_ios", rule=rule, verdict=verdict, severity=Severity.CRITICAL, reason=WORDS,
        waiver=waiver,
    )  # fmt: skip


def a_run(*findings: Finding, fresh: bool = True, unreachable: tuple[str, ...] = ()) -> RunSeen:
    """A run with these findings."""
    found, judged = critical(findings)
    return RunSeen(
        id="run",
        at=datetime(2026, 11, 21, tzinfo=UTC),
        today=TODAY,
        critical=found,
        judged=judged,
        unreachable={name: Unreachable(device=name, reason=UnreachableReason.AUTH, detail="") for name in unreachable},
        fresh=lambda _: fresh,
    )


def state(run: RunSeen | None) -> tuple[Soundness, str | None]:
    """What is said of the device, and why nobody knows."""
    [device] = safeties([DEVICE], run)["WE-1"].devices
    return device.state, None if device.reason is None else device.reason.de


PASS, FAIL, NA = a_finding(Verdict.PASS), a_finding(Verdict.FAIL, "bad"), a_finding(Verdict.NA, "na")
LESSER = replace(PASS, severity=Severity.LOW)
CASES: dict[str, tuple[RunSeen | None, Soundness, str | None]] = {
    "all pass": (a_run(PASS, NA), Soundness.PASSES, None),
    "one fails": (a_run(PASS, FAIL), Soundness.FAILS, None),
    "an old fail is still one": (a_run(PASS, FAIL, fresh=False), Soundness.FAILS, None),
    "an old pass is none": (a_run(PASS, fresh=False), Soundness.UNKNOWN, "Nachweis zu alt"),
    "undecided": (a_run(PASS, a_finding(Verdict.UNKNOWN)), Soundness.UNKNOWN, "kritische Prüfung ohne Ergebnis"),
    "error": (a_run(PASS, a_finding(Verdict.ERROR)), Soundness.UNKNOWN, "kritische Prüfung ohne Ergebnis"),
    "nothing applies": (a_run(NA), Soundness.UNKNOWN, "keine kritische Prüfung trifft zu"),
    "only lesser rules": (a_run(LESSER), Soundness.UNKNOWN, "keine kritische Prüfung trifft zu"),
    "not in the run": (a_run(), Soundness.UNKNOWN, "im neuesten Lauf nicht geprüft"),
    "unreachable": (a_run(PASS, unreachable=("sw-1",)), Soundness.UNKNOWN, "Anmeldung abgelehnt"),
    "no run": (None, Soundness.UNKNOWN, "noch kein Lauf"),
    "a lesser fail": (a_run(PASS, replace(FAIL, severity=Severity.HIGH)), Soundness.PASSES, None),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_of_a_device(name: str) -> None:
    run, expected, reason = CASES[name]
    assert state(run) == (expected, reason)


def test_a_waived_fail_is_told_and_counts_again_when_the_waiver_has_ended() -> None:
    waived = a_finding(Verdict.FAIL, waiver=WAIVER)
    [device] = safeties([DEVICE], a_run(waived))["WE-1"].devices
    assert (device.state, device.failing, device.waived) == (Soundness.PASSES, (), ("r",))
    ended = replace(waived, waiver=replace(WAIVER, until=date(2026, 11, 21)))
    [device] = safeties([DEVICE], a_run(ended))["WE-1"].devices
    assert (device.state, device.failing, device.waived) == (Soundness.FAILS, ("r",), ())


@given(st.lists(st.sampled_from(Verdict), max_size=5))
def test_a_building_is_as_good_as_its_worst_device_and_passes_only_if_all_do(verdicts: list[Verdict]) -> None:
    names = [f"sw-{number}" for number in range(len(verdicts))]
    run = a_run(*(a_finding(verdict, device=name) for name, verdict in zip(names, verdicts, strict=True)))
    found = safeties([Device(name=name, site="WE-1") for name in names], run)
    if not names:
        assert found == {}
    elif Verdict.FAIL in verdicts:
        assert found["WE-1"].state is Soundness.FAILS
    else:
        assert (found["WE-1"].state is Soundness.PASSES) == ({*verdicts} == {Verdict.PASS})


def test_a_device_without_a_building_says_nothing_of_any() -> None:
    assert safeties([Device(name="sw-1")], a_run(FAIL)) == {}
