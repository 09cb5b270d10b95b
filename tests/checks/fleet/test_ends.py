"""Addresses are read as the standard library reads them, and of blocks that are known as of new ones."""

from ipaddress import ip_interface

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.fleet.ends import Own, own
from checks.fleet.gather import ADDRESS, facts
from checks.memory import Memory
from checks.platform import platforms
from checks.tree import lines_of, parse

BYTES = st.sampled_from(["0", "1", "10", "22", "23", "127", "169", "192", "224", "239", "254", "255", "256", "01", "x"])
QUADS = st.lists(BYTES, min_size=3, max_size=5).map(".".join)
HOSTS = st.one_of(QUADS, st.ip_addresses().map(str), st.sampled_from(["", "fe80::1%eth0", "2001:DB8::1", "1.2.3.4\n"]))
MASKS = st.one_of(
    st.integers(-1, 129).map(str), st.sampled_from(["", "255.255.255.0", "0.0.0.255", "300.0.0.0", "24/3", "ffff::"])
)


def by_the_library(word: str) -> Own | None:
    """The same, said by the standard library."""
    try:
        found = ip_interface(word)
    except ValueError:
        return None
    one = found.ip
    no_host = one.is_loopback or one.is_link_local or one.is_unspecified or one.is_multicast
    return None if no_host else Own(str(one), found.network.prefixlen)


@given(host=HOSTS, mask=MASKS)
@settings(max_examples=500)
def test_an_address_is_what_the_standard_library_says(host: str, mask: str) -> None:
    assert own(host, mask) == own(f"{host}/{mask}") == by_the_library(f"{host}/{mask}")


INSIDE = st.lists(
    st.sampled_from(
        [
            "ip address 192.0.2.{} 255.255.255.0",
            "ip address 198.51.100.{} 255.255.255.252 secondary",
            "ipv6 address 2001:db8::{}/64",
            "ip address dhcp",
            "vrf forwarding GAST",
            "ip vrf forwarding AMT",
            "mtu 9000",
            "ip mtu 1400",
            "ip ospf 1 area 0.0.0.1",
            "ip ospf authentication message-digest",
            "shutdown",
        ]
    ),
    max_size=5,
)
NUMBERS = st.integers(1, 200)
FILES = st.lists(st.lists(st.tuples(INSIDE, NUMBERS), min_size=1, max_size=3), min_size=2, max_size=4)


@given(files=FILES)
@settings(max_examples=60, deadline=None)
def test_what_was_learned_from_other_files_changes_nothing(files: list[list[tuple[list[str], int]]]) -> None:
    platform = platforms()["cisco_ios"]
    memory = Memory(platform)
    for ports in files:
        blocks = (
            [f"interface Gi0/{place}", *(f" {line.format(number)}" for line in inside)]
            for place, (inside, number) in enumerate(ports)
        )
        text = "".join(f"{line}\n" for block in blocks for line in block)
        lines = lines_of(text)
        plain, known = (facts((ADDRESS,), tree, lines) for tree in (parse(text, platform), memory.parse(text)))
        assert list(known) == list(plain)


@pytest.mark.parametrize("word", ["192.0.2.1", "192.0.2.1/24"])
def test_an_address_without_a_mask_is_none_and_one_with_a_length_needs_none(word: str) -> None:
    assert own(word) == (Own("192.0.2.1", 24) if "/" in word else None)
