"""The filters of a configuration, whatever its platform."""

from collections.abc import Callable

from checks.filters import asa, cisco, comware, fortios, junos, panos, ports, routeros, srx, vyos, zones
from checks.filters.addresses import V6
from checks.filters.entry import Firewall, Port
from checks.tree import ConfigTree


def _cisco(tree: ConfigTree) -> Firewall:
    """IOS, NX-OS, EOS, AOS-CX, ProCurve."""
    return Firewall(cisco.lists(tree), lambda: ports.uses(tree), lambda: ports.ports(tree))


def _comware(tree: ConfigTree) -> Firewall:
    """Comware and VRP."""
    return Firewall(comware.lists(tree), lambda: ports.uses(tree), lambda: ports.ports(tree))


def _asa(tree: ConfigTree) -> Firewall:
    """ASA."""
    root = tree.root
    return Firewall(cisco.lists(tree), lambda: asa.uses(root), lambda: asa.ports(root))


def _fortios(tree: ConfigTree) -> Firewall:
    """FortiOS."""
    root = tree.root
    return Firewall(fortios.policies(root), tuple, lambda: zones.fortios_ports(root), guarded=True)


def _panos(tree: ConfigTree) -> Firewall:
    """PAN-OS."""
    root = tree.root
    return Firewall(panos.policies(root), tuple, lambda: zones.panos_ports(root), guarded=True)


def _junos(tree: ConfigTree) -> Firewall:
    """Junos: a firewall with zones, or a router with filters; with zones the filters count beside the policies."""
    root = tree.root
    policies = srx.policies(root)
    return Firewall(
        (*junos.filters(root), *policies),
        lambda: zones.junos_uses(root),
        lambda: zones.junos_ports(root),
        always=policies,
    )


def _vyos(tree: ConfigTree) -> Firewall:
    """VyOS."""
    root = tree.root
    return Firewall(
        vyos.filters(root),
        lambda: zones.vyos_uses(root),
        lambda: zones.vyos_ports(root),
        between=vyos.between(root),
    )


def _routeros(tree: ConfigTree) -> Firewall:
    """RouterOS."""
    root = tree.root
    return Firewall(routeros.filters(root), tuple, lambda: zones.routeros_ports(root), guarded=True)


READERS: dict[str, Callable[[ConfigTree], Firewall]] = {
    "cisco_ios": _cisco,
    "cisco_nxos": _cisco,
    "arista_eos": _cisco,
    "aruba_aoscx": _cisco,
    "hp_procurve": _cisco,
    "cisco_asa": _asa,
    "hp_comware": _comware,
    "huawei_vrp": _comware,
    "fortinet_fortios": _fortios,
    "paloalto_panos": _panos,
    "juniper_junos": _junos,
    "vyos": _vyos,
    "mikrotik_routeros": _routeros,
}


def firewall(tree: ConfigTree) -> Firewall:
    """All a configuration says about filtering; to be asked by `tree.once(firewall)`."""
    return READERS[tree.platform.id](tree)


def routes(tree: ConfigTree) -> bool:
    """Whether there is any routed interface."""
    return tree.fact(ports.routes) if _by_block(tree) else bool(tree.once(firewall).ports)


def ports_v6(tree: ConfigTree) -> list[Port]:
    """The routed interfaces with an IPv6 address."""
    if _by_block(tree):
        return ports.ports_v6(tree)
    return [port for port in tree.once(firewall).ports if port.addresses.overlaps(V6)]


def _by_block(tree: ConfigTree) -> bool:
    """Whether each interface can be asked by itself."""
    return READERS[tree.platform.id] in (_cisco, _comware)
