"""The areas of an OSPF process by the addresses that its `network` lines cover."""

import ipaddress
from collections.abc import Iterator, Sequence

from checks.judges.walk import starting
from checks.language.pattern import is_number
from checks.remember import of_block
from checks.tree import Node

Network = ipaddress.IPv4Network


def area_id(text: str) -> str:
    """An area as dotted quad, so that `0` equals `0.0.0.0`."""
    return str(ipaddress.IPv4Address(int(text))) if is_number(text) and int(text) < 2**32 else text


class Networks:
    """The `network` lines of a process: `any` says whether there are such lines, understood or not; `by_care` the
    networks by the bits that count, from the narrowest on."""

    __slots__ = ("_by_width", "any", "by_care")

    def __init__(self, block: Node) -> None:
        """Read the lines once."""
        self.any = bool(block.by_word.get("network"))
        found: dict[int, dict[int, dict[int, tuple[int, str]]]] = {}
        for place, (base, care, area) in enumerate(_each_network(block)):
            found.setdefault(care.bit_count(), {}).setdefault(care, {}).setdefault(base & care, (place, area))
        self._by_width = [list(found[width].items()) for width in sorted(found, reverse=True)]
        self.by_care = [one for alike in self._by_width for one in alike]

    def area(self, addresses: Sequence[int]) -> str | None:
        """The area of the narrowest network that covers one of the addresses; of equal ones the first counts."""
        for alike in self._by_width:
            for address in addresses:
                covering = [bases[address & care] for care, bases in alike if address & care in bases]
                if covering:
                    return min(covering)[1]
        return None


@of_block
def networks(block: Node) -> Networks:
    """`network A WILDCARD area X` or `network A/N area X`."""
    return Networks(block)


def _each_network(block: Node) -> Iterator[tuple[int, int, str]]:
    """One after the other as (address, bits that count, area)."""
    for line in starting(block, "network"):
        words = line.words
        if "area" not in words[:-1]:
            continue
        place = words.index("area")
        try:
            base, care = _base_and_care(words[1:place])
        except ValueError:
            continue
        yield base, care, area_id(words[place + 1])


def _base_and_care(words: tuple[str, ...]) -> tuple[int, int]:
    """The address and the bits that count."""
    if len(words) == 1:
        network = Network(words[0], strict=False)
        return int(network.network_address), int(network.netmask)
    base, mask = (int(ipaddress.IPv4Address(word)) for word in words[:2])
    return base, mask ^ 0xFFFFFFFF
