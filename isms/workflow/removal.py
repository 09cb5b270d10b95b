"""Taking out rows that were entered by mistake: only what nothing else points to, and never without a reason."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from isms.core.errors import InputError
from isms.core.model.rollout import MeasureKind, Milestone, measure_id, milestone_id
from isms.core.model.text import Text
from isms.core.wording_fields import TABLES
from isms.store import Transaction, author, open_store, values
from isms.store.workspace import Workspace
from isms.workflow.register import refusal, unknown
from isms.workflow.rollout import MEASURES, MILESTONES, find_step

# Which fields of other rows name a row of a table.
POINTERS = {
    "buildings": ("building", "buildings", "site"),
    "grants": ("grant",),
    "measures": ("measure",),
    "partners": ("partner",),
}
NAMED = 8  # so many of those that point to a row are named


def remove(workspace: Workspace, table: str, key: str, when: datetime, reason: str) -> Any:
    """The row, which is no longer there; the journal keeps all its fields and the reason.

    Raises InputError if there is no such row, no reason, or if other rows point to it, naming them.
    """
    if not reason.strip():
        raise InputError(de="Ein Grund gehört dazu: --reason TEXT.", en="It needs a reason: --reason TEXT.")
    with open_store(workspace.register).transaction(who=author.user(), when=when, reason=reason.strip()) as change:
        there = change.rows(table)
        if key not in there:
            raise refusal(TABLES[table], None, (("id", key, unknown(key, there, table)),))
        if users := list(pointing(change, table, key)):
            raise _used(table, key, users)
        change.remove(table, key)
    return values({key: there[key]}, _type(table), table)[key]


def remove_from_rollout(workspace: Workspace, building: str, name: str, when: datetime, reason: str) -> Any:
    """A milestone, or a measure (`fibre`, `wlan`) that has none any more; raises InputError as `remove` does."""
    from inventory.rollout_fields import KIND

    kind = KIND(name)
    if isinstance(kind, MeasureKind):
        return remove(workspace, MEASURES, measure_id(building, kind), when, reason)
    found = find_step(workspace, name)
    key = milestone_id(measure_id(building, found.kind), found.step.key)
    return remove(workspace, MILESTONES, key, when, reason)


def _type(table: str) -> type[Any]:
    """What the rows of a table are."""
    from inventory.rollout_fields import TABLES as TYPES

    return Milestone if table == MILESTONES else TYPES[table].type


def pointing(change: Transaction, table: str, key: str) -> Iterator[tuple[str, str]]:
    """Table and id of every row that names a row."""
    if table not in POINTERS:
        return
    for name in TABLES:
        for other, row in sorted(change.rows(name).items()):
            found = [row.get(field) for field in POINTERS[table]]
            if any(key in value if isinstance(value, list) else key == value for value in found):
                yield name, other


def _used(table: str, key: str, users: list[tuple[str, str]]) -> InputError:
    """That a row cannot go, because of what points to it, and what to do instead."""
    named = [(TABLES[name], other) for name, other in users[:NAMED]]
    de, en = (", ".join(f"{what} {other}" for what, other in each) for each in _both(named))
    more = len(users) - len(named)
    rest = Text(de=f" und {more} weitere", en=f" and {more} more") if more else Text(de="", en="")
    way = INSTEAD.get(table, FIRST)
    return InputError(
        de=f"{TABLES[table].de} {key} wird noch genannt: {de}{rest.de}. {way.de.format(key=key)}",
        en=f"{TABLES[table].en} {key} is still named by: {en}{rest.en}. {way.en.format(key=key)}",
    )


def _both(named: list[tuple[Text, str]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What points to a row, in both languages."""
    return [(what.de, other) for what, other in named], [(what.en, other) for what, other in named]


FIRST = Text(de="Erst diese ändern oder entfernen.", en="Change or remove these first.")
INSTEAD = {
    "buildings": Text(
        de="Ein Gebäude, das es gab, wird geschlossen: isms building set {key} closed_on=TAG",
        en="A building that existed is closed: isms building set {key} closed_on=DAY",
    )
}
