"""The invented configurations: whole, alike for the same seed, and wrong exactly where they are meant to be."""

import re
from datetime import date

import pytest

from isms.core.model.finding import Verdict
from isms.demo.configs import configs
from isms.demo.content import rows
from isms.demo.flaws import Flaw, Patch, apply, flaws, intent, waivers
from isms.demo.shapes import SHAPES, secret
from isms.demo.town import town
from tests.core_rules import CORE_RULES

TOWN = town()
PLATFORMS = {device.name: device.platform for device in TOWN.devices}
TEXTS = {revision: configs(TOWN, 2026, revision) for revision in (0, 1)}


HOSTNAMES = {
    "cisco_ios": r"^hostname (\S+)$",
    "arista_eos": r"^hostname (\S+)$",
    "juniper_junos": r"^(?:    |set system )host-name ([\w-]+);?$",
    "fortinet_fortios": r'^    set hostname "(\S+)"$',
    "openwrt": r"^\toption hostname '(\S+)'$",
}

# What a reader looks for with grep: (rule, platform, pattern, whether finding it is the mistake).
GREPS = [
    (
        "mgmt.no-telnet",
        "cisco_ios",
        r"^ transport input .*(telnet|all)|timeout 10 0\n logging sync\w+\n transport out",
        True,
    ),
    ("mgmt.no-telnet", "juniper_junos", r"services (\{\s+)?telnet", True),
    ("mgmt.no-telnet", "fortinet_fortios", r"allowaccess.* telnet", True),
    ("mgmt.ssh-v2", "cisco_ios", r"^ip ssh version 2$", False),
    ("mgmt.no-http", "cisco_ios", r"^ip http server$", True),
    ("mgmt.no-http", "arista_eos", r"^   protocol http$", True),
    ("mgmt.no-http", "fortinet_fortios", r"allowaccess.* http\b", True),
    ("mgmt.banner", "cisco_ios", r"^banner (login|motd) ", False),
    ("mgmt.banner", "fortinet_fortios", r"pre-login-banner enable", False),
    ("mgmt.idle-timeout", "cisco_ios", r"^ exec-timeout (0 0|30 0)$", True),
    ("mgmt.idle-timeout", "arista_eos", r"^management console\n   idle-timeout 10$", False),
    ("mgmt.idle-timeout", "fortinet_fortios", r"admintimeout 5$", False),
    ("aaa.central-login", "cisco_ios", r"^aaa authentication login default local$|^ login auth\w+ FERNW", True),
    ("aaa.command-accounting", "cisco_ios", r"^aaa accounting commands 15 default start-stop group", False),
    ("auth.strong-hash", "cisco_ios", r"^(enable|username \S+ privilege 15) (secret 5|password 7|secret <)", True),
    ("auth.strong-hash", "arista_eos", r"^username .* secret 5 ", True),
    ("auth.strong-hash", "juniper_junos", r'encrypted-password "(\$1\$|<)', True),
    ("auth.strong-hash", "fortinet_fortios", r"^        set password ENC ", False),
    ("login.lockout", "cisco_ios", r"^login block-for ", False),
    ("snmp.no-v1-v2c", "cisco_ios", r"^snmp-server (community|host .* version 2c)", True),
    ("snmp.no-v1-v2c", "fortinet_fortios", r"^config system snmp community$", True),
    ("snmp.no-default-community", "cisco_ios", r"^snmp-server community public", True),
    ("snmp.v3-priv", "cisco_ios", r"^snmp-server group \S+ v3 priv ", False),
    ("snmp.v3-priv", "fortinet_fortios", r"security-level auth-priv", False),
    ("time.ntp-servers", "cisco_ios", r"^ntp server 192.0.2.242", False),
    ("time.ntp-servers", "juniper_junos", r"server 192.0.2.242 key", False),
    ("time.ntp-servers", "fortinet_fortios", r"type custom", False),
    (
        "time.ntp-auth",
        "cisco_ios",
        r"^ntp server 192.0.2.24[12]$|trusted-key 1\Z|^!\nntp auth\S+ 1 md5 \S+ 7\nntp tr",
        True,
    ),
    ("log.remote", "cisco_ios", r"^logging host 192.0.2.24", False),
    ("log.remote", "juniper_junos", r"deactivate system syslog host|inactive: host", True),
    ("log.remote", "fortinet_fortios", r"syslogd2? setting\n    set status enable", False),
    ("log.timestamps", "cisco_ios", r"^service timestamps log datetime", False),
    ("svc.no-legacy", "cisco_ios", r"^(vstack|service pad|ip bootp server)$", True),
    ("svc.no-source-route", "cisco_ios", r"^no ip source-route$", False),
    ("rt.bgp-auth", "juniper_junos", r"neighbor 10\.250\.\d+\.1 (\{\n.*\n\s+)?authentication-key", False),
    ("wlan.encryption", "openwrt", r"encryption '(none|psk.*)'", True),
    ("wlan.no-wps", "openwrt", r"wps_pushbutton '1'", True),
    ("wlan.no-default-ssid", "openwrt", r"ssid 'OpenWrt'", True),
    ("sw.released", "cisco_ios", r"^version (?!17\.9|15\.2)", True),
    ("sw.supported", "cisco_ios", r"^version 15\.0$", True),
    ("acc.local-allowlist", "cisco_ios", r"^username (?!notfall )", True),
    ("acc.local-allowlist", "arista_eos", r"^username (?!notfall |ausweich )", True),
    ("dns.servers-allowed", "cisco_ios", r"^ip name-server 9", True),
    ("dns.servers-allowed", "arista_eos", r"^ip name-server .* 9\.9\.9\.9$", True),
    ("crypto.ssh-ciphers", "cisco_ios", r"^ip ssh server algorithm encryption .*-cbc", True),
    ("crypto.ssh-kex", "juniper_junos", r"key-exchange .*group1-sha1", True),
    ("cert.trustpoints-listed", "cisco_ios", r"^crypto pki trustpoint", True),
    ("rt.gateways-approved", "juniper_junos", r"route 10\.99\.0\.0/16", True),
    ("edge.filter-in", "juniper_junos", r"input VON-AUSSEN", False),
    ("seg.ot", "cisco_ios", r"^ \d+ permit ip 10\.10\d\.50\.0", True),
    ("fw.no-any-any", "cisco_ios", r"^ \d+ permit ip any any$", True),
    ("fw.no-any-any", "fortinet_fortios", r'action accept\n.*srcaddr "all"\n.*dstaddr "all"\n.*\n.*"ALL"$', True),
    ("vpn.ikev2", "fortinet_fortios", r"set ike-version 1$", True),
    ("vpn.encryption", "fortinet_fortios", r"set proposal 3des", True),
    ("mgmt.closed-outside", "fortinet_fortios", r"allowaccess .*https\n.*\n.*Uebergabe Stadtnetz", True),
    ("wlan.guest-apart", "openwrt", r"'owe'\n\toption ieee80211w '2'\n(?!\toption isolate '1')", True),
    ("wlan.ssids-allowed", "openwrt", r"ssid '(?!Musterstadt-)", True),
    ("wlan.country", "openwrt", r"country '(?!DE)", True),
]


def planted(revision: int, rule: str, platform: str) -> set[str]:
    """The devices of a platform on which a rule is meant not to pass."""
    found = {p.device for p in intent() if p.revision == revision and p.rule == rule}
    return {device for device in found if PLATFORMS[device] == platform}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_gives_others() -> None:
    assert configs(TOWN, 2026, 1) == TEXTS[1]
    other = configs(TOWN, 2027, 1)
    assert all(other[name] != text for name, text in TEXTS[1].items())


def test_another_seed_plants_the_same_flaws() -> None:
    other = configs(town(5), 5, 1)
    wrong = {name for name, text in other.items() if re.search("^ip http server$", text, re.MULTILINE)}
    assert wrong == planted(1, "mgmt.no-http", "cisco_ios")


@pytest.mark.parametrize("revision", [0, 1])
def test_every_device_has_a_configuration_that_bears_its_name_and_its_address(revision: int) -> None:
    assert list(TEXTS[revision]) == [device.name for device in TOWN.devices]
    for device in TOWN.devices:
        text = TEXTS[revision][device.name]
        assert re.findall(HOSTNAMES[device.platform or ""], text, re.MULTILINE) == [device.name]
        assert re.search(rf"\b{re.escape(device.address or '-')}\b", text)


def test_configurations_are_as_long_as_real_ones() -> None:
    lengths = {name: text.count("\n") for name, text in TEXTS[1].items()}
    assert all(100 <= length <= 650 for length in lengths.values()), lengths


def test_no_placeholder_is_left() -> None:
    assert not [name for name, text in TEXTS[1].items() if re.search(r"\$\{|\$[a-z]+\d?_|\$(name|number|site)", text)]


def test_some_junos_routers_show_braces_and_some_show_set_commands() -> None:
    routers = [text for name, text in TEXTS[1].items() if PLATFORMS[name] == "juniper_junos"]
    assert sorted(text.startswith("set version") for text in routers) == [False] * 3 + [True] * 3


def test_every_flaw_is_planted_somewhere() -> None:
    assert {row["flaw"] for row in rows("planted.txt")} == set(flaws())
    assert all(flaw.patches for flaw in flaws().values())


def test_a_patch_that_fits_nowhere_is_not_passed_over() -> None:
    flaw = Flaw(name="x", verdicts=(), patches=(Patch(old="ip http server\n", new=""),))
    with pytest.raises(ValueError, match="flaw x fits nowhere"):
        apply("!\nno ip http server\n", [flaw])


@pytest.mark.parametrize("revision", [0, 1])
@pytest.mark.parametrize(("rule", "platform", "pattern", "is_mistake"), GREPS, ids=[f"{g[0]} {g[1]}" for g in GREPS])
def test_a_reader_with_grep_finds_exactly_what_was_planted(
    revision: int, rule: str, platform: str, pattern: str, is_mistake: bool
) -> None:
    texts = {name: text for name, text in TEXTS[revision].items() if PLATFORMS[name] == platform}
    wrong = {name for name, text in texts.items() if bool(re.search(pattern, text, re.MULTILINE)) is is_mistake}
    assert wrong == planted(revision, rule, platform)


@pytest.mark.parametrize("revision", [0, 1])
def test_enough_is_wrong_to_show_and_most_is_well(revision: int) -> None:
    today = [p for p in intent() if p.revision == revision]
    fails = [p for p in today if p.verdict is Verdict.FAIL]
    assert len(fails) >= 20
    assert len(today) <= 0.25 * len(TOWN.devices) * len(CORE_RULES)
    assert any(p.verdict is Verdict.UNKNOWN for p in today)


def test_every_device_and_rule_is_planted_at_most_once_a_revision() -> None:
    keys = [(p.revision, p.device, p.rule) for p in intent()]
    assert len(keys) == len(set(keys))
    assert {p.device for p in intent()} <= set(PLATFORMS)


def test_something_was_mended_and_something_broke_since_a_month_ago() -> None:
    before, now = ({(p.device, p.rule) for p in intent() if p.revision == revision} for revision in (0, 1))
    assert len(before - now) >= 5
    assert len(now - before) >= 5


def test_the_outlying_schools_are_worst_and_the_town_hall_is_nearly_clean() -> None:
    counts = {name: sum(p.device == name and p.revision == 1 for p in intent()) for name in PLATFORMS}
    assert max(counts, key=lambda name: counts[name]) == "sw-grundschule-moosbach-01"
    assert counts["sw-rathaus-01"] == counts["sw-rathaus-02"] == counts["fw-rathaus-01"] == 0


def test_waivers_are_for_planted_fails_and_end_after_today() -> None:
    today = date(2026, 11, 21)
    fails = {(p.device, p.rule) for p in intent() if p.revision == 1 and p.verdict is Verdict.FAIL}
    assert {(waiver.device, waiver.rule) for waiver in waivers(today)} <= fails
    assert all(waiver.start and waiver.start < today < waiver.until for waiver in waivers(today))


def test_a_secret_has_its_platforms_shape_and_differs_from_device_to_device() -> None:
    assert re.fullmatch(r"\$9\$[./\w]{14}\$[./\w]{43}", secret("type9_enable", "1/sw1"))
    assert re.fullmatch(r"\$6\$[./\w]{16}\$[./\w]{86}", secret("crypt6_root", "1/rt1"))
    assert re.fullmatch(r"(0\d|1[0-5])([0-9A-F]{2})+", secret("type7_ntp", "1/sw1"))
    assert all(secret(f"{shape}_a", "1/sw1") != secret(f"{shape}_a", "1/sw2") for shape in SHAPES)
