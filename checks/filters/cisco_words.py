"""The words of an access list entry in the manner of Cisco: each function gives what is left of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from checks.filters import addresses, services
from checks.filters.spans import Extent, Spans, exact, unclear
from checks.language.pattern import is_masked

Words = tuple[str, ...]
ANYWHERE = {"any", "any4", "any6"}
GROUP_WORDS = {"object-group", "object", "addrgroup", "address-group", "net-group"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How addresses are written: `masks` reads an address and its mask; groups by name."""

    masks: Callable[[str, str], Extent | None]
    networks: Mapping[str, Extent] = field(default_factory=dict)
    services: Mapping[str, Extent] = field(default_factory=dict)
    bare_groups: bool = False


def address(words: Words, family: Spans, dialect: Dialect) -> tuple[Extent, Words] | None:
    """The source or destination at the beginning of the words."""
    if not words:
        return None
    word, rest = words[0], words[1:]
    if word in ANYWHERE:
        only = {"any4": addresses.V4, "any6": addresses.V6}.get(word, family)
        return exact(only), rest
    if word == "host" and rest:
        return addresses.read(rest[0], family), rest[1:]
    if word in GROUP_WORDS and rest:
        return dialect.networks.get(rest[0], unclear(family)), rest[1:]
    if word == "interface" and rest:
        return unclear(family), rest[1:]
    return _plain(words, family, dialect)


def _plain(words: Words, family: Spans, dialect: Dialect) -> tuple[Extent, Words] | None:
    """An address with or without its mask, or the bare name of a group."""
    word, rest = words[0], words[1:]
    if is_masked(word):
        masked = bool(rest) and (is_masked(rest[0]) or addresses.network(rest[0]) is not None)
        return unclear(family), rest[1:] if masked else rest
    if "/" not in word and rest:
        found = dialect.masks(word, rest[0])
        if found is not None:
            return found, rest[1:]
        if is_masked(rest[0]) and addresses.network(word) is not None:
            return unclear(family), rest[1:]
    found = addresses.network(word)
    if found is not None:
        return found, rest
    if dialect.bare_groups and word in dialect.networks:
        return dialect.networks[word], rest
    return None


def ports(words: Words, carrier: Extent, dialect: Dialect) -> tuple[Extent | None, Words]:
    """The services that a port condition leaves of a protocol, or None if there is none."""
    if not words:
        return None, words
    word, rest = words[0], words[1:]
    if word == "range" and len(rest) > 1:
        low, high = services.port(rest[0]), services.port(rest[1])
        return services.ported(carrier, [None if low is None or high is None else (low, high)]), rest[2:]
    if word in {"gt", "lt"} and rest:
        return services.ported(carrier, [_beyond(word, services.port(rest[0]))]), rest[1:]
    if word in {"eq", "neq"} and rest:
        return _listed(word, rest, carrier)
    if word in {"portgroup", "object-group", "group"} and rest and rest[0] in dialect.services:
        return carrier & dialect.services[rest[0]], rest[1:]
    if word == "portgroup" and rest:
        return unclear(carrier.most), rest[1:]
    return None, words


def _beyond(word: str, number: int | None) -> tuple[int, int] | None:
    """The ports above or below a number."""
    if number is None:
        return None
    return (number + 1, services.PORTS - 1) if word == "gt" else (0, number - 1)


def _listed(word: str, rest: Words, carrier: Extent) -> tuple[Extent, Words]:
    """One or several ports behind `eq` or `neq`; the first counts as one, whatever it is called."""
    count = 1
    while count < len(rest) and services.port(rest[count]) is not None:
        count += 1
    chosen = [services.span(one) for one in rest[:count]]
    found = services.ported(carrier, chosen)
    return (carrier.without(found) if word == "neq" else found), rest[count:]


def service(words: Words, dialect: Dialect) -> tuple[Extent, Words] | None:
    """The protocol, or a group of services, at the beginning of the words."""
    if not words:
        return None
    if words[0] in {"object-group", "object"} and len(words) > 1:
        found = dialect.services.get(words[1])
        return (found, words[2:]) if found is not None else None
    if is_masked(words[0]):
        return unclear(services.ALL), words[1:]
    return (services.protocol(words[0]), words[1:]) if services.is_protocol(words[0]) else None
