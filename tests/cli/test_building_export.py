"""`isms building export`, and the way back, as an office uses both."""

import json
from pathlib import Path

import pytest

from inventory.export_fields import NAMES
from tests.cli.running import isms, outcome
from tests.inventory.returning import edit, put


@pytest.fixture
def office(office: Path) -> Path:
    """A workspace with two buildings."""
    isms("-w", office, "building", "add", "WE-0001", "name=Grundschule Nord", "type=Grundschule", "users=120")
    isms(
        "-w",
        office,
        "building",
        "add",
        "WE-0002",
        "name==SUMME(1)",
        "postcode=01067",
        "kritis=ja",
        "closed_on=1.2.2024",
    )
    return office


def exported(office: Path, path: Path, *more: str) -> Path:
    """The file that an export leaves."""
    assert isms("-w", office, "building", "export", path, *more).code == 0
    return path


def told(office: Path) -> object:
    """All that the register says of its buildings."""
    return isms("-w", office, "building", "list", "--closed", "--json").json


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.geojson", "A.CSV"])
def test_an_export_comes_back_unchanged_and_fills_another_register(office: Path, tmp_path: Path, name: str) -> None:
    path = exported(office, tmp_path / name)
    answer = isms("-w", office, "building", "import", path, "--json").json
    assert (answer["unchanged"], answer["rows"], answer["unmapped"], answer["changes"]) == (2, 2, [], [])
    isms("init", tmp_path / "andere")
    assert isms("-w", tmp_path / "andere", "building", "import", path, "--json").json["created"] == 2
    assert told(tmp_path / "andere") == told(office)


def test_the_answer_says_what_was_written(office: Path, tmp_path: Path) -> None:
    answer = isms("-w", office, "building", "export", tmp_path / "a.xlsx", "--json")
    assert answer.json == {"file": str(tmp_path / "a.xlsx"), "format": "xlsx", "buildings": 2, "left_out": 0}
    said = isms("-w", office, "building", "export", tmp_path / "a.csv")
    assert (said.out, said.err) == (f"{tmp_path / 'a.csv'}\n", "2 Gebäude\n")


def test_only_those_that_are_asked_for(office: Path, tmp_path: Path) -> None:
    path = exported(office, tmp_path / "a.geojson", "--type", "schule")
    assert [one["id"] for one in json.loads(path.read_text(encoding="utf-8"))["features"]] == ["WE-0001"]
    back = isms("-w", office, "building", "import", exported(office, tmp_path / "a.xlsx", "--type", "schule"), "--json")
    assert (back.json["unchanged"], back.json["absent"]) == (1, [])


def test_text_goes_to_the_screen_a_workbook_does_not(office: Path, tmp_path: Path) -> None:
    shown = outcome("-w", office, "building", "export", "-", "--format", "csv")
    assert (shown.code, shown.err, shown.out.splitlines()[1].startswith("WE-0001;Grundschule Nord")) == (0, "", True)
    assert isms("-w", office, "building", "export", "-", "-f", "xlsx").code == 2
    assert isms("-w", office, "building", "export", "-", "-f", "csv", "--json").code == 2


@pytest.mark.parametrize("words", [("liste.pdf",), ("-",), ("liste.csv", "--format", "doc")])
def test_an_unknown_format_is_refused_with_those_there_are(office: Path, words: tuple[str, ...]) -> None:
    answer = isms("-w", office, "building", "export", *words)
    assert (answer.code, "geojson" in answer.err) == (2, True)


def test_a_file_that_cannot_be_written_leaves_nothing_behind(office: Path, tmp_path: Path) -> None:
    answer = isms("-w", office, "building", "export", tmp_path / "gibtesnicht" / "a.csv")
    assert (answer.code, list(tmp_path.glob("gibt*"))) == (3, [])


@pytest.mark.parametrize("group", ["building", "rollout"])
def test_a_file_that_is_there_is_replaced_only_on_demand(office: Path, tmp_path: Path, group: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("meine Arbeit\n")
    answer = isms("-w", office, group, "export", path)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"{path} gibt es schon; nichts verändert. Mit --overwrite wird die Datei ersetzt."
    assert path.read_text() == "meine Arbeit\n"
    assert isms("-w", office, group, "export", path, "--overwrite").code == 0
    assert "WE-0001" in path.read_text(encoding="utf-8-sig")


def test_the_fibre_network_is_published_without_critical_infrastructure(office: Path, tmp_path: Path) -> None:
    for key in ("WE-0001", "WE-0002"):
        isms("-w", office, "rollout", "milestone", key, "Tiefbau", "--plan", "31.12.2099")
    path = tmp_path / "netz.ofds.json"
    answer = isms("-w", office, "building", "export", path)
    [network] = json.loads(path.read_text(encoding="utf-8"))["networks"]
    assert ([node["id"] for node in network["nodes"]], "--with-kritis" in answer.err) == (["WE-0001"], True)
    isms("-w", office, "building", "export", path, "--with-kritis", "--overwrite")
    [network] = json.loads(path.read_text(encoding="utf-8"))["networks"]
    assert [node["id"] for node in network["nodes"]] == ["WE-0001", "WE-0002"]


def test_what_an_edited_workbook_changes_is_shown_before_it_is_kept(office: Path, tmp_path: Path) -> None:
    path = edit(exported(office, tmp_path / "a.xlsx"), put(1, "department", "Schulamt"))
    edit(path, lambda rows: rows.append(["WE-0003", "Neue Kita", *[""] * (len(NAMES) - 1)]))
    edit(path, lambda rows: rows.__delitem__(2))
    before = told(office)
    answer = isms("-w", office, "building", "import", path, "--dry-run")
    assert answer.out.splitlines()[-1].split() == ["WE-0001", "Amt", "–", "Schulamt"]
    assert "Neu im Register: WE-0003." in answer.err
    assert "bleibt aber im Register: WE-0002." in answer.err
    assert told(office) == before
    isms("-w", office, "building", "import", path)
    assert "Schulamt" in isms("-w", office, "building", "show", "WE-0001").out
    assert isms("-w", office, "building", "show", "WE-0002").code == 0


@pytest.fixture
def quarrel(office: Path, tmp_path: Path) -> Path:
    """A workbook that says 140 users, where the register came to say 130 after the export."""
    path = edit(exported(office, tmp_path / "a.xlsx"), put(1, "users", 140))
    isms("-w", office, "building", "set", "WE-0001", "users=130", "department=Schulamt")
    return path


def users(office: Path) -> object:
    """The users and the department that the register knows of the school."""
    found = isms("-w", office, "building", "show", "WE-0001", "--json").json
    return found["users"], found["department"]


def test_a_newer_change_is_not_overwritten_silently(office: Path, quarrel: Path) -> None:
    answer = isms("-w", office, "building", "import", quarrel)
    assert (answer.code, users(office)) == (0, (130, "Schulamt"))
    assert "Konflikte" in answer.out
    assert "--take-file" in answer.err
    assert [len(line) for line in (answer.out + answer.err).splitlines() if len(line) > 80] == []
    document = isms("-w", office, "building", "import", quarrel, "--json").json
    [bad], [met] = document["rejected"], document["collisions"]
    assert (bad["row"], bad["column"], bad["value"]) == (2, "Personen", "140")
    assert bad["reason"] == "conflict: '120' when exported, now '130' in the register"
    assert (met["exported"], met["register"], met["file"], met["winner"]) == (120, 130, 140, None)
    assert isms("-w", office, "building", "import", quarrel, "--strict").code == 2


@pytest.mark.parametrize(("option", "expected"), [("--take-file", 140), ("--keep-register", 130)])
def test_whose_change_counts_can_be_said(office: Path, quarrel: Path, option: str, expected: int) -> None:
    answer = isms("-w", office, "building", "import", quarrel, option)
    assert (answer.code, users(office)) == (0, (expected, "Schulamt"))
    assert option in answer.err


def test_both_cannot_count(office: Path, quarrel: Path) -> None:
    answer = isms("-w", office, "building", "import", quarrel, "--take-file", "--keep-register")
    assert (answer.code, users(office)) == (2, (130, "Schulamt"))


def test_a_state_before_the_last_changes_is_found_in_the_journal(office: Path, quarrel: Path) -> None:
    for number in (131, 132, 120):
        isms("-w", office, "building", "set", "WE-0001", f"users={number}")
    isms("-w", office, "building", "import", quarrel)
    assert users(office) == (140, "Schulamt")
