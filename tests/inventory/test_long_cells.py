"""Cells that are longer than the csv module takes by itself."""

import csv
from pathlib import Path

import pytest

from isms.core.errors import InputError
from tests.inventory.importing_files import found, plan_text, reasons

LIMIT = 128 * 1024  # what the csv module takes
STEPS = [n / 2500 for n in range(2500)]
SIDES = (
    ((t, 0.0) for t in STEPS),
    ((1.0, t) for t in STEPS),
    ((1 - t, 1.0) for t in STEPS),
    ((0.0, 1 - t) for t in STEPS),
)
OUTLINE = ", ".join(f"{9.7 + x / 100:.6f} {52.3 + y / 100:.6f}" for side in SIDES for x, y in side)
TABLE = "id;name;geometry\n1;Rathaus;POINT (9.7 52.3)\n{row}\n3;Schule;POINT (9.8 52.4)\n"


def test_a_long_outline_of_a_site_is_read(tmp_path: Path) -> None:
    row = f'2;Klärwerk;"POLYGON (({OUTLINE}, 9.7 52.3))"'
    assert len(row) > LIMIT
    made = plan_text(tmp_path, TABLE.format(row=row))
    assert [one.id for one in found(made)] == ["1", "2", "3"]
    works = found(made)[1]
    assert works.lat == pytest.approx(52.305, abs=1e-5)
    assert works.lon == pytest.approx(9.705, abs=1e-5)
    assert made.report.delimiter == ";"


def test_a_long_cell_costs_its_own_row_only(tmp_path: Path) -> None:
    made = plan_text(tmp_path, TABLE.format(row=f"2;{'x' * 2 * LIMIT};POINT (9.7 52.3)"))
    assert [one.id for one in found(made)] == ["1", "3"]
    assert reasons(made) == [(3, "name", "longer than 2000 characters")]
    [told] = made.report.document()["rejected"]
    assert told["value"] == "x" * 2000


def test_a_long_outline_that_is_broken_costs_its_own_row_only(tmp_path: Path) -> None:
    made = plan_text(tmp_path, TABLE.format(row=f'2;Klärwerk;"POLYGON (({OUTLINE}, 9.7"'))
    assert [one.id for one in found(made)] == ["1", "3"]
    assert [(row, column) for row, column, _ in reasons(made)] == [(3, "geometry")]


def test_a_quotation_mark_that_is_missing_is_named_with_the_row_where_it_begins(tmp_path: Path) -> None:
    rows = "".join(f"{n};Haus {n};\n" for n in range(4, 20_000))
    with pytest.raises(InputError) as refused:
        plan_text(tmp_path, TABLE.format(row='2;"Klärwerk;') + rows)
    assert "Zeile 3: nicht lesbar (eine Zelle ohne Ende). Fehlt ein Anführungszeichen?" in refused.value.message.de


def test_the_limit_of_the_csv_module_is_what_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    plan_text(tmp_path, TABLE.format(row=f"2;{'x' * 2 * LIMIT};"))
    assert csv.field_size_limit() == before
