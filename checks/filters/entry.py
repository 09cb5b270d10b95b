"""A filter and its entries, and what one entry does to the traffic of another."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from checks.filters.addresses import EVERYWHERE, V4, V6
from checks.filters.services import ALL
from checks.filters.spans import Extent, Spans, exact
from checks.language.pattern import is_masked
from checks.syntax.node import Node

P = ParamSpec("P")
T = TypeVar("T")


class Action(StrEnum):
    """What happens to the traffic that an entry describes."""

    PERMIT = "permit"
    DENY = "deny"
    OTHER = "other"  # goes on with another list, is only counted …


ANSWERS = "established"
INVALID = "invalid"
ANY_ADDRESS = exact(EVERYWHERE)
ANY_SERVICE = exact(ALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a filter. `conditions` narrow it further; no interface under `inbound` or `outbound` means any."""

    node: Node
    action: Action
    sources: Extent = ANY_ADDRESS
    destinations: Extent = ANY_ADDRESS
    services: Extent = ANY_SERVICE
    conditions: frozenset[str] = frozenset()
    inbound: frozenset[str] = frozenset()
    outbound: frozenset[str] = frozenset()
    logged: bool = False
    enabled: bool = True
    labelled: bool = False

    @property
    def answers_only(self) -> bool:
        """Whether it lets pass only what belongs to a connection that exists."""
        return ANSWERS in self.conditions

    @property
    def spares_new(self) -> bool:
        """Whether it takes nothing that opens a connection: only answers, or what belongs to none."""
        return self.answers_only or INVALID in self.conditions


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a filter: its entries, the lines nobody understood, and whether it says what it is for."""

    entries: tuple[Entry, ...]
    unread: tuple[Node, ...] = ()
    labelled: bool = False


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A list of entries, the first that fits decides; `closes` says whether it ends with a denial of all the rest.

    Its contents are read when they are asked for: most lists of a configuration filter no traffic.
    """

    name: str
    node: Node
    read: Callable[[], Contents]
    alias: str = ""
    closes: bool = True
    family: Spans = EVERYWHERE
    logs_rest: bool = False
    notes: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def contents(self) -> Contents:
        """What stands in it."""
        return self.read()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, also those that are switched off."""
        return self.contents.entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which it can be used."""
        return (self.name, self.alias) if self.alias else (self.name,)

    @cached_property
    def live(self) -> tuple[Entry, ...]:
        """The entries that are in effect."""
        return tuple(entry for entry in self.entries if entry.enabled)

    @property
    def rest(self) -> Entry | None:
        """What decides about the rest: the last entry if it takes everything."""
        live = self.live
        return live[-1] if live and live[-1].action is not Action.OTHER and takes_all(live[-1], self.family) else None

    @property
    def complete(self) -> tuple[Entry, ...]:
        """The entries, and where the list is open at its end one that lets everything pass."""
        if self.closes:
            return self.live
        whole = exact(self.family)
        return (*self.live, Entry(node=self.node, action=Action.PERMIT, sources=whole, destinations=whole))


def of_filter(judge: Callable[Concatenate[Filter, P], T]) -> Callable[Concatenate[Filter, P], T]:
    """The function, asked once for each filter and for each set of the other arguments, which must be hashable; it may
    read the filter and these arguments only. A filter that looks at one block alone is kept with the block."""

    @wraps(judge)
    def asked(one: Filter, /, *args: P.args, **options: P.kwargs) -> T:
        key = (judge, *args, *options.values())
        if key not in one.notes:
            one.notes[key] = judge(one, *args, **options)
        answer: T = one.notes[key]
        return answer

    return asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A filter put on an interface or zone: its name, the line that says so, and whether it looks at what comes in."""

    name: str
    node: Node
    inward: bool
    family: Spans = EVERYWHERE
    block: Node | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """A routed interface: its name, its addresses, its routing instance, and what comes in passes these filters.

    `implied` is what decides where there are none, on platforms that do not let everything pass then.
    """

    name: str
    node: Node
    addresses: Spans
    instance: str = ""
    filters: tuple[Use, ...] = ()
    zone: str = ""
    implied: Filter | None = None


@dataclass(frozen=True)
class Firewall:
    """All a configuration says about filtering, read when it is asked for.

    `always` are policies that work without being put anywhere; `guarded` says that all filters are such. `between` is
    what lists that stand elsewhere do between zones.
    """

    filters: tuple[Filter, ...]
    find_uses: Callable[[], Iterable[Use]]
    find_ports: Callable[[], Iterable[Port]]
    always: tuple[Filter, ...] = ()
    guarded: bool = False
    between: tuple[Filter, ...] = ()

    @property
    def policies(self) -> tuple[Filter, ...]:
        """The policies; lists that are put on interfaces are none."""
        return self.filters if self.guarded else self.always

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Where filters are put."""
        return tuple(self.find_uses())

    @cached_property
    def ports(self) -> tuple[Port, ...]:
        """The routed interfaces."""
        return tuple(self.find_ports())

    @cached_property
    def by_name(self) -> dict[str, list[Filter]]:
        """The filters by each of their names."""
        found: dict[str, list[Filter]] = {}
        for one in self.filters:
            for name in one.names:
                found.setdefault(name, []).append(one)
        return found

    @cached_property
    def has_masked_name(self) -> bool:
        """Whether the name of a filter is masked."""
        return any(map(is_masked, self.by_name))

    def named(self, use: Use) -> Filter | None:
        """The filter that is put on an interface, if it is defined."""
        return next((one for one in self.by_name.get(use.name, ()) if _fits(one, use)), None)

    @cached_property
    def working(self) -> tuple[Filter, ...]:
        """The filters that traffic passes: policies, and lists that are put on an interface."""
        if self.guarded or not self.filters:
            return self.filters
        used = {
            id(one)
            for name, family in {(use.name, use.family): use for use in self.uses}
            for one in self.by_name.get(name, ())
            if one.family.overlaps(family)
        }
        return (*(one for one in self.filters if id(one) in used), *self.always)


def _fits(one: Filter, use: Use) -> bool:
    """Whether a filter is of the family that its use says."""
    return one.family.overlaps(use.family)


def covers(first: Entry, second: Entry) -> bool:
    """Whether surely all traffic of the second entry is taken by the first."""
    if not (second.sources.most and second.destinations.most and second.services.most):
        return False
    return (
        first.conditions <= second.conditions
        and stands_before(first, second)
        and first.services.covers(second.services)
        and first.sources.covers(second.sources)
        and first.destinations.covers(second.destinations)
    )


def stands_before(first: Entry, second: Entry) -> bool:
    """Whether the first entry is asked at every pair of interfaces at which the second is."""
    return _among(first.inbound, second.inbound) and _among(first.outbound, second.outbound)


def _among(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    """Whether one set of interfaces holds another; none named means any."""
    return not wide or (bool(narrow) and narrow <= wide)


def takes_all(entry: Entry, family: Spans) -> bool:
    """Whether surely all traffic of a family is taken, whatever the interface."""
    everything = Entry(node=entry.node, action=entry.action, sources=exact(family), destinations=exact(family))
    return covers(entry, everything)


def is_everywhere(extent: Extent) -> bool:
    """Whether surely every address of IPv4 or of IPv6 is in it."""
    return extent.least.covers(V4) or extent.least.covers(V6)


def may_be_everywhere(extent: Extent) -> bool:
    """Whether a masked or unresolved name may hide every address."""
    return extent.most.covers(V4) or extent.most.covers(V6)


def is_every_service(entry: Entry) -> bool:
    """Whether surely every protocol and port is in it."""
    return entry.services.least.covers(ALL) and not entry.conditions
