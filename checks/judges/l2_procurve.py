"""What ProCurve checks on behalf of the devices at its access ports, where one line names VLANs or ports and another
one switches the check on."""

from collections.abc import Callable

from checks.judges.l2_access import NO_EDGE, procurve_listed, procurve_ports
from checks.judges.l2_trunks import holds, ranges
from checks.judges.walk import exactly, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

Judge = Callable[[ConfigTree, Policy], Outcome]
Words = tuple[str, ...]
TRUST: tuple[Words, ...] = (("dhcp-snooping", "trust"), ("dhcpv6-snooping", "trust"), ("arp-protect", "trust"))
OFF = Text(de="Ab Werk ist das aus.", en="By default this is off.")


def _missing(words: Words) -> Outcome:
    """A statement that stands nowhere."""
    text = " ".join(words)
    return failed(
        f"‚{text}‘ fehlt (ganze Konfiguration durchsucht)",
        f"'{text}' is missing (the whole configuration was searched)",
    )._replace(default=OFF)


def in_vlans(*switch: str) -> Judge:
    """A judge: the check is on, and on in the VLAN of every access port."""

    def judge(tree: ConfigTree, _: Policy) -> Outcome:
        edges = tree.once(procurve_ports)
        if not edges:
            return NO_EDGE
        on = exactly(tree.root, *switch)
        lines = [line for line in starting(tree.root, *switch, "vlan") if len(line.words) > len(switch) + 1]
        if on is None or not lines:
            return _missing(switch if on is None else (*switch, "vlan"))
        return joined((_vlan(vlan, on, lines, len(switch) + 1) for vlan, _, _ in edges), nothing=NO_EDGE)

    return judge


def _vlan(vlan: Node, on: Node, lines: list[Node], skipped: int) -> Outcome:
    """One VLAN with access ports."""
    number = vlan.words[-1]
    for line in lines:
        if number.isdigit() and holds(ranges(line.words[skipped:]), number):
            return passed("$1", "$1", on, line)
    if not number.isdigit() or any(is_masked(word) for line in lines for word in line.words[skipped:]):
        return unknown("ob $2 für $1 gilt, ist offen", "whether $2 applies to $1 is open", vlan, lines[0])
    return failed("$1 steht nicht in $2", "$1 is not in $2", vlan, lines[0])


def at_ports(*switch: str) -> Judge:
    """A judge: the check is on, and on at every access port."""

    def judge(tree: ConfigTree, _: Policy) -> Outcome:
        edges = tree.once(procurve_ports)
        if not edges:
            return NO_EDGE
        on = exactly(tree.root, *switch)
        if on is None:
            return _missing(switch)
        covered = procurve_listed(tree.root, switch, ())
        return joined((_ports(line, here, on, covered) for _, line, here in edges), nothing=NO_EDGE)

    return judge


def _ports(line: Node, here: frozenset[str], on: Node, covered: dict[str, Node]) -> Outcome:
    """The access ports that one line puts in a VLAN."""
    if here <= covered.keys():
        return passed("$1", "$1", on, *dict.fromkeys(covered[port] for port in sorted(here)))
    return failed("Ports in $1 prüfen den Absender nicht", "ports in $1 do not check the sender", line)


def untrusted(tree: ConfigTree, _: Policy) -> Outcome:
    """No access port is trusted by any of the checks."""
    trusted = {port: line for words in TRUST for port, line in procurve_listed(tree.root, words, ()).items()}
    return joined((_untrusted(line, here, trusted) for _, line, here in tree.once(procurve_ports)), nothing=NO_EDGE)


def _untrusted(line: Node, here: frozenset[str], trusted: dict[str, Node]) -> Outcome:
    """The access ports that one line puts in a VLAN."""
    wrong = sorted(here & trusted.keys())
    if wrong:
        return failed("$1 vertraut einem Zugangsport", "$1 trusts an access port", trusted[wrong[0]])
    return passed("$1", "$1", line)


JUDGES: dict[str, Judge] = {
    "procurve_dhcp_snooping": in_vlans("dhcp-snooping"),
    "procurve_dhcp6_snooping": in_vlans("dhcpv6-snooping"),
    "procurve_arp_protected": in_vlans("arp-protect"),
    "procurve_source_guard": at_ports("ip", "source-lockdown"),
    "procurve_untrusted": untrusted,
}
