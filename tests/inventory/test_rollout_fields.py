"""The tables of the rollout: every field is read and named."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from inventory.rollout_fields import BUILDING, CONNECTION, TABLES, Table, changed, field_of
from inventory.rollout_ids import free_id
from isms.core import wording_fields, wording_rollout
from isms.core.model.area import AreaKind
from isms.core.model.building import Building, Origin, Tenure
from isms.core.model.connection import Connection, ConnectionRole, Medium
from isms.core.model.records import RecordStatus
from isms.core.model.rollout import MeasureKind, Milestone, Phase


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_field_of_a_table_has_a_reader_and_a_name(table: Table[Any]) -> None:
    assert [field.name for field in fields(table.type)] == list(table.readers)
    assert set(table.readers) <= set(wording_fields.FIELDS)
    assert table.name in wording_fields.TABLES


def test_every_field_of_a_milestone_has_a_name() -> None:
    dated = [field.name for field in fields(Milestone) if "date" in str(field.type)]
    assert set(dated) <= set(wording_fields.FIELDS)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_no_two_fields_of_a_table_have_the_same_name(table: Table[Any]) -> None:
    for language in ("de", "en"):
        names = [getattr(wording_fields.FIELDS[name], language) for name in table.readers]
        assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Tenure, wording_rollout.TENURES),
        (Origin, wording_rollout.ORIGINS),
        (MeasureKind, wording_rollout.MEASURES),
        (Phase, wording_rollout.PHASES),
        (ConnectionRole, wording_rollout.CONNECTION_ROLES),
        (Medium, wording_rollout.MEDIA),
        (AreaKind, wording_rollout.AREAS),
        (RecordStatus, wording_rollout.RECORD_STATUSES),
    ],
)
def test_every_word_has_its_wording(kind: Any, words: Any) -> None:
    assert list(words) == list(kind)
    assert len({text.de for text in words.values()}) == len(words)


@pytest.mark.parametrize("title", ["district", "Ortsteil", "DISTRICT", "ortsteil"])
def test_a_field_is_found_by_its_name_or_its_label(title: str) -> None:
    assert field_of(BUILDING, title) == "district"


def test_what_is_no_field_is_none() -> None:
    assert field_of(BUILDING, "Telefon") is None
    assert field_of(BUILDING, "") is None


def test_only_the_given_fields_change() -> None:
    old = Building(id="1", name="Rathaus", users=5)
    assert changed(BUILDING, old, {"users": "6", "name": "-"}) == Building(id="1", users=6)


def test_everything_that_is_wrong_is_named() -> None:
    found = changed(CONNECTION, None, {"medium": "Rohrpost", "contract_end": "30.02.2027"})
    assert isinstance(found, tuple)
    assert [field for field, _, _ in found] == ["medium", "contract_end", "id", "building"]


def test_a_line_cannot_end_before_it_begins() -> None:
    old = Connection(id="1", building="1", active_since=date(2026, 1, 1))
    found = changed(CONNECTION, old, {"ended_on": "31.12.2025"})
    assert isinstance(found, tuple)
    assert [field for field, _, _ in found] == ["ended_on"]


@pytest.mark.parametrize(
    ("table", "given", "taken", "expected"),
    [
        ("connections", {"building": "WE-1"}, (), "WE-1-L1"),
        ("connections", {"building": "WE-1"}, ("WE-1-L1", "WE-1-L2"), "WE-1-L3"),
        ("areas", {"building": "WE-1", "kind": "Büro"}, (), "WE-1-office"),
        ("areas", {"building": "WE-1", "kind": "Büro"}, ("WE-1-office",), "WE-1-office-2"),
        ("costs", {"year": "2026"}, ("2026-0001",), "2026-0002"),
        ("costs", {}, (), None),
        ("connections", {}, (), None),
        ("buildings", {}, (), None),
        ("grants", {"programme": "x"}, (), None),
    ],
)
def test_rows_without_an_id_get_a_free_one(
    table: str, given: dict[str, str], taken: tuple[str, ...], expected: str | None
) -> None:
    assert free_id(table, given, taken) == expected
