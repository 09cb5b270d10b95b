"""FortiOS: virtual domains, and what `show full-configuration` prints although it is not set."""

from pathlib import Path
from typing import Any

import pytest

from checks.policy import Policy, as_value, default
from checks.rule import Rule
from tests.checks.judging import book, outcome

DOMAINS = (
    "config vdom\nedit root\nnext\nedit gast\nnext\nend\n{}"
    "config vdom\nedit root\n{}end\nconfig vdom\nedit gast\n{}end\n"
)
DENY = (
    'config firewall policy\n    edit 1\n        set srcintf "any"\n        set dstintf "any"\n'
    '        set srcaddr "all"\n        set dstaddr "all"\n        set service "ALL"\n    next\nend\n'
)
PERMIT = (
    'config firewall policy\n    edit 1\n        set srcintf "b"\n        set dstintf "c"\n        set action accept\n'
    '        set srcaddr "netz"\n        set dstaddr "all"\n        set service "{}"\n    next\nend\n'
)
ADDRESS = 'config firewall address\n    edit "netz"\n        set subnet {}\n    next\nend\n'
EVERYTHING, SOME = ADDRESS.format("0.0.0.0 0.0.0.0"), ADDRESS.format("10.0.2.0 255.255.255.0")
PORT = 'config system interface\n    edit "b"\n        {}\n    next\nend\n'
FULL = (
    "config firewall policy\n    edit 1\n        set name {}\n        set action accept\n"
    "        set comments ''\n    next\nend\n"
)
ADMIN = (
    "    edit {}\n        set trusthost1 {}\n        set trusthost2 0.0.0.0 0.0.0.0\n"
    "        set ip6-trusthost1 ::/0\n    next\n"
)
KNOWN = ADMIN.format("anna", "192.0.2.0 255.255.255.128")
ADMINS = "config system admin\n{}end\n"
GUEST = {"GUEST_NETWORKS": ["2001:db8:2::/48"], "INTERNAL_NETWORKS": ["2001:db8:1::/48"]}

CLOCK = (
    "config system ntp\n    set ntpsync {}\n    set type custom\n    config ntpserver\n"
    '        edit 1\n            set server "192.0.2.1"\n        next\n    end\nend\n'
)
NAMES = "config system dns\n    set primary 192.0.2.53\n    set secondary 0.0.0.0\n    set ip6-primary ::\nend\n"
DIALIN = (
    'config user local\n    edit "anna"\n        set type password\n    next\nend\n'
    "config vpn ssl settings\n    set status {}\n    config authentication-rule\n        edit 1\n"
    '            set users "anna"\n        next\n    end\nend\n'
)
RADIO = 'config wireless-controller vap\n    edit "a"\n        set ssid "Schule"\n{}    next\nend\n'
WAN = {"EXTERNAL_INTERFACES": ["wan1"]}
FILTER = (
    'config webfilter profile\n    edit "netz"\n        config ftgd-wf\n            config filters\n'
    "                edit 1\n                    set category 26\n                    set action {0}\n"
    "                next\n                edit 2\n                    set category 61\n"
    "                    set action {0}\n                next\n            end\n        end\n    next\nend\n"
)
OUTWARD = (
    'config firewall policy\n    edit 1\n        set srcintf "b"\n        set dstintf "wan1"\n'
    '        set action accept\n        set srcaddr "all"\n        set dstaddr "all"\n        set service "HTTPS"\n'
    '        set utm-status enable\n        set webfilter-profile "netz"\n    next\nend\n'
)
MGMT = {"MGMT_NETWORKS": ["192.0.2.0/24"]}

# rule, configuration, verdict, policy
CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("fw.no-shadowed", DOMAINS.format("", DENY, SOME + PERMIT.format("HTTPS")), "na", {}),
    ("fw.no-shadowed", DOMAINS.format("", SOME + PERMIT.format("HTTPS"), DENY), "na", {}),
    ("fw.no-any-any", DOMAINS.format("", EVERYTHING + PERMIT.format("ALL"), SOME), "fail", {}),
    ("fw.no-any-any", DOMAINS.format("", SOME + PERMIT.format("ALL"), EVERYTHING), "pass", {}),
    ("fw.rules-labelled", FULL.format("''"), "fail", {}),
    ("fw.rules-labelled", FULL.format('"Web"'), "pass", {}),
    ("mgmt.from-management-net", ADMINS.format(KNOWN), "pass", MGMT),
    ("mgmt.from-management-net", ADMINS.format(KNOWN + ADMIN.format("eve", "0.0.0.0 0.0.0.0")), "fail", MGMT),
    ("mgmt.from-management-net", ADMINS.format(KNOWN + "    edit eve\n    next\n"), "fail", MGMT),
    ("mgmt.access-restricted", ADMINS.format("    edit eve\n    next\n"), "fail", {}),
    ("time.ntp-servers", CLOCK.format("enable"), "pass", {"NTP_SERVERS": 1}),
    ("time.ntp-servers", CLOCK.format("disable"), "fail", {"NTP_SERVERS": 1}),
    ("dns.servers-allowed", NAMES, "pass", {"DNS_SERVERS": ["192.0.2.53"]}),
    ("crypto.ssh-hostkeys", "config system ssh-config\n    set ssh-hsk-algo rsa-sha2-512\nend\n", "pass", {}),
    ("crypto.ssh-hostkeys", "config system ssh-config\n    set ssh-hsk-algo ssh-rsa\nend\n", "fail", {}),
    ("vpn.second-factor", DIALIN.format("enable"), "fail", {}),
    ("vpn.second-factor", DIALIN.format("disable"), "na", {}),
    ("wlan.encryption", RADIO.format(""), "pass", {}),
    ("wlan.pmf", RADIO.format("        set pmf enable\n"), "pass", {}),
    ("wlan.encryption", RADIO.format("        set security open\n"), "fail", {}),
    ("fw.web-malicious", DOMAINS.format("", FILTER.format("block") + OUTWARD, FILTER.format("monitor")), "pass", WAN),
    ("fw.web-malicious", DOMAINS.format("", FILTER.format("block"), FILTER.format("monitor") + OUTWARD), "fail", WAN),
    ("seg.guest", PORT.format("set ip 10.0.2.1 255.255.255.0"), "na", GUEST),
    ("seg.guest", PORT.format("config ipv6\n            set ip6-address 2001:db8:2::1/64\n        end"), "pass", GUEST),
]


@pytest.mark.parametrize(("rule", "text", "verdict", "values"), CASES)
def test_a_rule_decides_at_its_edges(rule: str, text: str, verdict: str, values: dict[str, Any]) -> None:
    given = {name: as_value(value) for name, value in values.items()}
    found = outcome(book().get(rule), text, "fortinet_fortios", Policy({**default().values, **given}))
    assert found.verdict == verdict


GLOBAL = ("system ", "log syslogd", "log fortianalyzer", "log fortiguard", "vpn certificate setting")
SAMPLES = Path(__file__).parents[2] / "data" / "configs" / "fortinet_fortios"
# What only the long form says: algorithms of SSH, updates, and that the VPN portal waits on no interface.
LONGER = {"crypto.ssh-hostkeys": "unknown", "crypto.ssh-macs": "fail", "sw.auto-update": "na", "vpn.tls": "na"}


@pytest.mark.parametrize(
    "rule", [one for one in book().rules if "fortinet_fortios" in one.examples], ids=lambda one: one.id
)
def test_what_show_full_configuration_adds_changes_no_verdict(rule: Rule) -> None:
    short, full = (
        outcome(rule, (SAMPLES / name).read_text(encoding="utf-8"), "fortinet_fortios") for name in ("03.txt", "04.txt")
    )
    if rule.id in LONGER:
        assert short.verdict == LONGER[rule.id]
    else:
        assert full.verdict == short.verdict, (short.reason.en, full.reason.en)


def in_domains(text: str) -> str:
    """The same configuration as a device with virtual domains writes it."""
    remarks = "".join(line + "\n" for line in text.splitlines() if line.startswith("#"))
    blocks = [block for block in text.removeprefix(remarks).split("\nend\n") if block]
    common = [one for one in blocks if one[7:].startswith(GLOBAL) and not one.startswith("config system settings")]
    own = [one for one in blocks if one not in common]
    first, second = ("".join(one + "\nend\n" for one in part) for part in (common, own))
    listed = "config vdom\nedit root\nnext\nend\n"
    return f"{remarks}{listed}config global\n{first}end\nconfig vdom\nedit root\n{second}end\n"


@pytest.mark.parametrize("sample", ["03.txt", "04.txt"])
def test_virtual_domains_change_no_verdict(sample: str) -> None:
    text = (SAMPLES / sample).read_text(encoding="utf-8")
    rules = [one for one in book().rules if "fortinet_fortios" in one.examples]
    plain, split = (
        {rule.id: outcome(rule, one, "fortinet_fortios").verdict for rule in rules} for one in (text, in_domains(text))
    )
    assert split == plain
