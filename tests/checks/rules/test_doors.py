"""From where somebody reaches the administration of switches and RouterOS, and OSPF of VRP: with and without memory."""

import pytest

from checks.engine import Subject, answer_all, judge
from checks.memory import Memory
from checks.outcome import settled
from checks.platform import platforms
from checks.policy import default
from checks.tree import parse
from tests.checks.judging import compiled

FILTER = "/ip firewall filter\n"
REST = "add action=drop chain=input\n"
DNS = "/ip dns\nset allow-remote-requests=yes\n"
SIX = "/ipv6 address\nadd address=2001:db8::1/64 interface=bridge\n/ipv6 firewall filter\n"
CX = "access-list ip M\n    {}\napply access-list ip M control-plane vrf default\nssh server vrf default\n"
SSH = "10 permit tcp 192.0.2.0/24 any eq ssh"
MANAGED = "interface mgmt\n    {}\nssh server vrf mgmt\n"
VLANIF = "interface Vlanif10\n ip address 192.0.2.1 255.255.255.0\n{}#\n"
AREA = "ospf 1\n{} area 0\n{}"
NETWORK = "  network 192.0.2.0 0.0.0.255\n"
KEY = " ospf authentication-mode md5 1 cipher x\n"

# rule, platform, configuration, verdict
CASES = [
    (
        "mgmt.access-restricted",
        "mikrotik_routeros",
        FILTER + "add chain=input protocol=6 dst-port=20-25\n" + REST,
        "fail",
    ),
    (
        "mgmt.access-restricted",
        "mikrotik_routeros",
        FILTER + "add chain=input protocol=6 dst-port=1-9\n" + REST,
        "pass",
    ),
    ("mgmt.access-restricted", "mikrotik_routeros", FILTER + "add chain=input dst-port=ssh\n" + REST, "pass"),
    ("mgmt.access-restricted", "mikrotik_routeros", FILTER + "add chain=input dst-address=127.0.0.1\n" + REST, "pass"),
    ("mgmt.access-restricted", "mikrotik_routeros", FILTER + "add chain=input src-address=!192.0.2.9\n" + REST, "fail"),
    ("mgmt.access-restricted", "mikrotik_routeros", FILTER + "add chain=input ttl=equal:1\n" + REST, "pass"),
    (
        "mgmt.access-restricted",
        "mikrotik_routeros",
        FILTER + "add action=drop chain=input src-address-list=!verwaltung\n",
        "pass",
    ),
    (
        "mgmt.access-restricted",
        "mikrotik_routeros",
        FILTER + "add action=drop chain=input dst-port=22 protocol=tcp\n",
        "fail",
    ),
    ("mgmt.access-restricted", "mikrotik_routeros", FILTER + REST + SIX + REST, "pass"),
    ("mgmt.access-restricted", "mikrotik_routeros", FILTER + REST + SIX + "add chain=input\n", "fail"),
    ("dns.no-open-resolver", "mikrotik_routeros", DNS + FILTER + REST + SIX + REST, "pass"),
    ("dns.no-open-resolver", "mikrotik_routeros", DNS + FILTER + "add action=drop chain=input protocol=tcp\n", "fail"),
    ("mgmt.access-restricted", "aruba_aoscx", CX.format(SSH) + MANAGED.format("shutdown"), "pass"),
    ("mgmt.access-restricted", "aruba_aoscx", CX.format(SSH) + MANAGED.format("no shutdown"), "fail"),
    ("mgmt.access-restricted", "aruba_aoscx", CX.format("10 permit tcp 192.0.2.0/24 any neq ftp"), "pass"),
    ("mgmt.access-restricted", "aruba_aoscx", CX.format("10 permit tcp any any group DIENSTE"), "fail"),
    ("mgmt.access-restricted", "aruba_aoscx", CX.format(SSH + "\n    20 permit udp any any"), "pass"),
    ("rt.ospf-auth", "huawei_vrp", VLANIF.format("") + AREA.format("", NETWORK), "fail"),
    ("rt.ospf-auth", "huawei_vrp", VLANIF.format(KEY) + AREA.format("", NETWORK), "pass"),
    ("rt.ospf-auth", "huawei_vrp", VLANIF.format("") + AREA.format(" silent-interface Vlanif10\n", NETWORK), "pass"),
    (
        "rt.ospf-auth",
        "huawei_vrp",
        VLANIF.format("") + AREA.format(" silent-interface all\n undo silent-interface Vlanif10\n", NETWORK),
        "fail",
    ),
    ("rt.ospf-auth", "huawei_vrp", VLANIF.format(" shutdown\n") + AREA.format("", NETWORK), "fail"),
    ("rt.ospf-auth", "huawei_vrp", VLANIF.format(" ospf enable 1 area 0.0.0.0\n" + KEY) + AREA.format("", ""), "pass"),
    ("rt.ospf-auth", "huawei_vrp", VLANIF.format(" ospf enable 2 area 0\n") + AREA.format("", ""), "na"),
    ("rt.ospf-auth", "huawei_vrp", AREA.format("", "  network <removed> 0.0.0.255\n"), "unknown"),
]


@pytest.mark.parametrize(("rule", "platform", "text", "verdict"), CASES)
def test_what_is_open_is_found(rule: str, platform: str, text: str, verdict: str) -> None:
    rules, memory = (compiled(rule, platform),), Memory(platforms()[platform])
    subject = Subject(parse(text, platforms()[platform]), default())
    found = [judge(rules[0], subject)]
    for _ in range(2):
        found += map(settled, answer_all(rules, Subject(memory.parse(text), default()), memory))
    assert {str(one.verdict) for one in found} == {verdict}, found[0]
