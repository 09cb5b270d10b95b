"""`isms check show`: the findings of a sealed run, looked up."""

from pathlib import Path

import pytest

from tests.cli.running import isms


def test_a_rule_is_shown_with_every_device_and_line(musterstadt: Path) -> None:
    shown = isms("-w", musterstadt, "check", "show", "--rule", "mgmt.no-telnet", "--json").json
    report = isms("-w", musterstadt, "check", "show", "--rule", "mgmt.no-telnet").out
    assert {one["verdict"] for one in shown["findings"]} == {"fail"}
    for one in shown["findings"]:
        assert f"  {one['device']}: ✘ verletzt\n" in report
        for line in one["lines"]:
            assert f"{line['number']:>5}  {line['text']}" in report


def test_nothing_is_judged_or_sealed(town: Path) -> None:
    runs = sorted((town / "runs").iterdir())
    (town / "configs" / "sw-museum-01.cfg").unlink()
    assert isms("-w", town, "check", "show", "--device", "sw-museum-01").code == 0
    assert sorted((town / "runs").iterdir()) == runs


def test_what_is_shown_is_what_the_run_sealed(musterstadt: Path) -> None:
    newest = max((musterstadt / "runs").iterdir()).name
    shown = isms("-w", musterstadt, "check", "show", "--json").json
    listed = {run["id"]: run for run in isms("-w", musterstadt, "evidence", "list", "--json").json["runs"]}
    assert shown["run"] == newest
    open_fails = [one for one in shown["findings"] if one["waiver"] is None]
    assert len(open_fails) == listed[newest]["fails"]


def test_findings_are_chosen_by_device_building_topic_and_severity(musterstadt: Path) -> None:
    every = isms("-w", musterstadt, "check", "show", "--json").json["findings"]
    device = every[0]["device"]
    site = isms("-w", musterstadt, "device", "show", device, "--json").json["site"]
    for words, wanted in (
        (("--device", device), [one for one in every if one["device"] == device]),
        (("--severity", "critical"), [one for one in every if one["severity"] == "critical"]),
        (("--topic", "mgmt"), [one for one in every if one["rule"].startswith("mgmt.")]),
    ):
        assert isms("-w", musterstadt, "check", "show", *words, "--json").json["findings"] == wanted
    there = isms("-w", musterstadt, "check", "show", "--site", site, "--json").json["findings"]
    assert device in {one["device"] for one in there}
    assert len(there) < len(every)


def test_another_verdict_is_shown_when_asked_for(musterstadt: Path) -> None:
    found = isms("-w", musterstadt, "check", "show", "--verdict", "unknown", "--json").json["findings"]
    assert {one["verdict"] for one in found} == {"unknown"}


def test_waived_fails_are_shown_as_such(musterstadt: Path) -> None:
    out = isms("-w", musterstadt, "check", "show", "--rule", "snmp.no-v1-v2c", "--device", "sw-museum-01").out
    assert "sw-museum-01: ◇ verletzt, geduldet" in out


def test_the_gravest_come_first_and_many_are_cut(musterstadt: Path) -> None:
    out = isms("-w", musterstadt, "check", "show").out
    assert out.splitlines()[2].startswith("▲▲ kritisch · ")
    assert "weitere Befunde: einschränken mit --rule" in out


def test_the_remedy_stands_below_the_rule(musterstadt: Path) -> None:
    words = ("check", "show", "--rule", "mgmt.no-telnet")
    assert "\n      line vty 0 15\n" in isms("-w", musterstadt, *words, "--remedy").out
    assert "Abhilfe" not in isms("-w", musterstadt, *words).out


def test_an_older_run_is_shown_when_named(musterstadt: Path) -> None:
    oldest = min((musterstadt / "runs").iterdir()).name
    assert isms("-w", musterstadt, "check", "show", "--run", oldest, "--json").json["run"] == oldest


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("--rule", "mgmt.no-tellnet"), "mgmt.no-telnet"),
        (("--device", "sw-museum-1"), "sw-museum-01"),
        (("--topic", "mgt"), "mgmt"),
        (("--run", "2020"), "2020"),
    ],
    ids=" ".join,
)
def test_what_the_run_does_not_know_is_refused(musterstadt: Path, words: tuple[str, ...], meant: str) -> None:
    answer = isms("-w", musterstadt, "check", "show", *words)
    assert (answer.code, answer.out) == (2, "")
    assert meant in answer.err


def test_before_the_first_run_the_way_to_one_is_said(office: Path) -> None:
    answer = isms("-w", office, "check", "show")
    assert answer.code == 2
    assert "isms check run" in answer.err
