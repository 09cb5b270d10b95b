"""Rules about all devices prove themselves by their sets of devices."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.fleet.proof import answers, proved
from checks.fleet.rules import RULES
from checks.rule import Member, Members, Rule
from isms.core.model.finding import Verdict
from tests.checks.judging import book

ABOUT_ALL = [rule for rule in book().rules if rule.fleet is not None]


class Example(NamedTuple):
    """A set of a shipped rule."""

    rule: Rule
    verdict: Verdict
    number: int
    members: Members


SETS = [
    Example(rule, verdict, number, members)
    for rule in ABOUT_ALL
    for verdict, given in rule.sets.items()
    for number, members in enumerate(given, start=1)
]


def named(rule: str) -> Rule:
    """One of the rules."""
    return book().get(rule)


def ios(text: str) -> Member:
    """A device of one platform."""
    return Member(platform="cisco_ios", text=text)


@pytest.mark.parametrize("example", SETS, ids=lambda one: f"{one.rule.id}-{one.verdict}-{one.number}")
def test_a_rule_answers_as_its_set_says(example: Example) -> None:
    assert proved(example.rule, example.members) is example.verdict


def test_every_judgement_is_used_by_a_rule() -> None:
    assert sorted(rule.fleet or "" for rule in ABOUT_ALL) == sorted(RULES)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_devices_never_matters(data: st.DataObject) -> None:
    example = data.draw(st.sampled_from(SETS))
    shuffled = dict(data.draw(st.permutations(list(example.members.items()))))
    assert answers(example.rule, shuffled) == answers(example.rule, example.members)


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_device_that_has_nothing_in_common_changes_no_verdict(data: st.DataObject) -> None:
    example = data.draw(st.sampled_from(SETS))
    stranger = ios("interface Loopback9\n ip address 203.0.113.77 255.255.255.255\nsnmp-server community Lila-99 RO\n")
    more = answers(example.rule, {**example.members, "stranger": stranger})
    assert {name: more[name] for name in example.members} == answers(example.rule, example.members)


def test_without_its_twin_a_device_passes() -> None:
    for rule in ("fleet.duplicate-address", "fleet.shared-secret"):
        for members in named(rule).sets[Verdict.FAIL]:
            for name, member in members.items():
                assert proved(named(rule), {name: member}) is Verdict.PASS


ADDRESSES = [
    # platform, text, how many addresses count
    (
        "cisco_ios",
        "interface Gi0/1\n ip address 192.0.2.1 255.255.255.0\n ip address 198.51.100.1 255.255.255.0 secondary\n",
        2,
    ),
    ("cisco_ios", "interface Gi0/1\n ip address <removed> 255.255.255.0\n", 0),
    ("cisco_ios", "interface Gi0/1\n ip address 192.0.2.1 300.0.0.0\n", 0),
    ("cisco_ios", "interface Lo1\n ip address 127.0.0.1 255.0.0.0\n ipv6 address FE80::1 link-local\n", 0),
    ("cisco_ios", "interface Gi0/1\n ipv6 address 2001:db8::/64 eui-64\n", 0),
    ("cisco_nxos", "interface Vlan10\n  fabric forwarding mode anycast-gateway\n  ip address 192.0.2.1/24\n", 0),
    (
        "fortinet_fortios",
        "config system interface\n edit a\n set ip 192.0.2.1 255.255.255.0\n set status down\n next\nend\n",
        0,
    ),
    ("fortinet_fortios", "config system interface\n edit a\n set ip 0.0.0.0 0.0.0.0\n next\nend\n", 0),
    (
        "juniper_junos",
        "set interfaces ge-0/0/0 disable\nset interfaces ge-0/0/0 unit 0 family inet address 192.0.2.1/24\n",
        0,
    ),
    (
        "juniper_junos",
        "set interfaces ge-0/0/0 unit 0 family inet address 192.0.2.2/24 vrrp-group 1 virtual-address 192.0.2.1\n",
        1,
    ),
    ("mikrotik_routeros", "/ip address\nadd address=192.0.2.1/24 disabled=yes interface=ether1\n", 0),
    ("vyos", "interfaces {\n ethernet eth0 {\n address dhcp\n vif 5 {\n address 192.0.2.1/24\n }\n }\n}\n", 1),
]


@pytest.mark.parametrize(("platform", "text", "count"), ADDRESSES, ids=[text[:50] for _, text, _ in ADDRESSES])
def test_only_addresses_that_a_device_has_for_itself_count(platform: str, text: str, count: int) -> None:
    [answer] = answers(named("fleet.duplicate-address"), {"r1": Member(platform=platform, text=text)}).values()
    assert answer.judged == count


SECRETS = [
    # line, whether it is a secret that lets somebody in
    ("snmp-server community Blau-17 RO", True),
    ("enable secret 9 $9$abcdefghijklmn$0123456789abcdefghijklmnopqrstuvwxyzABCDEFG", True),
    ("snmp-server user a b v3 auth sha Blau-17 priv aes 128 Gelb-29", True),
    ("tacacs-server host 192.0.2.5 key 7 0822455D0A16", True),
    ("ntp authentication-key 1 md5 0822455D0A16 7", False),
    ("crypto isakmp key Blau-17 address 192.0.2.7", False),
    ("interface Gi0/1\n ip ospf message-digest-key 1 md5 7 0822455D0A16", False),
    ("interface Vlan1\n standby 1 authentication md5 key-string Blau-17", False),
]


@pytest.mark.parametrize(("line", "lets_in"), SECRETS, ids=[line[:30] for line, _ in SECRETS])
def test_only_secrets_that_let_somebody_in_count(line: str, lets_in: bool) -> None:
    twins = {"a": ios(f"{line}\n"), "b": ios(f"{line}\n")}
    assert proved(named("fleet.shared-secret"), twins) is (Verdict.FAIL if lets_in else Verdict.NA)


def test_a_secret_on_three_devices_names_one_and_counts_the_other() -> None:
    members = {name: ios("snmp-server community Blau-17 RO\n") for name in ("c", "a", "b")}
    told = answers(named("fleet.shared-secret"), members)
    assert {name: one.en for name, one in told.items()} == {
        "c": "$1: the same secret is on a and 1 more device too",
        "a": "$1: the same secret is on c and 1 more device too",
        "b": "$1: the same secret is on a and 1 more device too",
    }


def test_no_secret_stands_in_an_answer() -> None:
    for example in SETS:
        for answer in answers(example.rule, example.members).values():
            said = "".join([answer.de, answer.en, *(fact.text + fact.key + fact.value for fact in answer.facts)])
            assert not any(
                secret in said for secret in ("Blau-17", "Gelb-29", "Tor-5", "0822455D0A16", "0123456789abcdef")
            )


def test_an_address_that_several_devices_have_is_the_end_of_no_link() -> None:
    end = "interface Gi0/0\n ip address 192.0.2.{} 255.255.255.252\n mtu {}\n"
    members = {"a": ios(end.format(1, 1500)), "b": ios(end.format(2, 9000)), "c": ios(end.format(2, 1500))}
    assert answers(named("fleet.link-agrees"), members)["a"].verdict is Verdict.NA
