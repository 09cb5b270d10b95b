"""Everything that was ever said about a building, from the journal: nothing is forgotten."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from isms.core.errors import InputError
from isms.core.model.rollout import MeasureKind
from isms.core.model.text import Text
from isms.store import open_store
from isms.store.journal import Entry
from isms.store.workspace import Workspace
from isms.workflow.rollout import MILESTONES, find_step, templates_of

if TYPE_CHECKING:
    from inventory.rollout_templates import Templates

PROMISES = ("baseline", "plan")
WHAT_IT_IS = frozenset({"building", "measure", "name", "kind"})  # of a measure or milestone; nothing is said by it
OF_A_BUILDING = frozenset({"connections", "areas", "costs", "requirements", "measures"})
OF_BUILDINGS = frozenset({"grants", "decisions", "enquiries", "documents"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One change; `kind` and `milestone` (the key of the step) where it is about a milestone,
    with its `title`; `promise` if it is a date that was promised."""

    when: datetime
    who: str
    table: str
    id: str
    field: str
    old: Any
    new: Any
    reason: str | None
    kind: MeasureKind | None = None
    milestone: str | None = None
    title: Text | None = None
    promise: bool = False


def history(
    workspace: Workspace, key: str, milestone: str | None = None, *, promises: bool = False
) -> tuple[Said, ...]:
    """What was ever said about a building, oldest first; of one milestone alone, or the promises alone.

    Raises InputError if the journal never knew the building.
    """
    entries = [entry for _, entry in open_store(workspace.register).read_journal().entries]
    if not any(entry.table == "buildings" and entry.id == key for entry in entries):
        raise InputError(
            de=f"Vom Gebäude {key} weiß das Journal nichts. Alle zeigt `isms building list`.",
            en=f"The journal knows nothing of a building {key}. `isms building list` shows all.",
        )
    wanted = find_step(workspace, milestone) if milestone is not None else None
    templates = templates_of(workspace)
    found = (_said(entry, templates) for entry in _about(key, entries) if not _is_identity(entry))
    return tuple(
        one
        for one in found
        if (not promises or one.promise)
        and (wanted is None or (one.kind is wanted.kind and one.milestone == wanted.step.key))
    )


def _about(key: str, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries of the journal that are about a building or what belongs to it."""
    known = list(entries)
    belonging = {(entry.table, entry.id) for entry in known if _names(entry, key)}
    prefixes = tuple(f"{key}:{kind.value}/" for kind in MeasureKind)
    for entry in known:
        of_milestone = entry.table == MILESTONES and entry.id.startswith(prefixes)
        if of_milestone or (entry.table, entry.id) in belonging:
            yield entry


def _is_identity(entry: Entry) -> bool:
    """Whether a field only says what its row is."""
    return entry.field == "id" or (entry.table in {"measures", MILESTONES} and entry.field in WHAT_IT_IS)


def _names(entry: Entry, key: str) -> bool:
    """Whether an entry says that its row belongs to the building."""
    if entry.table == "buildings":
        return entry.id == key
    if entry.table in OF_A_BUILDING:
        return entry.field == "building" and key in (entry.old, entry.new)
    return (
        entry.table in OF_BUILDINGS and entry.field == "buildings" and key in [*(entry.old or ()), *(entry.new or ())]
    )


def _said(entry: Entry, templates: "Templates") -> Said:
    """An entry, told as part of a building's story."""
    kind, name, title = None, None, None
    if entry.table == MILESTONES:
        measure, _, name = entry.id.rpartition("/")
        kind = MeasureKind(measure.rpartition(":")[2])
        step = templates[kind].step(name)
        title = step.title if step is not None else Text(de=name, en=name)
    return Said(
        when=entry.when,
        who=entry.who,
        table=entry.table,
        id=entry.id,
        field=entry.field,
        old=entry.old,
        new=entry.new,
        reason=entry.reason,
        kind=kind,
        milestone=name,
        title=title,
        promise=entry.table == MILESTONES and entry.field in PROMISES,
    )
