"""The states that buildings were in, from the journal."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from isms.core import codec
from isms.core.errors import InputError
from isms.core.model.building import Building
from isms.store import open_store
from isms.store.journal import Entry
from isms.store.workspace import Workspace

if TYPE_CHECKING:
    from inventory.round_trip import Past, Version

TABLE = "buildings"


def past(workspace: Workspace) -> "Past":
    """For a building as it is, every state it was in before, the newest first; the journal is read when asked."""

    @cache
    def entries() -> dict[str, list[Entry]]:
        """What the journal tells of each building."""
        found: dict[str, list[Entry]] = {}
        for _, entry in open_store(workspace.register).read_journal().entries:
            if entry.table == TABLE:
                found.setdefault(entry.id, []).append(entry)
        return found

    return lambda building: _versions(building, entries().get(building.id, []))


def _versions(building: Building, entries: list[Entry]) -> "Iterator[Version]":
    """The states of one building; those that are no building any more, or not yet, are left out."""
    from inventory.round_trip import Version

    record = codec.to_plain(building)
    changed: dict[str, tuple[str, datetime]] = {}
    for entry in reversed(entries):
        record[entry.field] = entry.old
        changed.setdefault(entry.field, (entry.who, entry.when))
        try:
            before = codec.from_plain(record, Building, entry.id)
        except InputError:  # its id is not there yet, or a field has been dropped from the model since
            continue
        yield Version(building=before, changed=dict(changed))
