"""What IOS checks on behalf of the devices at its access ports, port by port or VLAN by VLAN: ARP and DHCP (NX-OS and
EOS say it alike), neighbour messages and servers of IPv6."""

from collections.abc import Callable
from functools import partial

from checks.judges.l2_trunks import Ranges, holds, ranges
from checks.judges.ports import NO_ACCESS_PORT, has_access_ports, is_access
from checks.judges.walk import starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined_parts, not_applicable, passed, unknown
from checks.policy import Policy
from checks.remember import for_each, of_block
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

Judge = Callable[[ConfigTree, Policy], Outcome]
Words = tuple[str, ...]
Guards = tuple[tuple[Ranges, Node], ...]  # lines, each with the VLANs for which it holds
NO_VLANS = not_applicable(
    "kein VLAN ist genannt; ob DHCP überwacht wird, prüft l2.dhcp-snooping",
    "no VLAN is named; l2.dhcp-snooping judges whether DHCP is watched",
)
ARP = ("ip", "arp", "inspection", "vlan")
DHCP = ("ip", "dhcp", "snooping", "vlan")
RA_GUARD: tuple[Words, ...] = (("ipv6", "nd", "raguard"),)
DHCP_GUARD: tuple[Words, ...] = (("ipv6", "dhcp", "guard"),)
NEIGHBOURS: tuple[Words, ...] = (
    ("ipv6", "nd", "inspection"),
    ("ipv6", "snooping"),
    ("device-tracking", "attach-policy"),
)
# Lines of a policy that lets through what it should stop.
WEAK: tuple[Words, ...] = (
    ("device-role", "router"),
    ("device-role", "server"),
    ("device-role", "monitor"),
    ("security-level", "glean"),
    ("trusted-port",),
)
UNCHECKED = Text(de="Ohne diese Zeile wird kein ARP-Paket geprüft.", en="Without this line no ARP packet is checked.")
UNGUARDED = Text(de="Ohne Angabe lässt der Port alles durch.", en="Unless set the port lets everything through.")


def arp_inspected(tree: ConfigTree, _: Policy) -> Outcome:
    """ARP is checked in the VLAN of every access port."""
    if not tree.fact(has_access_ports):
        return NO_ACCESS_PORT
    lines = _vlan_lists(tree, ARP)
    if not lines:
        missing = failed(
            "‚ip arp inspection vlan …‘ fehlt (ganze Konfiguration durchsucht)",
            "'ip arp inspection vlan …' is missing (the whole configuration was searched)",
        )
        return missing._replace(default=UNCHECKED)
    return _all_in(tree, lines)


def dhcp_watched(tree: ConfigTree, _: Policy) -> Outcome:
    """Where DHCP is watched in some VLANs, that of every access port is among them."""
    lines = _vlan_lists(tree, DHCP)
    return _all_in(tree, lines) if lines else NO_VLANS


def _vlan_lists(tree: ConfigTree, words: Words) -> list[Node]:
    """The lines of some words and a list of VLANs."""
    return [line for line in starting(tree.root, *words) if len(line.words) == len(words) + 1]


def _all_in(tree: ConfigTree, lines: list[Node]) -> Outcome:
    """Whether lists of VLANs hold that of every access port."""
    guards = tuple((ranges(line.words[-1:]), line) for line in lines)
    return joined_parts(for_each(tree, "interface", _in_vlan, guards), nothing=NO_ACCESS_PORT)


@of_block
def _vlan(port: Node) -> tuple[str, Node]:
    """The VLAN of an access port, and the line that says so."""
    lines = starting(port, "switchport", "access", "vlan")
    return (lines[-1].words[-1], lines[-1]) if lines else ("1", port)


def _in_vlan(port: Node, guards: Guards) -> Outcome | None:
    """One interface, if it is an access port: whether its VLAN is among those that are checked."""
    if not is_access(port):
        return None
    vlan, said = _vlan(port)
    if not vlan.isdigit():
        return _hidden(said)
    line = _holding(vlan, guards)
    if line is not None:
        return passed("$1", "$1", line)
    listed = guards[0][1]
    if any(is_masked(guard.words[-1]) for _, guard in guards):
        return _hidden(listed)
    return failed("das VLAN von $1 steht nicht in $2", "the VLAN of $1 is not in $2", port, listed)


def _hidden(line: Node) -> Outcome:
    """A VLAN of which nobody can tell the number."""
    return unknown("das VLAN in $1 hat keine lesbare Nummer", "the VLAN in $1 has no legible number", line)


def _holding(vlan: str, guards: Guards) -> Node | None:
    """The line that holds for a VLAN."""
    return next((line for carried, line in guards if holds(carried, vlan)), None)


def guarded(tree: ConfigTree, _: Policy, *, by: tuple[Words, ...]) -> Outcome:
    """Every access port has one of these lines, or its VLAN has; none names a policy that lets everything through."""
    root = tree.root
    blocks = starting(root, "vlan", "configuration")
    guards = tuple((ranges(block.words[2:]), line) for block in blocks for line in _lines(block, by))
    weak = tuple(
        (block.words[-1], line)
        for word in ("ipv6", "device-tracking")
        for block in root.by_word.get(word, ())
        if block.words[-2:-1] == ("policy",) and any(block.words[:-2] == _kind(words) for words in by)
        for words in WEAK
        for line in starting(block, *words)
    )
    return joined_parts(for_each(tree, "interface", _port, by, guards, weak), nothing=NO_ACCESS_PORT)


def _kind(words: Words) -> Words:
    """What a line protects by: `device-tracking` of `device-tracking attach-policy`."""
    return words[:-1] if words[-1] == "attach-policy" else words


def _lines(block: Node, by: tuple[Words, ...]) -> list[Node]:
    """The lines of a block that begin with some words."""
    return [line for words in by for line in starting(block, *words)]


def _port(port: Node, by: tuple[Words, ...], guards: Guards, weak: tuple[tuple[str, Node], ...]) -> Outcome | None:
    """One interface, if it is an access port."""
    if not is_access(port):
        return None
    own = _lines(port, by)
    vlan, said = _vlan(port)
    if not own and guards and not vlan.isdigit():
        return _hidden(said)
    line = own[0] if own else _holding(vlan, guards) if vlan.isdigit() else None
    if line is None:
        found = failed("an $1 fehlt der Schutz", "$1 has no such protection", port)
        return found._replace(default=UNGUARDED)
    for name, doubt in weak:
        if name in line.words[2:]:
            return failed("$1: $2 schützt nicht", "$1: $2 does not protect", port, doubt)
    return passed("$1", "$1", line, block=port) if own else passed("$1", "$1", line)


JUDGES: dict[str, Judge] = {
    "ios_arp_inspected": arp_inspected,
    "ios_dhcp_watched": dhcp_watched,
    "ios_ra_guard": partial(guarded, by=RA_GUARD),
    "ios_dhcp6_guard": partial(guarded, by=DHCP_GUARD),
    "ios_neighbours_guarded": partial(guarded, by=NEIGHBOURS),
}
