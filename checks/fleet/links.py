"""Whether the two ends of a link, or of a BGP session, agree."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checks.fleet.gather import ADDRESS, PEER
from checks.fleet.near import opposite
from checks.fleet.seat import Answer, Seat, failed, not_applicable, passed, worst
from checks.fleet.spool import Holder
from isms.core.facts import Values
from isms.core.model.fact import Fact
from isms.core.model.text import Text

NAMES = {
    "mtu": Text(de="die MTU", en="the MTU"),
    "ip-mtu": Text(de="die MTU für IP", en="the IP MTU"),
    "speed": Text(de="die Geschwindigkeit", en="the speed"),
    "duplex": Text(de="Duplex", en="the duplex mode"),
    "area": Text(de="den OSPF-Bereich", en="the OSPF area"),
    "auth": Text(de="die OSPF-Anmeldung", en="the OSPF authentication"),
}
# These mean the same whatever device says them; the others are compared between devices of one platform.
ANYWHERE = {"area"}


def agrees(seat: Seat) -> Answer:
    """What both ends must have alike is alike."""
    answers: list[Answer] = []
    links = 0
    for fact, holder in _opposite(seat):
        links += 1
        answers += _compared(seat.seen.platform, fact, holder)
    for fact, holder in _routers(seat):
        links += 1
        answers += _session(seat, fact, holder)
    if not links:
        return not_applicable("kein Gegenüber unter den geprüften Geräten", "no opposite end among the devices judged")
    return worst(answers, passed("beide Enden stimmen überein", "both ends agree", links))


def said(value: str) -> dict[str, str]:
    """What a fact says beside its key."""
    return {name: given for name, sign, given in (part.partition("=") for part in value.split(" ")) if sign}


def _opposite(seat: Seat) -> Iterator[tuple[Fact, Holder]]:
    """Each address with the device that has the other one of the link, which at least one of both takes for a network
    of two."""
    asked = [(fact, other) for fact in seat.neighboured(ADDRESS) for other in opposite(fact.key)]
    found = seat.spool.only_holders(seat.id, ADDRESS, dict.fromkeys([other.key for _, other in asked]))
    for fact, other in asked:
        holder = found.get(other.key)
        # Of an address that several have, nobody can tell which one is the opposite end.
        if holder is not None and max(_prefix(fact.value), _prefix(holder.value)) in other.lengths:
            yield fact, holder


def _prefix(value: str) -> int:
    """The length of the network of an address."""
    return int(said(value)["prefix"])


def _compared(platform: str, fact: Fact, holder: Holder) -> Iterator[Answer]:
    """What the two ends of a link say differently."""
    ours, theirs = said(fact.value), said(holder.value)
    if ours["prefix"] != theirs["prefix"]:
        yield failed(
            f"$1: {holder.name} hat am anderen Ende eine andere Netzmaske",
            f"$1: {holder.name} has another network mask at the other end",
            fact,
        )
    for name, text in NAMES.items():
        alike = name in ANYWHERE or platform == holder.platform
        if alike and name in ours and name in theirs and ours[name] != theirs[name]:
            yield failed(
                f"$1: {holder.name} setzt am anderen Ende {text.de} anders",
                f"$1: {holder.name} sets {text.en} differently at the other end",
                fact,
            )


def _routers(seat: Seat) -> Iterator[tuple[Fact, Holder]]:
    """Each BGP neighbour with the one other device that has its address outside of routing instances, if it speaks
    BGP."""
    peers = seat.neighboured(PEER)
    found = seat.spool.only_holders(seat.id, ADDRESS, dict.fromkeys([f"|{fact.key}" for fact in peers]))
    for fact in peers:
        holder = found.get(f"|{fact.key}")
        if holder is not None and seat.spool.made(holder.id, _speaker).passwords:
            yield fact, holder


class Speaker(NamedTuple):
    """A device as the other end of a BGP session sees it: its AS numbers, its addresses, and whether it has a password
    for each neighbour (`yes`, `no`, or both where the neighbour stands there twice)."""

    numbers: frozenset[str]
    addresses: frozenset[str]
    passwords: Mapping[str, set[str]]


def _speaker(facts: Values) -> Speaker:
    """A device by its facts."""
    passwords: defaultdict[str, set[str]] = defaultdict(set)
    peers = [(fact.key, said(fact.value)) for fact in facts if fact.kind == PEER]
    for neighbour, told in peers:
        passwords[neighbour].add(told["password"])
    return Speaker(
        numbers=frozenset(told.get("own", "") for _, told in peers),
        addresses=frozenset(fact.key.rpartition("|")[2] for fact in facts if fact.kind == ADDRESS),
        passwords=passwords,
    )


def _session(seat: Seat, fact: Fact, holder: Holder) -> Iterator[Answer]:
    """What the two ends of a session say differently."""
    ours, theirs = said(fact.value), seat.spool.made(holder.id, _speaker)
    wanted, numbers = ours["own"] if ours["remote"] == "internal" else ours["remote"], theirs.numbers
    if wanted.isdigit() and len(numbers) == 1 and all(map(str.isdigit, numbers)) and wanted not in numbers:
        yield failed(f"$1: {holder.name} hat eine andere AS-Nummer", f"$1: {holder.name} has another AS number", fact)
    back = theirs.passwords.keys() & seat.spool.made(seat.id, _speaker).addresses
    if back and all(ours["password"] not in theirs.passwords[one] for one in back):
        yield failed(
            f"$1: nur eines der beiden Enden (dieses Gerät und {holder.name}) hat ein Kennwort für die Sitzung",
            f"$1: only one of both ends (this device and {holder.name}) has a password for the session",
            fact,
        )
