"""PAN-OS: interfaces of every kind, and profiles that nothing uses."""

from typing import Any

import pytest

from checks.policy import Policy, as_value, default
from tests.checks.judging import book, outcome

PROFILE = "set network profiles interface-management-profile innen https yes\n"
PORT = "set network interface {} interface-management-profile innen\n"
OUTSIDE = {"EXTERNAL_INTERFACES": ["ethernet1/1", "ethernet1/1.10", "ae1", "tunnel.5"]}
RULE = (
    "set vsys vsys1 rulebase security rules R from a\nset vsys vsys1 rulebase security rules R to b\n"
    "set vsys vsys1 rulebase security rules R source any\nset vsys vsys1 rulebase security rules R destination any\n"
    "set vsys vsys1 rulebase security rules R application {}\nset vsys vsys1 rulebase security rules R action allow\n"
)
LISTED = "set deviceconfig system permitted-ip 192.0.2.0/24\n"
MGMT = {"MGMT_NETWORKS": ["192.0.2.0/24"]}

# rule, configuration, verdict, policy
CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("mgmt.closed-outside", PROFILE + PORT.format("ethernet ethernet1/1 layer3"), "fail", OUTSIDE),
    ("mgmt.closed-outside", PROFILE + PORT.format("ethernet ethernet1/1 layer3 units ethernet1/1.10"), "fail", OUTSIDE),
    ("mgmt.closed-outside", PROFILE + PORT.format("aggregate-ethernet ae1 layer3"), "fail", OUTSIDE),
    ("mgmt.closed-outside", PROFILE + PORT.format("tunnel units tunnel.5"), "fail", OUTSIDE),
    ("mgmt.closed-outside", PROFILE + PORT.format("tunnel units tunnel.6"), "pass", OUTSIDE),
    ("fw.services-named", RULE.format("[ dns ssl ]"), "pass", {}),
    ("fw.services-named", RULE.format("any"), "fail", {}),
    ("mgmt.from-management-net", LISTED + PROFILE, "pass", MGMT),
    ("mgmt.from-management-net", LISTED + PROFILE + PORT.format("ethernet ethernet1/2 layer3"), "fail", MGMT),
    ("mgmt.from-management-net", "set deviceconfig system hostname fw1\n", "fail", MGMT),
]


@pytest.mark.parametrize(("rule", "text", "verdict", "values"), CASES)
def test_a_rule_decides_at_its_edges(rule: str, text: str, verdict: str, values: dict[str, Any]) -> None:
    given = {name: as_value(value) for name, value in values.items()}
    found = outcome(book().get(rule), text, "paloalto_panos", Policy({**default().values, **given}))
    assert found.verdict == verdict
