"""What interfaces say of OSPF (IOS, EOS, NX-OS, FRR)."""

from collections.abc import Iterable, Iterator
from socket import AF_INET, inet_pton
from typing import NamedTuple

from checks.judges.ports import is_down
from checks.judges.walk import exactly, first, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, passed
from checks.remember import found_in_each, of_block
from checks.tree import ConfigTree, Node

# What lines of an interface that begin with `ip` say of its area, and of what may bring it into one.
NAMING = frozenset({"ospf", "router"})
# The second is how FRR spells it.
PASSIVE = ("passive-interface", "passive")
SPEAKING = NAMING | {"address", "unnumbered"}
STRONG = {("message-digest",), ("key-chain",)}


class Port(NamedTuple):
    """An interface with its addresses, the lines that name its area, its VRF, what it says of being passive, the answer
    if it says itself how it authenticates, and whose address it borrows; `hidden`: an address of its own is masked."""

    interface: Node
    addresses: tuple[int, ...]
    lines: tuple[Node, ...]
    vrf: str
    passive: bool | None
    own: Outcome | None
    lender: tuple[str, ...] = ()
    hidden: bool = False


def naming_area(tree: ConfigTree) -> list[Port]:
    """The interfaces that are up and name their area."""
    return found_in_each(tree, "interface", _names_area)


def able(tree: ConfigTree) -> list[Port]:
    """The interfaces that are up and name their area, or have addresses, also borrowed ones."""
    found = found_in_each(tree, "interface", _may_speak)
    if not [port for port in found if port.lender]:
        return found
    return [_with_borrowed(port, tree.root) if port.lender else port for port in found]


def _with_borrowed(port: Port, root: Node) -> Port:
    """An interface with the addresses that it borrows before its own."""
    return port._replace(addresses=tuple(addresses(port.interface, root)))


def port_of(interface: Node, addresses: Iterable[int] = ()) -> Port:
    """An interface with these addresses."""
    return _port(interface, _told(interface), addresses)


def _port(interface: Node, told: frozenset[str], addresses: Iterable[int], *, hidden: bool = False) -> Port:
    """The same, by what it has lines with `ip` about."""
    return Port(
        interface,
        addresses=tuple(addresses),
        lines=_named_areas(interface, told),
        vrf=vrf(interface) if "vrf" in interface.by_word or "vrf" in told or "vrf" in interface.words else "",
        passive=_passive(interface, told),
        own=_own_answer(interface) if "ospf" in told else None,
        lender=_lender(interface) if "unnumbered" in told else (),
        hidden=hidden,
    )


def _passive(interface: Node, told: frozenset[str]) -> bool | None:
    """What an interface says of being passive."""
    if "ospf" in told and any(exactly(interface, "ip", "ospf", word) for word in PASSIVE):
        return True
    if "no" in interface.by_word and any(exactly(interface, "no", "ip", "ospf", word) for word in PASSIVE):
        return False
    return None


@of_block
def _told_if_up(interface: Node) -> frozenset[str]:
    """What an interface has lines with `ip` about; nothing for a loopback and one that is shut down."""
    return frozenset() if is_quiet(interface) else _told(interface)


def _told(interface: Node) -> frozenset[str]:
    """What an interface has lines with `ip` about."""
    return frozenset([line.words[1] for line in interface.by_word.get("ip", ()) if len(line.words) > 1])


def _named_areas(interface: Node, told: frozenset[str]) -> tuple[Node, ...]:
    """The lines of an interface that name its area."""
    if told.isdisjoint(NAMING):
        return ()
    lines = (*starting(interface, "ip", "ospf"), *starting(interface, "ip", "router", "ospf"))
    return tuple(line for line in lines if "area" in line.words[:-1])


def _names_area(interface: Node) -> Port | None:
    """An interface that is up and names its area."""
    told = _told_if_up(interface)
    return _port(interface, told, ()) if _named_areas(interface, told) else None


def _may_speak(interface: Node) -> Port | None:
    """An interface that is up and names its area, or has addresses of its own or those of another one."""
    told = _told_if_up(interface)
    if told.isdisjoint(SPEAKING):
        return None
    lines = starting(interface, "ip", "address")
    addresses = _numbers(lines)
    port = _port(interface, told, addresses, hidden=len(addresses) < len(lines) and _any_masked(lines))
    return port if addresses or port.hidden or port.lines or port.lender else None


def _own_answer(interface: Node) -> Outcome | None:
    """What an interface says itself of its authentication; NX-OS names the way and the key chain in two lines."""
    lines = starting(interface, "ip", "ospf", "authentication")
    weak = next((line for line in lines if line.words[3:4] not in STRONG), None)
    if weak is not None:
        return failed(
            "$1 schützt nicht (Klartext oder aus)", "$1 does not protect (clear text or off)", weak, block=interface
        )
    return passed("$1", "$1", lines[0], block=interface) if lines else None


@of_block
def masked(block: Node, *words: str) -> bool:
    """Whether a line that begins with these words has a masked one."""
    return _any_masked(starting(block, *words))


def _any_masked(lines: Iterable[Node]) -> bool:
    """Whether one of these lines has a masked word behind the first."""
    return any(is_masked(word) for line in lines for word in line.words[1:3])


def is_quiet(interface: Node) -> bool:
    """Whether an interface is a loopback or shut down."""
    return is_down(interface) or interface.words[1:2] == () or interface.words[1].lower().startswith("lo")


@of_block
def vrf(interface: Node) -> str:
    """The VRF an interface is in; empty for the global one. FRR may say it behind the name."""
    if interface.words[2:3] == ("vrf",) and len(interface.words) > 3:
        return interface.words[3]
    for words in (("vrf", "forwarding"), ("ip", "vrf", "forwarding"), ("vrf", "member"), ("vrf",)):
        line = first(interface, *words)
        if line is not None and len(line.words) > len(words):
            return line.words[len(words)]
    return ""


def addresses(interface: Node, root: Node) -> Iterator[int]:
    """The IPv4 addresses of an interface, also one borrowed by `ip unnumbered`."""
    lender = _lender(interface)
    if lender:
        for other in starting(root, "interface", *lender):
            yield from own_addresses(other)
    yield from own_addresses(interface)


def _lender(interface: Node) -> tuple[str, ...]:
    """The name of the interface whose address one borrows; empty for none."""
    line = first(interface, "ip", "unnumbered")
    return line.words[2:] if line is not None else ()


def own_addresses(interface: Node) -> tuple[int, ...]:
    """`ip address A M` or `ip address A/N`."""
    return _numbers(starting(interface, "ip", "address"))


def _numbers(lines: Iterable[Node]) -> tuple[int, ...]:
    """The addresses of such lines."""
    words = [line.words[2].partition("/")[0] for line in lines if len(line.words) > 2]
    return tuple([number for word in words if (number := _number(word)) is not None])


def _number(word: str) -> int | None:
    """An IPv4 address as a number, None for anything else."""
    try:
        return int.from_bytes(inet_pton(AF_INET, word), "big")
    except (OSError, ValueError):
        return None
