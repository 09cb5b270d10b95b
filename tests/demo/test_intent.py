"""The rules find in Musterstadt what was planted there, and nothing else; redaction leaves none of its secrets."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from checks import detect, engine, policy, policy_file, rulebook, tree
from checks.platform import platforms
from checks.policy import Policy
from isms.core import codec
from isms.core.model.device import Device
from isms.core.model.finding import Severity
from isms.core.redact import Redactor
from isms.demo.configs import configs
from isms.demo.content import content
from isms.demo.flaws import intent
from isms.demo.layout import LAYOUTS
from isms.demo.shapes import SHAPES, secret
from isms.demo.town import town

TOWN = town()
TEXTS = {revision: configs(TOWN, 2026, revision) for revision in (0, 1)}
BOOK = rulebook.shipped()
SEVERITIES = {rule.id: rule.severity for rule in BOOK.rules}
POLICIES = policy_file.read(codec.parse_yaml(content("policy.yaml"), "policy.yaml"))
TODAY = date(2026, 11, 21)

MGMT = {f"mgmt.{name}" for name in ("no-telnet", "ssh-v2", "no-http", "access-restricted", "idle-timeout", "banner")}
ACCOUNTS = {"aaa.central-login", "aaa.command-accounting", "auth.strong-hash", "login.lockout"}
SNMP = {"snmp.no-v1-v2c", "snmp.no-default-community", "snmp.v3-priv"}
MONITORING = SNMP | {"time.ntp-servers", "time.ntp-auth", "log.remote", "log.timestamps"}
SVC = {"svc.no-legacy", "svc.no-source-route"}
L2 = {"l2.bpdu-guard", "l2.dhcp-snooping", "l2.no-dtp"}
RT = {"rt.ospf-auth", "rt.bgp-auth"}
WLAN = {"wlan.encryption", "wlan.pmf", "wlan.no-wps", "wlan.no-default-ssid"}
CORE = MGMT | ACCOUNTS | MONITORING | SVC | L2 | RT | WLAN

# Which rules have nothing to say, by platform and role.
SILENT = {
    "cisco_ios access": WLAN | RT,
    "cisco_ios distribution": WLAN | {"rt.bgp-auth"},
    "cisco_ios router": WLAN | L2,
    "arista_eos access": WLAN | SVC | {"l2.no-dtp"},
    "arista_eos distribution": WLAN | SVC | L2,
    "juniper_junos router": WLAN | L2 | {"svc.no-source-route"},
    "fortinet_fortios firewall": WLAN
    | L2
    | RT
    | SVC
    | {"aaa.central-login", "aaa.command-accounting", "time.ntp-auth"},
    "openwrt wlan": CORE - WLAN,
}
PUBLIC = {"hex_engine", "hex_version"}


def expected(device: Device, revision: int) -> dict[str, str]:
    """The verdicts of the core rules that the town's plan leads to."""
    verdicts = dict.fromkeys(CORE, "pass") | dict.fromkeys(SILENT[f"{device.platform} {device.role}"], "na")
    planted = {rule: verdict for rule, verdict in planted_for(device, revision).items() if rule in CORE}
    if "snmp.no-v1-v2c" not in planted:
        verdicts["snmp.no-default-community"] = "na"
    return verdicts | planted


def planted_for(device: Device, revision: int) -> dict[str, str]:
    """The verdicts that the flaws of a device lead to."""
    return {p.rule: str(p.verdict) for p in intent() if (p.device, p.revision) == (device.name, revision)}


def judged(device: Device, text: str, values: Policy, wanted: frozenset[str]) -> dict[str, str]:
    """The verdicts that the rule engine reaches."""
    subject = engine.Subject(tree.parse(text, platforms()[device.platform or ""]), values, device.role)
    rules = compiled(device.platform or "", wanted)
    outcomes = engine.judge_all(rules, subject)
    return {one.rule.id: str(outcome.verdict) for one, outcome in zip(rules, outcomes, strict=True)}


@cache
def compiled(platform: str, wanted: frozenset[str]) -> tuple[engine.CompiledRule, ...]:
    """The rules that are wanted, ready for a platform."""
    return engine.compile_rules([rule for rule in BOOK.rules if rule.id in wanted], platforms()[platform])


@cache
def in_town(device: Device, revision: int) -> dict[str, str]:
    """The verdicts of all rules that look at one device, by the decisions of the town."""
    values = replace(POLICIES.for_device(device), today=TODAY)
    return judged(device, TEXTS[revision][device.name], values, frozenset(SEVERITIES))


def secrets(seed: str) -> set[str]:
    """Every secret that the configuration of a device can hold."""
    blanks = {name for layout in LAYOUTS.values() for name in layout.blanks} | {"flaws.txt"}
    words = {word for name in blanks for word in re.findall(r"\$([a-z]+\d?_[a-z0-9]+)", content(name))}
    return {secret(word, seed) for word in words - PUBLIC if word.partition("_")[0] in SHAPES}


@pytest.mark.parametrize("revision", [0, 1])
@pytest.mark.parametrize("device", TOWN.devices, ids=lambda device: device.name)
def test_the_rules_find_what_was_planted_and_nothing_else(device: Device, revision: int) -> None:
    found = judged(device, TEXTS[revision][device.name], policy.default(), frozenset(CORE))
    assert found == expected(device, revision)


@pytest.mark.parametrize("revision", [0, 1])
@pytest.mark.parametrize("device", TOWN.devices, ids=lambda device: device.name)
def test_the_decisions_of_the_town_hide_nothing_that_was_planted(device: Device, revision: int) -> None:
    found = in_town(device, revision)
    planted = planted_for(device, revision)
    assert {rule: found[rule] for rule in CORE | set(planted)} == expected(device, revision) | planted


@pytest.mark.parametrize("revision", [0, 1])
@pytest.mark.parametrize("device", TOWN.devices, ids=lambda device: device.name)
def test_what_was_not_planted_is_neither_critical_nor_high(device: Device, revision: int) -> None:
    grave = {rule for rule, severity in SEVERITIES.items() if severity in {Severity.CRITICAL, Severity.HIGH}}
    fails = {rule for rule, verdict in in_town(device, revision).items() if verdict in {"fail", "error"}}
    assert not (fails & grave) - set(planted_for(device, revision))


@pytest.mark.parametrize("revision", [0, 1])
def test_the_town_is_well_kept_and_its_policy_leaves_little_open(revision: int) -> None:
    counts = Counter(verdict for device in TOWN.devices for verdict in in_town(device, revision).values())
    judged_at_all = counts.total() - counts["na"]
    assert counts["pass"] >= 0.9 * judged_at_all
    assert counts["unknown"] < 0.03 * judged_at_all
    assert not counts["error"]


def test_weaknesses_are_planted_in_many_subjects() -> None:
    today = {p.rule.partition(".")[0] for p in intent() if p.revision == 1 and p.rule not in CORE}
    assert today >= {
        "acc",
        "cert",
        "crypto",
        "dns",
        "edge",
        "fw",
        "l2",
        "mgmt",
        "nac",
        "rt",
        "seg",
        "sw",
        "vpn",
        "wlan",
    }


@pytest.mark.parametrize("revision", [0, 1])
def test_every_configuration_is_recognised_by_its_text(revision: int) -> None:
    found = {name: detect.detect(text) for name, text in TEXTS[revision].items()}
    assert found == {device.name: device.platform for device in TOWN.devices}


def test_no_secret_of_the_town_survives_redaction() -> None:
    redactor = Redactor(b"k" * 32)
    hidden = 0
    for name, text in TEXTS[1].items():
        left = redactor.redact(text)
        held = [value for value in secrets(f"2026/{name}") if value in text]
        hidden += len(held)
        assert not [value for value in held if value.rpartition("$")[2] in left], name
    assert hidden > 300
