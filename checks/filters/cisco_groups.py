"""Groups of addresses and services in the manner of Cisco: IOS, NX-OS, EOS, AOS-CX and ASA."""

from collections.abc import Iterator

from checks.filters import addresses, services
from checks.filters.cisco_words import Dialect, Words, address, ports
from checks.filters.spans import EMPTY, Extent, exact, unclear
from checks.syntax.node import Node

DEEPEST = 20


def has_groups(root: Node) -> bool:
    """Whether the configuration defines any group or object."""
    return any(root.by_word.get(word) for word in ("object-group", "object"))


def with_groups(root: Node, dialect: Dialect) -> Dialect:
    """The dialect with every group that the configuration defines."""
    blocks = dict(_blocks(root))
    known = Dialect(dialect.masks, {}, {}, dialect.bare_groups)
    if not blocks:
        return known
    networks = {name: _network(name, blocks, known, 0) for name, block in blocks.items() if _is_network(block)}
    found = {name: _service(name, blocks, known, 0) for name, block in blocks.items() if not _is_network(block)}
    return Dialect(dialect.masks, networks, found, dialect.bare_groups)


def _blocks(root: Node) -> Iterator[tuple[str, Node]]:
    """Every group or object by its name."""
    for word in ("object-group", "object"):
        for block in root.by_word.get(word, ()):
            if len(block.words) > 2:
                yield _name(block.words), block


def _name(words: Words) -> str:
    """The name: behind `network`, `service`, `ip address`, `ip port` …"""
    return words[3] if words[1] in {"ip", "ipv6"} and len(words) > 3 else words[2]


def _is_network(block: Node) -> bool:
    """Whether a group is one of addresses."""
    words = block.words
    return words[1] in {"network", "v6-network"} or (words[1] in {"ip", "ipv6"} and words[2] == "address")


def _entries(block: Node) -> Iterator[Words]:
    """What stands in a group, without its numbers."""
    for child in block.children:
        words = child.words
        if len(words) > 1 and words[0].isdigit():
            words = words[1:]
        if words[0] not in {"description", "remark", "comment", "nat"}:
            yield words


def _network(name: str, blocks: dict[str, Node], dialect: Dialect, depth: int) -> Extent:
    """The addresses of a group."""
    found = EMPTY
    if name not in blocks or depth > DEEPEST:
        return unclear(addresses.EVERYWHERE)
    for words in _entries(blocks[name]):
        if words[0] in {"group-object", "network-object", "host", "subnet", "range", "group"}:
            found = found | _member(words, blocks, dialect, depth)
        else:
            plain = address(words, addresses.EVERYWHERE, dialect)
            subnet = addresses.network(*words[:2]) if len(words) > 1 and "." in words[1] else None
            found = found | (subnet or (plain[0] if plain else unclear(addresses.EVERYWHERE)))
    return found


def _member(words: Words, blocks: dict[str, Node], dialect: Dialect, depth: int) -> Extent:
    """One member of a group of addresses that begins with a keyword."""
    kind, rest = words[0], words[1:]
    if kind in {"group-object", "group"} and rest:
        return _network(rest[0], blocks, dialect, depth + 1)
    if kind == "network-object" and rest[:1] == ("object",) and len(rest) > 1:
        return _network(rest[1], blocks, dialect, depth + 1)
    if kind == "host" and rest:
        return addresses.read(rest[0])
    if kind == "range" and len(rest) > 1:
        return addresses.between(rest[0], rest[1]) or unclear(addresses.EVERYWHERE)
    if rest[:1] == ("host",) and len(rest) > 1:
        return addresses.read(rest[1])
    found = addresses.network(*rest[:2]) if rest else None
    return found or unclear(addresses.EVERYWHERE)


def _service(name: str, blocks: dict[str, Node], dialect: Dialect, depth: int) -> Extent:
    """The services of a group."""
    if name not in blocks or depth > DEEPEST:
        return unclear(services.ALL)
    block, found = blocks[name], EMPTY
    carrier = services.protocol(block.words[3]) if block.words[1] == "service" and len(block.words) > 3 else _tcp_udp()
    for words in _entries(block):
        if words[0] == "group-object" and len(words) > 1:
            found = found | _service(words[1], blocks, dialect, depth + 1)
        elif words[0] == "service-object" and words[1:2] == ("object",) and len(words) > 2:
            found = found | _service(words[2], blocks, dialect, depth + 1)
        else:
            found = found | _one_service(words, carrier, dialect)
    return found


def _tcp_udp() -> Extent:
    """All ports of TCP and UDP."""
    return services.protocol("tcp-udp")


def _one_service(words: Words, carrier: Extent, dialect: Dialect) -> Extent:
    """One member: `port-object eq 80`, `service-object tcp destination eq 80`, `tcp eq 80`, `eq 80` …"""
    if words[0] in {"service-object", "protocol-object", "service", "port-object"}:
        words = words[1:]
    if (words and services.is_protocol(words[0])) or words[:1] in {("tcp-udp",), ("tcp",), ("udp",)}:
        carrier, words = services.protocol(words[0]), words[1:]
    if words[:1] == ("source",):
        return unclear(carrier.most)
    if words[:1] == ("destination",):
        words = words[1:]
    if not words:
        return carrier
    if words[0].isdigit() or services.port(words[0]) is not None:
        return services.ported(carrier, [services.span(words[0])])
    found, _ = ports(words, carrier, dialect)
    return found if found is not None else exact(EMPTY.least) | unclear(carrier.most)
