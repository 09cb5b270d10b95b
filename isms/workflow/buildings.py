"""The buildings of the register."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from isms.core.errors import InputError
from isms.core.model.building import Building
from isms.core.model.importing import ImportResult
from isms.store import open_store, values
from isms.store.workspace import Workspace
from isms.workflow import building_versions
from isms.workflow.importing import Wanted, bring_in

if TYPE_CHECKING:
    from inventory.round_trip import Own

TABLE = "buildings"


def import_buildings(workspace: Workspace, wanted: Wanted, when: datetime) -> ImportResult:
    """Bring buildings from a file into the register; rows that do not fit are named in the report.

    In a table that was exported before, changes that meet newer ones in the register are left out and named, unless
    `wanted.wins` says whose count.
    """
    from inventory import columns, export_fields, header, importing, round_trip, tables

    wish = columns.read_wish(wanted.mapping)
    titles = columns.known_titles(columns.synonyms("building"), wish) | set(map(header.folded, export_fields.TITLES))
    sheet = tables.read(wanted.file, titles, repair=wanted.repair)
    own = round_trip.recognised(sheet, wish)
    read = round_trip.read(sheet, own, wish, wanted.crs)
    ids = _handed_out(wanted.file, own)
    past = building_versions.past(workspace)

    def plan(existing: Mapping[str, Building]) -> importing.Plan[Building]:
        """What the file changes."""
        return round_trip.plan(read, own, existing, past, wins=wanted.wins, handed_out=ids, step=wanted.step)

    return bring_in(workspace, wanted, when, Building, TABLE, plan)


def _handed_out(file: Path, own: "Own | None") -> frozenset[str]:
    """The ids that a workbook was made with; nothing of any other file."""
    from inventory import tables, workbook

    if own is None or own.marks is None or not tables.is_workbook(file):
        return frozenset()
    return workbook.handed_out(file)


def all_buildings(workspace: Workspace) -> tuple[Building, ...]:
    """Every building, by id."""
    found = values(open_store(workspace.register).rows(TABLE), Building, TABLE)
    return tuple(found[key] for key in sorted(found))


def building(workspace: Workspace, key: str) -> Building:
    """The building with this id; raises InputError, with similar ids, if there is none."""
    import difflib

    known = {building.id: building for building in all_buildings(workspace)}
    if key in known:
        return known[key]
    similar = ", ".join(difflib.get_close_matches(key, known)) or "–"
    raise InputError(
        de=f"Es gibt kein Gebäude {key}. Ähnlich: {similar}. Alle zeigt `isms building list`.",
        en=f"There is no building {key}. Similar: {similar}. `isms building list` shows all.",
    )
