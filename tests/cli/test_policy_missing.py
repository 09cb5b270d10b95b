"""`isms policy missing`."""

from pathlib import Path

import pytest
import yaml

from checks.policy import parameters
from tests.cli.configurations import END, HEAD, a_file
from tests.cli.running import isms

NAMES = f"{HEAD}ip name-server 192.0.2.53\nntp server 192.0.2.123\n{END}"
SAME = f"{HEAD}ntp server 192.0.2.123\n{END}"


@pytest.fixture
def ran(office: Path, tmp_path: Path) -> Path:
    """A workspace in which two configurations were judged, and nothing is set."""
    a_file(tmp_path / "in" / "sw-1.cfg", NAMES)
    a_file(tmp_path / "in" / "sw-2.cfg", SAME)
    assert isms("-w", office, "check", "run", tmp_path / "in").code == 1
    return office


def test_each_parameter_says_what_waits_for_it_and_what_stands_on_the_devices(ran: Path) -> None:
    found = isms("-w", ran, "policy", "missing", "--json").json
    by_name = {one["parameter"]: one for one in found["missing"]}
    time, names = by_name["NTP_ALLOWED"], by_name["DNS_SERVERS"]
    assert (time["devices"], time["findings"], time["set_since"]) == (2, 2, False)
    assert time["lines"] == [{"text": "ntp server 192.0.2.123", "devices": 2}]
    assert (names["devices"], names["lines"]) == (1, [{"text": "ip name-server 192.0.2.53", "devices": 1}])
    counts = [one["findings"] for one in found["missing"]]
    assert counts == sorted(counts, reverse=True)
    unknown = isms("-w", ran, "check", "run", ran.parent / "in", "--json").json["findings"]
    waiting = [one for one in unknown if "policy.yaml" in one["reason"]]
    assert found["findings"] == len(waiting)
    assert {one["rule"] for one in waiting} == {rule for one in found["missing"] for rule in one["rules"]}


def test_people_read_the_meaning_the_lines_and_what_to_do(ran: Path) -> None:
    out = isms("-w", ran, "policy", "missing").out
    assert "DNS_SERVERS · 1 Gerät, 1 Regel\n  Freigegebene Nameserver\n      1 × ip name-server 192.0.2.53\n" in out
    assert "In policy.yaml eintragen, in dieser Form, und neu prüfen:\n  EXTERNAL_INTERFACES: [" in out
    assert max(map(len, out.splitlines())) <= 80


def test_what_was_set_since_the_run_is_marked_and_gone_after_the_next(ran: Path) -> None:
    a_file(ran / "policy.yaml", "NTP_ALLOWED: [192.0.2.123]\n")
    by_name = {one["parameter"]: one for one in isms("-w", ran, "policy", "missing", "--json").json["missing"]}
    assert by_name["NTP_ALLOWED"]["set_since"]
    assert "NTP_ALLOWED · 2 Geräte, 1 Regel · inzwischen gesetzt\n" in isms("-w", ran, "policy", "missing").out
    isms("-w", ran, "check", "run", ran.parent / "in")
    left = {one["parameter"] for one in isms("-w", ran, "policy", "missing", "--json").json["missing"]}
    assert left == by_name.keys() - {"NTP_ALLOWED"}


def test_the_lines_to_fill_in_are_a_policy(ran: Path) -> None:
    given = isms("-w", ran, "policy", "missing", "--yaml").out
    assert yaml.safe_load(given) is None
    names = [line[2:] for line in given.splitlines() if line.endswith(": []")]
    filled = [f"{name[:-2]}{_of_its_type(name[:-4])}" for name in names]
    a_file(ran / "policy.yaml", "\n".join(filled))
    found = isms("-w", ran, "policy", "show", "--json").json["parameters"]
    told = {one["name"] for one in found if one["origin"]["layer"] == "workspace"}
    assert told == {name[:-4] for name in names} == set(yaml.safe_load("\n".join(filled)))
    assert all(one["set_since"] for one in isms("-w", ran, "policy", "missing", "--json").json["missing"])


def test_without_a_run_the_way_to_one_is_told(office: Path) -> None:
    answer = isms("-w", office, "policy", "missing")
    assert (answer.code, "isms check run" in answer.err) == (2, True)


def _of_its_type(name: str) -> str:
    """A list that fits a parameter."""
    return {"words": "[a]", "networks": "[192.0.2.0/24]", "numbers": "[10, 20-29]"}[parameters()[name].type]
