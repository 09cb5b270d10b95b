"""`isms connection|area|grant|cost add|set|list`."""

from pathlib import Path

import pytest

from tests.cli.running import isms


@pytest.fixture
def school(office: Path) -> Path:
    """A workspace with one building."""
    isms("-w", office, "building", "add", "WE-1", "name=Grundschule Nord", "type=Grundschule")
    return office


def test_a_line_is_added_changed_and_listed(school: Path) -> None:
    words = ("role=Haupt", "medium=FTTB/H", "mbit_contracted=1000", "cost_per_month=89,90", "active_since=01.02.2024")
    added = isms("-w", school, "connection", "add", "WE-1", *words, "--json").json
    assert (added["id"], added["medium"], added["cost_per_month"]) == ("WE-1-L1", "ftth", 8990)
    assert isms("-w", school, "connection", "add", "WE-1", "medium=5G", "--json").json["id"] == "WE-1-L2"
    changed = isms("-w", school, "connection", "set", "WE-1-L1", "ended_on=31.12.2026", "--json").json
    assert (changed["ended_on"], changed["active_since"]) == ("2026-12-31", "2024-02-01")
    early = isms("-w", school, "connection", "set", "WE-1-L1", "ended_on=31.12.2023")
    assert (early.code, "liegt vor ‚aktiv seit‘" in early.err) == (2, True)
    listed = isms("-w", school, "connection", "list", "medium=Mobilfunk", "--json").json["connections"]
    assert [one["id"] for one in listed] == ["WE-1-L2"]
    assert "Hauptanschluss" in isms("-w", school, "connection", "list", "Gebäude=WE-1").out


def test_an_area_is_added(school: Path) -> None:
    words = ("kind=Besprechung", "rooms=4", "aps_planned=6", "watts_per_ap=12,5")
    added = isms("-w", school, "area", "add", "WE-1", *words, "--json").json
    assert (added["id"], added["kind"], added["watts_per_ap"]) == ("WE-1-meeting", "meeting", 12.5)
    assert isms("-w", school, "area", "add", "WE-1", "kind=meeting", "--json").json["id"] == "WE-1-meeting-2"
    changed = isms("-w", school, "area", "set", "WE-1-meeting", "aps_operating=6", "--json").json
    assert (changed["aps_operating"], changed["aps_installed"]) == (6, None)
    assert "Besprechung" in isms("-w", school, "area", "list").out


def test_a_grant_is_added_with_share_amounts_and_deadlines(school: Path) -> None:
    words = ("rate=80 %", "approved=250.000", "buildings=WE-1", "bis=x")
    assert isms("-w", school, "grant", "add", "AZ-1", *words).code == 2
    added = isms("-w", school, "grant", "add", "AZ-1", *words[:3], "Mittelabruf bis=30.06.2027", "--json").json
    expected = {"rate": 0.8, "approved": 25_000_000, "drawn": None, "buildings": ["WE-1"], "draw_by": "2027-06-30"}
    assert {field: added[field] for field in expected} == expected
    assert isms("-w", school, "grant", "set", "AZ-1", "drawn=1.000,50", "--json").json["drawn"] == 100_050
    [listed] = isms("-w", school, "grant", "list", "buildings=WE-1", "--json").json["grants"]
    assert listed["id"] == "AZ-1"
    out = isms("-w", school, "grant", "list").out
    assert "250.000,00\xa0€" in out
    assert "30.06.2027" in out
    assert "80 %" in isms("-w", school, "grant", "set", "AZ-1", "programme=Gigabit").out


def test_a_cost_is_added(school: Path) -> None:
    isms("-w", school, "grant", "add", "AZ-1")
    words = ("year=2026", "planned=12.500", "measure=WE-1:fibre", "grant=AZ-1", "text=Tiefbau")
    added = isms("-w", school, "cost", "add", "WE-1", *words, "--json").json
    assert (added["id"], added["planned"], added["paid"]) == ("2026-0001", 1_250_000, None)
    assert isms("-w", school, "cost", "add", "year=2026", "paid=1", "--json").json["id"] == "2026-0002"
    listed = isms("-w", school, "cost", "list", "year=2026", "building=WE-1", "--json").json["costs"]
    assert [one["id"] for one in listed] == ["2026-0001"]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one building, in which nothing may change."""
    folder = tmp_path_factory.mktemp("rows") / "stadt"
    isms("init", folder)
    isms("-w", folder, "building", "add", "WE-1")
    return folder


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("cost", "add", "WE-1", "year=2026", "planned=-5"), "darf nicht negativ sein"),
        (("cost", "add", "WE-1", "planned=5"), "Kosten: Haushaltsjahr fehlt."),
        (("cost", "add", "WE-9", "year=2026"), "gibt es nicht als Gebäude"),
        (("cost", "add", "WE-1", "year=2026", "grant=AZ-9"), "gibt es nicht als Förderung"),
        (("cost", "add", "WE-1", "year=2026", "measure=WE-9:fibre"), "GEBÄUDE:fibre"),
        (("grant", "add", "AZ-1", "rate=120 %"), "über 100 %"),
        (("grant", "add", "AZ-1", "buildings=WE-1,WE-9"), "WE-9"),
        (("grant", "add", "../AZ"), "keine Kennung"),
        (("grant", "add", "AZ-1", "draw_by=31.02.2027"), "diesen Tag gibt es nicht"),
        (("connection", "add", "WE-1", "medium=Brieftaube"), "eigene Glasfaser"),
        (("connection", "add", "medium=DSL"), "Gebäude fehlt"),
        (("connection", "set", "WE-1-L9", "medium=DSL"), "gibt es nicht als Anschluss"),
        (("area", "add", "WE-1"), "Gegenstand fehlt"),
        (("area", "list", "kind=Garten"), "Besprechung"),
        (("cost", "list", "Jahr"), "kein FELD=WERT"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_refused(untouched: Path, words: tuple[str, ...], problem: str) -> None:
    answer = isms("-w", untouched, *words)
    assert (answer.code, answer.out) == (2, "")
    assert problem in answer.err


def test_many_lines_are_added_from_a_file(school: Path, tmp_path: Path) -> None:
    file = tmp_path / "anschluesse.csv"
    file.write_text("Gebäude;Medium;Anbieter\nWE-1;DSL;Telekom\nWE-1;Glas;x\nWE-9;DSL;x\nWE-1;LTE;Funk\n")
    report = isms("-w", school, "connection", "add", "--from", file, "--json").json
    assert (report["rows"], report["created"], len(report["rejected"])) == (4, 2, 2)
    listed = isms("-w", school, "connection", "list", "--json").json["connections"]
    assert [(one["id"], one["provider"]) for one in listed] == [("WE-1-L1", "Telekom"), ("WE-1-L2", "Funk")]


def test_an_empty_list_shows_how_to_begin(school: Path) -> None:
    for name in ("connection", "area", "grant", "cost"):
        assert f"isms {name} add" in isms("-w", school, name, "list").err
