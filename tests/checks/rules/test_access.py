"""Accounts and logins at the edges: names that are masked, accounts that administer nothing, lines of another kind."""

import pytest

from checks.policy import Policy, default
from tests.checks.judging import book, outcome

GIVEN = {
    "LOCAL_ACCOUNTS": ("anna",),
    "EMERGENCY_ACCOUNTS": ("notfall",),
    "ADMIN_ACCOUNTS": ("anna",),
    "ADMIN_NAMES": ("adm-*",),
}
CLASS = "access-list 10 permit {}\nline vty 0 4\n access-class 10 in\n"
UNSET = [
    # rule, platform, configuration, verdict while the office has decided nothing
    ("acc.local-allowlist", "cisco_ios", "username anna secret 9 x\n", "unknown"),
    ("acc.local-allowlist", "cisco_ios", "hostname sw1\n", "na"),
    ("acc.emergency-account", "cisco_ios", "username anna secret 9 x\n", "unknown"),
    ("acc.full-rights-listed", "cisco_ios", "username anna privilege 15 secret 9 x\n", "unknown"),
    ("acc.full-rights-listed", "cisco_ios", "username anna privilege 1 secret 9 x\n", "na"),
    ("acc.admin-naming", "cisco_ios", "username anna privilege 15 secret 9 x\n", "unknown"),
    ("acc.web-sso", "fortinet_fortios", "config system global\n    set hostname fw1\nend\n", "na"),
    ("mgmt.from-management-net", "cisco_ios", CLASS.format("192.0.2.0 0.0.0.255"), "unknown"),
    ("mgmt.from-management-net", "cisco_ios", CLASS.format("any"), "fail"),
    ("mgmt.from-jump-hosts", "cisco_ios", CLASS.format("any"), "unknown"),
    ("dns.no-open-resolver", "cisco_ios", "ip dns server\n", "fail"),
    ("dns.no-open-resolver", "cisco_ios", "ip dns server\ninterface Gi0/0\n ip access-group AUSSEN in\n", "unknown"),
]
SET = [
    # rule, platform, configuration, verdict with the lists above
    ("acc.local-allowlist", "cisco_ios", "username\nusername anna secret 9 x\n", "pass"),
    ("acc.local-allowlist", "cisco_ios", "username ANNA secret 9 x\n", "pass"),
    ("acc.local-allowlist", "arista_eos", "username\nusername zora secret sha512 x\n", "fail"),
    ("acc.local-allowlist", "cisco_nxos", "username anna passphrase lifetime 99\nusername anna password 5 x\n", "pass"),
    ("acc.local-allowlist", "hp_comware", "local-user\n service-type ssh\n", "na"),
    ("acc.local-allowlist", "hp_comware", "local-user pc1\n service-type lan-access\n", "na"),
    ("acc.local-allowlist", "hp_procurve", "password minimum-length 15\naaa authentication local-user\n", "na"),
    ("acc.local-allowlist", "mikrotik_routeros", "/user group\nadd name=mon policy=read\n", "unknown"),
    ("acc.local-allowlist", "mikrotik_routeros", "/user\nadd group=read\nadd name=anna group=read\n", "pass"),
    ("acc.local-allowlist", "cisco_wlc", "config mgmtuser add\n", "unknown"),
    ("acc.local-allowlist", "aruba_instant", "mgmt-user anna abc guest-mgmt\n", "pass"),
    ("acc.emergency-account", "cisco_ios", "username anna secret 9 x\nusername <removed> secret 9 x\n", "unknown"),
    ("acc.personal-names", "juniper_junos", "set system login user anna class <removed>\n", "pass"),
    ("acc.full-rights-listed", "cisco_ios", "username zora privilege <removed> secret 9 x\n", "unknown"),
    ("acc.full-rights-listed", "arista_eos", "username zora privilege 15 secret sha512 x\n", "unknown"),
    ("acc.full-rights-listed", "arista_eos", "username zora secret sha512 x\n", "na"),
    ("acc.full-rights-listed", "arista_eos", "username zora role <removed> secret sha512 x\n", "unknown"),
    (
        "acc.full-rights-listed",
        "cisco_nxos",
        "username zora password 5 x role a\nusername zora role network-admin\n",
        "fail",
    ),
    ("acc.full-rights-listed", "juniper_junos", "set system login user zora uid 2000\n", "na"),
    (
        "acc.full-rights-listed",
        "juniper_junos",
        "set system login class alles permissions all\nset system login user zora class alles\n",
        "fail",
    ),
    ("acc.full-rights-listed", "fortinet_fortios", 'config system admin\n edit "zora"\n next\nend\n', "unknown"),
    ("acc.full-rights-listed", "aruba_aoscx", "user\nuser zora group <removed> password ciphertext x\n", "unknown"),
    ("acc.admin-naming", "vyos", "set system login user adm-anna level admin\n", "pass"),
    ("login.every-door", "cisco_ios", "line\nline 33 48\n no login\nline vty 0 4\n login local\n", "pass"),
    ("login.every-door", "cisco_ios", "aaa new-model\naaa authentication login default local\nline vty 0 4\n", "pass"),
    ("login.every-door", "cisco_ios", "aaa new-model\nline vty 0 4\n", "pass"),
    ("login.every-door", "cisco_ios", "aaa new-model\nline aux 0\n transport input none\n", "na"),
    ("login.every-door", "hp_comware", "line class vty\n authentication-mode none\nline vty 0 63\n", "fail"),
    ("aaa.local-fallback", "hp_procurve", "aaa authentication num-attempts 3\n", "na"),
    ("aaa.local-fallback", "hp_comware", "domain d\n authentication lan-access radius-scheme r\n", "na"),
    ("aaa.local-fallback", "cisco_asa", "aaa authentication login-history\n", "na"),
    ("aaa.local-fallback", "cisco_asa", "aaa authentication ssh console <removed>\n", "unknown"),
    ("acc.web-sso", "paloalto_panos", "set shared authentication-profile A method saml-idp server-profile B\n", "na"),
]


def verdict(rule: str, platform: str, text: str, values: Policy) -> str:
    """What a shipped rule says of a configuration."""
    [one] = [each for each in book().rules if each.id == rule]
    return str(outcome(one, text, platform, values).verdict)


@pytest.mark.parametrize(("rule", "platform", "text", "expected"), UNSET)
def test_without_a_decision_of_the_office_nobody_can_tell(rule: str, platform: str, text: str, expected: str) -> None:
    assert verdict(rule, platform, text, default()) == expected


@pytest.mark.parametrize(("rule", "platform", "text", "expected"), SET)
def test_an_account_or_a_door_at_the_edge(rule: str, platform: str, text: str, expected: str) -> None:
    assert verdict(rule, platform, text, Policy({**default().values, **GIVEN})) == expected
