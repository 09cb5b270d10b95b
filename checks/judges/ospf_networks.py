"""The areas of an OSPF process by the addresses that its `network` lines cover."""

import ipaddress
from collections.abc import Callable, Iterator

from checks.judges.walk import starting
from checks.pattern import is_number
from checks.remember import of_block
from checks.tree import Node

Network = ipaddress.IPv4Network
Covers = Callable[[int], bool]


def area_id(text: str) -> str:
    """An area as dotted quad, so that `0` equals `0.0.0.0`."""
    return str(ipaddress.IPv4Address(int(text))) if is_number(text) and int(text) < 2**32 else text


@of_block
def networks(block: Node) -> tuple[tuple[Covers, int, str], ...]:
    """`network A WILDCARD area X` or `network A/N area X` as (covers, width, area)."""
    return tuple(_each_network(block))


def _each_network(block: Node) -> Iterator[tuple[Covers, int, str]]:
    """The same, one after the other."""
    for line in starting(block, "network"):
        words = line.words
        if "area" not in words[:-1]:
            continue
        place = words.index("area")
        try:
            base, care = _base_and_care(words[1:place])
        except ValueError:
            continue
        yield _covering(base, care), care.bit_count(), area_id(words[place + 1])


def _base_and_care(words: tuple[str, ...]) -> tuple[int, int]:
    """The address and the bits that count."""
    if len(words) == 1:
        network = Network(words[0], strict=False)
        return int(network.network_address), int(network.netmask)
    base, mask = (int(ipaddress.IPv4Address(word)) for word in words[:2])
    return base, mask ^ 0xFFFFFFFF


def _covering(base: int, care: int) -> Covers:
    """A test of an address."""
    return lambda address: (address ^ base) & care == 0
