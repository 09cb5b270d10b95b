"""Bringing the rows of a file into a table of the register."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from isms.core.model.importing import ImportResult, Winner, uncounted
from isms.store import author, open_store, values
from isms.store.workspace import Workspace

if TYPE_CHECKING:
    from inventory.importing import Plan

T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the user asked for: which file, mapped how; `dry_run` only looks, `strict` wants all rows or none.

    `crs` overrides the reference system of the coordinates, `repair` mends umlauts that were encoded twice, `step` is
    called for every row, and `wins` says whose value counts where the file and the register both changed one.
    """

    file: Path
    mapping: Path | None = None
    dry_run: bool = False
    strict: bool = False
    crs: str | None = None
    repair: bool = False
    step: Callable[[int], None] = uncounted
    wins: Winner | None = None


def bring_in(
    workspace: Workspace,
    wanted: Wanted,
    when: datetime,
    kind: type[T],
    table: str,
    plan: Callable[[Mapping[str, T]], "Plan[T]"],
) -> ImportResult:
    """Keep what the plan changes, in one transaction; gives the report of the import."""
    store = open_store(workspace.register)
    if wanted.dry_run:
        return _judged(plan(values(store.rows(table), kind, table)).report, wanted)
    with store.transaction(who=author.user(), when=when, reason=f"Import: {wanted.file.name}") as change:
        made = plan(values(change.rows(table), kind, table))
        report = _judged(made.report, wanted)
        for key, value in () if report.refused else made.changed.items():
            change.put(table, key, value)
    return report


def _judged(report: ImportResult, wanted: Wanted) -> ImportResult:
    """The report, refused if not all rows fit and all were asked for."""
    return dataclasses.replace(report, refused=wanted.strict and bool(report.rejected))
