"""What only one device may have: an address, a secret."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from checks.fleet.gather import ADDRESS, MASKED_KEY, SECRET
from checks.fleet.seat import Answer, Seat, elsewhere, failed, not_applicable, passed, several, unknown, worst
from checks.fleet.spool import Others
from isms.core.model.fact import Fact

Network = IPv4Network | IPv6Network
SHARED_NETWORKS, SECRET_DEVICES = "SHARED_NETWORKS", "SECRET_DEVICES"


def duplicate_address(seat: Seat) -> Answer:
    """No address of an interface that is up is one of another device in the same routing instance."""
    count = seat.count(ADDRESS)
    if not count:
        return not_applicable("keine Adresse an einer Schnittstelle", "no address at an interface")
    good = passed("kein anderes Gerät hat eine dieser Adressen", "no other device has one of these addresses", count)
    shared = seat.shared(ADDRESS)
    recurring = seat.policy.networks(SHARED_NETWORKS) if shared else ()
    wrong = (
        [fact for fact in seat.facts(ADDRESS) if fact.key in shared and not _recurs(fact, recurring)] if shared else ()
    )
    if not wrong:
        return good
    de, en = elsewhere(shared[wrong[0].key])
    first = failed(f"$1: dieselbe Adresse steht auf {de}", f"$1: the same address is on {en}")
    return several(first, wrong, len(wrong), good)


def _recurs(fact: Fact, networks: Sequence[Network]) -> bool:
    """Whether the office lets the network recur in which an address lies."""
    return bool(networks) and _lies_in(networks, fact.key.rpartition("|")[2])


def _lies_in(networks: Sequence[Network], address: str) -> bool:
    """Whether an address lies in one of the networks."""
    one = ip_address(address)
    return any(one in network for network in networks)


def shared_secret(seat: Seat) -> Answer:
    """No stored secret is on more devices than the office allows."""
    facts = seat.facts(SECRET)
    if not facts:
        return not_applicable("kein Geheimnis für Anmeldungen", "no secret for logins")
    most, shared = seat.policy.number(SECRET_DEVICES), seat.shared(SECRET)
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
    de, en = elsewhere(others)
    return failed(f"$1: dasselbe Geheimnis steht auch auf {de}", f"$1: the same secret is on {en} too", fact)
