"""FortiOS: virtual domains, and what `show full-configuration` prints although it is not set."""

from typing import Any

import pytest

from checks.policy import Policy, as_value, default
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
BARRIER = 'config firewall local-in-policy\n    edit 1\n        set intf "wan1"\n{}    next\nend\n'
GUEST = {"GUEST_NETWORKS": ["2001:db8:2::/48"], "INTERNAL_NETWORKS": ["2001:db8:1::/48"]}

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
    ("mgmt.access-restricted", ADMINS.format("    edit eve\n    next\n") + BARRIER.format(""), "unknown", {}),
    (
        "mgmt.access-restricted",
        ADMINS.format("    edit eve\n    next\n") + BARRIER.format("        set action accept\n"),
        "fail",
        {},
    ),
    ("seg.guest", PORT.format("set ip 10.0.2.1 255.255.255.0"), "na", GUEST),
    ("seg.guest", PORT.format("config ipv6\n            set ip6-address 2001:db8:2::1/64\n        end"), "pass", GUEST),
]


@pytest.mark.parametrize(("rule", "text", "verdict", "values"), CASES)
def test_a_rule_decides_at_its_edges(rule: str, text: str, verdict: str, values: dict[str, Any]) -> None:
    given = {name: as_value(value) for name, value in values.items()}
    found = outcome(book().get(rule), text, "fortinet_fortios", Policy({**default().values, **given}))
    assert found.verdict == verdict
