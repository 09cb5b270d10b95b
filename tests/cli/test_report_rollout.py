"""`isms report rollout`: from a register to the page."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.configurations import a_file
from tests.cli.running import isms

KINDS = ("pdf", "html", "xlsx", "csv", "json", "md")
BUILDINGS = (
    "id;name;type;district;lat;lon;kritis\n"
    "WE-1;Grundschule am Markt;Grundschule;Linden;54.45;6.90;\n"
    "WE-2;<b>Kita</b> =1+1;Kita;Hafen;54.46;6.91;\n"
    "WE-3;Leitstelle Nord;Feuerwehr;Hafen;54.47;6.92;ja\n"
)
SQUARE = [[6.88, 54.44], [6.95, 54.44], [6.95, 54.48], [6.88, 54.48], [6.88, 54.44]]
DISTRICTS = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"name": "Linden"}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}
    ],
}


@pytest.fixture
def register(office: Path) -> Path:
    """A workspace with three buildings, one of them in service."""
    a_file(office / "list.csv", BUILDINGS)
    assert isms("-w", office, "building", "import", office / "list.csv").code == 0
    for name, day in (("need", "2024-01-10"), ("fibre:acceptance", "2025-05-01"), ("fibre:service", "2025-05-02")):
        step = name if ":" in name else f"fibre:{name}"
        isms("-w", office, "rollout", "milestone", "WE-1", step, "--actual", day)
    return office


def made(register: Path, kind: str, *options: str | Path) -> bytes:
    """The report in a format."""
    output = register / f"report.{kind}"
    answer = isms("-w", register, "report", "rollout", "--format", kind, "--output", output, *options)
    assert (answer.code, answer.out) == (0, f"{output}\n")
    return output.read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_can_be_had_and_is_the_same_on_the_same_day(register: Path, kind: str) -> None:
    assert made(register, kind) == made(register, kind)


@pytest.mark.parametrize("kind", ["html", "json", "csv", "md"])
def test_a_kritis_site_is_named_only_when_asked_for(register: Path, kind: str) -> None:
    assert b"Leitstelle Nord" not in made(register, kind)
    assert b"Leitstelle Nord" in made(register, kind, "--with-kritis")


def test_the_counts_are_those_of_the_targets(register: Path) -> None:
    told = json.loads(made(register, "json"))
    targets = isms("-w", register, "rollout", "targets", "--json").json["targets"]
    names = ("id", "done", "total", "light", "p50", "p85", "p95")
    assert [{name: one[name] for name in names} for one in told["targets"]] == [
        {name: one[name] for name in names} for one in targets
    ]
    assert [one["id"] for one in told["buildings"]] == ["WE-1", "WE-2"]


def test_a_name_is_neither_markup_nor_formula(register: Path) -> None:
    assert b"<b>Kita" not in made(register, "html")
    rows = list(csv.reader(made(register, "csv").decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[2][1] == "<b>Kita</b> =1+1"


def test_the_map_shows_the_districts_of_a_file_or_of_the_workspace(register: Path) -> None:
    without = made(register, "html")
    path = register / "outlines.geojson"
    path.write_text(json.dumps(DISTRICTS))
    given = made(register, "html", "--shapes", path)
    path.rename(register / "districts.geojson")
    assert b'class="l-land"' not in without
    assert given.count(b'class="l-land"') == 1
    assert made(register, "html") == given


@pytest.mark.parametrize(
    "content", [None, "{}", "[1]", '{"features": [{"geometry": null}]}', "no json", '{"features": 7}']
)
def test_a_file_without_districts_is_one_sentence(register: Path, content: str | None) -> None:
    path = register / "shapes.geojson"
    if content is not None:
        path.write_text(content)
    answer = isms("-w", register, "report", "rollout", "--format", "html", "--shapes", path)
    assert (answer.code, answer.out) == (2, "")
    assert "shapes.geojson" in answer.err
    assert not (register / "reports").exists()


@pytest.mark.parametrize(
    "words", [("check", "--with-kritis"), ("check", "--shapes", "x.json"), ("rollout", "--run", "x")]
)
def test_an_option_of_another_report_is_refused(register: Path, words: tuple[str, ...]) -> None:
    answer = isms("-w", register, "report", *words)
    assert (answer.code, words[1] in answer.err) == (2, True)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_register_gives_a_report_that_says_so(office: Path, kind: str) -> None:
    output = office / f"report.{kind}"
    assert isms("-w", office, "report", "rollout", "--format", kind, "--output", output).code == 0
    assert output.stat().st_size > 50
