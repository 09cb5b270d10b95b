"""The facts that ship: complete, consistent, pinned, and without the sentences of the source."""

import csv
import hashlib
from pathlib import Path

import pytest

from isms.core.model.control import Edition, Requirement
from isms.grundschutz import catalog
from tests.shared import SHARED, needs_shared

FACTS = Path(catalog.__file__).parent / "facts"


def test_the_kompendium_has_its_active_requirements_by_module() -> None:
    found = catalog.requirements(Edition.KOMPENDIUM)
    assert len(found) == 508
    assert found["NET.3.1.A4"] == Requirement(
        edition=Edition.KOMPENDIUM,
        id="NET.3.1.A4",
        title="Schutz der Administrationsschnittstellen",
        level="Basis",
        group="NET.3.1",
        group_title="Router und Switches",
    )


def test_requirements_that_were_dropped_are_not_in_it() -> None:
    assert "CON.3.A3" not in catalog.requirements(Edition.KOMPENDIUM)


def test_grundschutz_plus_plus_has_its_controls_by_practice_with_what_they_require() -> None:
    found = catalog.requirements(Edition.GSPP)
    assert len(found) == 1000
    control = found["DET.3.1.7"]
    assert (control.requires, control.group, control.group_title) == (("KONF.4.5",), "DET", "Detektion")
    assert control.uuid is not None
    assert len({each.uuid for each in found.values()}) == 1000


def test_every_required_control_exists() -> None:
    found = catalog.requirements(Edition.GSPP)
    assert [(each.id, need) for each in found.values() for need in each.requires if need not in found] == []


def test_every_category_is_a_target_object_and_every_ancestor_too() -> None:
    objects = catalog.target_objects()
    used = {category for each in catalog.requirements(Edition.GSPP).values() for category in each.categories}
    assert used - objects.keys() == set()
    assert {above for ancestors in objects.values() for above in ancestors} - objects.keys() == set()
    assert objects["Administrierende"] == ("Mitarbeitende", "Nutzende")


def test_the_pins_are_the_hashes_of_the_tables() -> None:
    expected = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in FACTS.glob("*.csv")}
    assert dict(catalog.pins()) == expected


@pytest.mark.parametrize("table", sorted(path.name for path in FACTS.glob("*.csv")))
def test_no_cell_is_long_enough_to_be_the_text_of_a_requirement(table: str) -> None:
    with (FACTS / table).open(encoding="utf-8", newline="") as stream:
        cells = [(row[0], cell) for row in csv.reader(stream) for cell in row if len(cell) > 400]
    assert cells == []


@needs_shared
@pytest.mark.parametrize("table", sorted(path.name for path in FACTS.glob("*.csv") if path.stem != "gspp_answerable"))
def test_the_tables_are_those_that_were_checked_against_the_sources(table: str) -> None:
    assert (FACTS / table).read_bytes() == (SHARED / "bsi" / "facts" / table).read_bytes()


@needs_shared
def test_the_controls_that_a_configuration_can_answer_are_those_that_were_judged_so() -> None:
    judged = rows_of(SHARED / "bsi" / "facts" / "gspp_assessability.csv")
    wanted = [{name: row[name] for name in ("id", "cls", "coverage")} for row in judged if row["cls"] == "i"]
    assert rows_of(FACTS / "gspp_answerable.csv") == wanted


def rows_of(table: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with table.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
