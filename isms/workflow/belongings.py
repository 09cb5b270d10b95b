"""What is on record about one building beside its lines, areas and measures."""

from dataclasses import dataclass
from typing import Any

from isms.core.model.money import Cost, Grant
from isms.core.model.records import Decision, Document, Enquiry, Requirement
from isms.store.workspace import Workspace
from isms.workflow.register import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """The rows of each table that name the building, by id."""

    requirements: tuple[Requirement, ...] = ()
    costs: tuple[Cost, ...] = ()
    grants: tuple[Grant, ...] = ()
    decisions: tuple[Decision, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    documents: tuple[Document, ...] = ()


def belongings(workspace: Workspace, building: str) -> Belongings:
    """What is on record about a building."""
    return Belongings(
        **{name: tuple(row for row in rows(workspace, name) if _names(row, building)) for name in Belongings.__slots__}
    )


def _names(row: Any, building: str) -> bool:
    """Whether a row is about a building."""
    return getattr(row, "building", None) == building or building in getattr(row, "buildings", ())
