"""The tables of the rollout: how each field is read, what a row needs, and which values contradict each other. Pure."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from inventory import buildings, cells, typed
from inventory.cells import Reader
from inventory.columns import synonyms
from inventory.header import folded
from isms.core.model.area import Area, AreaKind
from isms.core.model.building import Building
from isms.core.model.connection import Connection, ConnectionRole, Medium
from isms.core.model.money import Cost, Grant
from isms.core.model.records import Decision, Document, Enquiry, Partner, Requirement
from isms.core.model.rollout import Measure, MeasureKind
from isms.core.model.text import Text
from isms.core.wording_fields import CENTS, FIELDS
from isms.core.wording_rollout import AREAS, CONNECTION_ROLES, MEASURES, MEDIA, RECORD_STATUSES

T = TypeVar("T")
Problem = tuple[str, str, Text]
Rule = Callable[[Any], Iterator[tuple[str, Text]]]
EMPTY = Text(de="fehlt", en="missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[T]):
    """A table: its name, the type of its rows, a reader per field, what each row needs; `rule` finds contradictions."""

    name: str
    type: type[T]
    readers: Mapping[str, Reader]
    needs: tuple[str, ...]
    rule: Rule


def ordered(before: str, after: str) -> Rule:
    """The rule that one date is not before another."""

    def rule(value: Any) -> Iterator[tuple[str, Text]]:
        """What contradicts it."""
        first, last = getattr(value, before), getattr(value, after)
        if first is not None and last is not None and last < first:
            yield after, Text(de=f"liegt vor ‚{FIELDS[before].de}‘", en=f"lies before '{FIELDS[before].en}'")

    return rule


DAYS = (
    *("lease_until", "closed_on", "contract_end", "notice_by", "active_since", "ended_on", "measured_on", "cabled_on"),
    *("draw_by", "drawn_on", "interim_report_by", "interim_report_on", "final_report_by", "final_report_on"),
    *("bound_until", "reported_on", "needed_by", "decided_on", "asked_on", "answer_by", "answered_on", "dated"),
)
TEXTS = (
    *("name", "street", "city", "district", "type", "owner", "department", "priority_reason", "blocker", "next_step"),
    *("responsible", "partner", "provider", "path", "coverage", "programme", "text", "reported_by", "trade", "body"),
    *("reference", "asked_by", "answer", "title", "file"),
)
FLAGS = ("kritis", "listed", "peripheral", "in_scope", "redundant", "interim")
COUNTS = ("rooms", "aps_planned", "aps_installed", "aps_operating")
IDS = ("id", "building", "measure", "grant")
KIND = typed.word(MEASURES, LWL=MeasureKind.FIBRE, WiFi=MeasureKind.WLAN)
MEDIUM = typed.word(
    MEDIA,
    FTTB=Medium.FTTH,
    FTTH=Medium.FTTH,
    LWL=Medium.OWN_FIBRE,
    Mietleitung=Medium.LEASED_LINE,
    Kabelanschluss=Medium.COAX,
    VDSL=Medium.DSL,
    LTE=Medium.MOBILE,
    **{"5G": Medium.MOBILE},
)
READERS: dict[str, Reader] = {
    **dict.fromkeys(DAYS, typed.day),
    **dict.fromkeys(TEXTS, cells.text),
    **dict.fromkeys(FLAGS, typed.flag),
    **dict.fromkeys(COUNTS, typed.whole(0, 1_000_000)),
    **dict.fromkeys(CENTS, typed.cents),
    **dict.fromkeys(IDS, typed.identity),
    "buildings": typed.identities,
    "postcode": cells.postcode,
    "lat": cells.number(-90, 90),
    "lon": cells.number(-180, 180),
    "kind": KIND,
    "role": typed.word(CONNECTION_ROLES, Haupt=ConnectionRole.MAIN, Ersatz=ConnectionRole.BACKUP),
    "medium": MEDIUM,
    "mbit_contracted": cells.number(0, 1_000_000),
    "mbit_measured": cells.number(0, 1_000_000),
    "watts_per_ap": cells.number(0, 200),
    "rate": typed.share,
    "year": typed.whole(1990, 2100),
    "status": typed.word(RECORD_STATUSES),
}
AREA_KIND = typed.word(AREAS, Sitzung=AreaKind.MEETING, Klassenraum=AreaKind.CLASSROOM, Vollabdeckung=AreaKind.FULL)


def _table(name: str, row: type[T], *more: str, rule: Rule | None = None, **readers: Reader) -> Table[T]:
    """A table whose fields are read as everywhere, but for the given ones; each row needs its id and `more`."""
    fields = {field.name: readers.get(field.name) or READERS[field.name] for field in dataclasses.fields(row)}  # type: ignore[arg-type]
    return Table(name=name, type=row, readers=fields, needs=("id", *more), rule=rule or (lambda _: iter(())))


PLACES = ("lat", "lon")
OWNERS = (
    "Gebäude-ID",
    "Gebäude-Nr.",
    "WE",
    "WE-Nr.",
    "Wirtschaftseinheit",
    "Liegenschaft",
    "Objekt",
    "Standort",
    "Schulnummer",
)
OF_OTHERS = {"building": OWNERS, "buildings": OWNERS}
OF_BUILDINGS = ("tenure", "origin", "users", "floor_area", "priority")
BUILDING = _table("buildings", Building, **{name: buildings.READERS[name] for name in OF_BUILDINGS})
MEASURE = _table("measures", Measure, "building", "kind")
CONNECTION = _table("connections", Connection, "building", rule=ordered("active_since", "ended_on"))
AREA = _table("areas", Area, "building", "kind", kind=AREA_KIND)
GRANT = _table("grants", Grant)
COST = _table("costs", Cost, "year")
REQUIREMENT = _table("requirements", Requirement)
PARTNER = _table("partners", Partner)
DECISION = _table("decisions", Decision)
ENQUIRY = _table("enquiries", Enquiry, rule=ordered("asked_on", "answered_on"))
DOCUMENT = _table("documents", Document)
TABLES: dict[str, Table[Any]] = {
    one.name: one
    for one in (
        *(BUILDING, MEASURE, CONNECTION, AREA, GRANT, COST),
        *(REQUIREMENT, PARTNER, DECISION, ENQUIRY, DOCUMENT),
    )
}


def field_of(table: Table[Any], title: str) -> str | None:
    """The field that somebody means by a title: its name, its label in either language, or a word of the offices."""
    return titles(table.name).get(folded(title))


@cache
def titles(name: str) -> Mapping[str, str]:
    """The fields of a table by every title, as titles are compared; a field's own name goes before other words."""
    table = TABLES[name]
    labels = {folded(words): field for field in table.readers for words in (FIELDS[field].de, FIELDS[field].en)}
    return _words(name) | labels | {folded(field): field for field in table.readers}


def _words(name: str) -> dict[str, str]:
    """What offices call the fields of a building, and the building that another row belongs to.

    Coordinates need the importer, which knows reference systems; here only their own names count.
    """
    readers = TABLES[name].readers
    if name == BUILDING.name:
        known = {field: words for field, words in synonyms("building").items() if field in readers}
        return {folded(word): field for field in known if field not in PLACES for word in reversed(known[field])}
    return {folded(word): field for field in OF_OTHERS if field in readers for word in OF_OTHERS[field]}


def changed(table: Table[T], old: T | None, given: Mapping[str, str]) -> T | tuple[Problem, ...]:
    """The row with the given texts in its fields (`-` empties one), or everything that is wrong as field, text,
    reason."""
    read = {name: table.readers[name](text.strip()) for name, text in given.items()}
    problems = [(name, given[name], value) for name, value in read.items() if isinstance(value, Text)]
    have = {name: getattr(old, name) for name in table.needs} if old is not None else {}
    problems += [(name, "", EMPTY) for name in table.needs if (have | read).get(name) is None]
    if problems:
        return tuple(problems)
    value = table.type(**read) if old is None else dataclasses.replace(old, **read)  # type: ignore[type-var]
    return tuple((name, given.get(name, ""), reason) for name, reason in table.rule(value)) or value
