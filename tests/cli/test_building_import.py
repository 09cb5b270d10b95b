"""`isms building import` as a person uses it."""

import os
import time
from pathlib import Path

import pytest

from tests.cli.running import isms, outcome

UTM = "WE;Name;Rechtswert;Hochwert;Telefon\n1;Rathaus;356560,26;5645282,14;0123\n2;Bauhof;x;5645282,14;0123\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list with one row that does not fit."""
    path = tmp_path / "liste.csv"
    path.write_text(UTM, encoding="utf-8")
    return path


def stored(office: Path) -> list[str]:
    """The ids in the register."""
    return [building["id"] for building in isms("-w", office, "building", "list", "--json").json["buildings"]]


def test_a_dry_run_tells_all_and_stores_nothing(office: Path, file: Path) -> None:
    answer = isms("-w", office, "building", "import", file, "--dry-run", "--json")
    assert answer.code == 0
    assert answer.json == {
        "rows": 2,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "encoding": "utf-8",
        "delimiter": ";",
        "crs": "EPSG:25832",
        "columns": {"WE": "id", "Name": "name", "Rechtswert": "lon", "Hochwert": "lat"},
        "unmapped": ["Telefon"],
        "rejected": [{"row": 3, "column": "Rechtswert", "value": "x", "reason": "not a number"}],
        "notes": [],
        "changes": [],
        "collisions": [],
        "absent": [],
        "added": [],
    }
    assert stored(office) == []


def test_rows_that_fit_are_stored_the_others_named_and_a_second_time_changes_nothing(office: Path, file: Path) -> None:
    first, again = (isms("-w", office, "building", "import", file) for _ in range(2))
    assert (first.code, again.code, stored(office)) == (0, 0, ["1"])
    assert "1 neu" in first.out
    assert "Rechtswert" in first.out
    assert "1 unverändert" in again.out


def test_strict_stores_all_or_nothing(office: Path, file: Path) -> None:
    answer = isms("-w", office, "building", "import", file, "--strict", "--json")
    assert (answer.code, answer.json["rejected"][0]["row"], stored(office)) == (2, 3, [])
    file.write_text(UTM.replace(";x;", ";356570,26;"), encoding="utf-8")
    assert isms("-w", office, "building", "import", file, "--strict").code == 0
    assert stored(office) == ["1", "2"]


def test_the_user_overrides_the_reference_system(office: Path, file: Path) -> None:
    answer = isms("-w", office, "building", "import", file, "--crs", "EPSG:25833", "--json")
    assert answer.json["crs"] == "EPSG:25833"
    [building] = isms("-w", office, "building", "list", "--json").json["buildings"]
    assert building["lon"] == pytest.approx(12.9583, abs=1e-4)
    assert isms("-w", office, "building", "import", file, "--crs", "quux").code == 2


def test_a_mapping_file_names_columns_key_and_reference_system(office: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Akte;Haus;A;B\nA/1;Rathaus;389917,833;5819701,919\n", encoding="utf-8")
    (tmp_path / "map.yaml").write_text(
        "columns: {Haus: name, A: lon, B: lat}\nkey: Akte\ncrs: EPSG:25833\n", encoding="utf-8"
    )
    answer = isms("-w", office, "building", "import", tmp_path / "a.csv", "--map", tmp_path / "map.yaml", "--json")
    assert (answer.json["crs"], answer.json["columns"]["Akte"]) == ("EPSG:25833", "id")
    [building] = isms("-w", office, "building", "list", "--json").json["buildings"]
    assert (building["id"], building["lat"]) == ("A/1", pytest.approx(52.5163, abs=1e-6))


def test_text_encoded_twice_is_said_and_mended_on_request(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("WE;Name\n1;BÃ¼rgerbÃ¼ro\n", encoding="utf-8")
    assert "--repair-encoding" in isms("-w", office, "building", "import", path, "--dry-run").err
    isms("-w", office, "building", "import", path, "--repair-encoding")
    assert isms("-w", office, "building", "list", "--json").json["buildings"][0]["name"] == "Bürgerbüro"


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.json"])
def test_two_hundred_megabytes_are_refused_at_once_and_briefly(office: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04" if name == "a.xlsx" else b"WE;Name\n")
        stream.truncate(200_000_000)
    started = time.monotonic()
    answer = outcome("-w", office, "building", "import", path)
    assert (answer.code, answer.out) == (2, "")
    assert "zu groß" in answer.err
    assert len(answer.err.splitlines()) <= 12
    assert time.monotonic() - started < 20


def test_ten_thousand_rows_take_seconds_and_show_no_bar_without_a_terminal(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = (f"{n};Haus {n};Weg {n};12345;Ort;{350_000 + n};5645000" for n in range(10_000))
    path.write_text("\n".join(["WE;Name;Straße;PLZ;Ort;Ostwert;Nordwert", *rows]), encoding="utf-8")
    started = os.times()
    answer = outcome("-w", office, "building", "import", path)
    spent = os.times()
    assert (answer.code, answer.err) == (0, "")
    assert "10000 neu" in answer.out
    assert spent.children_user - started.children_user < 15


def test_many_rows_that_do_not_fit_are_all_in_the_json_and_some_on_the_screen(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("WE;Name;PLZ\n" + "".join(f"{n};Haus;x\n" for n in range(300)), encoding="utf-8")
    wanted = ("-w", office, "building", "import", path, "--dry-run")
    path.write_text(path.read_text(encoding="utf-8") + "400;Haus;12345\n", encoding="utf-8")
    (tmp_path / "map.yaml").write_text("columns: {PLZ: postcode}\n", encoding="utf-8")
    full = isms(*wanted, "--map", tmp_path / "map.yaml", "--json").json
    assert (len(full["rejected"]), full["created"]) == (300, 1)
    assert len(isms(*wanted, "--map", tmp_path / "map.yaml").out.splitlines()) < 40
