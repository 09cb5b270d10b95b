"""Every rule proves itself: what its examples say is what it answers."""

import pytest

from checks.platform import platforms
from checks.rule import Rule
from isms.core.model.finding import Verdict
from tests.checks.judging import Example, book, by_rule, examples, found, outcome

RULES = book().rules


@by_rule(examples())
def test_a_rule_answers_as_its_examples_say(given: list[Example]) -> None:
    answers = {example.id: outcome(example.rule, example.text, example.platform).verdict for example in given}
    assert answers == {example.id: example.verdict for example in given}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_does_not_concern_a_platform_it_does_not_name(rule: Rule) -> None:
    others = [platform for platform in platforms() if platform not in rule.platforms]
    assert {outcome(rule, "hostname sw1\n", platform).verdict for platform in others} <= {Verdict.NA}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_where_a_rule_can_only_pass_no_example_fails(rule: Rule) -> None:
    given = [verdict for platform in rule.always for verdict in rule.examples[platform]]
    assert Verdict.FAIL not in given


@by_rule(one for one in examples() if one.verdict is Verdict.FAIL)
def test_a_fail_names_its_lines_or_says_that_everything_was_searched(given: list[Example]) -> None:
    for example in given:
        finding = found(example.rule, example.text, example.platform)
        assert finding.lines or "ganze Konfiguration durchsucht" in finding.reason.de, (example.id, finding.reason)
        assert all(line.text.strip() for line in finding.lines), example.id


EDGES = [
    # rule, platform, configuration, verdict
    (
        "mgmt.access-restricted",
        "cisco_ios",
        "access-list 1 deny 192.0.2.1\naccess-list 1 permit any\nline vty 0 4\n access-class 1 in\n",
        "pass",
    ),
    ("mgmt.access-restricted", "cisco_ios", "line vty 0 4\n access-class <removed> in\n", "unknown"),
    (
        "mgmt.access-restricted",
        "cisco_ios",
        "ip access-list extended A\n permit object-group SSH any any\nline vty 0 4\n access-class A in\n",
        "fail",
    ),
    (
        "mgmt.access-restricted",
        "cisco_ios",
        "ip access-list extended A\n permit\nline vty 0 4\n access-class A in\n",
        "pass",
    ),
    (
        "mgmt.access-restricted",
        "fortinet_fortios",
        "config system admin\n    edit a\n        set trusthost1 <removed>\n        set\n    next\nend\n",
        "unknown",
    ),
    (
        "mgmt.access-restricted",
        "fortinet_fortios",
        (
            "config system admin\n    edit a\n        set trusthost1 <removed>\n        set trusthost2 192.0.2.1/32\n"
            "    next\nend\n"
        ),
        "pass",
    ),
    (
        "auth.strong-hash",
        "juniper_junos",
        "set system login user a authentication plain-text-password-value x\n",
        "fail",
    ),
    (
        "rt.bgp-auth",
        "cisco_ios",
        (
            "router bgp 1\n neighbor 192.0.2.1 remote-as 2\n neighbor 192.0.2.1 peer-group A\n"
            " neighbor A peer-group B\n neighbor B peer-group A\n neighbor 192.0.2.1\n"
        ),
        "fail",
    ),
    (
        "rt.bgp-auth",
        "cisco_ios",
        "router bgp 1\n neighbor 192.0.2.1 remote-as 2\n neighbor 192.0.2.1 inherit peer-session NONE\n",
        "fail",
    ),
    ("rt.bgp-auth", "arista_eos", "router bgp 1\n   neighbor interface Ethernet1\n", "na"),
    ("time.ntp-servers", "cisco_ios", "ntp server vrf MGMT\nntp server 192.0.2.1\n", "fail"),
    (
        "time.ntp-servers",
        "fortinet_fortios",
        (
            "config system ntp\n    set type custom\n    config ntpserver\n        edit 1\n        next\n"
            '        edit 2\n            set server "192.0.2.1"\n        next\n    end\nend\n'
        ),
        "fail",
    ),
    (
        "rt.ospf-auth",
        "cisco_ios",
        (
            "interface Gi0/0\n ip address\n ip address dhcp\n ip address 192.0.2.1 255.255.255.0\nrouter ospf 1\n"
            " network 192.0.2.0 0.0.0.255\n network here 0.0.0.255 area 0\n"
        ),
        "na",
    ),
    ("rt.ospf-auth", "cisco_nxos", "router ospf 1\n  vrf\ninterface Ethernet1/1\n  ip router ospf 1 area 0\n", "fail"),
    (
        "l2.bpdu-guard",
        "cisco_ios",
        (
            "spanning-tree portfast bpduguard default\nspanning-tree portfast default\ninterface Gi1/0/1\n"
            " switchport mode access\n no spanning-tree portfast\n"
        ),
        "fail",
    ),
    (
        "snmp.no-v1-v2c",
        "juniper_junos",
        "set snmp trap-group A version v3\nset snmp trap-group A targets 192.0.2.1\n",
        "na",
    ),
    (
        "snmp.no-default-community",
        "juniper_junos",
        "set snmp v3 snmp-community index1 community-name public\nset snmp v3 snmp-community index1 security-name x\n",
        "fail",
    ),
    ("snmp.no-default-community", "juniper_junos", "set snmp v3 snmp-community private security-name x\n", "fail"),
    ("wlan.no-default-ssid", "hostapd", "interface=wlan0\nssid=<removed>\n", "unknown"),
    ("wlan.encryption", "cisco_ios", "wlan shutdown\nwlan Schule 1 Schule\n no shutdown\n", "pass"),
    (
        "wlan.encryption",
        "cisco_ios",
        "dot11 ssid Fremd\n authentication open\ninterface Dot11Radio0\n ssid Fremd\n station-role workgroup-bridge\n",
        "na",
    ),
]


@pytest.mark.parametrize(
    ("rule", "platform", "text", "verdict"),
    EDGES,
    ids=[f"{rule} {platform} {text!r}" for rule, platform, text, _ in EDGES],
)
def test_a_rule_decides_at_its_edges(rule: str, platform: str, text: str, verdict: str) -> None:
    assert outcome(book().get(rule), text, platform).verdict == verdict
