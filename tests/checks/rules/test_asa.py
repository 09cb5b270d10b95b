"""What an ASA lets through without a filter: its security levels, its routes, and interfaces that forward nothing."""

import pytest

from checks.policy import Policy, default
from tests.checks.judging import book, outcome

GIVEN = {"CLIENT_NETWORKS": ("10.1.0.0/24",), "SERVER_NETWORKS": ("10.2.0.0/24",)}


def port(name: str, level: int, address: str, *more: str) -> str:
    """An interface."""
    lines = (f" nameif {name}", f" security-level {level}", f" ip address {address} 255.255.255.0", *more)
    return "\n".join((f"interface GigabitEthernet0/{level}", *lines, ""))


INSIDE = port("innen", 100, "10.1.0.1")
SAME = port("server", 100, "10.2.0.1").replace("0/100", "0/7")
LOWER = port("server", 50, "10.2.0.1")
OUTSIDE = port("aussen", 0, "203.0.113.1")
OTHER = port("dmz", 50, "192.0.2.1")
OPEN = "access-list I extended permit ip any any\n"
CASES = [
    ("to a lower level", INSIDE + LOWER, "fail"),
    ("to a higher level", port("innen", 20, "10.1.0.1") + LOWER, "pass"),
    ("to the same level", INSIDE + SAME, "pass"),
    (
        "to the same level where that is allowed",
        INSIDE + SAME + "same-security-traffic permit inter-interface\n",
        "fail",
    ),
    (
        "to the same level within one interface",
        INSIDE + SAME + "same-security-traffic permit intra-interface\n",
        "pass",
    ),
    ("along a route", INSIDE + OTHER + "route dmz 10.2.0.0 255.255.255.0 192.0.2.9 1\n", "fail"),
    ("along the default route", INSIDE + OUTSIDE + "route aussen 0 0 203.0.113.9 1\n", "fail"),
    ("along a default route from DHCP", INSIDE + OUTSIDE.replace("203.0.113.1 255.255.255.0", "dhcp setroute"), "fail"),
    (
        "past a narrower route",
        port("innen", 20, "10.1.0.1") + OUTSIDE + LOWER + "route aussen 0 0 203.0.113.9\n",
        "pass",
    ),
    (
        "along a route that is learned",
        INSIDE + OTHER + "router ospf 1\n network 10.0.0.0 255.0.0.0 area 0\n",
        "unknown",
    ),
    ("without a route", INSIDE + OTHER, "pass"),
    ("an interface that is down", INSIDE.replace(" nameif", " shutdown\n nameif") + LOWER, "na"),
    ("an interface for management only", INSIDE.replace(" nameif", " management-only\n nameif") + LOWER, "na"),
    (
        "a filter for the device only",
        INSIDE + LOWER + OPEN + "access-group I in interface innen control-plane\n",
        "fail",
    ),
    (
        "a filter that users may override",
        INSIDE + LOWER + OPEN.replace("permit", "deny") + "access-group I in interface innen per-user-override\n",
        "pass",
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_security_levels_decide_where_no_filter_is(text: str, expected: str) -> None:
    [rule] = [one for one in book().rules if one.id == "seg.client-server"]
    assert str(outcome(rule, text, "cisco_asa", Policy({**default().values, **GIVEN})).verdict) == expected


def test_an_interface_with_ipv6_only_is_judged() -> None:
    [rule] = [one for one in book().rules if one.id == "seg.client-server"]
    text = INSIDE.replace("ip address 10.1.0.1 255.255.255.0", "ipv6 address 2001:db8:1::1/64")
    text += LOWER.replace("ip address 10.2.0.1 255.255.255.0", "ipv6 address 2001:db8:2::1/64")
    given = {"CLIENT_NETWORKS": ("2001:db8:1::/64",), "SERVER_NETWORKS": ("2001:db8:2::/64",)}
    assert str(outcome(rule, text, "cisco_asa", Policy({**default().values, **given})).verdict) == "fail"
