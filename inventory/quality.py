"""What is wrong or missing in the register itself, the gravest first. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from inventory.outside import outside
from inventory.quality_rows import areas, dangling, grants, lines
from inventory.quality_steps import steps
from inventory.stages import Seen, counts
from inventory.targets import Register
from inventory.targets_metric import Site
from inventory.twins import twins
from isms.core.model.building import Building
from isms.core.model.money import Cost, Grant
from isms.core.model.shape import Shape
from isms.core.model.text import Text
from isms.core.model.views_flaws import Flaw, FlawKind
from isms.core.wording_fields import FIELDS

WANTED = ("name", "street", "type", "district", "department", "origin", "tenure")
RANKS = {kind: rank for rank, kind in enumerate(FlawKind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What is looked at: the sites of a day, every row of the register, and the shapes of the districts if any."""

    sites: Sequence[Site]
    register: Register
    grants: Sequence[Grant] = ()
    costs: Sequence[Cost] = ()
    shapes: Sequence[Shape] = ()


def flaws(looked: Looked, seen: Seen, today: date) -> tuple[Flaw, ...]:
    """Every flaw, the gravest kind first, then by table and id."""
    open_ones = [site for site in looked.sites if counts(site)]
    buildings = [site.building for site in open_ones]
    found = (
        *steps(open_ones, seen),
        *lines(open_ones),
        *areas(open_ones),
        *grants(looked.grants, today),
        *dangling(looked.register, looked.grants, looked.costs),
        *outside(buildings, looked.shapes),
        *twins(buildings),
        *_missing(buildings),
    )
    return tuple(sorted(found, key=lambda one: (RANKS[one.kind], one.table, one.id, one.field or "", one.problem.de)))


def _missing(buildings: Iterable[Building]) -> Iterator[Flaw]:
    """The fields that lists and maps need."""
    for one in buildings:
        if one.lat is None or one.lon is None:
            yield _of(one, FlawKind.NO_COORDINATES, "lat", Text(de="fehlt auf der Karte", en="is not on the map"))
        names = [FIELDS[name] for name in WANTED if getattr(one, name) is None]
        if names:
            de, en = ", ".join(name.de for name in names), ", ".join(name.en for name in names)
            yield _of(one, FlawKind.MISSING, None, Text(de=f"ohne {de}", en=f"without {en}"))


def _of(building: Building, kind: FlawKind, field: str | None, problem: Text) -> Flaw:
    """A flaw of a building."""
    return Flaw(kind=kind, table="buildings", id=building.id, building=building.id, field=field, problem=problem)
