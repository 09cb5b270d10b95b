"""`isms policy show`."""

import json
from pathlib import Path

import pytest

from checks import policy
from tests.cli.configurations import a_file, registered
from tests.cli.running import isms

TEXT = """\
IDLE_MINUTES: 15
sites:
  "17": {NTP_SERVERS: 1}
  "99": {NTP_SERVERS: 9}
tags:
  alt: {IDLE_MINUTES: 20}
devices:
  sw-1: {GUEST_SSIDS: [Gast]}
"""


@pytest.fixture
def stadt(office: Path) -> Path:
    """A workspace with two devices and a policy of its own."""
    registered(office, "sw-1;17;;alt", "sw-2;18;;")
    a_file(office / "policy.yaml", TEXT)
    return office


def test_every_value_of_a_device_says_where_it_comes_from(stadt: Path) -> None:
    found = isms("-w", stadt, "policy", "show", "sw-1", "--json").json
    assert (found["device"], found["overrides"]) == ("sw-1", [])
    assert [one["name"] for one in found["parameters"]] == list(policy.parameters())
    assert all({"de", "en"} == set(one["meaning"]) for one in found["parameters"])
    told = {one["name"]: (one["value"], *one["origin"].values()) for one in found["parameters"]}
    assert told["IDLE_MINUTES"] == (20, "tag", "alt", "policy.yaml", 6)
    assert told["NTP_SERVERS"] == (1, "site", "17", "policy.yaml", 3)
    assert told["GUEST_SSIDS"] == (["Gast"], "device", "sw-1", "policy.yaml", 8)
    assert told["LOG_COLLECTORS"] == (1, "shipped", None, None, None)


def test_only_what_the_office_sets_is_shown_when_asked_for(stadt: Path) -> None:
    every = isms("-w", stadt, "policy", "show", "sw-1", "--json").json["parameters"]
    own = isms("-w", stadt, "policy", "show", "sw-1", "--own", "--json").json["parameters"]
    assert own == [one for one in every if one["origin"]["layer"] != "shipped"]
    assert 0 < len(own) < len(every)


def test_without_a_device_the_overrides_are_listed(stadt: Path) -> None:
    found = isms("-w", stadt, "policy", "show", "--json").json
    told = {one["name"]: one["value"] for one in found["parameters"]}
    assert (told["IDLE_MINUTES"], told["NTP_SERVERS"]) == (15, 2)
    assert [(one["parameter"], one["value"], one["origin"]["name"], one["used"]) for one in found["overrides"]] == [
        ("NTP_SERVERS", 1, "17", True),
        ("NTP_SERVERS", 9, "99", False),
        ("IDLE_MINUTES", 20, "alt", True),
        ("GUEST_SSIDS", ["Gast"], "sw-1", True),
    ]
    out = isms("-w", stadt, "policy", "show").out
    assert "  NTP_SERVERS = 9\n    Standort 99, policy.yaml:4: kein Gerät im Register\n" in out
    assert "IDLE_MINUTES = 15\n  Minuten, nach denen eine untätige Sitzung endet\n  für alle, policy.yaml:1\n" in out
    assert "GUEST_SSIDS = [] (nicht gesetzt)" in out


def test_without_a_workspace_the_defaults_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = isms("policy", "show", "--json").json
    assert {one["origin"]["layer"] for one in found["parameters"]} == {"shipped"}
    assert isms("policy", "show", "sw-1").code == 2


def test_an_unknown_device_is_refused(stadt: Path) -> None:
    answer = isms("-w", stadt, "policy", "show", "sw-3")
    assert (answer.code, "sw-3" in answer.err) == (2, True)


def test_tags_of_a_registered_device_that_disagree_stop_a_run_before_it_begins(stadt: Path) -> None:
    registered(stadt, "sw-3;18;;alt,neu")
    a_file(stadt / "policy.yaml", f"{TEXT}  sw-2: {{}}\n".replace("tags:", "tags:\n  neu: {IDLE_MINUTES: 5}"))
    answer = isms("-w", stadt, "check", "run")
    assert (answer.code, answer.out) == (2, "")
    assert "policy.yaml:7: tags.alt.IDLE_MINUTES: Gerät sw-3 hat die Merkmale alt (Zeile 7: 20)" in answer.err
    assert not (stadt / "runs").exists()


def test_a_run_says_which_policy_it_was_judged_by(stadt: Path) -> None:
    a_file(stadt / "configs" / "sw-1.cfg")

    def digest() -> str:
        run = str(isms("-w", stadt, "check", "run", "--device", "sw-1", "--json").json["run"])
        manifest = (stadt / "runs" / run / "manifest.json").read_text(encoding="utf-8")
        return str(json.loads(manifest)["policy_digest"])

    first = digest()
    a_file(stadt / "policy.yaml", TEXT.replace("NTP_SERVERS: 9", "NTP_SERVERS: 8"))
    second = digest()
    assert len(first) == 64
    assert second != first
