"""The rules find in Musterstadt what was planted there, and nothing else; redaction leaves none of its secrets."""

import re

import pytest

from checks import detect, engine, policy, rulebook, tree
from checks.platform import platforms
from isms.core.model.device import Device
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
    planted = {p.rule: str(p.verdict) for p in intent() if (p.device, p.revision) == (device.name, revision)}
    if "snmp.no-v1-v2c" not in planted:
        verdicts["snmp.no-default-community"] = "na"
    return verdicts | planted


def judged(device: Device, text: str) -> dict[str, str]:
    """The verdicts of the core rules that the rule engine reaches."""
    platform = platforms()[device.platform or ""]
    subject = engine.Subject(tree.parse(text, platform), policy.default(), device.role)
    rules = [rule for rule in BOOK.rules if rule.id in CORE]
    outcomes = engine.judge_all(engine.compile_rules(rules, platform), subject)
    return {rule.id: str(outcome.verdict) for rule, outcome in zip(rules, outcomes, strict=True)}


def secrets(seed: str) -> set[str]:
    """Every secret that the configuration of a device can hold."""
    blanks = {name for layout in LAYOUTS.values() for name in layout.blanks} | {"flaws.txt"}
    words = {word for name in blanks for word in re.findall(r"\$([a-z]+\d?_[a-z0-9]+)", content(name))}
    return {secret(word, seed) for word in words - PUBLIC if word.partition("_")[0] in SHAPES}


@pytest.mark.parametrize("revision", [0, 1])
@pytest.mark.parametrize("device", TOWN.devices, ids=lambda device: device.name)
def test_the_rules_find_what_was_planted_and_nothing_else(device: Device, revision: int) -> None:
    assert judged(device, TEXTS[revision][device.name]) == expected(device, revision)


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
