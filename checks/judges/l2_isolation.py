"""VLANs whose devices must not reach each other, on platforms where the VLAN says so, not the port."""

from collections.abc import Callable, Iterator

from checks.judges.walk import first, named, path, starting
from checks.outcome import Outcome, failed, joined_parts, not_applicable, part, passed, unset
from checks.policy import Policy
from checks.remember import for_each
from checks.tree import ConfigTree, Node

Judge = Callable[[ConfigTree, Policy], Outcome]
NO_VLAN = not_applicable("kein VLAN auf diesem Gerät", "no VLAN on this device")
NONE_LISTED = not_applicable("keines der benannten VLANs ist hier", "none of the named VLANs is here")
UNSET = unset("ISOLATED_VLANS")
# What makes a VLAN of Junos an isolated one, in both generations of its syntax.
JUNOS_ISOLATED = (("private-vlan", "isolated"), ("isolation-vlan-id",), ("isolation-id",), ("no-local-switching",))
# A VLAN by its names, the block that sets it up, and the line that isolates its ports.
Vlan = tuple[frozenset[str], Node, Node | None]


def _is_vlan(block: Node) -> bool:
    """Whether a block sets up a VLAN (EOS, NX-OS, AOS-CX)."""
    return len(block.words) == 2


def _junos(root: Node) -> Iterator[Vlan]:
    """The VLANs of Junos."""
    for name, vlan in named(path(root, "vlans")):
        numbers = {number for number, _ in named(path(vlan, "vlan-id"))}
        found = (path(vlan, *words) for words in JUNOS_ISOLATED)
        yield frozenset({name, *numbers}), vlan, next((line for line in found if line is not None), None)


def isolated(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every VLAN that the policy names keeps its ports apart."""
    vlans = list(_junos(tree.root))
    if not vlans and not any(map(_is_vlan, starting(tree.root, "vlan"))):
        return NO_VLAN
    listed = frozenset(policy.words("ISOLATED_VLANS"))
    if not listed:
        return UNSET
    here = part([_apart(vlan, line) for names, vlan, line in vlans if names & listed])
    return joined_parts([here, *for_each(tree, "vlan", _apart_if, listed)], nothing=NONE_LISTED)


def _apart_if(block: Node, listed: frozenset[str]) -> Outcome | None:
    """One VLAN, if it is one of those listed."""
    if not _is_vlan(block) or listed.isdisjoint(block.words[1].split(",")):
        return None
    return _apart(block, first(block, "private-vlan", "isolated"))


def _apart(vlan: Node, line: Node | None) -> Outcome:
    """One VLAN."""
    if line is None:
        return failed("in $1 erreichen Geräte einander", "in $1 devices reach each other", vlan)
    return passed("$1", "$1", line, block=vlan)


JUDGES: dict[str, Judge] = {"vlan_isolated": isolated}
