"""Which facts can have to do with each other: what may be the same, or the other end of the same link."""

from collections.abc import Iterator
from ipaddress import ip_address
from typing import NamedTuple

from checks.fleet.gather import ADDRESS, PEER


class Opposite(NamedTuple):
    """What may be the other end of a link, and how long the network may be of which the two ends are the only hosts."""

    key: str
    lengths: range


def _others(number: int, longest: int) -> Iterator[tuple[int, range]]:
    """The other address of a network of two, and the other host of a network of four; `longest` is that of a host."""
    yield number ^ 1, range(longest - 2, longest)
    if number & 3 in {1, 2}:
        yield number ^ 3, range(longest - 2, longest - 1)


# An address and the two that may be at the other end of its link differ in the last two bits only.
FOURS = {str(number): number >> 2 for number in range(256)}
OTHERS = {str(number): tuple(_others(number, 32)) for number in range(256)}


def neighbourhood(kind: str, key: str) -> int:
    """The number of the neighbourhood of a fact; two that have nothing to do with each other hardly ever have the same
    one. It is another one in each process."""
    if kind == ADDRESS:
        return _around(key)
    return _around(f"|{key}") if kind == PEER else hash((kind, key))


def _around(key: str) -> int:
    """The number of the network of four addresses in which one lies, in its routing instance."""
    head, _, last = key.rpartition(".")
    four = FOURS.get(last)
    if four is not None:
        return hash((head, four))
    instance, _, word = key.rpartition("|")
    try:
        return hash((instance, int(ip_address(word)) >> 2))
    except ValueError:
        return hash(key)


def opposite(key: str) -> list[Opposite]:
    """What may be the other end of a link at which there is an address."""
    head, _, last = key.rpartition(".")
    if last in OTHERS:
        return [Opposite(f"{head}.{other}", lengths) for other, lengths in OTHERS[last]]
    instance, _, word = key.rpartition("|")
    one = ip_address(word)
    others = _others(int(one), one.max_prefixlen)
    return [Opposite(f"{instance}|{type(one)(other)}", lengths) for other, lengths in others]
