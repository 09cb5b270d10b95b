"""What a device tells its neighbours about itself (CDP, LLDP): to users, and on external interfaces."""

from collections.abc import Callable

from checks.judges import edge
from checks.judges.l2_junos_ports import junos_ports
from checks.judges.walk import exactly, first, named, path
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node

Judge = Callable[[ConfigTree, Policy], Outcome]
LLDP = ("protocols", "lldp", "interface")
NO_LLDP = not_applicable("LLDP läuft nicht", "LLDP does not run")
Words = tuple[str, ...]
# Per platform and protocol: the line that switches it off here, the one that does so everywhere, and the one that
# switches it on at all (empty: it is on by default).
SAYS: dict[str, tuple[tuple[Words, Words, Words], ...]] = {
    "cisco_ios": (
        (("no", "cdp", "enable"), ("no", "cdp", "run"), ()),
        (("no", "lldp", "transmit"), ("no", "lldp", "run"), ("lldp", "run")),
    ),
    "cisco_nxos": (
        (("no", "cdp", "enable"), ("no", "cdp", "enable"), ()),
        (("no", "lldp", "transmit"), ("no", "feature", "lldp"), ("feature", "lldp")),
    ),
    "arista_eos": ((("no", "lldp", "transmit"), ("no", "lldp", "run"), ()),),
    "aruba_aoscx": ((("no", "lldp", "transmit"), ("no", "lldp"), ()),),
}


def _silent(tree: ConfigTree, port: edge.Port) -> Outcome:
    """One external interface."""
    return joined(
        (_one(tree.root, port.node, *words) for words in SAYS[tree.platform.id]), nothing=passed("$1", "$1", port.node)
    )


def _one(root: Node, port: Node, here: Words, everywhere: Words, on: Words) -> Outcome:
    """One protocol on one interface."""
    own = exactly(port, *here)
    if own is not None:
        return passed("$1", "$1", own, block=port)
    off = exactly(root, *everywhere)
    if off is not None:
        return passed("$1", "$1", off)
    if on and exactly(root, *on) is None:
        return passed("$1", "$1", port)
    if not on and _says_nothing(root):
        return unknown(
            "ob auf $1 CDP läuft, hängt vom Modell ab: weder ‚cdp run‘ noch ‚no cdp run‘ ist da",
            "whether CDP runs on $1 depends on the model: there is neither 'cdp run' nor 'no cdp run'",
            port,
        )
    wanted = " ".join(here)
    return failed(f"‚{wanted}‘ fehlt in $1", f"'{wanted}' is missing in $1", port)


def _says_nothing(root: Node) -> bool:
    """Whether this is a router with IOS XE, some of which run CDP by default, that does not say whether it does."""
    platform = first(root, "platform", "console") or first(root, "platform", "qfp")
    return platform is not None and exactly(root, "cdp", "run") is None


def junos_edge(tree: ConfigTree, _: Policy) -> Outcome:
    """No Junos port for end devices sends LLDP."""
    listed = path(tree.root, *LLDP)
    if listed is None:
        return NO_LLDP
    entries = dict(named(listed))
    return joined((_quiet(edge.node, edge.names, entries) for edge in tree.once(junos_ports)), nothing=NO_LLDP)


def _quiet(port: Node, names: frozenset[str], entries: dict[str, Node]) -> Outcome:
    """One port: what is said for it goes before what is said for all."""
    entry = next((entries[name] for name in sorted(names - {"all"}) if name in entries), entries.get("all"))
    if entry is None or path(entry, "disable") is not None:
        return passed("$1", "$1", port if entry is None else entry)
    return failed("$1 sendet LLDP an $2", "$1 sends LLDP to $2", entry, port)


JUDGES: dict[str, Judge] = {
    "external_without_discovery": edge.each(edge.indented, _silent),
    "junos_edge_without_lldp": junos_edge,
}
