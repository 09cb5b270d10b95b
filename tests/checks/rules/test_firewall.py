"""Packet filters and segments: what depends on the policy, and the edges of how each platform writes its filters."""

from typing import Any

import pytest

from checks.engine import Subject, compile_rules, judge
from checks.platform import platforms
from checks.policy import Policy, as_value, default
from checks.tree import parse
from tests.checks.judging import book

Case = tuple[str, str, str, str, dict[str, Any]]
VLAN = "interface Vlan20\n ip address 192.0.2.1 255.255.255.0\n{}"
LIST = "ip access-list extended A\n{}interface Vlan20\n ip address 192.0.2.1 255.255.255.0\n ip access-group A in\n"
GUEST = {"GUEST_NETWORKS": ["192.0.2.0/24"], "INTERNAL_NETWORKS": ["10.0.0.0/8"]}
POLICY = (
    'config firewall policy\n edit 1\n  set srcintf "lan"\n  set dstintf "{}"\n  set action accept\n'
    '  set srcaddr "all"\n'
    '  set dstaddr "all"\n  set service "HTTPS"\n next\nend\n'
)
PORTS = (
    'config system interface\n edit "lan"\n  set ip 192.0.2.1 255.255.255.0\n next\n'
    ' edit "srv"\n  set ip 10.1.0.1 255.255.0.0\n next\n edit "ppp"\n  set mode pppoe\n next\nend\n'
)

# rule, platform, configuration, verdict, policy
CASES: list[Case] = [
    ("seg.guest", "cisco_ios", VLAN.format(""), "unknown", {}),
    ("seg.guest", "cisco_ios", "hostname sw1\n", "na", {}),
    ("seg.guest", "cisco_ios", VLAN.format(""), "unknown", {"GUEST_NETWORKS": ["192.0.2.0/24"]}),
    ("seg.guest", "cisco_ios", VLAN.format(" shutdown\n"), "na", GUEST),
    ("seg.guest", "cisco_ios", VLAN.format(" ip access-group FEHLT in\n"), "fail", GUEST),
    ("seg.guest", "cisco_ios", VLAN.format(" ip access-group A out\n"), "fail", GUEST),
    ("seg.guest", "cisco_ios", LIST.format(" permit udp any any eq ntp\n permit icmp any any\n"), "pass", GUEST),
    ("seg.guest", "cisco_ios", LIST.format(" permit tcp any host 10.1.1.1 eq 443\n"), "fail", GUEST),
    ("seg.guest", "cisco_ios", LIST.format(" permit ip any any time-range NACHTS\n"), "unknown", GUEST),
    ("seg.guest", "cisco_ios", LIST.format(" permit ip 198.51.100.0 0.0.0.255 any\n"), "pass", GUEST),
    (
        "seg.guest",
        "cisco_ios",
        LIST.format(" deny tcp any 10.0.0.0 0.255.255.255\n permit ip any any\n"),
        "fail",
        GUEST,
    ),
    (
        "seg.guest",
        "cisco_ios",
        LIST.format(" deny ip any 10.0.0.0 0.255.255.255 dscp ef\n permit ip any any\n"),
        "unknown",
        GUEST,
    ),
    ("seg.guest", "fortinet_fortios", PORTS + POLICY.format("ppp"), "unknown", GUEST),
    ("seg.guest", "fortinet_fortios", PORTS + POLICY.format("ppp"), "pass", {**GUEST, "EXTERNAL_INTERFACES": ["ppp*"]}),
    ("seg.guest", "fortinet_fortios", PORTS + POLICY.format("any"), "fail", GUEST),
    ("seg.client-server", "cisco_ios", LIST.format(" permit tcp any any eq 443\n"), "unknown", {}),
    ("seg.management", "cisco_ios", VLAN.format(""), "unknown", {"MGMT_NETWORKS": ["10.0.0.0/8"]}),
    ("seg.web-by-proxy", "cisco_ios", VLAN.format(""), "unknown", {"CLIENT_NETWORKS": ["192.0.2.0/24"]}),
    ("seg.no-direct-inbound", "cisco_ios", VLAN.format(""), "unknown", {"INTERNAL_NETWORKS": ["10.0.0.0/8"]}),
    ("fw.web-filter", "fortinet_fortios", POLICY.format("wan1"), "unknown", {}),
    ("fw.web-malicious", "fortinet_fortios", POLICY.format("wan1"), "unknown", {}),
    ("fw.no-vulnerable-services", "cisco_ios", LIST.format(" permit tcp any any eq 8443\n"), "pass", {}),
    (
        "fw.no-vulnerable-services",
        "cisco_ios",
        LIST.format(" permit tcp any any eq 8443\n"),
        "fail",
        {"VULNERABLE_PORTS": ["tcp/8000-9000", "sctp/1", "unsinn"]},
    ),
    ("fw.no-any-any", "cisco_ios", LIST.format(" permit ip any any time-range NACHTS\n"), "pass", {}),
    ("fw.no-any-any", "cisco_nxos", "ip access-list A\n  10 permit ip any any\n", "na", {}),
    (
        "fw.lists-defined",
        "cisco_ios",
        "ip access-list extended A\n" + VLAN.format(" ip access-group A in\n"),
        "fail",
        {},
    ),
    ("fw.no-unused-lists", "cisco_ios", "access-list 10 permit any\nsnmp-server community geheim RO 10\n", "pass", {}),
    ("fw.no-unused-lists", "cisco_ios", "access-list 10 permit any\ninterface Gi0/1\n ip x 10\n", "pass", {}),
    ("fw.no-unused-lists", "cisco_ios", "access-list 10 permit any\ninterface Gi0/1\n ip x <removed>\n", "unknown", {}),
    ("fw.no-unused-lists", "cisco_ios", "access-list 10 permit any\ninterface Gi0/1\n description 10\n", "fail", {}),
    (
        "fw.denied-logged",
        "cisco_ios",
        "access-list 101 deny ip any any log\ninterface Gi0/1\n ip access-group 101 in\n",
        "pass",
        {},
    ),
    ("fw.default-deny", "mikrotik_routeros", "/ip firewall filter\nadd action=accept chain=output\n", "na", {}),
]


@pytest.mark.parametrize(("rule", "platform", "text", "verdict", "values"), CASES)
def test_a_rule_decides_at_its_edges(rule: str, platform: str, text: str, verdict: str, values: dict[str, Any]) -> None:
    given = {name: as_value(value) for name, value in values.items()}
    policy = Policy({**default().values, **given})
    known = platforms()[platform]
    [compiled] = compile_rules([book().get(rule)], known)
    assert judge(compiled, Subject(parse(text, known), policy)).verdict == verdict
