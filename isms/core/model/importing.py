"""What became of the rows of an imported file."""

from dataclasses import dataclass
from typing import Any

from isms.core.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A cell that does not fit; its whole row is left out."""

    row: int
    column: str
    value: str
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did or would do; `refused`: nothing was stored because rows were rejected."""

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

    def document(self) -> dict[str, Any]:
        """The report for programs; reasons in English."""
        fields = {name: getattr(self, name) for name in ORDER}
        rejected = [{"row": r.row, "column": r.column, "value": r.value, "reason": r.reason.en} for r in self.rejected]
        return {**fields, "rejected": rejected, "notes": [note.en for note in self.notes]}


ORDER = ("rows", "created", "updated", "unchanged", "skipped", "encoding", "delimiter", "crs", "columns", "unmapped")
