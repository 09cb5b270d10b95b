"""What became of the rows of an imported file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from isms.core.model.text import Text

LONGEST = 2_000  # a cell that does not fit is told so far; it may be as long as a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A cell that does not fit; its whole row is left out."""

    row: int
    column: str
    value: str
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A field of a row that was there before, and what the import makes of it."""

    row: int
    id: str
    field: str
    old: Any
    new: Any


class Winner(StrEnum):
    """Whose value counts where an edited file and the register both changed a field since the export."""

    FILE = "file"
    REGISTER = "register"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """A field that both the file and the register changed since the export; without a winner its row was left out.

    `known`: the state at the export is known, and `exported` the value it had; `who` changed it last, `when`.
    """

    row: int
    id: str
    field: str
    exported: Any
    register: Any
    file: Any
    known: bool = True
    who: str | None = None
    when: datetime | None = None
    winner: Winner | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did or would do; `refused`: nothing was stored because rows were rejected.

    Of a table that was exported before: the collisions with newer states, the ids of rows that were handed out and are
    `absent` from the file (they stay), and those of the rows `added` to it.
    """

    rows: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    encoding: str | None
    delimiter: str | None
    columns: dict[str, str]
    unmapped: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    crs: str | None = None
    refused: bool = False
    notes: tuple[Text, ...] = ()
    changes: tuple[Changed, ...] = ()
    collisions: tuple[Collision, ...] = ()
    absent: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """The report for programs; reasons in English."""
        fields = {name: getattr(self, name) for name in ORDER}
        rejected = [
            {"row": r.row, "column": r.column, "value": r.value[:LONGEST], "reason": r.reason.en} for r in self.rejected
        ]
        told = {name: getattr(self, name) for name in ("changes", "collisions", "absent", "added")}
        return {**fields, "rejected": rejected, "notes": [note.en for note in self.notes], **told}


ORDER = ("rows", "created", "updated", "unchanged", "skipped", "encoding", "delimiter", "crs", "columns", "unmapped")


def uncounted(_: int) -> None:
    """Count no row; stands where nobody looks at how far an import is."""
