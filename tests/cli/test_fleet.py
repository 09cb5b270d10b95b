"""Rules about all devices together: an office with six devices, one mistake of each kind, and its clean twin."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.checks.repositories import Made
from tests.cli.configurations import a_file, registered
from tests.cli.running import Answer, isms

OLD = 86_400 * 30
TOPICS = ("--topic", "fleet", "--topic", "bak")
NAMES = tuple(f"sw-{number}" for number in range(1, 7))


def config(number: int, address: str = "", community: str = "", mtu: int = 1500, vlan: int = 10) -> str:
    """A switch; its neighbour at the other end of a link is the one with the number beside it."""
    return f"""\
version 15.2
hostname sw-{number}
!
interface Vlan{vlan}
 ip address {address or f"192.0.2.{number}"} 255.255.255.0
!
interface GigabitEthernet0/1
 no switchport
 mtu {mtu}
 ip address 198.51.100.{number} 255.255.255.252
!
snmp-server community {community or f"Farbe-{number}"} RO
!
line vty 0 4
 transport input ssh
!
end
"""


CLEAN = {f"sw-{number}": config(number) for number in range(1, 6)}
FLAWED = CLEAN | {
    "sw-1": config(1, mtu=9000),  # its neighbour sw-2 has another MTU
    "sw-3": config(3, address="192.0.2.4"),  # the address of sw-4
    "sw-4": config(4, community="Farbe-5"),  # the secret of sw-5
    "sw-5": config(5, vlan=99),  # nobody declared this VLAN
}


def an_office(office: Path, texts: dict[str, str]) -> Path:
    """A workspace with six registered devices and these configurations."""
    registered(office, *(f"{name};WE-{name[-1]};access;" for name in NAMES))
    a_file(office / "policy.yaml", 'VLANS_DECLARED: ["10"]\n')
    for name, text in texts.items():
        a_file(office / "configs" / f"{name}.cfg", text).chmod(0o600)
    return office


@pytest.fixture
def clean(office: Path) -> Path:
    """The office without a mistake."""
    return an_office(office, CLEAN | {"sw-6": config(9)})


@pytest.fixture
def flawed(office: Path) -> Path:
    """The office with one mistake of each kind: sw-2's backup is old, of sw-6 there is none."""
    an_office(office, FLAWED)
    file = office / "configs" / "sw-2.cfg"
    moment = file.stat().st_mtime - OLD
    os.utime(file, (moment, moment))
    return office


def run(office: Path, *words: str) -> Answer:
    """Judge the devices by the rules about all of them."""
    return isms("-w", office, "check", "run", *(words or TOPICS), "--json")


def failing(answer: Answer) -> set[tuple[str, str]]:
    """What fails, of the rules about all devices and about backups that look at files."""
    ours = ("fleet.", "bak.collected", "bak.versions", "bak.private")
    return {
        (one["device"], one["rule"])
        for one in answer.json["findings"]
        if one["verdict"] == "fail" and one["rule"].startswith(ours)
    }


PLANTED = {
    ("sw-1", "fleet.link-agrees"),
    ("sw-2", "fleet.link-agrees"),
    ("sw-2", "bak.collected"),
    ("sw-3", "fleet.duplicate-address"),
    ("sw-4", "fleet.duplicate-address"),
    ("sw-4", "fleet.shared-secret"),
    ("sw-5", "fleet.shared-secret"),
    ("sw-5", "fleet.vlans-declared"),
    ("sw-6", "bak.collected"),
}


def test_each_planted_mistake_is_found_and_nothing_else(flawed: Path) -> None:
    assert failing(run(flawed)) == PLANTED


def test_the_clean_office_has_none(clean: Path) -> None:
    assert failing(run(clean)) == set()


def test_on_several_cores_the_answers_are_the_same(flawed: Path) -> None:
    one, two = (run(flawed, *TOPICS, "--workers", count).json["findings"] for count in ("1", "2"))
    assert one == two


def test_a_reason_names_the_other_device_and_the_own_line(flawed: Path) -> None:
    [found] = [
        one
        for one in run(flawed).json["findings"]
        if (one["device"], one["rule"]) == ("sw-3", "fleet.duplicate-address")
    ]
    assert found["reason"] == "‚ip address 192.0.2.4 255.255.255.0‘: dieselbe Adresse steht auf sw-4"
    assert found["lines"] == [{"number": 5, "text": " ip address 192.0.2.4 255.255.255.0", "block": "interface Vlan10"}]
    assert (found["file"], found["waiver"], len(found["config_sha256"])) == ("sw-3.cfg", None, 64)


def test_no_secret_is_printed_or_sealed(flawed: Path) -> None:
    said = run(flawed).out
    kept = "".join(path.read_text(encoding="utf-8") for path in (flawed / "runs").rglob("*") if path.is_file())
    assert "Farbe-" not in said + kept
    assert "dasselbe Geheimnis steht auch auf sw-5" in said


def test_the_findings_are_sealed_counted_and_verified(flawed: Path) -> None:
    answer = run(flawed, "--topic", "fleet")
    lines = (flawed / "runs" / answer.json["run"] / "findings.jsonl").read_text(encoding="utf-8").splitlines()
    assert [(one["device"], one["rule"]) for one in map(json.loads, lines)] == [
        (one["device"], one["rule"]) for one in answer.json["findings"]
    ]
    summary = answer.json["summary"]
    assert summary["devices"] == 5
    assert sum(count for name, count in summary.items() if name != "devices") == len(lines)
    assert isms("-w", flawed, "evidence", "verify").code == 0


def test_one_device_is_compared_with_all_the_others(flawed: Path) -> None:
    answer = run(flawed, *TOPICS, "--device", "sw-3")
    assert failing(answer) == {("sw-3", "fleet.duplicate-address")}
    assert {one["device"] for one in answer.json["findings"]} == {"sw-3"}
    assert answer.json["summary"]["devices"] == 1
    assert failing(run(flawed, *TOPICS, "--site", "WE-6")) == {("sw-6", "bak.collected")}


def test_a_single_rule_can_be_asked_for(flawed: Path) -> None:
    answer = run(flawed, "--rule", "fleet.shared-secret", "--device", "sw-4")
    assert [(one["device"], one["verdict"]) for one in answer.json["findings"]] == [("sw-4", "fail")]
    assert answer.code == 1


def test_severity_decides_the_exit_code(flawed: Path) -> None:
    words = ("-w", flawed, "check", "run", "--rule", "fleet.shared-secret", "--device", "sw-4", "--fail-on")
    assert [isms(*words, severity).code for severity in ("medium", "high")] == [1, 0]


WAIVERS = [("--device", "sw-4"), ("--site", "WE-4")]


@pytest.mark.parametrize("where", WAIVERS, ids=["device", "site"])
def test_a_finding_can_be_waived(flawed: Path, where: tuple[str, str]) -> None:
    words = ("--until", "2099-12-31", "--by", "Erika Mustermann", "--reason", "Umbau", "--ticket", "T-1")
    given = isms("-w", flawed, "waiver", "add", "--rule", "fleet.shared-secret", *where, *words)
    assert given.code == 0, given.err
    answer = run(flawed, "--rule", "fleet.shared-secret")
    assert {one["device"]: bool(one["waiver"]) for one in answer.json["findings"] if one["verdict"] == "fail"} == {
        "sw-4": True,
        "sw-5": False,
    }
    assert answer.json["summary"]["waived"] == 1


def test_the_policy_of_a_device_holds_for_it(flawed: Path) -> None:
    text = 'VLANS_DECLARED: ["10"]\ndevices:\n  sw-4: {SECRET_DEVICES: 2, SHARED_NETWORKS: [192.0.2.0/24]}\n'
    a_file(flawed / "policy.yaml", text)
    assert {device for device, rule in failing(run(flawed)) if rule.startswith("fleet.")} == {
        "sw-1", "sw-2", "sw-3", "sw-5",
    }  # fmt: skip


def test_in_git_older_versions_count(clean: Path) -> None:
    made = Made(clean.parent / "archive")
    for number in range(2):
        made.commit({"sw-1.cfg": config(1, mtu=1500 + number), "sw-2.cfg": config(2)})
    a_file(made.folder / "sw-3.cfg", config(3))
    answer = isms("-w", clean, "check", "run", made.folder, "--rule", "bak.versions", "--json")
    assert {one["device"]: one["verdict"] for one in answer.json["findings"]} == {
        "sw-1": "pass",
        "sw-2": "unknown",
        "sw-3": "fail",
    }


def test_what_did_not_change_is_compared_all_the_same(clean: Path) -> None:
    made = Made(clean.parent / "archive")
    made.commit({"sw-1.cfg": config(1), "sw-2.cfg": config(2), "sw-3.cfg": config(3)})
    made.commit({"sw-3.cfg": config(3, address="192.0.2.1")})
    words = ("-w", clean, "check", "run", made.folder, "--topic", "fleet", "--changed-since", "HEAD~1", "--json")
    answer = isms(*words)
    assert failing(answer) == {("sw-3", "fleet.duplicate-address")}
    assert {one["device"] for one in answer.json["findings"]} == {"sw-3"}


def test_without_a_workspace_backups_are_nobodys(tmp_path: Path) -> None:
    for name, text in FLAWED.items():
        a_file(tmp_path / "configs" / f"{name}.cfg", text)
    answer = isms("check", "run", tmp_path / "configs", *TOPICS, "--json")
    assert failing(answer) == {one for one in PLANTED if one[1].startswith("fleet.")} - {
        ("sw-5", "fleet.vlans-declared")
    }


def test_one_file_alone_is_not_compared(flawed: Path) -> None:
    file = flawed / "configs" / "sw-3.cfg"
    answer = isms("check", "file", file, "--rule", "fleet.duplicate-address", "--json")
    [found] = answer.json["findings"]
    assert (found["verdict"], found["reason"]) == (
        "na", "die Regel betrifft alle Geräte zusammen; das prüft `isms check run`",
    )  # fmt: skip
    tried = isms("rule", "try", "fleet.duplicate-address", file)
    assert tried.code == 2
    assert "betrifft alle Geräte zusammen" in tried.err


@pytest.mark.parametrize("kind", ["csv", "markdown", "junit", "sarif", "html", "oscal"])
def test_every_format_tells_them(flawed: Path, kind: str) -> None:
    words = ("-w", flawed, "check", "run", "--topic", "fleet", "--format", kind, "--output", flawed / "out")
    assert isms(*words).code == 3  # of one device there is no configuration
    assert "fleet.duplicate-address" in (flawed / "out").read_text(encoding="utf-8")


def test_the_rule_book_shows_them() -> None:
    listed: dict[str, Any] = {one["id"]: one for one in isms("rule", "list", "--json").json["rules"]}
    assert listed["fleet.link-agrees"]["fleet"] == "link-agrees"
    assert listed["fleet.link-agrees"]["examples"]["all"]["fail"] > 5
    assert listed["mgmt.no-telnet"]["fleet"] is None
    assert "alle Plattformen" in isms("rule", "show", "fleet.shared-secret").out
    assert isms("rule", "test", "bak.collected").code == 0


def test_an_odd_file_name_is_told_as_it_is(tmp_path: Path) -> None:
    for name in ("a$1", "b$9", "$2"):
        a_file(tmp_path / "configs" / f"{name}.cfg", config(1, address="192.0.2.77"))
    answer = isms("check", "run", tmp_path / "configs", "--topic", "fleet", "--json")
    assert answer.json["summary"]["error"] == 0
    assert {one["verdict"] for one in answer.json["findings"] if one["rule"] == "fleet.duplicate-address"} == {"fail"}
