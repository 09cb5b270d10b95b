"""`isms check diff`."""

from pathlib import Path

import pytest

from tests.cli.configurations import BARE, SSH, TELNET, a_file, registered
from tests.cli.running import isms

NO_TELNET = ("--rule", "mgmt.no-telnet")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A configuration with SSH only, and one with Telnet too."""
    return a_file(tmp_path / "sw-1.cfg", SSH), a_file(tmp_path / "neu.cfg", TELNET)


def test_what_gets_worse_is_exit_code_1(files: tuple[Path, Path]) -> None:
    answer = isms("check", "diff", *files, "--json")
    found = answer.json
    [worse] = found["worse"]
    assert (answer.code, found["platform"], found["better"], found["other"]) == (1, "cisco_ios", [], [])
    assert found["same"] == len(isms("rule", "list", "--json").json["rules"]) - 1
    assert (worse["rule"], worse["before"], worse["after"]) == ("mgmt.no-telnet", "pass", "fail")
    number = TELNET.splitlines().index(" transport input telnet ssh") + 1
    assert worse["lines"] == [{"number": number, "text": " transport input telnet ssh", "block": "line vty 0 4"}]
    assert "transport input telnet ssh" in worse["reason"]


def test_what_gets_better_is_exit_code_0(files: tuple[Path, Path]) -> None:
    answer = isms("check", "diff", *reversed(files), *NO_TELNET, "--json")
    [better] = answer.json["better"]
    assert (answer.code, answer.json["worse"], answer.json["same"]) == (0, [], 0)
    assert (better["before"], better["after"]) == ("fail", "pass")


def test_only_what_is_grave_enough_counts(files: tuple[Path, Path], tmp_path: Path) -> None:
    assert isms("check", "diff", *files, "--fail-on", "critical").code == 1
    quiet = a_file(tmp_path / "leise.cfg", SSH.replace("service timestamps log datetime msec\n", ""))
    [worse] = isms("check", "diff", files[0], quiet, "--json").json["worse"]
    assert worse["severity"] not in {"critical", "high"}
    assert isms("check", "diff", files[0], quiet).code == 1
    assert isms("check", "diff", files[0], quiet, "--fail-on", "high").code == 0


def test_people_read_which_way_each_verdict_turns(files: tuple[Path, Path]) -> None:
    number = TELNET.splitlines().index(" transport input telnet ssh") + 1
    assert isms("check", "diff", *files, *NO_TELNET).out.splitlines() == [
        "sw-1.cfg → neu.cfg · cisco_ios",
        "",
        "Schlechter",
        "✘ verletzt · ▲▲ kritisch · mgmt.no-telnet · Kein Telnet-Zugang (bisher: erfüllt)",
        "  ‚transport input telnet ssh‘ ist nicht zulässig in ‚line vty 0 4‘",
        f"  {number:>5}   transport input telnet ssh",
        "",
        "1 schlechter, 0 besser, 0 gleich.",
    ]
    assert isms("check", "diff", files[0], files[0]).out.endswith(" gleich.\n")


def test_with_a_device_its_policy_and_waivers_hold(office: Path, files: tuple[Path, Path], tmp_path: Path) -> None:
    registered(office, "sw-1;17;;")
    a_file(office / "policy.yaml", "sites: {'17': {NTP_SERVERS: 1}}\n")
    more = a_file(tmp_path / "zeit.cfg", SSH.replace("!\nend", "ntp server 192.0.2.1\n!\nend"))
    call = ("-w", office, "check", "diff", files[0], more, "--rule", "time.ntp-servers", "--json")
    assert isms(*call).json["better"] == []
    assert len(isms(*call, "--device", "sw-1").json["better"]) == 1
    why = ("--by", "IT", "--reason", "alt", "--until", "2099-12-31", "--device", "sw-1")
    isms("-w", office, "waiver", "add", *NO_TELNET, *why)
    telnet = ("-w", office, "check", "diff", *files, *NO_TELNET)
    assert isms(*telnet).code == 1
    assert isms(*telnet, "--device", "sw-1").code == 0
    assert "◇ verletzt, geduldet" in isms(*telnet, "--device", "sw-1").out


def test_files_that_do_not_fit_together_are_refused(files: tuple[Path, Path], tmp_path: Path) -> None:
    junos = a_file(tmp_path / "r1.conf", "set version 20.4R3\nset system host-name r1\nset system services ssh\n")
    answer = isms("check", "diff", files[0], junos)
    assert (answer.code, answer.out) == (2, "")
    assert [word for word in ("cisco_ios", "juniper_junos", "--platform") if word not in answer.err] == []
    for bad in (tmp_path, tmp_path / "fehlt.cfg"):
        assert isms("check", "diff", files[0], bad).code == 2


def test_the_platform_may_be_named(tmp_path: Path) -> None:
    bare, other = a_file(tmp_path / "a.cfg", BARE), a_file(tmp_path / "b.cfg", f"ip http server\n{BARE}")
    found = isms("check", "diff", bare, other, "--platform", "cisco_ios", "--json").json
    assert "mgmt.no-http" in [one["rule"] for one in found["worse"]]


def test_files_of_one_name_are_told_apart_by_their_folders(files: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "geplant" / files[0].name
    other.parent.mkdir()
    other.write_bytes(files[1].read_bytes())
    shown = "".join(isms("check", "diff", files[0], other, *NO_TELNET).out.split())
    assert shown.startswith(f"{files[0]}→{other}·".replace(" ", ""))
