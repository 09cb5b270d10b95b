"""The buildings of the register."""

from collections.abc import Mapping
from datetime import datetime

from isms.core.errors import InputError
from isms.core.model.building import Building
from isms.core.model.importing import ImportResult
from isms.store import open_store, values
from isms.store.workspace import Workspace
from isms.workflow.importing import Wanted, bring_in

TABLE = "buildings"


def import_buildings(workspace: Workspace, wanted: Wanted, when: datetime) -> ImportResult:
    """Bring buildings from a file into the register; rows that do not fit are named in the report."""
    from inventory import buildings, columns, importing, tables

    wish = columns.read_wish(wanted.mapping)
    titles = columns.known_titles(columns.synonyms("building"), wish)
    read = buildings.reading(tables.read(wanted.file, titles, repair=wanted.repair), wish, wanted.crs)

    def plan(existing: Mapping[str, Building]) -> importing.Plan[Building]:
        """What the file changes."""
        return importing.plan(read.sheet, read.columns, read.kind, existing, crs=read.crs, step=wanted.step)

    return bring_in(workspace, wanted, when, Building, TABLE, plan)


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
