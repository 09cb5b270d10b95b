"""What is wrong with lines, areas and grants, and what refers to nothing. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from inventory.stages import standing
from inventory.targets import Register
from inventory.targets_metric import Site
from isms.core.model.area import Area
from isms.core.model.connection import FIBRE, Connection
from isms.core.model.money import Cost, Grant
from isms.core.model.rollout import MeasureKind, Phase
from isms.core.model.text import Text
from isms.core.model.views_flaws import Flaw, FlawKind
from isms.core.wording_fields import FIELDS, TABLES

HAPPENED = ("drawn_on", "interim_report_on", "final_report_on")
GERMAN = str.maketrans(",.", ".,")


def lines(sites: Iterable[Site]) -> Iterator[Flaw]:
    """The flaws of the lines."""
    for site in sites:
        measure = standing(site, MeasureKind.FIBRE)
        done = measure is not None and measure.phase is Phase.OPERATION
        for one in site.connections:
            yield from _line(one, lit=done and one.medium in FIBRE)


def _line(one: Connection, *, lit: bool) -> Iterator[Flaw]:
    """The flaws of one line; `lit` if the building is said to be on fibre."""
    if one.active_since is None and one.ended_on is None and (lit or one.mbit_measured is not None):
        text = Text(de="in Betrieb, aber ohne Beginn", en="in service, but without a beginning")
        yield _of("connections", one.id, one.building, FlawKind.MISSING_DATE, "active_since", text)
    if one.active_since is not None and one.ended_on is not None and one.ended_on < one.active_since:
        text = Text(de="endet, bevor es beginnt", en="ends before it begins")
        yield _of("connections", one.id, one.building, FlawKind.ORDER, "ended_on", text)
    if one.notice_by is not None and one.contract_end is not None and one.notice_by > one.contract_end:
        text = Text(de="Kündigung erst nach dem Vertragsende", en="notice only after the end of the contract")
        yield _of("connections", one.id, one.building, FlawKind.ORDER, "notice_by", text)


def areas(sites: Iterable[Site]) -> Iterator[Flaw]:
    """The flaws of the areas: more in operation than installed, more installed than planned, days in the future."""
    for site in sites:
        for one in site.areas:
            yield from _area(one, site.day)


def _area(one: Area, today: date) -> Iterator[Flaw]:
    """The flaws of one area."""
    pairs = (("aps_operating", "aps_installed"), ("aps_installed", "aps_planned"))
    for more, less in pairs:
        high, low = getattr(one, more), getattr(one, less)
        if high is not None and low is not None and high > low:
            text = Text(
                de=f"{high} {FIELDS[more].de}, aber nur {low} {FIELDS[less].de}",
                en=f"{high} {FIELDS[more].en}, but only {low} {FIELDS[less].en}",
            )
            yield _of("areas", one.id, one.building, FlawKind.COUNT, more, text)
    for name in ("measured_on", "cabled_on"):
        yield from _future("areas", one.id, one.building, name, getattr(one, name), today)


def _future(table: str, key: str, building: str | None, name: str, day: date | None, today: date) -> Iterator[Flaw]:
    """A thing that is said to have happened on a day to come."""
    if day is not None and day > today:
        text = Text(
            de=f"{FIELDS[name].de} {day:%d.%m.%Y} liegt in der Zukunft", en=f"{FIELDS[name].en} {day} is in the future"
        )
        yield _of(table, key, building, FlawKind.FUTURE, name, text)


def grants(found: Iterable[Grant], today: date) -> Iterator[Flaw]:
    """The flaws of the grants."""
    for one in found:
        if one.approved is not None and one.drawn is not None and one.drawn > one.approved:
            over = one.drawn - one.approved
            text = Text(
                de=f"{_euros(over).translate(GERMAN)} € mehr abgerufen als bewilligt",
                en=f"€{_euros(over)} more drawn than approved",
            )
            yield _of("grants", one.id, None, FlawKind.OVERDRAWN, "drawn", text)
        for name in HAPPENED:
            yield from _future("grants", one.id, None, name, getattr(one, name), today)


def _euros(cents: int) -> str:
    """An amount with its thousands apart."""
    return f"{cents // 100:,}.{cents % 100:02}"


def dangling(register: Register, grants: Sequence[Grant], costs: Sequence[Cost]) -> Iterator[Flaw]:
    """The rows that refer to a building, a measure or a grant that is not there."""
    buildings = frozenset(one.id for one in register.buildings)
    measures = frozenset(one.id for one in register.measures)
    known = frozenset(one.id for one in grants)
    references = (
        *(("connections", one.id, "building", one.building, buildings) for one in register.connections),
        *(("areas", one.id, "building", one.building, buildings) for one in register.areas),
        *(("measures", one.id, "building", one.building, buildings) for one in register.measures),
        *(("milestones", one.id, "measure", one.measure, measures) for one in register.milestones),
        *(("grants", one.id, "buildings", each, buildings) for one in grants for each in one.buildings),
        *(("costs", one.id, "building", one.building, buildings) for one in costs if one.building is not None),
        *(("costs", one.id, "grant", one.grant, known) for one in costs if one.grant is not None),
    )
    for table, key, name, meant, there in references:
        if meant not in there:
            text = Text(
                de=f"{TABLES[table].de} verweist auf {FIELDS[name].de} {meant}, das Register kennt es nicht",
                en=f"{TABLES[table].en} refers to {FIELDS[name].en} {meant}, unknown to the register",
            )
            yield _of(table, key, None, FlawKind.DANGLING, name, text)


def _of(table: str, key: str, building: str | None, kind: FlawKind, field: str, problem: Text) -> Flaw:
    """A flaw of a row."""
    return Flaw(kind=kind, table=table, id=key, building=building, field=field, problem=problem)
