"""The dates of the rollout as one row per building."""

import csv
import io
from datetime import date
from pathlib import Path

import python_calamine as calamine

from inventory import export_csv, rollout_templates, workbook_writer
from inventory.export_rollout import Dated, Table, table
from isms.core.model.building import Building
from isms.core.model.rollout import Measure, MeasureKind, Milestone, Phase, Standing
from isms.core.model.text import Language
from tests.inventory.returning import NOW

SCHOOL = Building(id="00123", name="=Schule", district="Nord")
MEASURE = Measure(id="00123:fibre", building="00123", kind=MeasureKind.FIBRE, blocker="Querung der Bahn")
TEMPLATE = rollout_templates.read({})[MeasureKind.FIBRE]


def step(name: str, plan: date | None = None, actual: date | None = None, dropped: str | None = None) -> Milestone:
    """A step of the school's fibre."""
    return Milestone(
        id=f"{MEASURE.id}/{name}", measure=MEASURE.id, name=name, plan=plan, actual=actual, dropped_reason=dropped
    )


def listed(language: Language = Language.DE) -> Table:
    """A school that is being connected, and a building without a measure."""
    steps = {
        one.name: one
        for one in (
            step("award", date(2026, 1, 5), date(2026, 1, 7)),
            step("civil_works", date(2027, 3, 1)),
            step("permit", dropped="eigener Grund"),
        )
    }
    standing = Standing(measure=MEASURE.id, phase=Phase.BUILD, since=date(2026, 1, 7))
    dated = (
        Dated(building=SCHOOL, measure=MEASURE, standing=standing, steps=steps),
        Dated(building=Building(id="2"), steps={}),
    )
    return table(TEMPLATE, dated, language)


def test_each_building_is_a_row_with_planned_and_real_days() -> None:
    found = listed()
    row = dict(zip(found.titles, found.rows[0], strict=True))
    assert (row["Kennung"], row["Phase"], row["seit"]) == ("00123", "Bau", date(2026, 1, 7))
    assert row["Hindernis"] == "Querung der Bahn"
    assert (row["Vergabe: Plan"], row["Vergabe: Ist"]) == (date(2026, 1, 5), date(2026, 1, 7))
    assert (row["Tiefbau: Plan"], row["Tiefbau: Ist"]) == (date(2027, 3, 1), None)
    assert [title for title, value in row.items() if value == "entfällt"] == ["Gestattung: Plan"]
    assert set(found.rows[1]) == {"2", None}


def test_titles_tell_the_steps_apart_in_both_languages() -> None:
    for language in Language:
        titles = listed(language).titles
        assert len(set(titles)) == len(titles) == 12 + 2 * len(TEMPLATE.steps)


def test_the_list_is_a_workbook_with_days_and_a_csv_file_without_formulas(tmp_path: Path) -> None:
    found = listed()
    origin = workbook_writer.Origin(owner="Stadt Musterstadt", when=NOW, language=Language.DE)
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook_writer.render_table("Glasfaser", found.titles, found.rows, origin))
    head, row, _ = calamine.load_workbook(path).get_sheet_by_name("Glasfaser").to_python(skip_empty_area=False)
    told = dict(zip(head, row, strict=True))
    assert (told["Kennung"], told["Name"], told["Vergabe: Ist"]) == ("00123", "=Schule", date(2026, 1, 7))
    text = export_csv.render_table(found.titles, found.rows, Language.DE).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert (lines[0]["Name"], lines[0]["Vergabe: Ist"]) == ("'=Schule", "07.01.2026")
