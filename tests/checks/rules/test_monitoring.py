"""Time, names, logging and SNMP: what depends on the policy, and the edges of what devices write."""

from typing import Any

import pytest

from checks.engine import Subject, compile_rules, judge
from checks.platform import platforms
from checks.policy import Policy, as_value, default
from checks.tree import parse
from tests.checks.judging import book

Case = tuple[str, str, str, str, dict[str, Any]]
NTP = {"NTP_ALLOWED": ["192.0.2.1", "ntp.example.org"]}
DNS = {"DNS_SERVERS": ["192.0.2.53"]}
LOG = {"LOG_SERVERS": ["192.0.2.9"]}
MASKED = "<removed>"

# rule, platform, configuration, verdict, policy
CASES: list[Case] = [
    ("time.servers-allowed", "cisco_ios", "ntp server 192.0.2.1\n", "unknown", {}),
    ("time.servers-allowed", "cisco_ios", "ntp master 3\n", "na", {}),
    ("time.servers-allowed", "cisco_ios", f"ntp server {MASKED}\nntp server 198.51.100.7\n", "fail", NTP),
    ("time.servers-allowed", "hp_comware", "ntp-service ipv6 unicast-server 2001:db8::1\n", "fail", NTP),
    ("time.servers-allowed", "hp_comware", "ntp-service enable\n", "na", NTP),
    ("time.servers-allowed", "hp_procurve", "timesync timep\nsntp server 198.51.100.7\n", "na", NTP),
    ("time.servers-allowed", "hp_procurve", "timesync timep-or-sntp\nsntp server 192.0.2.1\n", "pass", NTP),
    (
        "time.servers-allowed",
        "openwrt",
        "config timeserver\n\toption enabled '0'\n\tlist server 'x.example'\n",
        "na",
        NTP,
    ),
    (
        "time.servers-allowed",
        "mikrotik_routeros",
        "/system ntp client\nset enabled=yes\n/system ntp client servers\nadd address=x.example disabled=yes\n",
        "na",
        NTP,
    ),
    ("time.servers-allowed", "mikrotik_routeros", "/system ntp client\nset servers=x.example\n", "na", NTP),
    ("dns.servers-allowed", "cisco_ios", "ip name-server 192.0.2.53\n", "unknown", {}),
    ("dns.servers-allowed", "huawei_vrp", "dns server ipv6 2001:db8::53\n", "fail", DNS),
    ("dns.servers-allowed", "cisco_asa", f"dns name-server {MASKED} mgmt\n", "unknown", DNS),
    ("dns.servers-allowed", "mikrotik_routeros", "/ip dns\nset servers=\n", "na", DNS),
    ("log.servers-allowed", "cisco_ios", "logging host 192.0.2.9\n", "unknown", {}),
    ("log.servers-allowed", "cisco_ios", "logging monitor debugging\nlogging on\n", "na", LOG),
    ("log.servers-allowed", "huawei_vrp", "info-center loghost domain log.example.org\n", "fail", LOG),
    ("log.servers-allowed", "fortinet_fortios", "config log syslogd setting\n    set status enable\nend\n", "na", LOG),
    (
        "log.servers-allowed",
        "mikrotik_routeros",
        "/system logging action\nadd name=a remote=198.51.100.7\n/system logging\nadd action=b topics=info\n",
        "na",
        LOG,
    ),
    ("log.remote", "hp_comware", "info-center loghost 192.0.2.9\n", "fail", {"LOG_COLLECTORS": 2}),
    ("log.remote", "hp_comware", "info-center loghost 192.0.2.9\n" * 2, "fail", {"LOG_COLLECTORS": 2}),
    ("log.buffer", "cisco_ios", "logging buffered 8192\n", "pass", {"LOG_BUFFER_BYTES": 8192}),
    ("time.zone", "juniper_junos", "set system host-name r1\n", "fail", {"TIME_ZONES": ["Europe/Berlin"]}),
    ("snmp.managers", "cisco_ios", "snmp-server host 192.0.2.9 version 3 priv nms\n", "unknown", {}),
    ("snmp.managers", "cisco_ios", "snmp-server host nms.example.org version 3 priv nms\n", "na", {}),
    ("snmp.no-v1-v2c", "vyos", "set service ssh port 22\n", "na", {}),
    ("snmp.no-v1-v2c", "hp_procurve", 'snmp-server host 192.0.2.9 community "lesen"\n', "fail", {}),
    ("snmp.no-v1-v2c", "huawei_vrp", "snmp-agent target-host trap udp-domain 192.0.2.9\n", "na", {}),
    ("snmp.no-default-community", "cisco_asa", "snmp-server community 8 abc\n", "unknown", {}),
    ("snmp.v3-priv", "huawei_vrp", "snmp-agent group v3 g\n", "fail", {}),
    ("snmp.v3-priv", "cisco_asa", "snmp-server user a g v3 encrypted auth sha x\n", "fail", {}),
    (
        "snmp.v3-algorithms",
        "mikrotik_routeros",
        "/snmp\nset enabled=yes\n/snmp community\nset 0 authentication-protocol=SHA1 security=authorized\n",
        "pass",
        {},
    ),
]


@pytest.mark.parametrize(("rule", "platform", "text", "verdict", "given"), CASES)
def test_a_rule_holds_at_its_edges(rule: str, platform: str, text: str, verdict: str, given: dict[str, Any]) -> None:
    known = platforms()[platform]
    [wanted] = [one for one in book().rules if one.id == rule]
    [compiled] = compile_rules([wanted], known)
    policy = Policy({**default().values, **{name: as_value(value) for name, value in given.items()}})
    outcome = judge(compiled, Subject(parse(text, known), policy))
    assert str(outcome.verdict) == verdict, outcome.reason
