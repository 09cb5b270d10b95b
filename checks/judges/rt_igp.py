"""Whether every interface of IOS that speaks EIGRP or RIP asks its neighbours for a key."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from checks.judges.edge_igp import Net, net_of
from checks.judges.ospf_ports import is_quiet, masked, own_addresses, vrf
from checks.judges.walk import after, exactly, first, starting
from checks.outcome import Outcome, failed, joined, joined_parts, not_applicable, passed, unknown
from checks.policy import Policy
from checks.remember import for_each
from checks.tree import ConfigTree, Node

NO_EIGRP = not_applicable("keine Schnittstelle spricht EIGRP", "no interface speaks EIGRP")
NO_RIP = not_applicable("keine Schnittstelle spricht RIP", "no interface speaks RIP")
Words = tuple[str, ...]


class Speaker(NamedTuple):
    """A process, or its part in a VRF: the number that interfaces call it by (none where all is said in the process
    itself), what its `network` lines cover and the block in which they stand."""

    number: str
    vrf: str
    networks: tuple[Net, ...]
    block: Node


Speakers = tuple[Speaker, ...]


def eigrp(tree: ConfigTree, _: Policy) -> Outcome:
    """Every interface that speaks EIGRP authenticates, by itself or in a named process by its `af-interface`."""
    speakers = tuple(_speakers(tree.root, "eigrp"))
    return joined_parts(for_each(tree, "interface", _eigrp, speakers) if speakers else [], nothing=NO_EIGRP)


def rip(tree: ConfigTree, _: Policy) -> Outcome:
    """Every interface that hears RIP authenticates; a passive one still believes what it hears."""
    speakers = tuple(_speakers(tree.root, "rip"))
    return joined_parts(for_each(tree, "interface", _rip, speakers) if speakers else [], nothing=NO_RIP)


def _speakers(root: Node, protocol: str) -> Iterator[Speaker]:
    """The processes of a protocol that have networks."""
    for router in starting(root, "router", protocol):
        for block in (router, *starting(router, "address-family", "ipv4")):
            lines = starting(block, "network")
            if lines:
                networks = tuple(net for line in lines if (net := net_of(line.words[1:])) is not None)
                yield Speaker(_number(router, block), after(block.words, "vrf") or "", networks, block)


def _number(router: Node, block: Node) -> str:
    """The number of a process; none for one that has a name."""
    if not (router.words[2:] and router.words[2].isdigit()):
        return ""
    own = first(block, "autonomous-system")
    return after(block.words, "autonomous-system") or (own.words[-1] if own is not None else router.words[2])


def _speaking(port: Node, speakers: Speakers) -> list[Speaker]:
    """The processes with a network that covers an address of an interface that is up."""
    if is_quiet(port):
        return []
    addresses = own_addresses(port)
    if not addresses:
        return []
    inside = vrf(port)
    return [
        speaker
        for speaker in speakers
        if speaker.vrf == inside and any(net.covers(address) for net in speaker.networks for address in addresses)
    ]


def _hidden(port: Node, protocol: str) -> Outcome | None:
    """What is to say of an interface whose address is masked."""
    if is_quiet(port) or not masked(port, "ip", "address"):
        return None
    return unknown(
        f"die Adresse von $1 ist unkenntlich gemacht: ob dort {protocol} gesprochen wird, ist offen",
        f"the address of $1 is masked: nobody can tell whether it speaks {protocol}",
        port,
    )


def _eigrp(port: Node, speakers: Speakers) -> Outcome | None:
    """One interface, if it speaks EIGRP."""
    found = [speaker for speaker in _speaking(port, speakers) if not _is_passive(port, speaker)]
    if not found:
        return _hidden(port, "EIGRP")
    return joined((_eigrp_with(port, speaker) for speaker in found), nothing=NO_EIGRP)


def _eigrp_with(port: Node, speaker: Speaker) -> Outcome:
    """One interface with one process."""
    if not speaker.number:
        places = [*_called(speaker.block, port), *_called(speaker.block, None)]
        line = next((line for place in places for line in starting(place, "authentication", "mode")), None)
        return passed("$1", "$1", line) if line is not None else _open(port, "EIGRP")
    mode = exactly(port, "ip", "authentication", "mode", "eigrp", speaker.number, "md5")
    chain = first(port, "ip", "authentication", "key-chain", "eigrp", speaker.number)
    return _keyed(port, mode, chain, "EIGRP")


def _rip(port: Node, speakers: Speakers) -> Outcome | None:
    """One interface, if it hears RIP."""
    if not _speaking(port, speakers):
        return _hidden(port, "RIP")
    mode = exactly(port, "ip", "rip", "authentication", "mode", "md5")
    return _keyed(port, mode, first(port, "ip", "rip", "authentication", "key-chain"), "RIP")


def _keyed(port: Node, mode: Node | None, chain: Node | None, protocol: str) -> Outcome:
    """An interface with the lines that name the method and the keys; one alone does nothing."""
    if mode is None or chain is None:
        return _open(port, protocol)
    return passed("$1", "$1", mode, chain, block=port)


def _open(port: Node, protocol: str) -> Outcome:
    """An interface without authentication."""
    return failed(f"$1 spricht {protocol} ohne Authentisierung", f"$1 speaks {protocol} without authentication", port)


def _called(block: Node, port: Node | None) -> list[Node]:
    """What a named process says of an interface, or of all."""
    words = ("default",) if port is None else port.words[1:]
    return starting(block, "af-interface", *words)


def _is_passive(port: Node, speaker: Speaker) -> bool:
    """Whether a process has no neighbours on an interface."""
    block, name = speaker.block, port.words[1:]
    for place in (*_called(block, port), *_called(block, None)):
        if exactly(place, "no", "passive-interface") is not None:
            return False
        if exactly(place, "passive-interface") is not None:
            return True
    if exactly(block, "no", "passive-interface", *name) is not None:
        return False
    return any(exactly(block, "passive-interface", *words) is not None for words in (name, ("default",)))


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "ios_eigrp_authenticated": eigrp,
    "ios_rip_authenticated": rip,
}
