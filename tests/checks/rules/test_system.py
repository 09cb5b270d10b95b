"""Software, boot, scripts, backup and names: what depends on the policy, and the edges of what the text says."""

from typing import Any

import pytest

from checks.engine import Subject, compile_rules, judge
from checks.platform import platforms
from checks.policy import Policy, as_value, default
from checks.tree import parse
from tests.checks.judging import book

Case = tuple[str, str, str, str, dict[str, Any]]
CHANGED = "! Last configuration change at 10:00:00 CET Mon Jan 5 2026 by anna\n"
SAVED = "! NVRAM config last updated at {} CET Mon Jan 5 2026 by anna\n"
SCRIPTED = '/system script\nadd name=a source="/export file=x"\n/system scheduler\nadd name=n on-event="{}"\n'

# rule, platform, configuration, verdict, policy
CASES: list[Case] = [
    ("bak.automatic", "cisco_ios", "hostname sw1\n", "na", {}),
    ("bak.automatic", "cisco_ios", "archive\n path flash:a\n", "na", {}),
    ("bak.automatic", "cisco_ios", "archive\n path flash:a\n write-memory\n", "pass", {}),
    ("bak.automatic", "cisco_ios", "archive\n write-memory\n", "na", {}),
    ("bak.automatic", "cisco_ios", 'event manager applet a\n action 1 cli command "show run"\n', "na", {}),
    ("bak.automatic", "mikrotik_routeros", SCRIPTED.format("/system script run a"), "pass", {"BACKUP_BY_DEVICE": True}),
    (
        "bak.automatic",
        "mikrotik_routeros",
        SCRIPTED.format("/system script run ab"),
        "fail",
        {"BACKUP_BY_DEVICE": True},
    ),
    (
        "bak.transport",
        "fortinet_fortios",
        'config system auto-script\n edit a\n  set script "get system status"\n',
        "na",
        {},
    ),
    ("bak.transport", "juniper_junos", "set system archival configuration archive-sites /var/tmp\n", "pass", {}),
    ("bak.saved", "cisco_ios", CHANGED + SAVED.format("10:00:00"), "pass", {}),
    ("bak.saved", "cisco_ios", CHANGED + SAVED.format("09:59:59"), "fail", {}),
    ("bak.saved", "cisco_ios", SAVED.format("10:00:00"), "na", {}),
    ("bak.saved", "cisco_ios", CHANGED.replace("Jan", "Foo") + SAVED.format("10:00:00"), "na", {}),
    ("bak.change-author", "cisco_ios", CHANGED, "unknown", {}),
    ("bak.change-author", "cisco_ios", CHANGED, "pass", {"CHANGE_ACCOUNTS": ["ANNA"]}),
    ("bak.complete", "cisco_ios", "\n\n", "fail", {}),
    ("bak.complete", "cisco_ios", "hostname a\nend\nsw1#exit\n! geholt um 3 Uhr\n", "pass", {}),
    ("bak.complete", "cisco_ios", "hostname a\nend\nhostname b\n", "fail", {}),
    ("bak.complete", "juniper_junos", "system {\n    host-name a; ## {\n}\n{master:0}\n", "pass", {}),
    ("name.own", "cisco_ios", "hostname Museum\n", "fail", {"DEFAULT_NAMES": ["mus*"]}),
    ("name.own", "mikrotik_routeros", "/snmp community\nset name=x\n/system identity\nset name=rb-1\n", "pass", {}),
    ("name.neutral", "cisco_ios", "hostname sw1\n", "unknown", {}),
    ("name.neutral", "cisco_ios", "ip ssh version 2\n", "na", {}),
    ("name.neutral", "mikrotik_routeros", "/snmp community\nset name=kasse\n", "na", {"SENSITIVE_WORDS": ["kasse"]}),
    ("script.allowed", "cisco_ios", "hostname sw1\n", "pass", {}),
    ("script.allowed", "cisco_ios", "kron policy-list a\n cli x\n", "unknown", {}),
    ("script.allowed", "cisco_ios", "kron policy-list a\n cli x\n", "pass", {"ALLOWED_SCRIPTS": ["A"]}),
    ("sw.extensions", "cisco_nxos", "feature bash-shell\n", "pass", {"ALLOWED_EXTENSIONS": ["bash-*"]}),
    ("sw.extensions", "arista_eos", "daemon a\n", "unknown", {}),
    ("sw.supported", "cisco_ios", "version 15.0\n", "fail", {}),
    ("sw.supported", "cisco_ios", "version 15.2\n", "pass", {}),
    ("sw.supported", "cisco_ios", "version 16.12\n", "fail", {}),
    ("sw.supported", "cisco_ios", "version 17.1\n", "fail", {}),
    ("sw.supported", "cisco_ios", "version 17.12\n", "pass", {}),
    ("sw.supported", "cisco_nxos", "version 10.2(5)\n", "fail", {}),
    ("sw.supported", "cisco_nxos", "version 10.3(9)\n", "pass", {}),
    ("sw.supported", "arista_eos", "! device: a (b, EOS-4.29.2F)\n", "fail", {}),
    ("sw.supported", "arista_eos", "! device: a (b, EOS-4.30.4M)\n", "pass", {}),
    ("sw.supported", "juniper_junos", "set version 21.3R1.9\n", "fail", {}),
    ("sw.supported", "juniper_junos", "set version 21.4R3.15\n", "pass", {}),
    ("sw.supported", "fortinet_fortios", "#config-version=FGT60F-7.0.14-FW-build0601-240206:opmode=0\n", "fail", {}),
    ("sw.supported", "fortinet_fortios", "#config-version=FGT60F-7.2.8-FW-build1639-240313:opmode=0\n", "pass", {}),
    ("sw.supported", "cisco_asa", "ASA Version 9.10(1)\n", "fail", {}),
    ("sw.supported", "cisco_asa", "ASA Version 9.12(4)\n", "pass", {}),
    ("sw.supported", "frr", "frr version 7.5\n", "unknown", {}),
    ("sw.supported", "frr", "frr version 7.5\n", "pass", {"END_OF_SUPPORT": ["frr 4.*"]}),
    ("sw.supported", "frr", "frr version 7.5\n", "fail", {"END_OF_SUPPORT": ["f* 7.*"]}),
    ("sw.supported", "frr", "frr version 7.5\n", "pass", {"END_OF_SUPPORT": ["f* 6.*"]}),
    ("sw.released", "cisco_ios", "version 15.2\n", "unknown", {}),
    ("sw.released", "cisco_ios", "version 15.2\n", "fail", {"RELEASED_VERSIONS": ["cisco_nxos 15.2"]}),
    ("sw.released", "cisco_ios", "hostname a\n", "unknown", {"RELEASED_VERSIONS": ["cisco_ios *"]}),
    ("sw.update-source", "cisco_ios", "boot system tftp a.bin 192.0.2.9\n", "unknown", {}),
    ("sw.update-source", "cisco_ios", "boot network\n", "na", {}),
    (
        "sw.update-source",
        "vyos",
        "set system update-check url https://a:b@x.example/v\n",
        "pass",
        {"UPDATE_SERVERS": ["x.example"]},
    ),
    ("sw.no-default-secret", "cisco_ios", "radius-server key 7 zz\n", "unknown", {}),
    ("sw.no-default-secret", "cisco_ios", "radius server a\n key\n", "na", {}),
    ("sw.no-default-secret", "hostapd", "wpa_passphrase=rathaus2020\n", "fail", {"DEFAULT_SECRETS": ["Rathaus2020"]}),
    ("sw.auto-update", "hp_procurve", "activate software-update enable\n", "pass", {"AUTO_UPDATE": True}),
    ("sw.auto-update", "hp_procurve", "activate software-update disable\n", "fail", {"AUTO_UPDATE": True}),
]


@pytest.mark.parametrize(("rule", "platform", "text", "verdict", "policy"), CASES)
def test_a_configuration_is_judged_by_the_policy(
    rule: str, platform: str, text: str, verdict: str, policy: dict[str, Any]
) -> None:
    known = platforms()[platform]
    [compiled] = compile_rules((book().get(rule),), known)
    values = {**default().values, **{name: as_value(value) for name, value in policy.items()}}
    assert str(judge(compiled, Subject(parse(text, known), Policy(values))).verdict) == verdict
