"""Whether OSPF neighbours are authenticated."""

from collections.abc import Iterable, Iterator
from socket import AF_INET, inet_pton
from typing import NamedTuple

from checks.judges.ospf_networks import Networks, area_id, networks
from checks.judges.ports import is_down
from checks.judges.walk import exactly, first, starting
from checks.outcome import Outcome, failed, joined_parts, not_applicable, part, passed, unknown
from checks.pattern import is_masked
from checks.policy import Policy
from checks.remember import for_each, found_in_each, of_block
from checks.tree import ConfigTree, Node

# What lines of an interface that begin with `ip` say of its area, and of what may bring it into one.
NAMING = frozenset({"ospf", "router"})
SPEAKING = NAMING | {"address"}
NO_NEIGHBOUR = not_applicable("keine Schnittstelle spricht OSPF", "no interface speaks OSPF")


class Process(NamedTuple):
    """An OSPF process (or its part in a VRF): `block` holds its areas and networks, `top` is the process itself."""

    name: str
    vrf: str
    block: Node
    top: Node
    networks: Networks


Processes = tuple[Process, ...]


class Port(NamedTuple):
    """An interface with its addresses, the lines that name its area, its VRF, and what it says of being passive;
    `hidden`: an address of its own is masked."""

    interface: Node
    addresses: tuple[int, ...]
    lines: tuple[Node, ...]
    vrf: str
    passive: bool | None
    hidden: bool = False


def cisco(tree: ConfigTree, _: Policy) -> Outcome:
    """IOS, EOS and NX-OS: each active interface in an area, by `network` or by its own line."""
    processes = tuple(_processes(tree.root))
    ports = _ports(tree, processes)
    areas = [(port.interface, _areas(port, processes)) for port in ports]
    masked = any(_masked(process.block, "network") for process in processes) or any(port.hidden for port in ports)
    undecided = for_each(tree, "interface", _undecided, processes) if masked else ()
    judged = part([_interface(port, found) for port, found in areas if found])
    return joined_parts([judged, *undecided], nothing=NO_NEIGHBOUR)


def _ports(tree: ConfigTree, processes: Processes) -> list[Port]:
    """The interfaces that may speak OSPF; where no process has a `network`, their addresses decide nothing."""
    if not any(process.networks.any for process in processes):
        return found_in_each(tree, "interface", _names_area)
    if found_in_each(tree, "interface", _borrows):
        active = [port for port in starting(tree.root, "interface") if not _is_quiet(port)]
        return [_port(port, _addresses(port, tree.root), hidden=_masked(port, "ip", "address")) for port in active]
    return found_in_each(tree, "interface", _may_speak)


def speaks(interface: Node, root: Node) -> bool:
    """Whether an interface is in an area and not passive (IOS, EOS, NX-OS, FRR)."""
    return bool(_areas(_port(interface, _addresses(interface, root)), tuple(_processes(root))))


def _port(interface: Node, addresses: Iterable[int], *, hidden: bool = False) -> Port:
    """An interface with these addresses."""
    told = _told(interface)
    inside = vrf(interface) if "vrf" in interface.by_word or "vrf" in told else ""
    return Port(interface, tuple(addresses), _named_areas(interface), inside, _passive(interface, told), hidden)


def _passive(interface: Node, told: frozenset[str]) -> bool | None:
    """What an interface says of being passive."""
    if "ospf" in told and exactly(interface, "ip", "ospf", "passive-interface") is not None:
        return True
    if "no" in interface.by_word and exactly(interface, "no", "ip", "ospf", "passive-interface") is not None:
        return False
    return None


@of_block
def _told(interface: Node) -> frozenset[str]:
    """What an interface has lines with `ip` about."""
    return frozenset([line.words[1] for line in interface.by_word.get("ip", ()) if len(line.words) > 1])


def _named_areas(interface: Node) -> tuple[Node, ...]:
    """The lines of an interface that name its area, asked for where there can be any."""
    return () if _told(interface).isdisjoint(NAMING) else _own_lines(interface)


def _borrows(interface: Node) -> bool | None:
    """Whether the address of an interface stands in another one."""
    return True if "unnumbered" in _told(interface) and _lender(interface) else None


def _names_area(interface: Node) -> Port | None:
    """An interface that is up and names its area."""
    return _port(interface, ()) if _named_areas(interface) and not _is_quiet(interface) else None


def _may_speak(interface: Node) -> Port | None:
    """An interface that is up and names its area, or has addresses of its own."""
    if _told(interface).isdisjoint(SPEAKING) or _is_quiet(interface):
        return None
    addresses = _own_addresses(interface)
    hidden = len(addresses) < len(starting(interface, "ip", "address")) and _masked(interface, "ip", "address")
    return _port(interface, addresses, hidden=hidden) if addresses or hidden or _named_areas(interface) else None


def _undecided(interface: Node, processes: Processes) -> Outcome | None:
    """An interface that may speak OSPF."""
    line = None if _is_quiet(interface) else _masked_line(interface, processes)
    if line is None:
        return None
    return unknown(
        "$1 ist unkenntlich: ob die Schnittstelle OSPF spricht, ist offen",
        "$1 is masked: nobody can tell whether the interface speaks OSPF",
        line,
    )


def _masked_line(interface: Node, processes: Processes) -> Node | None:
    """A masked address or `network` that keeps anyone from telling whether an interface is in an area."""
    if not (_masked(interface, "ip", "address") or any(_masked(process.block, "network") for process in processes)):
        return None
    addresses = [line for line in starting(interface, "ip", "address") if len(line.words) > 2]
    port = _port(interface, ())
    if not addresses or list(_own_areas(port, processes)):
        return None
    for process in processes:
        lines = [line for line in starting(process.block, "network") if "area" in line.words]
        if process.vrf != port.vrf or not lines or _is_passive(port, process):
            continue
        for line in (*lines, *addresses):
            if any(map(is_masked, line.words[1:3])):
                return line
    return None


@of_block
def _masked(block: Node, *words: str) -> bool:
    """Whether a line that begins with these words has a masked one."""
    return any(is_masked(word) for line in starting(block, *words) for word in line.words[1:3])


def _processes(root: Node) -> Iterator[Process]:
    """`router ospf N [vrf V]` and the `vrf V` blocks inside it."""
    for block in starting(root, "router", "ospf"):
        name = block.words[2] if len(block.words) > 2 else ""
        vrf = block.words[4] if block.words[3:4] == ("vrf",) and len(block.words) > 4 else ""
        yield Process(name, vrf, block, block, networks(block))
        for inner in starting(block, "vrf"):
            if len(inner.words) > 1:
                yield Process(name, inner.words[1], inner, block, networks(inner))


@of_block
def _is_quiet(interface: Node) -> bool:
    """Whether an interface is a loopback or shut down."""
    return is_down(interface) or interface.words[1:2] == () or interface.words[1].lower().startswith("lo")


@of_block
def vrf(interface: Node) -> str:
    """The VRF an interface is in; empty for the global one."""
    for words in (("vrf", "forwarding"), ("ip", "vrf", "forwarding"), ("vrf", "member"), ("vrf",)):
        line = first(interface, *words)
        if line is not None and len(line.words) > len(words):
            return line.words[len(words)]
    return ""


def _areas(port: Port, processes: Processes) -> list[tuple[str, Process | None]]:
    """The areas an interface is in, with the process where it is known; passive ones are left out."""
    found = list(_own_areas(port, processes)) if port.lines else []
    if not found and port.addresses:
        found = list(_network_areas(port, processes))
    return [(area, process) for area, process in found if not _is_passive(port, process)]


def _own_areas(port: Port, processes: Processes) -> Iterator[tuple[str, Process | None]]:
    """`ip ospf N area A` (IOS), `ip ospf area A` (EOS), `ip router ospf N area A` (NX-OS)."""
    for line in port.lines:
        place = line.words.index("area")
        name = line.words[place - 1] if line.words[place - 1] != "ospf" else ""
        yield area_id(line.words[place + 1]), _process(processes, name, port.vrf)


@of_block
def _own_lines(interface: Node) -> tuple[Node, ...]:
    """The lines of an interface that name its area."""
    lines = (*starting(interface, "ip", "ospf"), *starting(interface, "ip", "router", "ospf"))
    return tuple(line for line in lines if "area" in line.words[:-1])


def _process(processes: Processes, name: str, inside: str) -> Process | None:
    """The process by name (any where it is not named) and VRF."""
    fitting = [process for process in processes if name in {"", process.name}]
    return next((process for process in fitting if process.vrf == inside), fitting[0] if fitting else None)


def _network_areas(port: Port, processes: Processes) -> Iterator[tuple[str, Process | None]]:
    """Areas whose `network` covers an address of the interface, the narrowest first."""
    for process in processes:
        area = process.networks.area(port.addresses) if process.vrf == port.vrf else None
        if area is not None:
            yield area, process


def _addresses(interface: Node, root: Node) -> Iterator[int]:
    """The IPv4 addresses of an interface, also one borrowed by `ip unnumbered`."""
    lender = _lender(interface)
    if lender:
        for other in starting(root, "interface", *lender):
            yield from _own_addresses(other)
    yield from _own_addresses(interface)


@of_block
def _lender(interface: Node) -> tuple[str, ...]:
    """The name of the interface whose address one borrows; empty for none."""
    line = first(interface, "ip", "unnumbered")
    return line.words[2:] if line is not None else ()


@of_block
def _own_addresses(interface: Node) -> tuple[int, ...]:
    """`ip address A M` or `ip address A/N`."""
    words = [line.words[2].partition("/")[0] for line in starting(interface, "ip", "address") if len(line.words) > 2]
    return tuple(number for word in words if (number := _number(word)) is not None)


def _number(word: str) -> int | None:
    """An IPv4 address as a number, None for anything else."""
    try:
        return int.from_bytes(inet_pton(AF_INET, word), "big")
    except (OSError, ValueError):
        return None


def _is_passive(port: Port, process: Process | None) -> bool:
    """Whether a process sends nothing on an interface."""
    if port.passive is not None or process is None:
        return bool(port.passive)
    name = port.interface.words[1:]
    for block in dict.fromkeys((process.block, process.top)):
        active, passive = _named_passive(block)
        if name in active:
            return False
        if name in passive or ("default",) in passive:
            return True
    return False


@of_block
def _named_passive(block: Node) -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    """The words behind `no passive-interface` and `passive-interface` in a process."""
    active = frozenset(line.words[2:] for line in starting(block, "no", "passive-interface"))
    return active, frozenset(line.words[1:] for line in starting(block, "passive-interface"))


def _interface(interface: Node, areas: list[tuple[str, Process | None]]) -> Outcome:
    """Whether an interface, or every area it is in, authenticates by digest or key chain."""
    for line in starting(interface, "ip", "ospf", "authentication"):
        if line.words[3:4] in {("message-digest",), ("key-chain",)}:
            return passed("$1", "$1", line, block=interface)
        return failed(
            "$1 schützt nicht (Klartext oder aus)", "$1 does not protect (clear text or off)", line, block=interface
        )
    lines = [_area_line(area, process) for area, process in areas]
    kept = [line for line in lines if line is not None]
    if len(kept) == len(lines):
        return passed("$1", "$1", kept[0])
    return failed("$1 spricht OSPF ohne Authentisierung", "$1 speaks OSPF without authentication", interface)


def _area_line(area: str, process: Process | None) -> Node | None:
    """`area A authentication message-digest` of a process."""
    if process is None:
        return None
    for line in starting(process.block, "area"):
        if (
            len(line.words) > 3
            and area_id(line.words[1]) == area
            and line.words[2:4] == ("authentication", "message-digest")
        ):
            return line
    return None
