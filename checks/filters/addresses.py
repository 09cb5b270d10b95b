"""Addresses on one line of numbers: IPv4 first, IPv6 behind it."""

import ipaddress
from collections.abc import Iterable

from checks.filters.spans import EMPTY, Extent, Spans, exact, spans, unclear
from checks.language.pattern import is_masked

BEHIND = 2**32
V4 = Spans(((0, BEHIND - 1),))
V6 = Spans(((BEHIND, BEHIND + 2**128 - 1),))
EVERYWHERE = V4 | V6

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def network(word: str, mask: str | None = None) -> Extent | None:
    """The addresses of `192.0.2.0/24`, of one address, or of an address with its mask; None if it is none."""
    try:
        return exact(of_networks([ipaddress.ip_network(f"{word}/{mask}" if mask else word, strict=False)]))
    except ValueError:
        return None


def of_networks(networks: Iterable[Network]) -> Spans:
    """The addresses of networks."""
    return spans(
        (int(one.network_address) + _shift(one.version), int(one.broadcast_address) + _shift(one.version))
        for one in networks
    )


def _shift(version: int) -> int:
    """Where the addresses of a version begin."""
    return BEHIND if version == 6 else 0


def wildcard(word: str, mask: str) -> Extent | None:
    """The addresses of an IPv4 address with inverse mask; with gaps in the mask only least and most."""
    try:
        base, bits = int(ipaddress.IPv4Address(word)), int(ipaddress.IPv4Address(mask))
    except ValueError:
        return None
    low, high = base & ~bits, base | bits
    if bits & (bits + 1) == 0:
        return exact(spans([(low, high)]))
    return Extent(spans([(low, low), (high, high)]), spans([(low, high)]))


def between(first: str, last: str) -> Extent | None:
    """The addresses from one to another; None if one is no address or they are of two families."""
    try:
        low, high = ipaddress.ip_address(first), ipaddress.ip_address(last)
    except ValueError:
        return None
    if low.version != high.version:
        return None
    return exact(spans([(int(low) + _shift(low.version), int(high) + _shift(high.version))]))


def read(word: str, whole: Spans = EVERYWHERE) -> Extent:
    """The addresses of any word: network, address, span `a-b`; unclear if it is none of them or masked."""
    first, dash, last = word.partition("-")
    found = between(first, last) if dash else network(word)
    return unclear(whole) if found is None or is_masked(word) else found


def everything_but(extent: Extent, whole: Spans) -> Extent:
    """The other addresses."""
    return Extent(whole - extent.most, whole - extent.least)


def together(words: Iterable[str], whole: Spans = EVERYWHERE) -> Extent:
    """The addresses of several words."""
    found = EMPTY
    for word in words:
        found = found | read(word, whole)
    return found
