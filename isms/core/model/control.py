"""Requirements of BSI IT-Grundschutz and what the evidence says about them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from isms.core.model.finding import Waiver
from isms.core.model.text import Text


class Edition(StrEnum):
    """An edition of IT-Grundschutz, by the name its catalogue has in the facts tables."""

    KOMPENDIUM = "ITGS2023"
    GSPP = "GSPP"


class Coverage(StrEnum):
    """Whether the mapped rules decide a whole requirement or only a part of it."""

    FULL = "full"
    PARTIAL = "partial"


class Status(StrEnum):
    """How far a requirement is met; the words of each edition are in isms.core.wording."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    OPEN = "open"
    STALE = "stale"
    DISPENSABLE = "dispensable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A requirement or control: id, title and place; never its sentences (those come with an imported catalogue)."""

    edition: Edition
    id: str
    title: str
    level: str
    group: str
    group_title: str
    uuid: str | None = None
    requires: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


NO_NOTE = Text(de="", en="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One row of the mapping: the rule is evidence for the requirement; `refutes`: its fail alone disproves it.

    `note`: what the evidence reaches and leaves open; `via`: the control through which BSI's mapping joins them.
    """

    rule: str
    edition: Edition
    requirement: str
    coverage: Coverage
    refutes: bool
    note: Text = NO_NOTE
    via: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlStatus:
    """What the evidence of one device says about one requirement; the rule ids are those of the mapped rules."""

    edition: Edition
    requirement: str
    device: str
    status: Status
    note: Text
    passed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    collected_at: datetime | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerable:
    """A control that configurations can answer, with the rules that bear on it; `reason`: why there is none."""

    id: str
    title: str
    cls: str
    coverage: str
    rules: tuple[str, ...]
    reason: Text | None

    @property
    def is_full(self) -> bool:
        """Whether configurations can decide the whole control."""
        return self.coverage == "full"
