"""Single entries of packet filters and policies: too wide, never reached, left over, nameless."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from checks.filters import services
from checks.filters.earlier import Earlier
from checks.filters.entry import (
    Action,
    Entry,
    Filter,
    is_every_service,
    is_everywhere,
    may_be_everywhere,
    of_filter,
    stands_before,
)
from checks.filters.flow import least, most, remains
from checks.filters.readers import firewall
from checks.filters.spans import Extent, Spans, union
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree

Judge = Callable[[ConfigTree, Policy], Outcome]
NO_FILTER = not_applicable("kein Filter in Gebrauch", "no filter in use")
NO_POLICY = not_applicable("keine Regel", "no rule")
# Traffic of the device itself.
OWN = frozenset({"junos-host"})


def _working(tree: ConfigTree) -> tuple[Filter, ...]:
    """The filters that traffic passes."""
    return tree.once(firewall).working


def _permits(one: Filter) -> Iterator[Entry]:
    """The entries that let traffic through from one zone to another; answers and the device's own traffic left out."""
    if one.name.endswith(" output"):
        return
    for entry in one.live:
        within = bool(entry.inbound) and entry.inbound == entry.outbound and len(entry.inbound) == 1
        if entry.action is Action.PERMIT and not entry.answers_only and not within and entry.inbound != OWN:
            yield entry


def no_any_any(tree: ConfigTree, _: Policy) -> Outcome:
    """No entry permits everything from everywhere to everywhere."""
    return joined((_not_open(one) for one in _working(tree)), nothing=NO_FILTER)


@of_filter
def _not_open(one: Filter) -> Outcome:
    """One filter."""
    doubtful: Entry | None = None
    for entry in _permits(one):
        sides = (entry.sources, entry.destinations)
        if entry.conditions:
            continue
        if all(map(is_everywhere, sides)) and is_every_service(entry):
            return failed("$1 lässt alles zu", "$1 permits everything", entry.node, block=one.node)
        hidden = any(map(may_be_everywhere, sides)) and not all(map(is_everywhere, sides))
        if hidden and all(map(may_be_everywhere, sides)) and entry.services.most.covers(services.ALL):
            doubtful = doubtful or entry
    if doubtful is not None:
        return unknown(
            "ob $1 alles zulässt, ist nicht zu erkennen", "whether $1 permits everything cannot be told", doubtful.node
        )
    return passed("$1 lässt nirgends alles zu", "$1 permits everything nowhere", one.node)


def no_shadowed(tree: ConfigTree, _: Policy) -> Outcome:
    """No entry stands behind another one that takes all of its traffic."""
    working = [one for one in _working(tree) if len(one.live) > 1]
    return joined((_reached(one) for one in working), nothing=NO_FILTER)


@of_filter
def _reached(one: Filter) -> Outcome:
    """One filter; the first entry that is never reached is told."""
    earlier = Earlier()
    for entry in one.live:
        if entry.action is Action.OTHER:
            continue
        taker = earlier.taking(entry)
        if taker is not None:
            return failed(
                "$1 wirkt nie: $2 davor nimmt denselben Verkehr",
                "$1 never works: $2 before it takes the same traffic",
                entry.node,
                taker.node,
                block=one.node,
            )
        earlier.add(entry)
    return passed("$1: jeder Eintrag kann wirken", "$1: every entry can work", one.node)


def services_named(tree: ConfigTree, _: Policy) -> Outcome:
    """Every entry that permits names the services it is for."""
    found = tree.once(firewall)
    zoned = found.always if tree.platform.id == "juniper_junos" else found.working
    entries = [(one, entry) for one in zoned for entry in _permits(one)]
    return joined((_named(one, entry) for one, entry in entries), nothing=NO_POLICY)


def _named(one: Filter, entry: Entry) -> Outcome:
    """One entry."""
    if entry.services.least.covers(services.ALL):
        return failed("$1 gibt alle Dienste frei", "$1 opens all services", entry.node, block=one.node)
    if entry.services.most.covers(services.ALL) and not entry.conditions:
        return unknown(
            "welche Dienste $1 freigibt, ist nicht zu erkennen",
            "which services $1 opens cannot be told",
            entry.node,
            block=one.node,
        )
    return passed("$1", "$1", entry.node, block=one.node)


def no_vulnerable(tree: ConfigTree, policy: Policy) -> Outcome:
    """No entry opens one of the listed services to any source, by name and not among all services."""
    listed = policy.words("VULNERABLE_PORTS")
    return joined((_without(one, listed) for one in _working(tree)), nothing=NO_FILTER)


@lru_cache(maxsize=16)
def _services(listed: tuple[str, ...]) -> Spans:
    """The services of a list."""
    return union(map(_listed, listed)).least


def _listed(word: str) -> Extent:
    """A service written as `tcp/445` or `udp/137-138`; nothing for what cannot be read."""
    name, _, ports = word.partition("/")
    span = services.span(ports)
    if name not in {"tcp", "udp"} or span is None:
        return services.NO_SERVICE
    return services.ported(services.protocol(name), [span])


@of_filter
def _without(one: Filter, listed: tuple[str, ...]) -> Outcome:
    """One filter; what an earlier entry denies is not open, what opens every service is another rule's matter."""
    unwanted = _services(listed)
    permits = set(map(id, _permits(one)))
    denials: list[Entry] = []
    for entry in one.live:
        if entry.action is Action.DENY:
            denials.append(entry)
        if id(entry) not in permits or not is_everywhere(entry.sources) or entry.services.most.covers(services.ALL):
            continue
        traffic = least(entry)
        denied = (most(denial) for denial in denials if stands_before(denial, entry))
        if remains(traffic._replace(services=traffic.services & unwanted), denied):
            return failed(
                "$1 öffnet einen anfälligen Dienst für jede Quelle",
                "$1 opens a vulnerable service to any source",
                entry.node,
                block=one.node,
            )
    return passed("$1 öffnet keinen davon", "$1 opens none of them", one.node)


def no_disabled(tree: ConfigTree, _: Policy) -> Outcome:
    """No entry is switched off and left over."""
    entries = [(one, entry) for one in tree.once(firewall).filters for entry in one.entries]
    return joined((_enabled(one, entry) for one, entry in entries), nothing=NO_POLICY)


def _enabled(one: Filter, entry: Entry) -> Outcome:
    """One entry."""
    if entry.enabled:
        return passed("$1", "$1", entry.node, block=one.node)
    return failed("$1 ist abgeschaltet", "$1 is switched off", entry.node, block=one.node)


def rules_labelled(tree: ConfigTree, _: Policy) -> Outcome:
    """Every rule says what it is for."""
    entries = [(one, entry) for one in tree.once(firewall).filters for entry in one.live]
    return joined((_labelled(one, entry) for one, entry in entries), nothing=NO_POLICY)


def _labelled(one: Filter, entry: Entry) -> Outcome:
    """One rule."""
    if entry.labelled:
        return passed("$1", "$1", entry.node, block=one.node)
    return failed(
        "$1 hat weder Namen noch Beschreibung", "$1 has neither a name nor a description", entry.node, block=one.node
    )


def lists_labelled(tree: ConfigTree, _: Policy) -> Outcome:
    """Every access list in use says with a remark what it is for."""
    return joined((_remarked(one) for one in _working(tree)), nothing=NO_FILTER)


@of_filter
def _remarked(one: Filter) -> Outcome:
    """One list."""
    if one.contents.labelled:
        return passed("$1 hat eine Bemerkung", "$1 has a remark", one.node)
    return failed("$1 hat keine Bemerkung", "$1 has no remark", one.node)


def permits_logged(tree: ConfigTree, _: Policy) -> Outcome:
    """Every policy that permits records its connections; lists on interfaces record none."""
    entries = [(one, entry) for one in tree.once(firewall).policies for entry in _permits(one)]
    return joined((_recorded(one, entry) for one, entry in entries), nothing=NO_POLICY)


def _recorded(one: Filter, entry: Entry) -> Outcome:
    """One policy."""
    if entry.logged:
        return passed("$1", "$1", entry.node, block=one.node)
    return failed("$1 zeichnet Verbindungen nicht auf", "$1 does not record connections", entry.node, block=one.node)


JUDGES: dict[str, Judge] = {
    "fw_no_any_any": no_any_any,
    "fw_no_shadowed": no_shadowed,
    "fw_services_named": services_named,
    "fw_no_vulnerable": no_vulnerable,
    "fw_no_disabled": no_disabled,
    "fw_rules_labelled": rules_labelled,
    "fw_lists_labelled": lists_labelled,
    "fw_permits_logged": permits_logged,
}
