"""`isms rollout export`."""

import csv
import io
from pathlib import Path

import python_calamine as calamine

from tests.cli.running import isms, outcome


def a_school(office: Path) -> None:
    """A school whose civil works are promised, and a building that is closed."""
    isms("-w", office, "building", "add", "WE-0001", "name=Grundschule Nord", "type=Grundschule")
    isms("-w", office, "building", "add", "WE-0002", "name=Altes Amt", "closed_on=1.2.2024")
    isms("-w", office, "rollout", "milestone", "WE-0001", "Tiefbau", "--plan", "31.12.2099")


def test_the_list_has_the_promised_days_of_open_buildings(office: Path, tmp_path: Path) -> None:
    a_school(office)
    assert isms("-w", office, "rollout", "export", tmp_path / "a.xlsx", "--json").json["buildings"] == 1
    book = calamine.load_workbook(tmp_path / "a.xlsx")
    head, row = book.get_sheet_by_name("Glasfaser").to_python(skip_empty_area=False)
    assert str(dict(zip(head, row, strict=True))["Tiefbau: Plan"]) == "2099-12-31"
    shown = outcome("-w", office, "rollout", "export", "-", "-f", "csv", "--kind", "wlan")
    [line] = csv.DictReader(io.StringIO(shown.out.removeprefix("\ufeff")), delimiter=";")
    assert (line["Kennung"], line["Phase"], "Übergabe: Plan" in line) == ("WE-0001", "", True)


def test_formats_and_kinds_that_there_are_not_are_refused(office: Path, tmp_path: Path) -> None:
    for words in (("a.geojson",), ("a.csv", "--kind", "kupfer"), ("a.pdf",), ("-", "-f", "xlsx")):
        answer = isms(
            "-w", office, "rollout", "export", words[0] if words[0] == "-" else tmp_path / words[0], *words[1:]
        )
        assert (words, answer.code, len(answer.err.splitlines())) == (words, 2, 1)
    assert list(tmp_path.glob("a.*")) == []
