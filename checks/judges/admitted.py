"""From which addresses entries of access lists and the like admit somebody."""

from collections.abc import Iterable, Iterator, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_network

from checks.tree import Node

Net = IPv4Network | IPv6Network
Source = tuple[Node, Net | None]
ANYWHERE = ip_network("0.0.0.0/0")


def network(address: str, mask: str | None = None) -> Net | None:
    """An address with an optional mask; None if it cannot be read."""
    try:
        return ip_network(f"{address}/{mask}" if mask else address, strict=False)
    except ValueError:
        return None


def wildcard(address: str, mask: str) -> Net | None:
    """An address with a wildcard mask, in which set bits are free; `0` is short for none."""
    try:
        free = int(IPv4Address("0.0.0.0" if mask == "0" else mask))  # noqa: S104 - a wildcard mask
    except ValueError:
        return None
    return network(address, str(32 - free.bit_length())) if free & (free + 1) == 0 else None


def dotted(word: str) -> bool:
    """Whether a word looks like an IPv4 address or mask."""
    return word.count(".") == 3 and "/" not in word


def permitted(entries: Iterable[Node]) -> Iterator[Source]:
    """The sources that entries of access lists of Cisco's kind permit."""
    for entry in entries:
        if "permit" in entry.words:
            yield entry, acl_source(entry.words[entry.words.index("permit") + 1 :])


def acl_source(words: Sequence[str]) -> Net | None:
    """The source in an entry of an access list of Cisco's kind, from behind `permit`."""
    if len(words) > 1 and not (words[0] in {"any", "host"} or "." in words[0] or ":" in words[0]):
        words = words[1:]
    if not words or words[0] in {"any", "any4", "any6"}:
        return ANYWHERE
    if words[0] == "host":
        return network(words[1]) if len(words) > 1 else None
    if len(words) > 1 and dotted(words[0]) and dotted(words[1]):
        return wildcard(words[0], words[1])
    return network(words[0])
