"""What else is kept about the rollout: needs, partners, decisions, enquiries and documents."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from isms.core.model.rollout import MeasureKind


class RecordStatus(StrEnum):
    """What became of a reported need or an enquiry."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A need that a department reported (Bedarfsmeldung)."""

    id: str
    building: str | None = None
    kind: MeasureKind | None = None
    reported_on: date | None = None
    reported_by: str | None = None
    needed_by: date | None = None
    text: str | None = None
    status: RecordStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation that plans, builds or operates; people are not kept."""

    id: str
    name: str | None = None
    trade: str | None = None
    contract_end: date | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a committee decided; `reference` is the number of the paper."""

    id: str
    decided_on: date | None = None
    body: str | None = None
    reference: str | None = None
    buildings: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """A question to the administration (Anfrage) and its answer."""

    id: str
    asked_on: date | None = None
    asked_by: str | None = None
    answer_by: date | None = None
    answered_on: date | None = None
    buildings: tuple[str, ...] = ()
    text: str | None = None
    answer: str | None = None
    status: RecordStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper that belongs to buildings; `file` is its name or the SHA-256 of the attachment."""

    id: str
    title: str | None = None
    dated: date | None = None
    file: str | None = None
    buildings: tuple[str, ...] = ()
    text: str | None = None
