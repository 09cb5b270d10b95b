"""What only one device may have: an address, a secret."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from checks.fleet.gather import ADDRESS, MASKED_KEY, SECRET
from checks.fleet.seat import Answer, Seat, elsewhere, failed, not_applicable, passed, unknown, worst
from checks.fleet.spool import Others
from isms.core.model.fact import Fact

Network = IPv4Network | IPv6Network
SHARED_NETWORKS, SECRET_DEVICES = "SHARED_NETWORKS", "SECRET_DEVICES"


def duplicate_address(seat: Seat) -> Answer:
    """No address of an interface that is up is one of another device in the same routing instance."""
    facts = seat.facts(ADDRESS)
    if not facts:
        return not_applicable("keine Adresse an einer Schnittstelle", "no address at an interface")
    shared = seat.spool.shared(seat.id, seat.name, ADDRESS)
    recurring = seat.policy.networks(SHARED_NETWORKS)
    answers = [answer for fact in facts if (answer := _address(fact, shared.get(fact.key), recurring)) is not None]
    return worst(
        answers,
        passed("kein anderes Gerät hat eine dieser Adressen", "no other device has one of these addresses", len(facts)),
    )


def _address(fact: Fact, others: Others | None, recurring: Sequence[Network]) -> Answer | None:
    """What is wrong with one address, unless the office lets the network recur in which it lies."""
    if others is None or _lies_in(recurring, fact.key.rpartition("|")[2]):
        return None
    de, en = elsewhere(others.name, others.devices)
    return failed(f"$1: dieselbe Adresse steht auf {de}", f"$1: the same address is on {en}", fact)


def _lies_in(networks: Sequence[Network], address: str) -> bool:
    """Whether an address lies in one of the networks."""
    one = ip_address(address) if networks else None
    return any(one in network for network in networks)


def shared_secret(seat: Seat) -> Answer:
    """No stored secret is on more devices than the office allows."""
    facts = seat.facts(SECRET)
    if not facts:
        return not_applicable("kein Geheimnis für Anmeldungen", "no secret for logins")
    most = seat.policy.number(SECRET_DEVICES)
    shared = seat.spool.shared(seat.id, seat.name, SECRET)
    answers = [answer for fact in facts if (answer := _secret(fact, most, shared.get(fact.key))) is not None]
    good = passed(
        "keines dieser Geheimnisse steht auf weiteren Geräten", "none of these secrets is on other devices", len(facts)
    )
    return worst(answers, good)


def _secret(fact: Fact, most: int, others: Others | None) -> Answer | None:
    """What is wrong with one secret."""
    if fact.key == MASKED_KEY:
        return unknown("$1: das Geheimnis ist unkenntlich", "$1: the secret is masked", fact)
    if others is None or others.devices + 1 <= most:
        return None
    de, en = elsewhere(others.name, others.devices)
    return failed(f"$1: dasselbe Geheimnis steht auch auf {de}", f"$1: the same secret is on {en} too", fact)
