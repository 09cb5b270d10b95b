"""What ProCurve says of its ports for end devices, in lines that list ports, or name VLANs beside a line that switches
a check on."""

from collections.abc import Callable

from checks.judges.l2_procurve_ports import procurve_listed, procurve_ports
from checks.judges.l2_trunks import holds, ranges
from checks.judges.ports import NO_ACCESS_PORT
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
            return NO_ACCESS_PORT
        on = exactly(tree.root, *switch)
        lines = [line for line in starting(tree.root, *switch, "vlan") if len(line.words) > len(switch) + 1]
        if on is None or not lines:
            return _missing(switch if on is None else (*switch, "vlan"))
        return joined((_vlan(vlan, on, lines, len(switch) + 1) for vlan, _, _ in edges), nothing=NO_ACCESS_PORT)

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
            return NO_ACCESS_PORT
        on = exactly(tree.root, *switch)
        if on is None:
            return _missing(switch)
        covered = procurve_listed(tree.root, switch, ())
        return joined((_ports(line, here, on, covered) for _, line, here in edges), nothing=NO_ACCESS_PORT)

    return judge


def _ports(line: Node, here: frozenset[str], on: Node, covered: dict[str, Node]) -> Outcome:
    """The access ports that one line puts in a VLAN."""
    if here <= covered.keys():
        return passed("$1", "$1", on, *dict.fromkeys(covered[port] for port in sorted(here)))
    return failed("Ports in $1 prüfen den Absender nicht", "ports in $1 do not check the sender", line)


def untrusted(tree: ConfigTree, _: Policy) -> Outcome:
    """No access port is trusted by any of the checks."""
    trusted = {port: line for words in TRUST for port, line in procurve_listed(tree.root, words, ()).items()}
    return joined(
        (_untrusted(line, here, trusted) for _, line, here in tree.once(procurve_ports)), nothing=NO_ACCESS_PORT
    )


def _untrusted(line: Node, here: frozenset[str], trusted: dict[str, Node]) -> Outcome:
    """The access ports that one line puts in a VLAN."""
    wrong = sorted(here & trusted.keys())
    if wrong:
        return failed("$1 vertraut einem Zugangsport", "$1 trusts an access port", trusted[wrong[0]])
    return passed("$1", "$1", line)


def protected(lines: tuple[tuple[Words, Words], ...], de: str, en: str) -> Judge:
    """A judge: one of the lines names every ProCurve port for end devices; `$1` is the line that puts it in a VLAN."""

    def judge(tree: ConfigTree, _: Policy) -> Outcome:
        root = tree.root
        covered: dict[str, Node] = {}
        for before, after in lines:
            covered.update(procurve_listed(root, before, after))
        return joined(
            (one(vlan, line, here, covered) for vlan, line, here in tree.once(procurve_ports)), nothing=NO_ACCESS_PORT
        )

    def one(vlan: Node, line: Node, here: frozenset[str], covered: dict[str, Node]) -> Outcome:
        if here <= covered.keys():
            return passed("$1", "$1", *dict.fromkeys(covered[port] for port in sorted(here)))
        return failed(de, en, line, block=vlan)

    return judge


def outside_vlan1(tree: ConfigTree, _: Policy) -> Outcome:
    """No ProCurve port for end devices is in VLAN 1."""
    return joined((_outside(vlan, line) for vlan, line, _ in tree.once(procurve_ports)), nothing=NO_ACCESS_PORT)


def _outside(vlan: Node, line: Node) -> Outcome:
    """The ports that one line puts into a VLAN."""
    if vlan.words[1:] == ("1",):
        return failed("$1 legt Zugangsports in VLAN 1", "$1 puts access ports into VLAN 1", line, block=vlan)
    return passed("$1", "$1", line)


def unlisted(before: Words, after: Words, de: str, en: str) -> Judge:
    """A judge: no line names a ProCurve port for end devices; `$1` is the line that does."""

    def judge(tree: ConfigTree, _: Policy) -> Outcome:
        named_there = procurve_listed(tree.root, before, after)
        return joined(
            (one(line, here, named_there) for _, line, here in tree.once(procurve_ports)), nothing=NO_ACCESS_PORT
        )

    def one(line: Node, here: frozenset[str], named_there: dict[str, Node]) -> Outcome:
        wrong = sorted(here & named_there.keys())
        return failed(de, en, named_there[wrong[0]]) if wrong else passed("$1", "$1", line)

    return judge


JUDGES: dict[str, Judge] = {
    "procurve_dhcp_snooping": in_vlans("dhcp-snooping"),
    "procurve_dhcp6_snooping": in_vlans("dhcpv6-snooping"),
    "procurve_arp_protected": in_vlans("arp-protect"),
    "procurve_source_guard": at_ports("ip", "source-lockdown"),
    "procurve_untrusted": untrusted,
    "procurve_bpdu_protection": protected(
        ((("spanning-tree",), ("bpdu-protection",)),),
        "Ports in $1 haben keinen BPDU-Schutz",
        "ports in $1 have no BPDU guard",
    ),
    "procurve_storm_control": protected(
        ((("rate-limit", "bcast", "in"), ()), (("broadcast-limit",), ())),
        "Ports in $1 begrenzen Broadcasts nicht",
        "ports in $1 have no storm control",
    ),
    "procurve_mac_limit": protected(
        (
            (("port-security",), ("learn-mode",)),
            (("aaa", "port-access", "authenticator"), ("client-limit",)),
            (("aaa", "port-access", "mac-based"), ()),
        ),
        "Ports in $1 begrenzen die Zahl der Geräte nicht",
        "ports in $1 do not limit the number of devices",
    ),
    "procurve_no_bpdu_filter": unlisted(
        ("spanning-tree",),
        ("bpdu-filter",),
        "$1 verwirft BPDUs an einem Zugangsport",
        "$1 drops BPDUs at an access port",
    ),
    "procurve_outside_vlan1": outside_vlan1,
    "procurve_described": protected(
        ((("name",), ()),),
        "Ports in $1 haben keine Beschreibung und sind nicht abgeschaltet",
        "ports in $1 have no description and are not off",
    ),
    "procurve_ra_guard": protected(
        ((("ipv6", "ra-guard", "ports"), ()), (("ipv6", "ra-guard", "ports"), ("log",))),
        "Ports in $1 leiten Router-Ankündigungen weiter",
        "ports in $1 forward router advertisements",
    ),
    "procurve_edge_without_lldp": protected(
        ((("lldp", "admin-status"), ("disable",)), (("lldp", "admin-status"), ("rxonly",))),
        "Ports in $1 senden LLDP",
        "ports in $1 send LLDP",
    ),
}
