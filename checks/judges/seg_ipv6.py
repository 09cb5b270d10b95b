"""Whether IPv6 is filtered where IPv4 is."""

from collections.abc import Callable

from checks.filters.addresses import V4, V6
from checks.filters.entry import Port
from checks.filters.readers import firewall, ports_v6
from checks.filters.spans import Spans
from checks.outcome import Outcome, failed, joined, not_applicable, passed
from checks.policy import Policy
from checks.tree import ConfigTree

NONE = not_applicable(
    "keine Schnittstelle mit IPv6, auf der IPv4 gefiltert wird", "no interface with IPv6 on which IPv4 is filtered"
)


def filtered_alike(tree: ConfigTree, _: Policy) -> Outcome:
    """Every interface with an IPv6 address that filters incoming IPv4 filters incoming IPv6 as well."""
    found = tree.once(firewall)
    if not found.uses and not any(one.name.endswith(" forward") for one in found.filters):
        return NONE
    ports = [port for port in ports_v6(tree) if not (found.always and port.zone)]
    if not ports:
        return NONE
    chains = [one.family for one in found.filters if one.name.endswith(" forward")]
    return joined((_port(port, chains) for port in ports if _filters(port, chains, V4)), nothing=NONE)


def _filters(port: Port, chains: list[Spans], family: Spans) -> bool:
    """Whether what comes in on an interface is filtered, for one version of IP."""
    return any(one.overlaps(family) for one in chains) or any(use.family.overlaps(family) for use in port.filters)


def _port(port: Port, chains: list[Spans]) -> Outcome:
    """One interface that filters IPv4."""
    if _filters(port, chains, V6):
        return passed("$1 filtert beides", "$1 filters both", port.node, *(use.node for use in port.filters))
    return failed("$1 filtert IPv4, aber nicht IPv6", "$1 filters IPv4 but not IPv6", port.node)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"seg_ipv6": filtered_alike}
