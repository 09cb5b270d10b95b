"""The parameters of the rules: defaults, what a workspace overrides, mistakes in it, and what they change."""

import pytest

from checks import policy, policy_file, rulebook
from checks.language.value import inside
from checks.policy import Kind, Parameter, Policy, as_value, unfit
from isms.core import codec
from isms.core.codec import MistakesError
from isms.core.model.finding import Verdict
from isms.core.model.text import Text
from tests.checks.judging import book, outcome


def merged(text: str) -> Policy:
    """The policy of a workspace whose policy.yaml holds this text."""
    return policy_file.read(codec.parse_yaml(text, "policy.yaml")).everywhere


def mistakes(text: str) -> list[tuple[int | None, str, str]]:
    """Every mistake as line, key, sentence."""
    with pytest.raises(MistakesError) as caught:
        merged(text)
    assert {one.source for one in caught.value.mistakes} == {"policy.yaml"}
    return [(one.line, one.key, str(one)) for one in caught.value.mistakes]


def test_the_defaults_are_those_of_the_rules() -> None:
    given = policy.default()
    assert [given.number(name) for name in ("IDLE_MINUTES", "NTP_SERVERS", "LOG_COLLECTORS")] == [10, 2, 1]
    assert given.flag("PMF_OPTIONAL") is False
    assert given.words("GUEST_SSIDS") == ()
    assert given.words("DEFAULT_SSIDS") == (
        "OpenWrt", "LEDE", "default", "linksys", "NETGEAR*", "FRITZ!Box*", "dlink*", "TP-LINK*", "ASUS*", "hpsetup",
        "cisco*",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "# nichts\n", "---\n", "{}\n"])
def test_an_empty_policy_changes_nothing(text: str) -> None:
    assert merged(text) == policy.default()


def test_an_override_changes_what_it_names_and_nothing_else() -> None:
    given = merged("IDLE_MINUTES: 5\nGUEST_SSIDS: [Gast, Rathaus Gast]\nPMF_OPTIONAL: true\n")
    changed = {"IDLE_MINUTES": 5, "GUEST_SSIDS": ("Gast", "Rathaus Gast"), "PMF_OPTIONAL": True}
    assert given.values == {**policy.default().values, **changed}


WRONG = [
    # policy.yaml, line, key, what the sentence holds
    ("IDLE_MINUTES: fünf", 1, "IDLE_MINUTES", "policy.yaml:1: IDLE_MINUTES: "),
    ("IDLE_MINUTES: '5'", 1, "IDLE_MINUTES", "whole number"),
    ("IDLE_MINUTES: 5.5", 1, "IDLE_MINUTES", "whole number"),
    ("IDLE_MINUTES: -1", 1, "IDLE_MINUTES", "whole number"),
    ("IDLE_MINUTES: true", 1, "IDLE_MINUTES", "whole number"),
    ("IDLE_MINUTES:", 1, "IDLE_MINUTES", "whole number"),
    ("IDLE_MINUTES: [5]", 1, "IDLE_MINUTES", "whole number"),
    ("PMF_OPTIONAL: 1", 1, "PMF_OPTIONAL", "true or false"),
    ("PMF_OPTIONAL: ja", 1, "PMF_OPTIONAL", "true or false"),
    ("GUEST_SSIDS: Gast", 1, "GUEST_SSIDS", "list of words"),
    ("GUEST_SSIDS: [1]", 1, "GUEST_SSIDS", "list of words"),
    ("GUEST_SSIDS: {a: b}", 1, "GUEST_SSIDS", "list of words"),
    (
        "# eigene\nIDLE_MINUTE: 5",
        2,
        "IDLE_MINUTE",
        "unknown parameter; probably meant: IDLE_MINUTES; `isms policy show` shows all",
    ),
    ("5: 5", 1, "5", "unknown"),
    ("- IDLE_MINUTES", 1, "", "NAME"),
    ("IDLE_MINUTES", 1, "", "NAME"),
]


@pytest.mark.parametrize(("text", "line", "key", "problem"), WRONG, ids=[text for text, *_ in WRONG])
def test_a_mistake_is_told_with_line_and_key(text: str, line: int, key: str, problem: str) -> None:
    [found] = mistakes(text)
    assert found[:2] == (line, key)
    assert problem in found[2]


def test_all_mistakes_are_told_at_once() -> None:
    found = mistakes("IDLE_MINUTES: x\nNTP_SERVERS: 3\nNOPE: 1\nPMF_OPTIONAL: 1\n")
    assert [one[:2] for one in found] == [(1, "IDLE_MINUTES"), (3, "NOPE"), (4, "PMF_OPTIONAL")]


def test_a_mistake_is_told_in_german_too() -> None:
    with pytest.raises(MistakesError) as caught:
        merged("IDLE_MINUTES: x\nNOPE: 1\n")
    assert "erwartet" in caught.value.message.de
    assert "unbekannter Parameter" in caught.value.message.de


SSID = "interface=wlan0\nssid={name}\nwpa={wpa}\nrsn_pairwise=CCMP\nieee80211w={pmf}\n"
GOOD = SSID.format(name="Rathaus", wpa=2, pmf=2)
EFFECTS = [
    # rule, platform, configuration, verdict by default, override, verdict with it
    ("mgmt.idle-timeout", "cisco_ios", "line vty 0 4\n exec-timeout 6 0\n", "pass", "IDLE_MINUTES: 5", "fail"),
    ("mgmt.idle-timeout", "cisco_ios", "line vty 0 4\n exec-timeout 5 0\n", "pass", "IDLE_MINUTES: 5", "pass"),
    ("mgmt.idle-timeout", "cisco_ios", "line vty 0 4\n exec-timeout 5 1\n", "pass", "IDLE_MINUTES: 5", "fail"),
    ("mgmt.idle-timeout", "cisco_ios", "line vty 0 4\n", "pass", "IDLE_MINUTES: 5", "fail"),
    ("mgmt.idle-timeout", "cisco_nxos", "line vty\nline console\n", "fail", "IDLE_MINUTES: 30", "pass"),
    ("mgmt.idle-timeout", "juniper_junos", "set system login idle-timeout 10\n", "pass", "IDLE_MINUTES: 5", "fail"),
    ("time.ntp-servers", "cisco_ios", "ntp server 192.0.2.1\nntp server 192.0.2.2\n", "pass", "NTP_SERVERS: 4", "fail"),
    ("time.ntp-servers", "cisco_ios", "ntp server 192.0.2.1\n", "fail", "NTP_SERVERS: 1", "pass"),
    ("log.remote", "cisco_ios", "logging host 192.0.2.9\n", "pass", "LOG_COLLECTORS: 2", "fail"),
    ("log.remote", "juniper_junos", "set system syslog host a any any\n", "pass", "LOG_COLLECTORS: 2", "fail"),
    ("wlan.encryption", "hostapd", SSID.format(name="Gast", wpa=0, pmf=2), "fail", "GUEST_SSIDS: [Gast]", "pass"),
    ("wlan.encryption", "hostapd", SSID.format(name="Gast", wpa=0, pmf=2), "fail", "GUEST_SSIDS: [gast]", "fail"),
    ("wlan.encryption", "hostapd", SSID.format(name="Gast", wpa=1, pmf=2), "fail", "GUEST_SSIDS: [Gast]", "fail"),
    ("wlan.pmf", "hostapd", SSID.format(name="Gast", wpa=2, pmf=1), "fail", "PMF_OPTIONAL: true", "pass"),
    ("wlan.pmf", "hostapd", SSID.format(name="Gast", wpa=2, pmf=0), "fail", "PMF_OPTIONAL: true", "fail"),
    ("wlan.no-default-ssid", "hostapd", GOOD, "pass", 'DEFAULT_SSIDS: ["rat*"]', "fail"),
    ("wlan.no-default-ssid", "hostapd", SSID.format(name="OpenWrt", wpa=2, pmf=2), "fail", "DEFAULT_SSIDS: []", "pass"),
    ("wlan.no-default-ssid", "hostapd", GOOD.replace("Rathaus", "a[1]?"), "pass", 'DEFAULT_SSIDS: ["a[1]?"]', "fail"),
    ("wlan.no-default-ssid", "hostapd", GOOD.replace("Rathaus", "a1x"), "pass", 'DEFAULT_SSIDS: ["a[1]?"]', "pass"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "platform", "text", "before", "override", "after"),
    EFFECTS,
    ids=[f"{rule} {override} on {text!r}" for rule, _, text, _, override, _ in EFFECTS],
)
def test_an_override_takes_effect(rule: str, platform: str, text: str, before: str, override: str, after: str) -> None:
    given = book().get(rule)
    verdicts = [outcome(given, text, platform, values).verdict for values in (policy.default(), merged(override))]
    assert verdicts == [Verdict(before), Verdict(after)]


def test_every_parameter_is_read_by_a_rule() -> None:
    assert {name for rule in book().rules for name in rule.policy} == set(policy.parameters())


GIVEN = """\
id: own.rule
title: {de: Regel, en: Rule}
why: {de: darum, en: because}
topic: own
severity: low
policy: [GUEST_SSIDS]
given: {GUEST_SSIDS: [Gast]}
checks:
  - platform: [hostapd]
    must: [{in: {line: "ssid {name}", value: name, list: GUEST_SSIDS}}]
remedy: {hostapd: [ssid=Gast]}
examples: {hostapd: {pass: ["ssid=Gast"], fail: ["ssid=Amt"]}}
"""


def test_examples_are_proved_with_what_the_rule_says_beside_the_defaults() -> None:
    [rule] = rulebook.load([("own.yaml", GIVEN)]).rules
    assert rule.proved_with().values == {**policy.default().values, "GUEST_SSIDS": ("Gast",)}
    assert outcome(rule, "ssid=Gast", "hostapd").verdict is Verdict.PASS
    assert outcome(rule, "ssid=Gast", "hostapd", policy.default()).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("given", "key", "sentence"),
    [
        ("{GUEST_SSIDS: Gast}", "given.GUEST_SSIDS", "list of words"),
        ("{NTP_SERVERS: 1}", "given.NTP_SERVERS", "does not name"),
    ],
)
def test_what_examples_assume_must_fit(given: str, key: str, sentence: str) -> None:
    with pytest.raises(MistakesError) as caught:
        rulebook.load([("own.yaml", GIVEN.replace("{GUEST_SSIDS: [Gast]}", given))])
    [mistake] = caught.value.mistakes
    assert (mistake.key, mistake.line) == (key, 7)
    assert sentence in str(mistake)


@pytest.mark.parametrize(
    ("word", "networks", "stands"),
    [
        ("192.0.2.9", ("192.0.2.0/24",), True),
        ("192.0.2.0/25", ("192.0.2.0/24",), True),
        ("192.0.0.0/16", ("192.0.2.0/24",), False),
        ("198.51.100.1", ("192.0.2.0/24", "198.51.100.1"), True),
        ("2001:db8::1", ("192.0.2.0/24", "2001:db8::/32"), True),
        ("2001:db8::1", ("192.0.2.0/24",), False),
        ("time.example.org", ("192.0.2.0/24",), False),
    ],
)
def test_an_address_stands_in_a_list_of_networks_if_one_covers_it(
    word: str, networks: tuple[str, ...], stands: bool
) -> None:
    assert inside(word, networks) is stands


def test_a_policy_gives_its_networks_as_networks() -> None:
    given = Policy({"NETS": ("192.0.2.0/24", "2001:db8::1")})
    assert [str(network) for network in given.networks("NETS")] == ["192.0.2.0/24", "2001:db8::1/128"]
    assert unfit(Parameter(type=Kind.NETWORKS, default=[], meaning=Text(de="", en="")), ["192.0.2.0/33"]) is not None


def test_a_policy_gives_its_numbers_as_spans() -> None:
    given = Policy({"AS": as_value([64512, "65010-65020"])})
    assert given.spans("AS") == ((64512, 64512), (65010, 65020))


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ([], True),
        ([10, "20-29", "30"], True),
        (10, False),
        (["20-10"], False),
        ([-1], False),
        (["a"], False),
        ([True], False),
    ],
)
def test_a_list_of_numbers_takes_numbers_and_spans(given: object, right: bool) -> None:
    assert (unfit(Parameter(type=Kind.NUMBERS, default=[], meaning=Text(de="", en="")), given) is None) is right
