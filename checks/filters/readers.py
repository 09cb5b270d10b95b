"""The filters of a configuration, whatever its platform."""

from collections.abc import Callable

from checks.filters import cisco, comware, fortios, junos, panos, ports, routeros, srx, vyos, zones
from checks.filters.entry import Firewall
from checks.syntax_node import Node
from checks.tree import ConfigTree


def _cisco(root: Node, platform: str) -> Firewall:
    """IOS, NX-OS, EOS, AOS-CX, ProCurve."""
    return Firewall(
        cisco.lists(root, platform), lambda: ports.uses(root, platform), lambda: ports.ports(root, platform)
    )


def _comware(root: Node, platform: str) -> Firewall:
    """Comware and VRP."""
    return Firewall(comware.lists(root), lambda: ports.uses(root, platform), lambda: ports.ports(root, platform))


def _asa(root: Node, _: str) -> Firewall:
    """ASA."""
    return Firewall(cisco.lists(root, "cisco_asa"), lambda: zones.asa_uses(root), lambda: zones.asa_ports(root))


def _fortios(root: Node, _: str) -> Firewall:
    """FortiOS."""
    return Firewall(fortios.policies(root), tuple, lambda: zones.fortios_ports(root), guarded=True)


def _panos(root: Node, _: str) -> Firewall:
    """PAN-OS."""
    return Firewall(panos.policies(root), tuple, lambda: zones.panos_ports(root), guarded=True)


def _junos(root: Node, _: str) -> Firewall:
    """Junos: a firewall with zones, or a router with filters; with zones the filters count beside the policies."""
    policies = srx.policies(root)
    return Firewall(
        (*junos.filters(root), *policies),
        lambda: zones.junos_uses(root),
        lambda: zones.junos_ports(root),
        always=policies,
    )


def _vyos(root: Node, _: str) -> Firewall:
    """VyOS."""
    return Firewall(vyos.filters(root), lambda: zones.vyos_uses(root), lambda: zones.vyos_ports(root))


def _routeros(root: Node, _: str) -> Firewall:
    """RouterOS."""
    return Firewall(routeros.filters(root), tuple, lambda: zones.routeros_ports(root), guarded=True)


READERS: dict[str, Callable[[Node, str], Firewall]] = {
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
    return READERS[tree.platform.id](tree.root, tree.platform.id)
