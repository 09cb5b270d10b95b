"""What is wrong or missing in the register itself."""

from dataclasses import dataclass
from enum import StrEnum

from isms.core.model.text import Text


class FlawKind(StrEnum):
    """What kind of flaw it is, gravest first."""

    UNACCEPTED = "unaccepted"
    OVERDRAWN = "overdrawn"
    FUTURE = "future"
    ORDER = "order"
    COUNT = "count"
    DANGLING = "dangling"
    OUTSIDE = "outside"
    DUPLICATE = "duplicate"
    MISSING_DATE = "missing_date"
    PASSED_PLAN = "passed_plan"
    NO_COORDINATES = "no_coordinates"
    MISSING = "missing"

    @property
    def word(self) -> Text:
        """What it is called."""
        return WORDS[self]


WORDS: dict[FlawKind, Text] = {
    FlawKind.UNACCEPTED: Text(de="in Betrieb ohne Abnahme", en="in service without acceptance"),
    FlawKind.OVERDRAWN: Text(de="mehr abgerufen als bewilligt", en="drawn more than approved"),
    FlawKind.FUTURE: Text(de="Ist in der Zukunft", en="actual date in the future"),
    FlawKind.ORDER: Text(de="Reihenfolge der Schritte", en="steps out of order"),
    FlawKind.COUNT: Text(de="Zahlen widersprechen sich", en="numbers contradict each other"),
    FlawKind.DANGLING: Text(de="verweist ins Leere", en="refers to nothing"),
    FlawKind.OUTSIDE: Text(de="außerhalb der Gemeinde", en="outside the municipality"),
    FlawKind.DUPLICATE: Text(de="vielleicht doppelt", en="perhaps twice"),
    FlawKind.MISSING_DATE: Text(de="Datum fehlt", en="date missing"),
    FlawKind.PASSED_PLAN: Text(de="Termin verstrichen", en="plan has passed"),
    FlawKind.NO_COORDINATES: Text(de="ohne Koordinaten", en="without coordinates"),
    FlawKind.MISSING: Text(de="Angabe fehlt", en="field missing"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something to mend: the row of the register, what is wrong with it, and the other rows that it concerns."""

    kind: FlawKind
    table: str
    id: str
    problem: Text
    building: str | None = None
    field: str | None = None
    others: tuple[str, ...] = ()
