"""`isms building add|set|history`, and the filters of `building list`."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import Answer, isms


def add(office: Path, *words: str) -> Answer:
    """Add a building."""
    return isms("-w", office, "building", "add", *words)


def ids(office: Path, *words: str) -> list[str]:
    """The ids of the buildings that a sentence finds."""
    return [one["id"] for one in isms("-w", office, "building", "list", *words, "--json").json["buildings"]]


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four buildings, one of them on fibre, one under construction; only for looking at."""
    office = tmp_path_factory.mktemp("four") / "stadt"
    isms("init", office)
    add(office, "1", "name=Humboldtschule", "type=Gymnasium", "district=Linden-Nord", "department=Schulamt")
    add(office, "2", "name=Rathaus", "type=Verwaltung", "district=Mitte", "street=Am Markt 1")
    add(office, "3", "name=Parkschule", "type=Grundschule", "district=Linden", "closed_on=01.08.2025")
    add(office, "4", "name=Depot")
    for name in ("fibre:Abnahme", "in Betrieb"):
        isms("-w", office, "rollout", "milestone", "2", name, "--actual", "01.10.2026")
    isms("-w", office, "rollout", "milestone", "1", "Vergabe", "--actual", "2026-10-01")
    isms("-w", office, "rollout", "milestone", "1", "wlan:Bedarf", "--actual", "2026-10-01")
    return office


@pytest.fixture
def town_of_four(four: Path, tmp_path: Path) -> Path:
    """The same, to change."""
    return Path(shutil.copytree(four, tmp_path / "four"))


def test_a_building_is_added_with_german_words_and_numbers(office: Path) -> None:
    words = ("name=Rathaus", "Straße=Markt 1", "PLZ=1067", "users=1.200", "floor_area=3400,5", "besitz=gemietet")
    added = add(office, "WE-1", *words, "lease_until=31.12.2030", "kritis=ja", "Herkunft=Neubau", "--json").json
    expected = {
        "id": "WE-1",
        "name": "Rathaus",
        "street": "Markt 1",
        "postcode": "01067",
        "users": 1200,
        "floor_area": 3400.5,
        "tenure": "rented",
        "lease_until": "2030-12-31",
        "kritis": True,
        "origin": "new_building",
    }
    assert {field: added[field] for field in expected} == expected
    assert added["in_scope"] is None
    [listed] = isms("-w", office, "building", "list", "--json").json["buildings"]
    assert {field: listed[field] for field in added} == added


def test_a_building_is_changed_and_a_dash_empties_a_field(office: Path) -> None:
    add(office, "1", "name=Rathaus", "users=5")
    changed = isms(
        "-w", office, "building", "set", "1", "users=-", "priority=2", "--reason", "Beschluss", "--json"
    ).json
    assert (changed["name"], changed["users"], changed["priority"]) == ("Rathaus", None, 2)
    last = isms("-w", office, "building", "history", "1", "--json").json["entries"][-1]
    assert (last["field"], last["old"], last["new"], last["reason"]) == ("users", 5, None, "Beschluss")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        pytest.param(("../x",), "keine Kennung", id="a path"),
        pytest.param(("1", "lease_until=31.02.2026"), "Mietende ‚31.02.2026‘: diesen Tag gibt es nicht", id="a day"),
        pytest.param(("1", "users=-3"), "Personen ‚-3‘", id="fewer than nobody"),
        pytest.param(("1", "tenure=geerbt"), "erlaubt ist: Eigentum, gemietet", id="a word"),
        pytest.param(("1", "lat=99"), "Breite ‚99‘", id="a coordinate"),
        pytest.param(("1", "colour=red"), "colour=red", id="a field"),
        pytest.param(("1", "name=a", "Name=b"), "Name=b", id="a field twice"),
        pytest.param((), "Kennung fehlt", id="no id"),
        pytest.param(("0",), "gibt es schon", id="an id that is taken"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(office: Path, words: tuple[str, ...], problem: str) -> None:
    add(office, "0")
    answer = add(office, *words)
    assert answer.code == 2
    assert problem in answer.err
    assert ids(office) == ["0"]


def test_all_mistakes_of_a_line_are_named_at_once(office: Path) -> None:
    assert add(office, "1", "users=x", "lat=x").err.count("‚x‘") == 2


@pytest.mark.parametrize("words", [("9", "users=1"), ("users=1",), (), ("1",), ("1", "id=2")])
def test_a_change_needs_a_building_and_something_to_change(office: Path, words: tuple[str, ...]) -> None:
    add(office, "1", "name=Rathaus")
    assert isms("-w", office, "building", "set", *words).code == 2


def test_many_buildings_change_from_a_file_with_a_reason_each(office: Path, tmp_path: Path) -> None:
    for key in ("1", "2", "3"):
        add(office, key, "name=Haus", "users=7")
    file = tmp_path / "aenderung.csv"
    file.write_bytes(
        "Kennung;Personen;Rang;Grund;Bemerkung\n1;10;1;Zählung;x\n2;-;;;\n3;viele;;;\n9;1;;;\n1;11;;;\n".encode(
            "cp1252"
        )
    )
    dry = isms("-w", office, "building", "set", "--from", file, "--dry-run", "--json").json
    assert isms("-w", office, "building", "list", "--json").json["buildings"][0]["users"] == 7
    report = isms("-w", office, "building", "set", "--from", file, "--json").json
    assert dry == report
    counts = ("rows", "created", "updated", "unchanged", "skipped")
    assert [report[name] for name in counts] == [5, 0, 2, 0, 0]
    assert [(one["row"], one["column"], one["value"]) for one in report["rejected"]] == [
        (4, "Personen", "viele"),
        (5, "Kennung", "9"),
        (6, "", "1"),
    ]
    assert report["unmapped"] == ["Bemerkung"]
    assert [one["users"] for one in isms("-w", office, "building", "list", "--json").json["buildings"]] == [10, None, 7]
    reasons = [one["reason"] for one in isms("-w", office, "building", "history", "1", "--json").json["entries"][-2:]]
    assert reasons == ["Zählung", "Zählung"]
    entries = isms("-w", office, "building", "history", "2", "--json").json["entries"]
    assert entries[-1]["reason"] == "Datei: aenderung.csv"


def test_many_buildings_are_added_from_a_file_all_or_none(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "neu.csv"
    file.write_text("id;name\n1;Rathaus\n../2;Bauhof\n")
    strict = isms("-w", office, "building", "add", "--from", file, "--strict")
    assert (strict.code, ids(office)) == (2, [])
    assert isms("-w", office, "building", "add", "--from", file).code == 0
    assert ids(office) == ["1"]


def test_a_file_and_a_line_are_too_much(office: Path, tmp_path: Path) -> None:
    (tmp_path / "neu.csv").write_text("id;name\n1;Rathaus\n")
    assert isms("-w", office, "building", "add", "1", "--from", tmp_path / "neu.csv").code == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--type", "schule"), ["1"]),
        (("--type", "Schulen", "--closed"), ["1", "3"]),
        (("--type", "schule", "--type", "verwaltung"), ["1", "2"]),
        (("--district", "linden"), ["1"]),
        (("--department", "schulamt"), ["1"]),
        (("--with", "fibre"), ["2"]),
        (("--with", "Glasfaser"), ["2"]),
        (("--without", "fibre"), ["1", "4"]),
        (("--without", "wlan"), ["1", "2", "4"]),
        (("--in-phase", "Bau"), ["1"]),
        (("--in-phase", "operation"), ["2"]),
        (("--in-phase", "wlan:planung"), ["1"]),
        (("--in-phase", "fibre:planung"), []),
        (("--type", "schule", "--district", "Linden", "--without", "fibre"), ["1"]),
        (("markt",), ["2"]),
        (("haus", "am markt"), ["2"]),
        ((), ["1", "2", "4"]),
        (("--closed",), ["1", "2", "3", "4"]),
    ],
    ids=" ".join,
)
def test_a_filter_reads_like_a_sentence(four: Path, words: tuple[str, ...], found: list[str]) -> None:
    assert ids(four, *words) == found


@pytest.mark.parametrize("words", [("--with", "strom"), ("--in-phase", "fast fertig"), ("--in-phase", "x:bau")])
def test_a_filter_that_is_none_is_refused(four: Path, words: tuple[str, ...]) -> None:
    assert isms("-w", four, "building", "list", *words).code == 2


def test_closed_buildings_are_mentioned_where_they_are_left_out(four: Path) -> None:
    assert "1 geschlossenes Gebäude" in isms("-w", four, "building", "list").err
    assert "Kein Gebäude passt" in isms("-w", four, "building", "list", "Mond").err


def test_a_building_shows_what_belongs_to_it(town_of_four: Path) -> None:
    isms("-w", town_of_four, "connection", "add", "2", "medium=DSL", "provider=Stadtwerke")
    isms("-w", town_of_four, "area", "add", "2", "kind=Publikum", "aps_planned=4")
    shown = isms("-w", town_of_four, "building", "show", "2", "--json").json
    assert [one["provider"] for one in shown["connections"]] == ["Stadtwerke"]
    assert [one["aps_planned"] for one in shown["areas"]] == [4]
    assert (shown["fibre"]["phase"], shown["wlan"]) == ("operation", None)
    out = isms("-w", town_of_four, "building", "show", "2").out
    assert "Glasfaser: in Betrieb seit 01.10.2026" in out
    assert "DSL, Anbieter Stadtwerke" in out


def test_the_history_tells_every_promise_ever_made(town_of_four: Path) -> None:
    call = ("-w", town_of_four, "rollout", "milestone", "1", "Tiefbau", "--plan")
    isms(*call, "01.03.2027")
    isms(*call, "01.06.2027", "--reason", "Frost")
    isms(*call, "-", "--reason", "Firma insolvent")
    isms("-w", town_of_four, "grant", "add", "AZ-1", "buildings=1,2", "approved=5.000")
    told = isms("-w", town_of_four, "building", "history", "1", "--promises", "--json").json["entries"]
    assert [(one["old"], one["new"], one["reason"]) for one in told] == [
        (None, "2027-03-01", None),
        ("2027-03-01", "2027-06-01", "Frost"),
        ("2027-06-01", None, "Firma insolvent"),
    ]
    assert {(one["kind"], one["milestone"]) for one in told} == {("fibre", "civil_works")}
    alone = isms("-w", town_of_four, "building", "history", "1", "--milestone", "wlan:Bedarf", "--json").json["entries"]
    assert [one["field"] for one in alone] == ["actual"]
    out = isms("-w", town_of_four, "building", "history", "1").out
    assert "Glasfaser Tiefbau Plan: 01.03.2027 → 01.06.2027" in out
    assert "Gebäude Name: – → Humboldtschule" in out
    assert "Frost" in out
    assert "Förderung bewilligt: – → 5.000,00\xa0€" in out


def test_the_history_of_nobody_is_refused(office: Path) -> None:
    assert isms("-w", office, "building", "history", "1").code == 2
