"""From which addresses each platform admits an administrator, and whether those are the ones the office declared."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from ipaddress import IPv4Network, IPv6Network

from checks.judges import admitted_eos, admitted_hp, admitted_ios
from checks.judges.acc_accounts import fortios_admins
from checks.judges.admitted import ANYWHERE, Net, Source, dotted, network
from checks.judges.crypto_doors import panos_ports
from checks.judges.walk import first, named, path, starting
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown, unset
from checks.policy import Policy
from checks.tree import ConfigTree, Node

UNLIMITED = failed(
    "der Zugang zur Verwaltung ist nicht auf Adressen begrenzt (ganze Konfiguration durchsucht)",
    "the access to administration is not limited to addresses (the whole configuration was searched)",
)


def _fortios(tree: ConfigTree) -> Iterator[Source]:
    """FortiOS: the trusted hosts of each administrator; one that is not set is every address and counts for nothing."""
    for entry in fortios_admins(tree.root):
        found = [(line, network(*line.words[2:4])) for line in starting(entry, "set") if _is_trust(line)]
        narrow = [(line, net) for line, net in found if net is None or net.prefixlen]
        yield from narrow or [(entry, ANYWHERE)]


def _is_trust(line: Node) -> bool:
    """Whether a line of an administrator names a trusted host."""
    return len(line.words) > 2 and line.words[1].startswith(("trusthost", "ip6-trusthost"))


def _asa(tree: ConfigTree) -> Iterator[Source]:
    """ASA: the addresses that SSH and the web server accept."""
    for service in ("ssh", "http"):
        for line in starting(tree.root, service):
            if len(line.words) == 4 and dotted(line.words[2]):
                yield line, network(line.words[1], line.words[2])
            elif len(line.words) == 3 and ":" in line.words[1]:
                yield line, network(line.words[1])


# All are on by default but the web interface with encryption.
SERVICES = ("ssh", "winbox", "www", "www-ssl", "telnet", "ftp", "api", "api-ssl")


def _routeros(tree: ConfigTree) -> Iterator[Source]:
    """RouterOS: the addresses of each service that is not switched off."""
    for block in starting(tree.root, "/ip", "service"):
        for service in SERVICES:
            line = first(block, "set", service)
            if line is None and service != "www-ssl":
                yield block, ANYWHERE
            elif line is not None and "disabled=yes" not in line.words:
                yield from _service(line)


def _service(line: Node) -> Iterator[Source]:
    """The addresses of one service; none given is every address."""
    given = next((word.split("=", 1)[1] for word in line.words if word.startswith("address=")), "")
    for address in given.split(",") if given else ["0.0.0.0/0"]:
        yield line, network(address)


def _panos(tree: ConfigTree) -> Iterator[Source]:
    """PAN-OS: the addresses permitted on the management interface, and by profiles with which others admit a login."""
    system = path(tree.root, "deviceconfig", "system")
    used = {name for _, port in panos_ports(tree.root) for name, _ in named(path(port, "interface-management-profile"))}
    profiles = dict(named(path(tree.root, "network", "profiles", "interface-management-profile")))
    doors = [node for name, node in profiles.items() if name in used and _admits(node)]
    for place in ([system] if system is not None else []) + doors:
        listed = named(path(place, "permitted-ip"))
        yield from ((leaf, network(leaf.words[0])) for _, leaf in listed)
        if not listed:
            yield place, ANYWHERE


def _admits(profile: Node) -> bool:
    """Whether a profile of PAN-OS admits a login."""
    return any(path(profile, service, "yes") is not None for service in ("ssh", "https", "http", "telnet"))


def _instant(tree: ConfigTree) -> Iterator[Source]:
    """Aruba Instant: restricted access to management."""
    for line in starting(tree.root, "restricted-mgmt-access"):
        yield line, network(*line.words[1:3]) if len(line.words) > 2 else None


READERS: dict[str, Callable[[ConfigTree], Iterator[Source]]] = {
    "cisco_ios": admitted_ios.sources,
    "cisco_nxos": admitted_ios.sources,
    "arista_eos": admitted_eos.sources,
    "fortinet_fortios": _fortios,
    "cisco_asa": _asa,
    "hp_procurve": admitted_hp.procurve,
    "aruba_aoscx": admitted_hp.aoscx,
    "hp_comware": admitted_hp.comware_and_vrp,
    "huawei_vrp": admitted_hp.comware_and_vrp,
    "mikrotik_routeros": _routeros,
    "paloalto_panos": _panos,
    "aruba_instant": _instant,
}


def limited(tree: ConfigTree, _: Policy) -> Outcome:
    """Administrators come from listed addresses, and no entry of the list is every address."""
    return joined((_limited(*source) for source in READERS[tree.platform.id](tree)), nothing=UNLIMITED)


def _limited(node: Node, net: Net | None) -> Outcome:
    """One source."""
    if net is None:
        return unknown("die Adresse in $1 ist nicht lesbar", "the address in $1 cannot be read", node)
    if net.prefixlen == 0 and node.words[0] == "ipv6" and node.words[1:2] in {("enable",), ("address",)}:
        return failed("über IPv6 ($1) ist der Zugang nicht begrenzt", "by IPv6 ($1) the access is not limited", node)
    if net.prefixlen == 0:
        return failed("$1 begrenzt den Zugang nicht auf Adressen", "$1 does not limit the access to addresses", node)
    return passed("$1", "$1", node)


def within(tree: ConfigTree, policy: Policy, *, declared: str) -> Outcome:
    """Each address from which somebody may administer lies in a list of the policy."""
    nothing = not_applicable("kein Zugriff nach Adressen begrenzt", "no access is limited by addresses")
    sources = READERS[tree.platform.id](tree)
    return joined((_within(node, net, policy.networks(declared), declared) for node, net in sources), nothing=nothing)


def _within(node: Node, net: Net | None, approved: Sequence[Net], declared: str) -> Outcome:
    """One source."""
    if not approved:
        return unset(declared, node)
    if net is None:
        return unknown("die Adresse in $1 ist nicht lesbar", "the address in $1 cannot be read", node)
    if any(_inside(net, one) for one in approved):
        return passed("$1", "$1", node)
    if net == admitted_ios.EVERY_IPV6:
        return _anywhere(node, net)
    return failed(
        "$1 lässt Adressen zu, die die Richtlinie nicht nennt",
        "$1 admits addresses that the policy does not name",
        node,
    )


def cisco_within(tree: ConfigTree, policy: Policy) -> Outcome:
    """The same for the management networks on Cisco and Arista: every address is too much, declared or not."""
    anywhere = [(node, net) for node, net in READERS[tree.platform.id](tree) if net is not None and not net.prefixlen]
    if anywhere and not policy.networks("MGMT_NETWORKS"):
        return joined((_anywhere(*source) for source in anywhere), nothing=UNLIMITED)
    return within(tree, policy, declared="MGMT_NETWORKS")


def _anywhere(node: Node, net: Net) -> Outcome:
    """A source that is every address."""
    if net == admitted_ios.EVERY_IPV6:
        return failed("$1 begrenzt nicht, wer über IPv6 kommt", "$1 does not limit who comes by IPv6", node)
    return failed("$1 lässt jede Adresse zu", "$1 admits any address", node)


def _inside(net: Net, outer: Net) -> bool:
    """Whether a network lies in another of the same family."""
    if isinstance(net, IPv4Network):
        return isinstance(outer, IPv4Network) and net.subnet_of(outer)
    return isinstance(outer, IPv6Network) and net.subnet_of(outer)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "sources_limited": limited,
    "cisco_sources_in_management": cisco_within,
    "sources_in_management": partial(within, declared="MGMT_NETWORKS"),
    "sources_are_jump_hosts": partial(within, declared="JUMP_HOSTS"),
}
