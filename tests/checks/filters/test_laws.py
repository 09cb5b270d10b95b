"""Laws of sets of numbers, compared with sets of Python, and of traffic as boxes."""

from ipaddress import IPv4Network, collapse_addresses
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from checks.filters import addresses, services
from checks.filters.earlier import Earlier
from checks.filters.entry import Action, Entry, covers
from checks.filters.flow import Box, leak, least, remains
from checks.filters.spans import Extent, Spans, exact, spans, unclear, union
from checks.syntax.node import Node

PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)
SETS = st.builds(spans, PAIRS)
SMALL = st.builds(spans, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3))
BOXES = st.builds(Box, SMALL, SMALL, SMALL)
NETWORKS = st.builds(
    lambda number, length: IPv4Network((number, length), strict=False), st.integers(0, 2**32 - 1), st.integers(0, 32)
)


def members(found: Spans) -> set[int]:
    """The numbers in a set, one by one."""
    return {number for low, high in found.parts for number in range(low, high + 1)}


def points(box: Box) -> set[tuple[int, ...]]:
    """The traffic in a box, one by one."""
    return set(product(*(members(side) for side in box)))


@given(PAIRS)
def test_spans_hold_exactly_what_the_pairs_hold(pairs: list[tuple[int, int]]) -> None:
    found = spans(pairs)
    assert members(found) == {number for low, high in pairs for number in range(low, high + 1)}
    assert all(first[1] + 1 < second[0] for first, second in zip(found.parts, found.parts[1:], strict=False))


@given(SETS, SETS)
def test_operations_are_those_of_sets(left: Spans, right: Spans) -> None:
    one, other = members(left), members(right)
    assert members(left | right) == one | other
    assert members(left & right) == one & other
    assert members(left - right) == one - other
    assert left.covers(right) == (other <= one)
    assert left.overlaps(right) == bool(one & other)
    assert bool(left) == bool(one)


@given(SETS, SETS, SETS, SETS)
def test_what_is_sure_holds_for_every_set_between_least_and_most(a: Spans, b: Spans, c: Spans, d: Spans) -> None:
    wide, narrow = Extent(a & b, a | b), Extent(c & d, c | d)
    if wide.covers(narrow):
        assert all(members(small) <= members(big) for big in (a, b, a | b) for small in (c, d, c & d))
    left = wide.without(narrow)
    assert all(
        members(left.least) <= members(big) - members(small) <= members(left.most) for big in (a, b) for small in (c, d)
    )


@given(st.lists(NETWORKS, min_size=1, max_size=5))
def test_networks_are_the_addresses_they_hold(networks: list[IPv4Network]) -> None:
    found = addresses.of_networks(networks)
    joined = list(collapse_addresses(networks))
    assert sum(high - low + 1 for low, high in found.parts) == sum(network.num_addresses for network in joined)
    assert all(found.covers(addresses.read(str(network)).least) for network in networks)


@given(NETWORKS)
def test_mask_inverse_mask_and_length_say_the_same(network: IPv4Network) -> None:
    address = str(network.network_address)
    expected = addresses.network(str(network))
    assert addresses.network(address, str(network.netmask)) == expected
    assert addresses.wildcard(address, str(network.hostmask)) == expected


@given(st.integers(0, 255), st.integers(0, 255))
def test_a_mask_with_gaps_lies_between_its_least_and_most(base: int, mask: int) -> None:
    found = addresses.wildcard(f"192.0.2.{base}", f"0.0.0.{mask}")
    assert found is not None
    start = int(IPv4Network("192.0.2.0/24").network_address)
    real = {start + number for number in range(256) if (number ^ base) & ~mask == 0}
    assert members(found.least) <= real <= members(found.most)


@given(BOXES, BOXES)
def test_a_box_without_another_is_what_is_left(one: Box, other: Box) -> None:
    left = [points(piece) for piece in one.minus(other)]
    assert set().union(*left) == points(one) - points(other)
    assert sum(map(len, left)) == len(set().union(*left))
    assert remains(one, [other]) == bool(points(one) - points(other))


def entry(action: Action, box: Box, *conditions: str) -> Entry:
    """An entry that takes exactly a box."""
    return Entry(
        node=Node(1, "", ()),
        action=action,
        sources=exact(box.sources),
        destinations=exact(box.destinations),
        services=exact(box.services),
        conditions=frozenset(conditions),
    )


@given(st.lists(st.tuples(st.sampled_from([Action.PERMIT, Action.DENY]), BOXES), max_size=4), BOXES)
def test_a_leak_is_found_exactly_where_the_first_fitting_entry_permits(
    rules: list[tuple[Action, Box]], unwanted: Box
) -> None:
    through = False
    for point in points(unwanted):
        first = next((action for action, box in rules if point in points(box)), Action.DENY)
        through = through or first is Action.PERMIT
    found = leak([entry(action, box) for action, box in rules], unwanted)
    # A permit behind a permit for the same traffic changes nothing, so the arithmetic need not subtract it.
    assert (found is not None) == through
    assert found is None or found.sure


@given(BOXES, BOXES)
def test_an_entry_covers_another_if_all_its_traffic_is_its_own(one: Box, other: Box) -> None:
    covered = covers(entry(Action.PERMIT, one), entry(Action.DENY, other))
    assert covered == (bool(points(other)) and points(other) <= points(one))


@given(st.lists(BOXES, max_size=6), BOXES)
def test_of_many_entries_the_first_that_takes_all_is_found(boxes: list[Box], last: Box) -> None:
    earlier, one = Earlier(), entry(Action.PERMIT, last)
    entries = [entry(Action.PERMIT, box) for box in boxes]
    for other in entries:
        earlier.add(other)
    assert earlier.taking(one) is next((other for other in entries if covers(other, one)), None)


def test_conditions_narrow_what_is_covered() -> None:
    box = Box(spans([(0, 9)]), spans([(0, 9)]), spans([(0, 9)]))
    plain, narrowed = entry(Action.PERMIT, box), entry(Action.PERMIT, box, "established")
    assert covers(plain, narrowed)
    assert not covers(narrowed, plain)
    assert covers(narrowed, narrowed)


def test_what_is_not_known_is_neither_covered_nor_a_sure_leak() -> None:
    whole = spans([(0, 9)])
    box = Box(whole, whole, whole)
    known = entry(Action.PERMIT, box)
    hidden = Entry(
        node=known.node, action=Action.PERMIT, sources=unclear(whole), destinations=exact(whole), services=exact(whole)
    )
    assert covers(known, hidden)
    assert not covers(hidden, known)
    found = leak([hidden], box)
    assert found is not None
    assert not found.sure
    assert not least(hidden)


@given(st.integers(0, 65535), st.integers(0, 65535))
def test_ports_lie_inside_their_protocol_and_nowhere_else(low: int, high: int) -> None:
    tcp, udp = services.protocol("tcp"), services.protocol("udp")
    found = services.ported(tcp, [(min(low, high), max(low, high))])
    assert tcp.covers(found)
    assert not found.most.overlaps(udp.least)
    assert union([tcp, udp]).covers(services.protocol("tcp-udp"))
