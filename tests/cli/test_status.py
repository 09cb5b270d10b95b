"""`isms status`: one screen."""

import shutil
from pathlib import Path

from tests.cli.configurations import a_file, registered
from tests.cli.running import isms, outcome


def test_it_fits_a_screen_of_24_lines_and_80_columns(musterstadt: Path) -> None:
    lines = isms("-w", musterstadt, "status").out.splitlines()
    assert len(lines) <= 23
    assert max(map(len, lines)) <= 80


def test_it_fits_also_when_everything_needs_attention(town: Path) -> None:
    (town / "configs" / "sw-rathaus-01.cfg").unlink()
    for device in ("sw-rathaus-02", "sw-rathaus-03", "sw-rathaus-04"):
        rest = ("--rule", "mgmt.no-telnet", "--until", tomorrow(town), "--by", "x", "--reason", "y")
        isms("-w", town, "waiver", "add", "--device", device, *rest)
    isms("-w", town, "check", "run")
    [*_, newest] = sorted((town / "runs").iterdir())
    (newest / "extra").write_text("")
    lines = isms("-w", town, "status").out.splitlines()
    assert len(lines) <= 23
    assert max(map(len, lines)) <= 80
    text = "\n".join(lines)
    for words in (
        "Nachweise sind verändert",
        "ohne Konfiguration",
        "Duldung endet",
        "1 weitere Duldung",
    ):
        assert words in text


def tomorrow(town: Path) -> str:
    """The day after the newest run of the demo, which was made in this session."""
    from datetime import date, timedelta

    [*_, newest] = sorted((town / "runs").iterdir())
    return str(date.fromisoformat(newest.name[:10]) + timedelta(days=1))


def test_it_says_the_same_as_the_newest_run(musterstadt: Path) -> None:
    document = isms("-w", musterstadt, "status", "--json").json
    listed = isms("-w", musterstadt, "evidence", "list", "--json").json["runs"]
    assert (document["buildings"], document["devices"], document["evidence_valid"]) == (116, 60, True)
    assert document["compliance"]["run"] == listed[-1]["id"]
    assert document["compliance"]["summary"]["fail"] == listed[-1]["fails"]
    assert sum(document["compliance"]["fails"].values()) == listed[-1]["fails"]
    assert 0 < document["compliance"]["clean_devices"] < 60
    assert len(document["worst"]) == 5
    assert document["worst"][0]["fails"]["critical"] >= document["worst"][1]["fails"].get("critical", 0)


def test_a_device_without_a_configuration_is_neither_clean_nor_counted(office: Path) -> None:
    registered(office, "sw-1;17;;", "sw-2;17;;", "sw-3;17;;")
    a_file(office / "configs" / "sw-1.cfg")
    isms("-w", office, "check", "run")
    compliance = isms("-w", office, "status", "--json").json["compliance"]
    assert (compliance["summary"]["devices"], compliance["unreachable"]) == (1, 2)
    assert compliance["clean_devices"] == 0
    (office / "configs" / "sw-1.cfg").unlink()
    isms("-w", office, "check", "run")
    assert isms("-w", office, "status", "--json").json["compliance"]["clean_devices"] == 0
    assert "0 von 0" in isms("-w", office, "status").out


def test_an_empty_workspace_says_what_to_do(office: Path) -> None:
    answer = isms("-w", office, "status")
    assert answer.code == 0
    assert "0 Gebäude" in answer.out
    assert "isms check run" in answer.out


def test_one_is_not_many(office: Path) -> None:
    registered(office, "sw-1;17;;")
    a_file(office / "configs" / "sw-1.cfg")
    isms("-w", office, "check", "run")
    assert "· 1 Gerät\n" in isms("-w", office, "status").out
    english = outcome("--lang", "en", "-w", office, "status").out
    assert "· 1 device\n" in english
    assert "1 devices" not in english


def test_nothing_to_do_is_said(office: Path) -> None:
    registered(office, "sw-1;17;;")
    a_file(office / "configs" / "sw-1.cfg")
    isms("-w", office, "check", "run", "--rule", "snmp.no-default-community")
    assert "✔ nichts" in isms("-w", office, "status").out


def test_a_missing_or_damaged_run_is_told(town: Path) -> None:
    oldest, newest = sorted((town / "runs").iterdir())
    (newest / "findings.jsonl").write_bytes(b"{")
    assert isms("-w", town, "status").code == 2
    shutil.rmtree(newest)
    answer = isms("-w", town, "status")
    assert (answer.code, "Nachweise sind verändert" in answer.out) == (0, True)
    shutil.rmtree(oldest)
    assert isms("-w", town, "status").code == 0


def test_a_narrowed_run_does_not_stand_for_the_whole(town: Path) -> None:
    before = isms("-w", town, "status", "--json").json["compliance"]["run"]
    isms("-w", town, "check", "run", "--site", "WE-0001", "--rule", "mgmt.no-telnet")
    assert isms("-w", town, "status", "--json").json["compliance"]["run"] == before
    changes = isms("-w", town, "check", "run", "--json").json["changes"]
    assert (changes["newly_failing"], changes["mended"]) == ([], [])


def test_runs_of_one_second_are_compared_in_the_order_they_were_made(office: Path) -> None:
    """The end of an id is noise; only the chain knows which of two came first."""
    folder = office / "kopie"
    folder.mkdir()
    for number in range(6):
        text = "hostname sw-1\nip ssh version 2\nline vty 0 4\n transport input ssh\n" + "ip http server\n" * (
            number % 2
        )
        (folder / "sw-1.cfg").write_text(text)
        changes = isms("-w", office, "check", "run", folder, "--rule", "mgmt.no-http", "--json").json["changes"]
        assert changes is None or len(changes["newly_failing"]) == number % 2
        isms("-w", office, "check", "run", folder, "--json")
