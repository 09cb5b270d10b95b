"""Ports, VLANs and 802.1X at the edges: what the office has not decided, lists of ports, lines that say nothing."""

import pytest

from checks.policy import default
from tests.checks.judging import book, outcome

UNSET = [
    # rule, platform, configuration, verdict while the office has decided nothing
    ("l2.port-isolation", "arista_eos", "vlan 30\n   name drucker\n", "unknown"),
    (
        "l2.port-isolation",
        "cisco_ios",
        "interface Gi1/0/1\n switchport mode access\n switchport access vlan 30\n",
        "unknown",
    ),
    ("l2.parking-vlan", "cisco_ios", "interface Gi1/0/1\n switchport access vlan 999\n shutdown\n", "unknown"),
    ("l2.external-discovery", "cisco_ios", "interface Gi0/0\n ip address 192.0.2.1 255.255.255.0\n", "unknown"),
    ("nac.mab-ports", "hp_procurve", "aaa port-access mac-based 9\n", "unknown"),
    ("nac.mab-ports", "cisco_ios", "interface Gi1/0/1\n mab\n", "unknown"),
    ("nac.mab-ports", "hp_procurve", "aaa port-access authenticator 1-8\n", "na"),
    ("nac.quarantine-vlan", "hp_procurve", "aaa port-access authenticator 1-8 unauth-vid 666\n", "unknown"),
]
SET = [
    # rule, platform, configuration, verdict with what the rule is proved with
    ("l2.port-isolation", "arista_eos", "vlan internal order ascending range 1006 1199\nvlan 10,30\n", "fail"),
    ("l2.bpdu-guard", "hp_procurve", "spanning-tree A1-B4 bpdu-protection\nvlan 10\n   untagged A1\n   exit\n", "fail"),
    (
        "l2.bpdu-guard",
        "hp_procurve",
        "spanning-tree A1-A4 bpdu-protection\nvlan 10\n   untagged A1,A3-A4\n   exit\n",
        "pass",
    ),
    (
        "l2.bpdu-guard",
        "hp_procurve",
        "spanning-tree 1-99999 bpdu-protection\nvlan 10\n   untagged 7\n   exit\n",
        "fail",
    ),
    (
        "l2.bpdu-guard",
        "hp_procurve",
        "vlan 20\n   voice\n   tagged 1\n   exit\nvlan 10\n   untagged 1\n   exit\n",
        "fail",
    ),
    ("l2.bpdu-guard", "hp_procurve", "vlan 20\n   tagged 1\n   exit\nvlan 10\n   untagged 1\n   exit\n", "na"),
    (
        "l2.bpdu-guard",
        "mikrotik_routeros",
        "/interface bridge port\nadd bridge=b interface=ether2 disabled=yes\n",
        "na",
    ),
    ("l2.voice-vlan", "cisco_ios", "interface Gi1/0/1\n switchport voice vlan\n", "na"),
    ("l2.voice-vlan", "huawei_vrp", "interface GigabitEthernet0/0/1\n voice-vlan security enable\n", "na"),
    (
        "l2.native-vlan",
        "cisco_ios",
        "interface Gi1/0/1\n switchport mode trunk\n switchport trunk allowed vlan none\n",
        "pass",
    ),
    ("l2.native-vlan", "huawei_vrp", "interface GE0/0/1\n eth-trunk 1\n port link-type trunk\n", "na"),
    (
        "l2.trunk-vlans",
        "cisco_ios",
        "interface Gi1/0/1\n switchport mode trunk\n switchport trunk allowed vlan <removed>\n",
        "unknown",
    ),
    ("nac.dot1x-ports", "huawei_vrp", "dot1x enable\ninterface GE0/0/1\n port link-type trunk\n", "na"),
    ("nac.dot1x-ports", "hp_comware", "dot1x\ninterface GE1/0/1\n port access vlan 10\n shutdown\n", "na"),
    (
        "nac.dot1x-ports",
        "cisco_ios",
        "dot1x system-auth-control\ninterface Gi1/0/1\n switchport mode access\n dot1x\n",
        "fail",
    ),
]


@pytest.mark.parametrize(("rule", "platform", "text", "verdict"), UNSET)
def test_an_open_decision_is_never_taken_for_one(rule: str, platform: str, text: str, verdict: str) -> None:
    [found] = [one for one in book().rules if one.id == rule]
    assert outcome(found, text, platform, default()).verdict == verdict


@pytest.mark.parametrize(("rule", "platform", "text", "verdict"), SET)
def test_a_port_is_judged_by_what_its_lines_say(rule: str, platform: str, text: str, verdict: str) -> None:
    [found] = [one for one in book().rules if one.id == rule]
    assert outcome(found, text, platform).verdict == verdict


def test_ports_that_the_office_exempts_are_counted() -> None:
    [rule] = [one for one in book().rules if one.id == "nac.dot1x-ports"]
    text = "dot1x system-auth-control\ninterface GigabitEthernet1/0/9\n switchport mode access\n"
    given = outcome(rule, text)
    assert (given.verdict, given.exempted) == ("na", 1)
