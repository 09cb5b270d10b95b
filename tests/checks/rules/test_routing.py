"""Routing, VPN and the edge of the net: what depends on the policy, and the edges of what the text says."""

from typing import Any

import pytest

from checks.policy import Policy, as_value, default
from tests.checks.judging import book, outcome

EXTERNAL = {"EXTERNAL_INTERFACES": ["wan*", "*0/0", "eth0", "eth0.7", "ether1", "pppoe-out1"]}
PEERS = {"ROUTING_PEERS": ["192.0.2.0/24"]}
OWN = {"OWN_AS": [65000, "65010-65020"]}
ROUTER = "/ip address\nadd address={}/24 interface=ether1\n"
OSPF_TEMPLATE = ROUTER.format("192.0.2.1") + "/routing ospf interface-template\nadd area=backbone {}\n"
ADDRESS = "interface Gi0/0\n ip address 192.0.2.1 255.255.255.0\n"
EBGP = "router bgp 64512\n neighbor 192.0.2.1 remote-as {}\n"
TUNNEL = "interface Tunnel1\n tunnel destination 192.0.2.1\n"

# rule, platform, configuration, verdict, policy
CASES: list[tuple[str, str, str, str, dict[str, Any]]] = [
    ("edge.filter-in", "cisco_ios", "interface Gi0/0\n ip address 192.0.2.1 255.255.255.0\n", "unknown", {}),
    ("edge.filter-in", "cisco_ios", "interface Gi0/1\n ip address 192.0.2.1 255.255.255.0\n", "na", EXTERNAL),
    ("edge.filter-in", "vyos", "set interfaces ethernet eth0 disable\n", "na", EXTERNAL),
    ("edge.filter-in", "vyos", "set interfaces ethernet eth0 vif 7 address dhcp\n", "fail", EXTERNAL),
    (
        "edge.filter-in",
        "vyos",
        "set zone-policy zone A interface eth0\nset interfaces ethernet eth0 mtu 1500\n",
        "pass",
        EXTERNAL,
    ),
    (
        "edge.filter-in",
        "mikrotik_routeros",
        "/interface pppoe-client\nadd interface=ether9 name=pppoe-out1\n",
        "fail",
        EXTERNAL,
    ),
    (
        "edge.filter-in",
        "mikrotik_routeros",
        ROUTER.format("192.0.2.1") + "/ip firewall filter\nadd action=drop chain=forward in-interface=!ether2\n",
        "pass",
        EXTERNAL,
    ),
    (
        "edge.anti-spoofing",
        "juniper_junos",
        "set interfaces wan0 disable\nset interfaces wan0 unit 0\n",
        "na",
        EXTERNAL,
    ),
    ("edge.anti-spoofing", "huawei_vrp", "interface GE0/0\n traffic-filter inbound acl 3000\n", "unknown", EXTERNAL),
    (
        "edge.no-igp",
        "cisco_ios",
        "interface Gi0/0\n ip address dhcp\nrouter rip\n network 192.0.2.0\n",
        "pass",
        EXTERNAL,
    ),
    (
        "edge.no-igp",
        "cisco_ios",
        "interface Gi0/0\n ip address 192.0.2.1 255.255.255.0\nrouter rip\n network <removed>\n",
        "pass",
        EXTERNAL,
    ),
    (
        "edge.no-igp",
        "cisco_ios",
        ADDRESS + "router rip\n passive-interface default\n no passive-interface Gi0/0\n network 192.0.2.0\n",
        "fail",
        EXTERNAL,
    ),
    (
        "edge.no-igp",
        "cisco_ios",
        "interface Gi0/0\n ip router isis A\nrouter isis A\n passive-interface Gi0/0\n",
        "pass",
        EXTERNAL,
    ),
    (
        "edge.no-igp",
        "frr",
        "interface eth0\n ip address 192.0.2.1/24\nrouter rip\n network 192.0.2.0/24\n",
        "fail",
        EXTERNAL,
    ),
    ("edge.no-igp", "huawei_vrp", "interface GE0/0\n isis enable 1\n isis silent\n", "pass", EXTERNAL),
    (
        "edge.no-igp",
        "huawei_vrp",
        "interface GE0/0\n ip address 3.3.3.3 255.255.255.0\n#\nospf 1\n area 0\n  network 3.3.3.4 0.0.0.0\n",
        "pass",
        EXTERNAL,
    ),
    (
        "edge.no-igp",
        "vyos",
        "set interfaces ethernet eth0 address <removed>/24\nset protocols rip network eth0\n",
        "fail",
        EXTERNAL,
    ),
    (
        "edge.no-igp",
        "vyos",
        "set interfaces ethernet eth0 address 192.0.2.1/24\nset protocols rip network x\n",
        "pass",
        EXTERNAL,
    ),
    ("edge.no-igp", "mikrotik_routeros", OSPF_TEMPLATE.format("networks=192.0.2.0/24"), "fail", EXTERNAL),
    ("edge.no-igp", "mikrotik_routeros", OSPF_TEMPLATE.format("interfaces=ether1 passive"), "pass", EXTERNAL),
    ("edge.no-igp", "mikrotik_routeros", OSPF_TEMPLATE.format("interfaces=all"), "fail", EXTERNAL),
    ("edge.no-igp", "mikrotik_routeros", ROUTER.format("x"), "pass", EXTERNAL),
    ("edge.blackhole", "cisco_ios", EBGP.format("external"), "na", {}),
    ("edge.blackhole", "cisco_ios", EBGP.format("200000"), "fail", {}),
    ("edge.blackhole", "cisco_ios", EBGP.format("4200000000"), "na", {}),
    ("rt.bgp-filter", "cisco_ios", EBGP.format("<removed>"), "unknown", {}),
    ("rt.bgp-filter", "cisco_ios", "router bgp 1\n neighbor A peer-group A\n neighbor A remote-as 2\n", "fail", {}),
    (
        "rt.bgp-filter",
        "arista_eos",
        "router bgp 1\n   neighbor interface Et1 peer-group A\n   neighbor A remote-as 2\n",
        "fail",
        {},
    ),
    ("rt.bgp-filter", "juniper_junos", "set logical-systems a interfaces lo0\n", "na", {}),
    ("rt.bgp-filter", "juniper_junos", "set protocols bgp group P neighbor 192.0.2.1 shutdown\n", "na", {}),
    ("rt.bgp-filter", "cisco_nxos", "router bgp 1\n  neighbor 192.0.2.1 remote-as 2\n    shutdown\n", "na", {}),
    ("rt.bgp-filter", "mikrotik_routeros", "/routing bgp peer\nset 0 remote-as=2\n", "na", {}),
    (
        "rt.bgp-filter",
        "cisco_nxos",
        "router bgp 1\n  template peer A\n    inherit peer A\n    remote-as 2\n  neighbor ::1\n    inherit peer A",
        "fail",
        {},
    ),
    ("rt.bgp-filter", "cisco_ios", EBGP.format("65010"), "fail", {}),
    ("rt.bgp-filter", "cisco_ios", EBGP.format("65000"), "na", OWN),
    ("rt.bgp-filter", "cisco_ios", EBGP.format("65009"), "fail", OWN),
    ("rt.bgp-filter", "cisco_ios", EBGP.format("65010"), "na", OWN),
    ("rt.bgp-filter", "cisco_ios", EBGP.format("65020"), "na", OWN),
    ("rt.bgp-filter", "cisco_ios", EBGP.format("65021"), "fail", OWN),
    ("rt.bgp-filter", "cisco_ios", EBGP.format("external"), "fail", OWN),
    ("rt.bgp-filter", "cisco_ios", EBGP.format("0.65010"), "na", OWN),
    ("rt.bgp-filter", "cisco_ios", EBGP.format("1.65010"), "fail", OWN),
    ("rt.bgp-filter", "cisco_ios", EBGP.format("<removed>"), "unknown", OWN),
    ("edge.blackhole", "cisco_ios", EBGP.format("3.3392"), "fail", {}),
    ("rt.bgp-max-prefix", "vyos", "set protocols bgp 1 neighbor 192.0.2.1 shutdown\n", "na", {}),
    ("rt.peers-approved", "cisco_ios", EBGP.format("64513"), "unknown", {}),
    ("rt.peers-approved", "cisco_ios", EBGP.format("64513"), "pass", PEERS),
    ("rt.gateways-approved", "cisco_ios", "ip route 0.0.0.0 0.0.0.0 192.0.2.1\n", "unknown", {}),
    ("rt.ospf-auth", "frr", "router ospf\n ospf router-id 192.0.2.1\n", "na", {}),
    (
        "rt.ospf-auth",
        "vyos",
        "set protocols ospf interface eth0 cost 1\nset protocols ospf area 0 network 192.0.2.0/24\n",
        "fail",
        {},
    ),
    ("rt.ospf-auth", "huawei_vrp", "ospf 1\n area 0\n", "na", {}),
    ("vpn.tunnel-protected", "cisco_ios", TUNNEL + " tunnel mode ipsec ipv4\n", "na", {}),
    ("vpn.tunnel-protected", "cisco_ios", "interface Tunnel1\n tunnel source Gi0/0\n", "na", {}),
    (
        "vpn.tunnel-protected",
        "cisco_ios",
        TUNNEL + " tunnel protection ipsec profile P\ninterface Gi0/0\n crypto map M\n",
        "pass",
        {},
    ),
    ("vpn.integrity", "mikrotik_routeros", "/ip ipsec profile\nset\n/ip ipsec peer\nadd name=a\n", "fail", {}),
    ("vpn.second-factor", "fortinet_fortios", "config vpn ssl settings\n set status enable\nend\n", "na", {}),
    ("vpn.second-factor", "vyos", "set vpn openconnect authentication mode\n", "fail", {}),
    ("vpn.dh-group", "cisco_ios", "crypto ikev2 proposal P\n group <removed>\n", "unknown", {}),
    ("vpn.no-split", "cisco_asa", "group-policy P attributes\n split-tunnel-policy <removed>\n", "unknown", {}),
    ("cp.input-filter", "juniper_junos", "set interfaces lo0 unit 0 family inet filter input A\n", "na", {}),
]


@pytest.mark.parametrize(("rule", "platform", "text", "verdict", "values"), CASES)
def test_routing_and_vpn_are_judged_by_policy_and_text(
    rule: str, platform: str, text: str, verdict: str, values: dict[str, Any]
) -> None:
    [one] = [one for one in book().rules if one.id == rule]
    policy = Policy({**default().values, **{name: as_value(value) for name, value in values.items()}})
    assert str(outcome(one, text, platform, policy).verdict) == verdict
