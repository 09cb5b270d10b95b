"""Bridges of RouterOS, where one line holds all that is set for a port."""

from collections import Counter
from collections.abc import Callable, Sequence

from checks.judges.walk import exactly, starting
from checks.menus import in_use, settings
from checks.outcome import Outcome, failed, joined, not_applicable, passed
from checks.policy import Policy
from checks.remember import of_block
from checks.tree import ConfigTree, Node

Judge = Callable[[ConfigTree, Policy], Outcome]
Line = tuple[Node, dict[str, str]]
UNTAGGED_ONLY = "admit-only-untagged-and-priority-tagged"
NO_EDGE = not_applicable(
    "kein Bridge-Port, der nur ungetaggte Frames annimmt", "no bridge port that takes untagged frames only"
)
NO_BRIDGE = not_applicable("keine Bridge mit Ports", "no bridge with ports")


def lines(root: Node, *menu: str) -> Sequence[Line]:
    """The lines of a menu that add something which is not switched off, with what they set."""
    found = exactly(root, *menu)
    return _added(found) if found is not None else ()


@of_block
def _added(menu: Node) -> tuple[Line, ...]:
    """The same of one menu."""
    every = [(line, settings(line)) for line in starting(menu, "add")]
    return tuple((line, own) for line, own in every if in_use(own))


def edges(root: Node) -> list[Line]:
    """The bridge ports for end devices: they take untagged frames only."""
    ports = lines(root, "/interface", "bridge", "port")
    return [(line, own) for line, own in ports if own.get("frame-types") == UNTAGGED_ONLY]


def bpdu_guard(tree: ConfigTree, _: Policy) -> Outcome:
    """Every bridge port for end devices stops on a BPDU."""
    return joined((_guarded(*line) for line in edges(tree.root)), nothing=NO_EDGE)


def _guarded(line: Node, own: dict[str, str]) -> Outcome:
    """One port."""
    if own.get("bpdu-guard") == "yes":
        return passed("$1", "$1", line)
    return failed("$1 hat keinen BPDU-Schutz", "$1 has no BPDU guard", line)


def dhcp_snooping(tree: ConfigTree, _: Policy) -> Outcome:
    """Every bridge with ports for end devices watches DHCP."""
    used = {own.get("bridge") for _, own in edges(tree.root)}
    bridges = lines(tree.root, "/interface", "bridge")
    return joined((_snooping(line, own) for line, own in bridges if own.get("name") in used), nothing=NO_EDGE)


def _snooping(line: Node, own: dict[str, str]) -> Outcome:
    """One bridge."""
    if own.get("dhcp-snooping") == "yes":
        return passed("$1", "$1", line)
    return failed("$1 ohne ‚dhcp-snooping=yes‘", "$1 without 'dhcp-snooping=yes'", line)


def spanning_tree(tree: ConfigTree, _: Policy) -> Outcome:
    """Every bridge with two or more ports runs a spanning tree."""
    used = Counter(own.get("bridge") for _, own in lines(tree.root, "/interface", "bridge", "port"))
    bridges = lines(tree.root, "/interface", "bridge")
    return joined((_spanning(line, own) for line, own in bridges if used[own.get("name")] > 1), nothing=NO_BRIDGE)


def _spanning(line: Node, own: dict[str, str]) -> Outcome:
    """One bridge; without a word it runs RSTP."""
    if own.get("protocol-mode") == "none":
        return failed("$1 schaltet den Spanning Tree ab", "$1 switches the spanning tree off", line)
    return passed("$1", "$1", line)


JUDGES: dict[str, Judge] = {
    "routeros_bpdu_guard": bpdu_guard,
    "routeros_dhcp_snooping": dhcp_snooping,
    "routeros_spanning_tree": spanning_tree,
}
