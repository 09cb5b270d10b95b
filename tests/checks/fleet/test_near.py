"""Facts that may have to do with each other are near each other."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from hypothesis import given
from hypothesis import strategies as st

from checks.fleet.gather import ADDRESS, PEER, SECRET
from checks.fleet.near import neighbourhood, opposite

ADDRESSES = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6))
INSTANCES = st.sampled_from(["", "GAST", "a.b|c", "1.2"])


@given(one=ADDRESSES, instance=INSTANCES, bits=st.integers(0, 3))
def test_an_address_is_near_itself_and_whatever_may_be_at_the_other_end_of_its_link(
    one: IPv4Address | IPv6Address, instance: str, bits: int
) -> None:
    other = type(one)(int(one) ^ bits)
    assert neighbourhood(ADDRESS, f"{instance}|{one}") == neighbourhood(ADDRESS, f"{instance}|{other}")


@given(one=ADDRESSES, bit=st.integers(2, 31))
def test_an_address_of_another_network_or_instance_is_not_near(one: IPv4Address | IPv6Address, bit: int) -> None:
    other = type(one)(int(one) ^ (1 << bit))
    assert neighbourhood(ADDRESS, f"|{one}") != neighbourhood(ADDRESS, f"|{other}")
    assert neighbourhood(ADDRESS, f"|{one}") != neighbourhood(ADDRESS, f"GAST|{one}")


@given(one=ADDRESSES)
def test_a_neighbour_of_a_routing_protocol_is_near_the_address_it_is_named_by(one: IPv4Address | IPv6Address) -> None:
    assert neighbourhood(PEER, f"{one}") == neighbourhood(ADDRESS, f"|{one}")


@given(one=st.text(), other=st.text())
def test_secrets_are_near_their_equals_only(one: str, other: str) -> None:
    assert (neighbourhood(SECRET, one) == neighbourhood(SECRET, other)) == (one == other)


@given(word=st.text())
def test_whatever_stands_for_an_address_has_a_neighbourhood(word: str) -> None:
    assert neighbourhood(PEER, word) == neighbourhood(ADDRESS, f"|{word}")


@given(one=ADDRESSES, instance=INSTANCES)
def test_at_the_other_end_of_a_link_is_the_only_other_host_of_its_network(
    one: IPv4Address | IPv6Address, instance: str
) -> None:
    for key, lengths in opposite(f"{instance}|{one}"):
        head, _, word = key.rpartition("|")
        other = ip_address(word)
        assert (head, key) == (instance, f"{instance}|{other}")
        for length in range(one.max_prefixlen - 3, one.max_prefixlen + 1):
            network = ip_network(f"{one}/{length}", strict=False)
            between = {*network} if length >= one.max_prefixlen - 1 else {*network} - {network[0], network[-1]}
            alone = other in network and (between == {one, other} or length == one.max_prefixlen - 2)
            assert (length in lengths) == alone


@given(one=ADDRESSES)
def test_the_other_end_of_the_other_end_is_this_one(one: IPv4Address | IPv6Address) -> None:
    for other in opposite(f"|{one}"):
        assert f"|{one}" in {back.key for back in opposite(other.key)}
