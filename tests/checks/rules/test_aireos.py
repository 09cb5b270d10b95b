"""AireOS: how a backup writes accounts, servers and networks with WEP."""

from typing import Any

import pytest

from checks.policy import Policy, as_value, default
from tests.checks.judging import book, outcome

HASH = "1 00aa 11bb 16 22cc"
USER = f"config mgmtuser add encrypt {{0}} {HASH} read-write\nconfig mgmtuser add encrypt_v1 {{0}} {HASH} read-write\n"
SERVER = f"config radius auth add encrypt {{}} 192.0.2.9 1812 password {HASH}\n"
WLAN = "config wlan create 1 Schule Schule\nconfig wlan enable 1\n"
KEYED = WLAN + "config wlan security wpa disable 1\nconfig wlan security 802.1x enable 1\n"
OPEN = WLAN + "config wlan security wpa akm 802.1x disable 1\nconfig wlan security wpa disable 1\n"
ADMINS = {"ADMIN_ACCOUNTS": ["anna"]}
GUESTS = {"GUEST_SSIDS": ["Schule"]}

# rule, configuration, verdict, policy
CASES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("acc.full-rights-listed", USER.format("anna"), "pass", ADMINS),
    ("acc.full-rights-listed", USER.format("bert"), "fail", ADMINS),
    ("acc.few-full-rights", USER.format("anna"), "pass", {"FULL_RIGHTS_ACCOUNTS": 1}),
    ("acc.few-full-rights", USER.format("anna") + USER.format("bert"), "fail", {"FULL_RIGHTS_ACCOUNTS": 1}),
    ("wlan.radius-servers", WLAN + SERVER.format(1), "fail", {}),
    ("wlan.radius-servers", WLAN + SERVER.format(1) + SERVER.format(2), "pass", {}),
    ("wlan.encryption", WLAN, "pass", GUESTS),
    ("wlan.encryption", OPEN, "pass", GUESTS),
    ("wlan.encryption", KEYED, "fail", GUESTS),
]


@pytest.mark.parametrize(("rule", "text", "verdict", "values"), CASES)
def test_a_rule_decides_at_its_edges(rule: str, text: str, verdict: str, values: dict[str, Any]) -> None:
    given = {name: as_value(value) for name, value in values.items()}
    found = outcome(book().get(rule), text, "cisco_wlc", Policy({**default().values, **given}))
    assert found.verdict == verdict
