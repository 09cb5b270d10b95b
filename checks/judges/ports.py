"""Switch ports where people plug in devices."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from checks.judges.walk import exactly, first, starting
from checks.outcome import Outcome, failed, joined_parts, not_applicable, passed
from checks.policy import Policy
from checks.remember import for_each, is_any, of_block
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

NO_ACCESS_PORT = not_applicable("kein Zugangsport", "no access port")
NO_SWITCH_PORT = not_applicable("kein Switch-Port", "no switch port")
NO_BARE_PORT = not_applicable("kein Port ohne Angaben", "no port that says nothing")
IN_VLAN_1 = Text(de="Ohne Angabe liegt der Port in VLAN 1.", en="Unless set the port is in VLAN 1.")


# Sockets; AppGigabitEthernet leads into the switch, and ports 1/1/… of a module are there even if the module is not.
PLUG = re.compile(r"(?!App)(?:.*(?:Ethernet|GigE)|Gi|Te|Fa)(?![1-9]\d*/1/)\d[\d/]*")
# What begins a line that says what a port is for.
USED = frozenset(
    {
        "bridge-group",
        "channel-group",
        "encapsulation",
        "pppoe",
        "pppoe-client",
        "service",
        "source",
        "stackwise-virtual",
    }
    | {"switchport", "vrf", "xconnect"}
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a platform says that edge ports stop on a BPDU, and which ports are edge ports."""

    guard_default: tuple[tuple[str, ...], ...]
    edge_default: tuple[tuple[str, ...], ...]


DIALECTS: dict[str, Dialect] = {
    "cisco_ios": Dialect(
        (
            ("spanning-tree", "portfast", "bpduguard", "default"),
            ("spanning-tree", "portfast", "edge", "bpduguard", "default"),
        ),
        (("spanning-tree", "portfast", "default"), ("spanning-tree", "portfast", "edge", "default")),
    ),
    "cisco_nxos": Dialect(
        (("spanning-tree", "port", "type", "edge", "bpduguard", "default"),),
        (("spanning-tree", "port", "type", "edge", "default"),),
    ),
    "arista_eos": Dialect((("spanning-tree", "edge-port", "bpduguard", "default"),), ()),
}


@of_block
def is_down(interface: Node) -> bool:
    """Whether an interface is shut down."""
    return exactly(interface, "shutdown") is not None


def has_access_ports(tree: ConfigTree) -> bool:
    """Whether there are any of them; to be asked for as a fact."""
    return is_any(tree, "interface", _is_switched)


def _is_switched(port: Node) -> bool:
    """Whether an interface is one of them; most that are none say nothing of switching."""
    return "switchport" in port.by_word and is_access(port)


@of_block
def is_access(port: Node) -> bool:
    """Whether an interface is an access port; a routed one only looks like it."""
    if is_down(port) or first(port, "channel-group") is not None or exactly(port, "no", "switchport") is not None:
        return False
    modes = starting(port, "switchport", "mode")
    if modes:
        return any(mode.words[2:3] == ("access",) for mode in modes)
    return first(port, "switchport", "access", "vlan") is not None


def has_switch_ports(tree: ConfigTree) -> bool:
    """Whether any interface says something of switching; to be asked for as a fact."""
    return is_any(tree, "interface", _says_switchport)


def _says_switchport(port: Node) -> bool:
    """Whether an interface says something of switching."""
    return "switchport" in port.by_word


@of_block
def is_bare(port: Node) -> bool:
    """Whether a port of a Catalyst that is up says nothing of its use: it is in VLAN 1, open to everybody."""
    if is_down(port) or not USED.isdisjoint(port.by_word) or PLUG.fullmatch("".join(port.words[1:])) is None:
        return False
    routed = (("ip", "address"), ("ip", "unnumbered"), ("no", "ip", "address"), ("no", "switchport"))
    return all(first(port, *words) is None for words in routed)


def no_bare_port(tree: ConfigTree, _: Policy) -> Outcome:
    """No port of a switch with IOS that is up says nothing of its use."""
    if not tree.fact(has_switch_ports):
        return NO_SWITCH_PORT
    return joined_parts(for_each(tree, "interface", _bare), nothing=NO_BARE_PORT)


def _bare(port: Node) -> Outcome | None:
    """One interface, if it says nothing."""
    if not is_bare(port):
        return None
    return failed("VLAN 1 für Endgeräte in $1", "VLAN 1 for end devices in $1", port)._replace(default=IN_VLAN_1)


def bpdu_guard(tree: ConfigTree, _: Policy) -> Outcome:
    """Every access port stops on a BPDU, by itself or as an edge port by the general setting."""
    root = tree.root
    dialect = DIALECTS[tree.platform.id]
    default = next((line for words in dialect.guard_default if (line := exactly(root, *words)) is not None), None)
    edge = any(exactly(root, *words) is not None for words in dialect.edge_default)
    return joined_parts(for_each(tree, "interface", _guarded, default, edge=edge), nothing=NO_ACCESS_PORT)


def _guarded(port: Node, default: Node | None, *, edge: bool) -> Outcome | None:
    """One port, if it is an access port."""
    if not is_access(port):
        return None
    words = (("spanning-tree", "bpduguard", "enable"), ("spanning-tree", "bpduguard", "disable"))
    own = next((line for each in words if (line := first(port, *each)) is not None), None)
    if own is not None:
        if own.words[2:3] == ("enable",):
            return passed("$1", "$1", own, block=port)
        return failed("$1 schaltet den BPDU-Schutz ab", "$1 switches the BPDU guard off", own, block=port)
    if default is not None and _is_edge(port, edge=edge):
        return passed("$1", "$1", default)
    return failed("$1 hat keinen BPDU-Schutz", "$1 has no BPDU guard", port)


def _is_edge(port: Node, *, edge: bool) -> bool:
    """Whether a port is an edge (portfast) port."""
    if exactly(port, "no", "spanning-tree", "portfast") is not None:
        return False
    for line in (*starting(port, "spanning-tree", "portfast"), *starting(port, "spanning-tree", "port", "type")):
        words = line.words[3:] if line.words[1] == "port" else line.words[2:]
        return words[:1] not in {("disable",), ("network",), ("normal",)}
    return edge


SNOOPING: dict[str, tuple[tuple[str, ...], ...]] = {
    "cisco_ios": (("ip", "dhcp", "snooping"), ("ip", "dhcp", "snooping", "vlan")),
    "cisco_nxos": (("feature", "dhcp"), ("ip", "dhcp", "snooping")),
    "arista_eos": (("ip", "dhcp", "snooping"),),
}


def dhcp_snooping(tree: ConfigTree, _: Policy) -> Outcome:
    """DHCP snooping is on where there are access ports."""
    if not tree.fact(has_access_ports):
        return NO_ACCESS_PORT
    found: list[Node] = []
    for words in SNOOPING[tree.platform.id]:
        find: Callable[..., Node | None] = first if words[-1] == "vlan" else exactly
        line = find(tree.root, *words)
        if line is None:
            wanted = " ".join(words)
            return failed(
                f"‚{wanted}‘ fehlt (ganze Konfiguration durchsucht)",
                f"'{wanted}' is missing (the whole configuration was searched)",
            )
        found.append(line)
    return passed("$1", "$1", *found)


def no_dtp(tree: ConfigTree, _: Policy) -> Outcome:
    """No switch port negotiates a trunk."""
    return joined_parts(for_each(tree, "interface", _trunk), nothing=NO_SWITCH_PORT)


def _trunk(port: Node) -> Outcome | None:
    """One interface, if it is a switch port that is up."""
    if is_down(port) or first(port, "switchport") is None:
        return None
    for mode in starting(port, "switchport", "mode"):
        if mode.words[2:3] == ("dynamic",):
            return failed("$1 handelt einen Trunk aus", "$1 negotiates a trunk", mode, block=port)
        if mode.words[2:3] == ("trunk",) and exactly(port, "switchport", "nonegotiate") is None:
            return failed(
                "$1 ohne ‚switchport nonegotiate‘ in $2",
                "$1 without 'switchport nonegotiate' in $2",
                mode,
                port,
                block=port,
            )
    return passed("$1", "$1", port)
