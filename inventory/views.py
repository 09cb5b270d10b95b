"""All views of the rollout on a day, from what the register holds. Pure; each part stands in a module of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from inventory import deadlines, groups, money, slips, speeds, stages, stuck, wireless
from inventory.quality import Looked, flaws
from inventory.slips import Moves
from inventory.stages import Seen
from inventory.stuck import place
from inventory.targets import Register
from inventory.targets_metric import Site
from isms.core.model.area import Area
from isms.core.model.money import Cost, Grant
from isms.core.model.progress import Progress, Snapshot
from isms.core.model.records import Enquiry, Requirement
from isms.core.model.rollout import MeasureKind, Milestone
from isms.core.model.safety import Safety
from isms.core.model.shape import Shape
from isms.core.model.stages import BuildingView, Group, KindStatus
from isms.core.model.views import AreaRow, Power, Views
from isms.core.model.views_flaws import Flaw
from isms.core.model.views_lists import Deadline, Slip, SlowLine, Stuck, Uncabled
from isms.core.model.views_money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the views look at. A view asks for parts of it only, the others may be empty."""

    day: date
    sites: Sequence[Site]
    register: Register
    grants: Sequence[Grant] = ()
    costs: Sequence[Cost] = ()
    requirements: Sequence[Requirement] = ()
    enquiries: Sequence[Enquiry] = ()
    progresses: Sequence[Progress] = ()
    shapes: Sequence[Shape] = ()
    moves: Moves = field(default_factory=dict)
    safeties: Mapping[str, Safety] = field(default_factory=dict)
    snapshot: Snapshot | None = None

    def seen(self) -> Seen:
        """The milestones by measure, with their templates."""
        return Seen(by_measure(self.register.milestones), self.register.templates)


def by_measure(milestones: Iterable[Milestone]) -> dict[str, list[Milestone]]:
    """Milestones by the measure they belong to."""
    rows: dict[str, list[Milestone]] = {}
    for one in milestones:
        rows.setdefault(one.measure, []).append(one)
    return rows


def views(held: Held) -> Views:
    """Everything."""
    buildings, slipped = building_views(held), slips_of(held)
    districts, departments = grouped(buildings, slipped)
    found, power = wireless_of(held)
    return Views(
        day=held.day,
        buildings=buildings,
        left_out=left_out(held),
        kinds=statuses(held, buildings),
        districts=districts,
        departments=departments,
        stuck=stuck_of(held),
        deadlines=deadlines_of(held),
        slips=slipped,
        slow=speeds.slow(held.progresses, held.sites),
        uncabled=speeds.uncabled(held.sites),
        areas=found,
        power=power,
        money=money_of(held),
        flaws=flaws_of(held),
    )


def building_views(held: Held) -> tuple[BuildingView, ...]:
    """The buildings that count, by id."""
    return stages.views(held.sites, held.seen(), held.safeties)


def left_out(held: Held) -> tuple[str, ...]:
    """The buildings that do not count: closed, out of scope, or about to be left."""
    return tuple(site.building.id for site in held.sites if not stages.counts(site))


def statuses(held: Held, buildings: Sequence[BuildingView]) -> tuple[KindStatus, ...]:
    """The counts of both kinds, with the change since the snapshot."""
    then = {} if held.snapshot is None else {one.kind: one for one in held.snapshot.stages}
    told = []
    for kind in MeasureKind:
        found = stages.status(kind, buildings)
        if held.snapshot is not None:
            change = stages.change(found, then.get(kind), held.snapshot.taken_at)
            found = stages.status(kind, buildings, change)
        told.append(found)
    return tuple(told)


def slips_of(held: Held) -> tuple[Slip, ...]:
    """What slipped."""
    return slips.slips(held.sites, held.seen(), held.moves)


def grouped(buildings: Sequence[BuildingView], slipped: Iterable[Slip]) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """The districts and the departments."""
    late = slips.late(slipped)
    return groups.districts(buildings, late), groups.departments(buildings, late)


def stuck_of(held: Held) -> tuple[Stuck, ...]:
    """What is under way, the longest in its phase first."""
    return stuck.stuck(held.sites, held.seen(), {one.id: one for one in held.register.measures})


def deadlines_of(held: Held) -> tuple[Deadline, ...]:
    """What is due, the overdue first."""
    places = {site.building.id: place(site.building) for site in held.sites}
    return deadlines.ordered(
        (
            *deadlines.of_sites(held.sites, held.seen()),
            *deadlines.of_grants(held.grants, held.day),
            *deadlines.of_targets(held.progresses),
            *deadlines.of_records(held.requirements, held.enquiries, places, held.day),
        )
    )


def wireless_of(held: Held) -> tuple[tuple[AreaRow, ...], Power]:
    """The areas by kind, and what their access points draw; those of buildings that count."""
    sites = [site for site in held.sites if stages.counts(site)]
    found: list[Area] = [area for site in sites for area in site.areas]
    return wireless.areas(found), wireless.power(found, {site.building.id: site.building.district for site in sites})


def slow_of(held: Held) -> tuple[tuple[SlowLine, ...], tuple[Uncabled, ...]]:
    """Lines that do not meet a target, and new buildings without cabling."""
    return speeds.slow(held.progresses, held.sites), speeds.uncabled(held.sites)


def money_of(held: Held) -> Money:
    """Costs and grants."""
    return money.money(held.costs, held.grants)


def flaws_of(held: Held) -> tuple[Flaw, ...]:
    """What is wrong or missing."""
    looked = Looked(sites=held.sites, register=held.register, grants=held.grants, costs=held.costs, shapes=held.shapes)
    return flaws(looked, held.seen(), held.day)
