"""`isms rollout milestone|set|show`."""

import os
import pty
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from tests.cli.running import Answer, isms, process

DAY = datetime(2027, 6, 1)  # noqa: DTZ001 - a spreadsheet knows no zones


@pytest.fixture
def school(office: Path) -> Path:
    """A workspace with one building."""
    isms("-w", office, "building", "add", "WE-1", "name=Grundschule Nord", "type=Grundschule")
    return office


def date(office: Path, name: str, *words: str) -> Answer:
    """Date a milestone of the building."""
    return isms("-w", office, "rollout", "milestone", "WE-1", name, *words)


def milestone(office: Path, name: str, *words: str) -> dict[str, str | None]:
    """The milestone after it was dated."""
    return dict(date(office, name, *words, "--json").json["milestone"])


def phase(office: Path) -> str | None:
    """The phase of the building's fibre."""
    [listed] = isms("-w", office, "building", "list", "--json").json["buildings"]
    return str(listed["fibre"]["phase"]) if listed["fibre"] else None


@pytest.mark.parametrize("day", ["21.11.2027", "2027-11-21", "21.11.27"])
def test_a_date_is_written_the_german_way_or_the_international_one(school: Path, day: str) -> None:
    found = milestone(school, "TIEFBAU", "--plan", day, "--baseline", day)
    assert (found["id"], found["plan"], found["baseline"]) == ("WE-1:fibre/civil_works", "2027-11-21", "2027-11-21")


def test_the_status_follows_from_the_dates_alone(school: Path) -> None:
    assert phase(school) is None
    date(school, "Tiefbau", "--plan", "2027-11-21")
    assert phase(school) == "need"
    date(school, "Vergabe", "--actual", "2026-01-05")
    assert phase(school) == "build"
    lit = date(school, "in Betrieb", "--actual", "2026-02-01")
    assert "zählt erst mit dem Ist der Abnahme" in lit.err
    assert phase(school) == "acceptance"
    assert date(school, "fibre:Abnahme", "--actual", "2026-02-03").err == ""
    assert phase(school) == "operation"


def test_a_promise_that_moves_needs_a_reason(school: Path) -> None:
    date(school, "Tiefbau", "--plan", "2027-03-01", "--baseline", "2027-03-01")
    for words in (("--plan", "2027-06-01"), ("--plan", "-"), ("--baseline", "2027-06-01")):
        refused = date(school, "Tiefbau", *words)
        assert (refused.code, "mit --reason sagen, warum" in refused.err) == (2, True)
        assert date(school, "Tiefbau", *words, "--reason", "  ").code == 2
    assert date(school, "Tiefbau", "--plan", "2027-03-01").code == 0
    moved = milestone(school, "Tiefbau", "--plan", "2027-06-01", "--reason", "Frost")
    assert (moved["plan"], moved["baseline"]) == ("2027-06-01", "2027-03-01")


def test_a_terminal_is_asked_why_a_promise_moves(school: Path) -> None:
    date(school, "Tiefbau", "--plan", "2027-03-01")
    mine, its = pty.openpty()
    words = ("-w", school, "rollout", "milestone", "WE-1", "Tiefbau", "--plan", "2027-06-01")
    asked = subprocess.Popen(process(*words), stdin=its, stdout=subprocess.PIPE, stderr=its, env={**os.environ})
    os.close(its)
    os.write(mine, b"Frost\n")
    out, _ = asked.communicate(timeout=60)
    told = os.read(mine, 65536).decode()
    os.close(mine)
    assert asked.returncode == 0
    assert "Warum verschiebt sich der Termin?" in told
    assert "01.06.2027" in out.decode()
    last = isms("-w", school, "building", "history", "WE-1", "--json").json["entries"][-1]
    assert last["reason"] == "Frost"


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one building, in which nothing may change."""
    folder = tmp_path_factory.mktemp("rollout") / "stadt"
    isms("init", folder)
    isms("-w", folder, "building", "add", "WE-1", "name=Grundschule Nord")
    return folder


@pytest.mark.parametrize(
    ("name", "words", "problem"),
    [
        pytest.param("Abnahme", ("--actual", "2026-01-01"), "fibre:Abnahme", id="ambiguous"),
        pytest.param("Richtfest", ("--actual", "2026-01-01"), "Es gibt: Bedarf", id="unknown"),
        pytest.param("Tiefbau", (), "nichts angegeben", id="nothing"),
        pytest.param("Tiefbau", ("--plan", "31.02.2027"), "diesen Tag gibt es nicht", id="no such day"),
        pytest.param("Tiefbau", ("--plan", "bald"), "kein Datum", id="no date"),
        pytest.param("Tiefbau", ("--actual", "31.12.2099"), "liegt in der Zukunft", id="future"),
        pytest.param("fibre:Abnahme", ("--dropped", "eilig"), "können nicht entfallen", id="acceptance dropped"),
        pytest.param("Denkmal", ("--dropped", " "), "Grund ist leer", id="dropped without reason"),
        pytest.param("Denkmal", ("--dropped", "x", "--plan", "2027-01-01"), "zugleich", id="dropped and dated"),
        pytest.param("Tiefbau", ("--applied", "2026-01-01"), "§ 127 TKG", id="no deemed consent"),
        pytest.param("Zustimmung", ("--extended-until", "2026-01-01"), "keine Frist", id="no application"),
    ],
)
def test_what_cannot_be_is_refused(untouched: Path, name: str, words: tuple[str, ...], problem: str) -> None:
    answer = date(untouched, name, *words)
    assert (answer.code, answer.out) == (2, "")
    assert problem in answer.err
    assert phase(untouched) is None


@pytest.mark.parametrize("words", [(), ("WE-1",), ("WE-9", "Tiefbau", "--plan", "2027-01-01")])
def test_building_and_milestone_must_be_there(school: Path, words: tuple[str, ...]) -> None:
    assert isms("-w", school, "rollout", "milestone", *words).code == 2


def test_a_step_may_be_dropped_with_its_reason_and_taken_up_again(school: Path) -> None:
    assert milestone(school, "Denkmal", "--dropped", "kein Denkmal")["dropped_reason"] == "kein Denkmal"
    assert "entfällt: kein" in isms("-w", school, "rollout", "show", "WE-1").out
    assert "galt als entfallen" in date(school, "Denkmal", "--plan", "2027-01-01").err
    again = milestone(school, "Denkmal", "--plan", "2027-01-01", "--reason", "doch")
    assert (again["dropped_reason"], again["plan"]) == (None, "2027-01-01")


def test_a_consent_is_deemed_given_three_months_after_the_application(school: Path) -> None:
    answer = date(school, "Zustimmung § 127 TKG", "--applied", "31.01.2026")
    assert "nach dem 30.04.2026 als erteilt" in answer.out
    shown = isms("-w", school, "rollout", "show", "WE-1", "--json").json["measures"][0]["standing"]
    assert (shown["deemed"], shown["next"]) == (["consent"], "traffic_order")
    date(school, "§ 127", "--extended-until", "31.12.2099")
    assert "gilt nach dem" in isms("-w", school, "rollout", "show", "WE-1").out


def test_many_milestones_are_dated_from_a_file(school: Path, tmp_path: Path) -> None:
    date(school, "Tiefbau", "--plan", "2027-03-01")
    file = tmp_path / "termine.csv"
    file.write_text(
        "Gebäude;Meilenstein;Plan;Ist;entfällt;Grund\n"
        "WE-1;Tiefbau;01.06.2027;;;Frost\n"
        "WE-1;Vergabe;;05.01.2026;;\n"
        "WE-1;Denkmal;;;kein Denkmal;\n"
        "WE-1;Abnahme;;05.01.2026;;\n"
        "WE-9;Tiefbau;01.06.2027;;;\n"
        "WE-1;OTDR;31.02.2027;;;\n"
        "WE-1;wlan:Bedarf;;05.01.2026;;\n"
        ";Spleißen;01.06.2027;;;\n",
        encoding="utf-8",
    )
    report = isms("-w", school, "rollout", "milestone", "--from", file, "--json").json
    assert (report["rows"], report["created"], report["updated"]) == (8, 3, 1)
    assert [(one["row"], one["column"]) for one in report["rejected"]] == [
        (5, "Meilenstein"),
        (6, "Gebäude"),
        (7, "Plan"),
        (9, "Gebäude"),
    ]
    assert phase(school) == "build"
    again = isms("-w", school, "rollout", "milestone", "--from", file, "--json").json
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 4)


def test_a_promise_in_a_file_needs_its_reason_too(school: Path, tmp_path: Path) -> None:
    date(school, "Tiefbau", "--plan", "2027-03-01")
    file = tmp_path / "termine.csv"
    file.write_text("building;milestone;plan\nWE-1;Tiefbau;2027-06-01\n")
    call = ("-w", school, "rollout", "milestone", "--from", file, "--json")
    [rejected] = isms(*call).json["rejected"]
    assert "--reason" in rejected["reason"]
    assert isms(*call, "--dry-run", "--reason", "Frost").json["updated"] == 1
    assert isms(*call, "--strict").code == 2
    assert isms(*call, "--reason", "Frost").json["updated"] == 1


def test_a_workbook_with_real_dates_and_numbers_is_taken(school: Path, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "termine.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["WE", "Meilenstein", "Plan", "Ist"])
        sheet.write_row(1, 0, ["WE-1", "Tiefbau"])
        sheet.write_datetime(1, 2, DAY, book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_row(2, 0, ["WE-1", "Vergabe", "", "05.01.2026"])
    report = isms("-w", school, "rollout", "milestone", "--from", tmp_path / "termine.xlsx", "--json").json
    assert (report["created"], report["rejected"]) == (2, [])
    [told] = isms("-w", school, "building", "history", "WE-1", "--promises", "--json").json["entries"]
    assert told["new"] == "2027-06-01"


def test_the_order_of_edits_makes_no_difference(school: Path, tmp_path: Path) -> None:
    edits = [
        ("in Betrieb", "--actual", "2026-03-01"),
        ("Vergabe", "--actual", "2026-01-05"),
        ("fibre:Abnahme", "--actual", "2026-03-03"),
        ("Tiefbau", "--plan", "2026-02-01"),
        ("Denkmal", "--dropped", "kein Denkmal"),
    ]
    other = Path(shutil.copytree(school, tmp_path / "anders"))
    for office, order in ((school, edits), (other, edits[::-1])):
        for name, *words in order:
            assert date(office, name, *words).code == 0
    shown = [isms("-w", office, "rollout", "show", "WE-1", "--json").json for office in (school, other)]
    assert shown[0] == shown[1]
    assert shown[0]["measures"][0]["standing"]["phase"] == "operation"


def test_notes_stand_at_the_measure(school: Path) -> None:
    call = ("-w", school, "rollout", "set", "WE-1")
    noted = isms(*call, "Glasfaser", "blocker=Querung der Bahn", "zuständig=Amt 66", "--json").json
    assert (noted["id"], noted["blocker"], noted["responsible"]) == ("WE-1:fibre", "Querung der Bahn", "Amt 66")
    assert isms(*call, "fibre", "blocker=-", "--json").json["blocker"] is None
    assert isms(*call, "fibre", "kind=wlan").code == 2
    assert isms(*call, "strom", "blocker=x").code == 2
    assert isms("-w", school, "rollout", "set", "WE-9", "fibre", "blocker=x").code == 2
    assert "zuständig  Amt 66" in isms("-w", school, "rollout", "show", "WE-1").out


def test_a_building_without_a_measure_says_how_to_begin(school: Path) -> None:
    answer = isms("-w", school, "rollout", "show", "WE-1")
    assert (answer.code, answer.out) == (0, "")
    assert "isms rollout milestone WE-1" in answer.err


def test_an_office_has_steps_of_its_own(school: Path) -> None:
    date(school, "Vergabe", "--actual", "2025-12-01")
    (school / "templates").mkdir()
    file = school / "templates" / "fibre.yaml"
    file.write_text(
        "kind: fibre\nsteps:\n"
        "  - {key: dig, title: {de: Spatenstich, en: Ground-breaking}, phase: build}\n"
        "  - {key: ok, title: {de: Abnahme, en: Acceptance}, phase: acceptance, role: acceptance}\n"
        "  - {key: lit, title: {de: in Betrieb, en: In service}, phase: acceptance, role: service}\n"
    )
    assert date(school, "spatenstich", "--actual", "2026-01-01").code == 0
    assert phase(school) == "acceptance"
    assert "award" in isms("-w", school, "rollout", "show", "WE-1").err
    file.write_text("kind: wlan\nsteps: []\ncolour: red\n")
    wrong = date(school, "Spatenstich", "--actual", "2026-01-02")
    assert wrong.code == 2
    assert "templates/fibre.yaml:3: colour: unbekannter Schlüssel" in wrong.err


def test_names_and_dates_of_milestones_stay_whole_on_a_narrow_screen(musterstadt: Path) -> None:
    out = isms("-w", musterstadt, "rollout", "show", "WE-0017").out
    assert "\nMitbestimmung/Datenschutz  " in out
    assert "← nächster\n" in out
    assert [line for line in out.splitlines() if len(line) > 80] == []
