"""How far the targets are on a day: who is in scope, who meets them, and of whom nobody knows. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from inventory.building_filter import is_type
from inventory.header import folded
from inventory.rollout import standings
from inventory.targets_metric import Site, judge
from isms.core.model.area import Area
from isms.core.model.building import Building, Origin
from isms.core.model.connection import Connection
from isms.core.model.progress import LeftOut, Progress
from isms.core.model.rollout import Measure, MeasureKind, Milestone, Standing, Template, measure_id
from isms.core.model.target import Metric, Scope, Target
from isms.core.model.text import Text


class InBuilding(Protocol):
    """Anything that belongs to a building."""

    @property
    def building(self) -> str:
        """The id of the building."""
        ...


T = TypeVar("T", bound=InBuilding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The part of the register that the targets look at."""

    buildings: tuple[Building, ...]
    connections: tuple[Connection, ...] = ()
    areas: tuple[Area, ...] = ()
    measures: tuple[Measure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    templates: Mapping[MeasureKind, Template]


def progresses(targets: Iterable[Target], register: Register, day: date) -> tuple[Progress, ...]:
    """Each target on a day, in the order of the targets."""
    known = sites(register, day)
    return tuple(progress(target, known, day) for target in targets)


def progress(target: Target, sites: Iterable[Site], day: date) -> Progress:
    """One target on a day, over all that is known of the buildings then."""
    inside, left_out, unplaced = [], [], []
    for site in sites:
        fits = in_scope(target.scope, site.building)
        reason = _excluded(target, site) if fits is not False else None
        if reason is not None:
            left_out.append(LeftOut(building=site.building.id, reason=reason))
        elif fits is None:
            unplaced.append(site.building.id)
        elif fits:
            inside.append(judge(target, site))
    return Progress(target=target, day=day, judged=tuple(inside), left_out=tuple(left_out), unplaced=tuple(unplaced))


def sites(register: Register, day: date) -> list[Site]:
    """What is known of each building on a day, by id."""
    found = standings(register.templates, register.measures, register.milestones, day)
    lines, areas = _by_building(register.connections), _by_building(register.areas)
    return [
        Site(
            building=one,
            day=day,
            connections=tuple(lines.get(one.id, ())),
            areas=tuple(areas.get(one.id, ())),
            fibre=_standing(found, one.id, MeasureKind.FIBRE),
            wlan=_standing(found, one.id, MeasureKind.WLAN),
        )
        for one in sorted(register.buildings, key=lambda one: one.id)
    ]


def _standing(found: Mapping[str, Standing], building: str, kind: MeasureKind) -> Standing | None:
    """Where the measure of a building stands."""
    return found.get(measure_id(building, kind))


def _by_building(rows: Iterable[T]) -> dict[str, list[T]]:
    """Rows by the building they belong to."""
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(row.building, []).append(row)
    return found


def in_scope(scope: Scope, building: Building) -> bool | None:
    """Whether a target is about a building; None if a field that it asks for is unknown and no other one says no."""
    answers = (
        _is_one_of(scope.types, building.type),
        _equals(scope.districts, building.district),
        _equals(scope.departments, building.department),
        _one_of(scope.origins, building.origin),
        _one_of(scope.tenures, building.tenure),
        _agrees(scope.peripheral, building.peripheral),
        _agrees(scope.kritis, building.kritis),
    )
    return False if False in answers else None if None in answers else True


def _is_one_of(words: tuple[str, ...], found: str | None) -> bool | None:
    """Whether a type of building is what one of the words means, as in `building list --type`."""
    if not words or found is None:
        return None if words else True
    return any(is_type(found, word) for word in words)


def _equals(words: tuple[str, ...], value: str | None) -> bool | None:
    """Whether a value is one of the words, in any case."""
    if not words or value is None:
        return None if words else True
    return folded(value) in {folded(word) for word in words}


def _one_of(wanted: tuple[object, ...], value: object | None) -> bool | None:
    """Whether a value is one of those wanted."""
    if not wanted or value is None:
        return None if wanted else True
    return value in wanted


def _agrees(wanted: bool | None, value: bool | None) -> bool | None:
    """Whether a flag is as wanted."""
    if wanted is None or value is None:
        return True if wanted is None else None
    return wanted is value


def _excluded(target: Target, site: Site) -> Text | None:
    """Why a building counts for no target; None if it does. One that is closed later still counts until then."""
    building = site.building
    if building.closed_on is not None and building.closed_on <= site.day:
        return Text(de=f"geschlossen am {building.closed_on:%d.%m.%Y}", en=f"closed on {building.closed_on}")
    if building.in_scope is False:
        return Text(de="nicht zu versorgen", en="out of scope")
    if building.origin is Origin.LEAVING and Origin.LEAVING not in target.scope.origins:
        return Text(de="Abgang", en="leaving")
    if target.metric is Metric.WLAN and _no_such_rooms(target, site):
        return Text(de="keine solchen Räume", en="no such rooms")
    return None


def _no_such_rooms(target: Target, site: Site) -> bool:
    """Whether it is on record that the building has no rooms of the kinds that a target asks for."""
    kinds = set(target.scope.areas)
    without = {area.kind for area in site.areas if area.rooms == 0}
    return bool(kinds) and kinds <= without and not any(area.kind in kinds and area.rooms != 0 for area in site.areas)
