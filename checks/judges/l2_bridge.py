"""Bridges of RouterOS, where one line holds all that is set for a port."""

from collections.abc import Callable

from checks.judges.walk import exactly, starting
from checks.outcome import Outcome, failed, joined, not_applicable, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node

Judge = Callable[[ConfigTree, Policy], Outcome]
UNTAGGED_ONLY = "admit-only-untagged-and-priority-tagged"
NO_EDGE = not_applicable(
    "kein Bridge-Port, der nur ungetaggte Rahmen annimmt", "no bridge port that takes untagged frames only"
)
NO_BRIDGE = not_applicable("keine Bridge mit Ports", "no bridge with ports")


def settings(line: Node) -> dict[str, str]:
    """What a line sets (`name=value`)."""
    return dict(word.split("=", 1) for word in line.words if "=" in word)


def lines(root: Node, *menu: str) -> list[Node]:
    """The lines of a menu that add something which is not switched off."""
    found = exactly(root, *menu)
    added = starting(found, "add") if found is not None else []
    return [line for line in added if settings(line).get("disabled") != "yes"]


def edges(root: Node) -> list[Node]:
    """The bridge ports for end devices: they take untagged frames only."""
    return [
        line
        for line in lines(root, "/interface", "bridge", "port")
        if settings(line).get("frame-types") == UNTAGGED_ONLY
    ]


def bpdu_guard(tree: ConfigTree, _: Policy) -> Outcome:
    """Every bridge port for end devices stops on a BPDU."""
    return joined((_guarded(line) for line in edges(tree.root)), nothing=NO_EDGE)


def _guarded(line: Node) -> Outcome:
    """One port."""
    if settings(line).get("bpdu-guard") == "yes":
        return passed("$1", "$1", line)
    return failed("$1 hat keinen BPDU-Schutz", "$1 has no BPDU guard", line)


def dhcp_snooping(tree: ConfigTree, _: Policy) -> Outcome:
    """Every bridge with ports for end devices watches DHCP."""
    used = {settings(line).get("bridge") for line in edges(tree.root)}
    bridges = [line for line in lines(tree.root, "/interface", "bridge") if settings(line).get("name") in used]
    return joined((_snooping(line) for line in bridges), nothing=NO_EDGE)


def _snooping(line: Node) -> Outcome:
    """One bridge."""
    if settings(line).get("dhcp-snooping") == "yes":
        return passed("$1", "$1", line)
    return failed("$1 ohne ‚dhcp-snooping=yes‘", "$1 without 'dhcp-snooping=yes'", line)


def spanning_tree(tree: ConfigTree, _: Policy) -> Outcome:
    """Every bridge with two or more ports runs a spanning tree."""
    used = [settings(line).get("bridge") for line in lines(tree.root, "/interface", "bridge", "port")]
    bridges = [line for line in lines(tree.root, "/interface", "bridge") if used.count(settings(line).get("name")) > 1]
    return joined((_spanning(line) for line in bridges), nothing=NO_BRIDGE)


def _spanning(line: Node) -> Outcome:
    """One bridge; without a word it runs RSTP."""
    if settings(line).get("protocol-mode") == "none":
        return failed("$1 schaltet den Spanning Tree ab", "$1 switches the spanning tree off", line)
    return passed("$1", "$1", line)


JUDGES: dict[str, Judge] = {
    "routeros_bpdu_guard": bpdu_guard,
    "routeros_dhcp_snooping": dhcp_snooping,
    "routeros_spanning_tree": spanning_tree,
}
