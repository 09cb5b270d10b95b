"""Exported tables come back: unchanged, edited, and after the register has moved on."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import python_calamine as calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.buildings import MOST_AREA, MOST_PRIORITY, MOST_USERS, READERS
from inventory.columns import Wish
from inventory.export_fields import NAMES
from inventory.fingerprint import fingerprint
from inventory.importing import Plan
from inventory.round_trip import OTHER_REGISTER, Own, Past, Trip, Version
from inventory.sheet import Line, trimmed
from isms.core.model.building import Building, Origin, Tenure
from isms.core.model.importing import Collision, Winner
from isms.core.model.text import Language, Text
from tests.inventory.returning import FORMATS, Rows, back, edit, export, put

WHEN = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SCHOOL = Building(
    id="WE-0001",
    name="Grundschule Nord",
    street="Weg 1",
    postcode="01067",
    city="Musterstadt",
    lat=52.37591,
    lon=9.732,
    users=120,
    floor_area=1234.5,
    tenure=Tenure.OWNED,
    kritis=False,
    lease_until=date(2027, 12, 31),
)
HALL = Building(id="00123", name="Rathaus", users=80)
NASTY = (
    "=1+1", "+49 511", "-5 Grad", "@home", "'x", "'=x", "''=x", '"Zitat"', "a;b,c\td", "Zeile\nzwei", "vorn\r\nhinten",
    "feste\xa0Leerstelle", "  außen ", "00123", "12345678901234567890", "1e5", "1.234", "0x1F", "TRUE", "ja",
    "31.12.2027", "Straße Übergröße ßÄÖÜ", "_x0041_", "<b>&amp;</b>", "𝄞", "Summe", "#WE", "{1}", "null und nichtig",
    "x" * 300,
)  # fmt: skip


def held(name: str, text: str) -> bool:
    """Whether a register can hold a text in a field."""
    return isinstance(READERS[name](trimmed(text)), str)


LETTERS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12).filter(lambda t: held("name", t))
TEXT = st.none() | st.sampled_from([text for text in NASTY if held("name", text)]) | LETTERS
IDS = st.sampled_from([text for text in NASTY if READERS["id"](trimmed(text)) == text]) | st.from_regex(
    "[A-Z0-9+@-][A-Za-z0-9][A-Za-z0-9.-]{0,8}", fullmatch=True
)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))
FLAGS = st.none() | st.booleans()
LATS = st.none() | st.floats(47.2, 55.1, allow_nan=False)
LONS = st.none() | st.floats(5.8, 15.1, allow_nan=False)
BUILDINGS = st.builds(
    Building,
    id=IDS,
    postcode=st.none() | st.from_regex("[0-9]{5}", fullmatch=True),
    lat=LATS,
    lon=LONS,
    tenure=st.none() | st.sampled_from(Tenure),
    lease_until=DAYS,
    users=st.none() | st.integers(0, MOST_USERS),
    floor_area=st.none() | st.floats(0.001, MOST_AREA, allow_nan=False),
    origin=st.none() | st.sampled_from(Origin),
    kritis=FLAGS,
    listed=FLAGS,
    peripheral=FLAGS,
    priority=st.none() | st.integers(1, MOST_PRIORITY),
    in_scope=FLAGS,
    closed_on=DAYS,
    **dict.fromkeys(("name", "street", "city", "district", "type", "owner", "department", "priority_reason"), TEXT),
)
TOWNS = st.lists(BUILDINGS, min_size=1, max_size=8, unique_by=lambda one: one.id)


def town(*buildings: Building) -> dict[str, Building]:
    """A register with these buildings."""
    return {one.id: one for one in buildings}


def counts(made: Plan[Building]) -> tuple[int, int, int, int]:
    """New, changed, unchanged and rejected rows."""
    report = made.report
    return report.created, report.updated, report.unchanged, len({one.row for one in report.rejected})


def unchanged(buildings: list[Building], kind: str, language: Language) -> None:
    """Hold an unchanged export to change nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = export(Path(folder) / f"a.{kind}", buildings, language)
        made = back(path, town(*buildings))
    assert (made.report.rejected, made.report.changes) == ((), ())
    assert counts(made) == (0, 0, len(buildings), 0)
    assert (made.changed, made.report.absent, made.report.unmapped) == ({}, (), ())


@given(TOWNS, st.sampled_from(Language))
@settings(max_examples=40, deadline=None)
def test_an_unchanged_csv_file_changes_nothing(buildings: list[Building], language: Language) -> None:
    unchanged(buildings, "csv", language)


@given(TOWNS)
@settings(max_examples=40, deadline=None)
def test_an_unchanged_geojson_file_changes_nothing(buildings: list[Building]) -> None:
    unchanged(buildings, "geojson", Language.DE)


@given(TOWNS, st.sampled_from(Language))
@settings(max_examples=8, deadline=None)
def test_an_unchanged_workbook_changes_nothing(buildings: list[Building], language: Language) -> None:
    unchanged(buildings, "xlsx", language)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("language", Language)
def test_another_register_gets_the_same_buildings(tmp_path: Path, kind: str, language: Language) -> None:
    there = Building(id="+5", name="=1+1", street="'x", users=1, floor_area=0.5, closed_on=date(1900, 2, 1))
    path = export(tmp_path / f"a.{kind}", [SCHOOL, HALL, there], language)
    made = back(path, {})
    assert made.changed == town(SCHOOL, HALL, there)
    assert made.report.rejected == ()


@pytest.mark.parametrize("kind", FORMATS)
def test_blanks_and_digits_that_a_file_cannot_keep_stay_in_the_register(tmp_path: Path, kind: str) -> None:
    odd = replace(SCHOOL, name="Zwei\nZeilen", lat=52.375912345678, lon=9.73200000001, floor_area=0.1 + 0.2)
    assert back(export(tmp_path / f"a.{kind}", [odd]), town(odd)).changed == {}


def test_what_was_edited_is_named_field_by_field(tmp_path: Path) -> None:
    path = edit(export(tmp_path / "a.xlsx", [SCHOOL, HALL]), put(1, "users", 140))
    edit(path, put(2, "name", "=Rathaus"))
    made = back(path, town(SCHOOL, HALL))
    assert made.changed == town(replace(SCHOOL, users=140), replace(HALL, name="=Rathaus"))
    told = [(one.row, one.id, one.field, one.old, one.new) for one in made.report.changes]
    assert told == [(2, "WE-0001", "users", 120, 140), (3, "00123", "name", "Rathaus", "=Rathaus")]


def test_an_emptied_cell_empties_the_field(tmp_path: Path) -> None:
    path = edit(export(tmp_path / "a.xlsx", [SCHOOL]), put(1, "lease_until", ""))
    assert back(path, town(SCHOOL)).changed == town(replace(SCHOOL, lease_until=None))


def test_a_removed_column_leaves_the_field_alone(tmp_path: Path) -> None:
    def without_name(rows: Rows) -> None:
        for row in rows:
            del row[NAMES.index("name")]

    path = edit(export(tmp_path / "a.xlsx", [SCHOOL]), without_name)
    assert back(path, town(SCHOOL)).changed == {}


def once(*versions: Building, field: str = "users") -> Past:
    """A journal that knows these states; IT changed `field` since."""

    def tell(building: Building) -> Iterator[Version]:
        """The states of one building."""
        for one in versions:
            if one.id == building.id:
                yield Version(building=one, changed={field: ("IT", WHEN)})

    return tell


def test_changes_of_both_sides_go_together_where_they_do_not_meet(tmp_path: Path) -> None:
    path = edit(export(tmp_path / "a.xlsx", [SCHOOL]), put(1, "name", "Nordschule"))
    made = back(path, town(replace(SCHOOL, users=130)), once(SCHOOL))
    assert made.changed == town(replace(SCHOOL, users=130, name="Nordschule"))
    assert made.report.collisions == ()


def test_the_same_change_on_both_sides_is_none(tmp_path: Path) -> None:
    path = edit(export(tmp_path / "a.xlsx", [SCHOOL]), put(1, "users", 140))
    made = back(path, town(replace(SCHOOL, users=140)), once(SCHOOL))
    assert (made.changed, made.report.collisions, made.report.unchanged) == ({}, (), 1)


def met(tmp_path: Path, wins: Winner | None = None, history: Past | None = None) -> Plan[Building]:
    """The file says 140 users and another name, the register 130 by now, and both said 120."""
    path = edit(export(tmp_path / "a.xlsx", [SCHOOL, HALL]), put(1, "users", 140))
    edit(path, put(1, "name", "Nordschule"))
    return back(path, town(replace(SCHOOL, users=130), HALL), history or once(SCHOOL), wins)


def test_a_row_that_meets_a_newer_change_is_left_out_and_told_with_all_three_values(tmp_path: Path) -> None:
    made = met(tmp_path)
    assert (made.changed, counts(made)) == ({}, (0, 0, 1, 1))
    [bad] = made.report.rejected
    assert (bad.row, bad.column, bad.value) == (2, "Personen", "140")
    assert bad.reason == Text(
        de="Konflikt: beim Export ‚120‘, jetzt im Register ‚130‘",
        en="conflict: '120' when exported, now '130' in the register",
    )
    assert made.report.collisions == (
        Collision(row=2, id="WE-0001", field="users", exported=120, register=130, file=140, who="IT", when=WHEN),
    )


def test_who_wins_a_conflict_can_be_said(tmp_path: Path) -> None:
    theirs = replace(SCHOOL, users=130, name="Nordschule")
    assert met(tmp_path, Winner.REGISTER).changed == town(theirs)
    made = met(tmp_path, Winner.FILE)
    assert made.changed == town(replace(theirs, users=140))
    assert [one.winner for one in made.report.collisions] == [Winner.FILE]


def test_a_state_that_the_register_never_had_meets_every_difference(tmp_path: Path) -> None:
    made = met(tmp_path, history=once())
    assert [(one.field, one.known, one.exported) for one in made.report.collisions] == [
        ("name", False, None),
        ("users", False, None),
    ]
    assert made.report.rejected[0].reason.de == "Konflikt: im Register steht ‚Grundschule Nord‘"


def test_two_halves_of_a_position_are_never_mixed(tmp_path: Path) -> None:
    path = edit(export(tmp_path / "a.xlsx", [SCHOOL]), put(1, "lat", 52.4))
    made = back(path, town(replace(SCHOOL, lon=9.8)), once(SCHOOL, field="lon"))
    assert [one.field for one in made.report.collisions] == ["lat", "lon"]


def remove(row: int) -> Callable[[Rows], None]:
    """The change that deletes a row."""
    return lambda rows: rows.__delitem__(row)


def test_a_row_that_is_gone_is_named_and_its_building_stays(tmp_path: Path) -> None:
    path = edit(export(tmp_path / "a.xlsx", [SCHOOL, HALL]), remove(1))
    made = back(path, town(SCHOOL, HALL, Building(id="later")))
    assert (made.report.absent, made.changed, counts(made)) == (("WE-0001",), {}, (0, 0, 1, 0))


def test_a_row_that_was_added_is_a_new_building(tmp_path: Path) -> None:
    def append(rows: Rows) -> None:
        rows.append(["WE-0009", "Neue Kita", *[""] * (len(NAMES) - 1)])

    made = back(edit(export(tmp_path / "a.xlsx", [SCHOOL]), append), town(SCHOOL))
    assert (made.changed, made.report.added) == (town(Building(id="WE-0009", name="Neue Kita")), ("WE-0009",))


def copy(rows: Rows) -> None:
    """Copy the first row and give it another id."""
    rows.append(["WE-0009", *rows[1][1:]])


def test_a_copied_row_or_a_changed_id_is_not_taken_for_a_new_building(tmp_path: Path) -> None:
    path = edit(export(tmp_path / "a.xlsx", [SCHOOL]), copy)
    made = back(path, town(SCHOOL))
    assert [(one.row, one.column, one.value) for one in made.report.rejected] == [(3, "Kennung", "WE-0009")]
    assert "unknown" in made.report.rejected[0].reason.en
    assert set(back(path, town(SCHOOL), wins=Winner.FILE).changed) == {"WE-0009"}


def test_a_row_without_its_fingerprint_overwrites_nothing(tmp_path: Path) -> None:
    def blank(rows: Rows) -> None:
        rows[1][1], rows[1][-1] = "Nordschule", ""

    made = back(edit(export(tmp_path / "a.xlsx", [SCHOOL]), blank), town(SCHOOL))
    assert (made.changed, [one.field for one in made.report.collisions]) == ({}, ["name"])


def test_a_workbook_of_another_register_is_told_as_such(tmp_path: Path) -> None:
    made = back(export(tmp_path / "a.xlsx", [SCHOOL]), town(HALL))
    assert (made.changed, made.report.notes) == (town(SCHOOL), (OTHER_REGISTER,))


def test_a_mapping_file_goes_before_our_own_headers(tmp_path: Path) -> None:
    path = export(tmp_path / "a.xlsx", [SCHOOL])
    made = back(path, town(SCHOOL), wish=Wish(columns={"Straße": "name"}, ignore=("Name", "Ort")))
    assert made.changed == town(replace(SCHOOL, name="Weg 1"))


def test_sorted_and_saved_as_csv_the_fingerprints_still_count(tmp_path: Path) -> None:
    book = calamine.load_workbook(export(tmp_path / "a.xlsx", [HALL, SCHOOL]))
    rows = book.get_sheet_by_index(0).to_python()
    rows[1:] = reversed(rows[1:])
    text = "\n".join(";".join("" if cell == "" else str(cell).replace(".0", "") for cell in row) for row in rows)
    (tmp_path / "a.csv").write_text(text.replace(";120;", ";150;"), encoding="cp1252")
    made = back(tmp_path / "a.csv", town(replace(SCHOOL, users=130), HALL), once(SCHOOL))
    assert [(one.field, one.file) for one in made.report.collisions] == [("users", 150)]


SMALL = st.builds(
    Building,
    id=st.just("WE-1"),
    name=st.sampled_from(("a", "b", "c")),
    users=st.sampled_from((1, 2, 3)),
    lat=st.sampled_from((50.0, 51.0)),
    lon=st.sampled_from((8.0, 9.0)),
)


def settled(then: Building, now: Building, file: Building, wins: Winner | None) -> Building | None:
    """What becomes of a building that left the register as `then`; None if it is left out."""
    own = Own(wish=Wish(), marks=0, fields=NAMES)
    trip = Trip(own=own, decides=frozenset(NAMES), past=once(then), wins=wins)
    found = trip.settle(now, file, Line(number=2, cells=(fingerprint(then, NAMES),)))
    return found if isinstance(found, Building) else None


@given(SMALL, SMALL, SMALL)
def test_without_a_winner_no_change_of_either_side_is_lost(then: Building, now: Building, file: Building) -> None:
    found = settled(then, now, file, None)
    if found is None:
        assert now not in (then, file)
        return
    for name in ("name", "users"):
        one, other, old = getattr(now, name), getattr(file, name), getattr(then, name)
        assert getattr(found, name) == (other if one == old else one)
        assert old in (one, other) or one == other
    assert (found.lat, found.lon) in {(now.lat, now.lon), (file.lat, file.lon)}


@given(SMALL, SMALL, SMALL)
def test_with_a_winner_all_its_changes_count_and_those_of_the_other_where_it_made_none(
    then: Building, now: Building, file: Building
) -> None:
    for wins, first, second in ((Winner.FILE, file, now), (Winner.REGISTER, now, file)):
        found = settled(then, now, file, wins)
        assert found is not None
        for name in ("name", "users"):
            expected = getattr(first if getattr(first, name) != getattr(then, name) else second, name)
            assert getattr(found, name) == expected
