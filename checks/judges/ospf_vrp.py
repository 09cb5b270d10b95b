"""OSPF of VRP and Comware: the key of an area, or of each interface in it that may have a neighbour."""

from collections.abc import Callable, Iterator, Sequence
from ipaddress import IPv4Address
from typing import NamedTuple

from checks.judges.ospf_networks import area_id
from checks.judges.walk import exactly, first, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.remember import found_in_each
from checks.tree import ConfigTree, Node

NO_OSPF = not_applicable("kein OSPF-Bereich eingetragen", "no OSPF area configured")
STRONG = frozenset({"md5", "hmac-md5", "hmac-sha256", "hmac-sha-256", "hmac-sm3", "keychain"})
ALONE = ("LoopBack", "Loopback", "NULL")
EVERY_BIT = 2**32 - 1


class Port(NamedTuple):
    """An interface that is up: its addresses, the area it names itself, and its line about authentication."""

    node: Node
    name: str
    addresses: tuple[int, ...]
    area: tuple[str, str] | None
    own: Node | None


def authenticated(tree: ConfigTree, _: Policy) -> Outcome:
    """Each area has a key, or each of its interfaces that may have neighbours."""
    ports = found_in_each(tree, "interface", _port)
    areas = [(process, area) for process in starting(tree.root, "ospf") for area in starting(process, "area")]
    return joined((one for pair in areas for one in _area(*pair, ports)), nothing=NO_OSPF)


def _port(block: Node) -> Port | None:
    """One interface, unless it is shut down or leads nowhere."""
    name = "".join(block.words[1:])
    if name.startswith(ALONE) or exactly(block, "shutdown") is not None:
        return None
    given = [number for line in starting(block, "ip", "address") for number in _number(line.words[2:3])]
    named = next((line.words for line in starting(block, "ospf") if "area" in line.words[:-1]), None)
    area = (named[named.index("area") - 1], area_id(named[-1])) if named else None
    return Port(block, name, tuple(given), area, first(block, "ospf", "authentication-mode"))


def _number(words: Sequence[str]) -> Iterator[int]:
    """An address as a number; none if it cannot be read."""
    try:
        yield from (int(IPv4Address(word)) for word in words)
    except ValueError:
        return


def _area(process: Node, area: Node, ports: Sequence[Port]) -> Iterator[Outcome]:
    """The answers for one area."""
    members = [port for port in ports if _is_in(port, process, area)]
    speaking = [port for port in members if not _is_silent(process, port.name)]
    line = first(area, "authentication-mode")
    key = line if _is_strong(line) else None
    if key is not None and not any(port.own is not None and not _is_strong(port.own) for port in speaking):
        yield passed("$1", "$1", key, block=area)
    elif speaking:
        yield from (_answer(port, key) for port in speaking)
    elif members:
        yield passed("$1 hat nur stille Schnittstellen", "$1 has silent interfaces only", area)
    elif first(area, "network") is not None:
        yield _without_members(area, line, ports)


def _without_members(area: Node, line: Node | None, ports: Sequence[Port]) -> Outcome:
    """An area in which no interface is known: one with a key but without a readable address may be in it."""
    if any(map(is_masked, (word for net in starting(area, "network") for word in net.words))):
        return unknown("die Netze in $1 sind unkenntlich gemacht", "the networks in $1 are masked", area)
    keyed = next((port.own for port in ports if not port.addresses and _is_strong(port.own)), None)
    if keyed is None:
        return failed("$1 ist ein Bereich ohne Authentisierung", "$1 is an area without authentication", line or area)
    return unknown(
        "ob $1 in jeder Schnittstelle von $2 gesetzt ist, ist offen",
        "whether $1 is set on every interface of $2 is open",
        keyed,
        area,
    )


def _answer(port: Port, key: Node | None) -> Outcome:
    """One interface: its own line counts before that of the area."""
    line = port.own or key
    if line is not None and _is_strong(line):
        return passed("$1", "$1", line, block=port.node if line is port.own else None)
    return failed("$1 spricht OSPF ohne Authentisierung", "$1 speaks OSPF without authentication", port.node)


def _is_strong(line: Node | None) -> bool:
    """Whether a line names a method that is neither clear text nor none."""
    return line is not None and not STRONG.isdisjoint(line.words[line.words.index("authentication-mode") + 1 :][:1])


def _is_in(port: Port, process: Node, area: Node) -> bool:
    """Whether an interface belongs to an area, by its own word or by one of its addresses."""
    number = process.words[1] if len(process.words) > 1 else "1"
    if port.area is not None:
        return port.area == (number, area_id(area.words[-1]))
    nets = [tuple(_number(line.words[1:3])) for line in starting(area, "network")]
    return any(
        (address ^ net[0]) & (EVERY_BIT ^ net[1]) == 0 for net in nets if len(net) == 2 for address in port.addresses
    )


def _is_silent(process: Node, name: str) -> bool:
    """Whether a process sends nothing out of an interface."""
    if exactly(process, "silent-interface", "all") is not None:
        return not any("".join(line.words[2:]) == name for line in starting(process, "undo", "silent-interface"))
    return any("".join(line.words[1:]) == name for line in starting(process, "silent-interface"))


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"huawei_ospf_authenticated": authenticated}
