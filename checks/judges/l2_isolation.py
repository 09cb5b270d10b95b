"""VLANs whose devices must not reach each other, on platforms where the VLAN says so, not the port."""

from collections.abc import Callable, Iterator

from checks.judges.walk import first, named, path, starting
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node

Judge = Callable[[ConfigTree, Policy], Outcome]
NO_VLAN = not_applicable("kein VLAN auf diesem Gerät", "no VLAN on this device")
NONE_LISTED = not_applicable("keines der benannten VLANs ist hier", "none of the named VLANs is here")
UNSET = unknown(
    "die Richtlinie setzt ISOLATED_VLANS nicht (in policy.yaml eintragen)",
    "the policy does not set ISOLATED_VLANS (add it to policy.yaml)",
)
# What makes a VLAN of Junos an isolated one, in both generations of its syntax.
JUNOS_ISOLATED = (("private-vlan", "isolated"), ("isolation-vlan-id",), ("isolation-id",), ("no-local-switching",))
# A VLAN by its names, the block that sets it up, and the line that isolates its ports.
Vlan = tuple[frozenset[str], Node, Node | None]


def _indented(root: Node) -> Iterator[Vlan]:
    """The VLANs of EOS, NX-OS and AOS-CX that have a block of their own."""
    for vlan in starting(root, "vlan"):
        if len(vlan.words) == 2:
            yield frozenset(vlan.words[1].split(",")), vlan, first(vlan, "private-vlan", "isolated")


def _junos(root: Node) -> Iterator[Vlan]:
    """The VLANs of Junos."""
    for name, vlan in named(path(root, "vlans")):
        numbers = {number for number, _ in named(path(vlan, "vlan-id"))}
        found = (path(vlan, *words) for words in JUNOS_ISOLATED)
        yield frozenset({name, *numbers}), vlan, next((line for line in found if line is not None), None)


def isolated(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every VLAN that the policy names keeps its ports apart."""
    vlans = list((_junos if tree.platform.id == "juniper_junos" else _indented)(tree.root))
    listed = frozenset(policy.words("ISOLATED_VLANS"))
    if not vlans:
        return NO_VLAN
    if not listed:
        return UNSET
    return joined((_apart(vlan, line) for names, vlan, line in vlans if names & listed), nothing=NONE_LISTED)


def _apart(vlan: Node, line: Node | None) -> Outcome:
    """One VLAN."""
    if line is None:
        return failed("in $1 erreichen Geräte einander", "in $1 devices reach each other", vlan)
    return passed("$1", "$1", line, block=vlan)


JUDGES: dict[str, Judge] = {"vlan_isolated": isolated}
