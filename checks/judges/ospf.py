"""Whether OSPF neighbours are authenticated."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checks.judges.ospf_networks import Networks, area_id, networks
from checks.judges.ospf_ports import Port, able, addresses, is_quiet, masked, naming_area, port_of
from checks.judges.walk import starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined_parts, not_applicable, part, passed, unknown
from checks.policy import Policy
from checks.remember import for_each, of_block
from checks.tree import ConfigTree, Node

NO_NEIGHBOUR = not_applicable("keine Schnittstelle spricht OSPF", "no interface speaks OSPF")
Names = frozenset[tuple[str, ...]]


class Process(NamedTuple):
    """An OSPF process (or its part in a VRF): `block` holds its areas and networks; `quiet` are the interfaces that are
    active and passive, by the block and by the process itself; `strong` are the lines of areas that authenticate."""

    name: str
    vrf: str
    block: Node
    networks: Networks
    quiet: tuple[tuple[Names, Names], ...]
    strong: tuple[tuple[str, Node], ...]


Processes = tuple[Process, ...]


def cisco(tree: ConfigTree, _: Policy) -> Outcome:
    """IOS, EOS and NX-OS: each active interface in an area, by `network` or by its own line."""
    processes = tuple(_processes(tree.root))
    # Where no process has a `network`, the addresses decide nothing.
    ports = able(tree) if any(process.networks.any for process in processes) else naming_area(tree)
    areas = [(port, _areas(port, processes)) for port in _near(ports, processes)]
    hidden = [port for port in ports if port.hidden] or any(masked(process.block, "network") for process in processes)
    undecided = for_each(tree, "interface", _undecided, processes) if hidden else ()
    judged = part([_interface(port, found) for port, found in areas if found])
    return joined_parts([judged, *undecided], nothing=NO_NEIGHBOUR)


def speaks(interface: Node, root: Node) -> bool:
    """Whether an interface is in an area and not passive (IOS, EOS, NX-OS, FRR)."""
    return bool(_areas(port_of(interface, addresses(interface, root)), tuple(_processes(root))))


def _undecided(interface: Node, processes: Processes) -> Outcome | None:
    """An interface that may speak OSPF."""
    line = None if is_quiet(interface) else _masked_line(interface, processes)
    if line is None:
        return None
    return unknown(
        "$1 ist unkenntlich gemacht: ob die Schnittstelle OSPF spricht, ist offen",
        "$1 is masked: nobody can tell whether the interface speaks OSPF",
        line,
    )


def _masked_line(interface: Node, processes: Processes) -> Node | None:
    """A masked address or `network` that keeps anyone from telling whether an interface is in an area."""
    if not (masked(interface, "ip", "address") or any(masked(process.block, "network") for process in processes)):
        return None
    given = [line for line in starting(interface, "ip", "address") if len(line.words) > 2]
    port = port_of(interface)
    if not given or list(_own_areas(port, processes)):
        return None
    for process in processes:
        lines = [line for line in starting(process.block, "network") if "area" in line.words]
        if process.vrf != port.vrf or not lines or _is_passive(port, process):
            continue
        for line in (*lines, *given):
            if any(map(is_masked, line.words[1:3])):
                return line
    return None


def _processes(root: Node) -> Iterator[Process]:
    """`router ospf N [vrf V]` and the `vrf V` blocks inside it."""
    for block in starting(root, "router", "ospf"):
        name, vrf = _called(block.words[2:])
        quiet = _named_passive(block)
        yield Process(name, vrf, block, networks(block), (quiet,), _strong(block))
        for inner in starting(block, "vrf"):
            if len(inner.words) > 1:
                yield Process(
                    name, inner.words[1], inner, networks(inner), (_named_passive(inner), quiet), _strong(inner)
                )


def _called(words: tuple[str, ...]) -> tuple[str, str]:
    """Name and VRF of a process: `N`, `N vrf V` or `vrf V` (FRR)."""
    place = words.index("vrf") if "vrf" in words else len(words)
    return "".join(words[: min(place, 1)]), "".join(words[place + 1 : place + 2])


def _near(ports: Sequence[Port], processes: Processes) -> Sequence[Port]:
    """The interfaces that can be in an area: they name it, or a `network` covers an address; most do neither."""
    covers = [(process.vrf, care, bases) for process in processes for care, bases in process.networks.by_care]
    if not covers:
        return [port for port in ports if port.lines]
    return [
        port
        for port in ports
        if port.lines
        or [
            1
            for vrf, care, bases in covers
            for address in port.addresses
            if address & care in bases and vrf == port.vrf
        ]
    ]


def _areas(port: Port, processes: Processes) -> list[tuple[str, Process | None]]:
    """The areas an interface is in, with the process where it is known; passive ones are left out."""
    found = list(_own_areas(port, processes)) if port.lines else []
    if not found and port.addresses:
        found = _network_areas(port, processes)
    return [(area, process) for area, process in found if not _is_passive(port, process)]


def _own_areas(port: Port, processes: Processes) -> Iterator[tuple[str, Process | None]]:
    """`ip ospf N area A` (IOS), `ip ospf area A` (EOS), `ip router ospf N area A` (NX-OS)."""
    for line in port.lines:
        place = line.words.index("area")
        name = line.words[place - 1] if line.words[place - 1] != "ospf" else ""
        yield area_id(line.words[place + 1]), _process(processes, name, port.vrf)


def _process(processes: Processes, name: str, inside: str) -> Process | None:
    """The process by name (any where it is not named) and VRF."""
    fitting = [process for process in processes if name in {"", process.name}]
    return next((process for process in fitting if process.vrf == inside), fitting[0] if fitting else None)


def _network_areas(port: Port, processes: Processes) -> list[tuple[str, Process | None]]:
    """Areas whose `network` covers an address of the interface, the narrowest first."""
    return [
        (area, process)
        for process in processes
        if process.vrf == port.vrf and (area := process.networks.area(port.addresses)) is not None
    ]


def _is_passive(port: Port, process: Process | None) -> bool:
    """Whether a process sends nothing on an interface."""
    if port.passive is not None or process is None:
        return bool(port.passive)
    name = port.interface.words[1:]
    for active, passive in process.quiet:
        if name in active:
            return False
        if name in passive or ("default",) in passive:
            return True
    return False


@of_block
def _named_passive(block: Node) -> tuple[Names, Names]:
    """The words behind `no passive-interface` and `passive-interface` in a process."""
    active = frozenset(line.words[2:] for line in starting(block, "no", "passive-interface"))
    return active, frozenset(line.words[1:] for line in starting(block, "passive-interface"))


def _interface(port: Port, areas: list[tuple[str, Process | None]]) -> Outcome:
    """Whether an interface, or every area it is in, authenticates by digest or key chain."""
    if port.own is not None:
        return port.own
    lines = [_area_line(area, process) for area, process in areas]
    if lines[0] is None or None in lines:
        return failed("$1 spricht OSPF ohne Authentisierung", "$1 speaks OSPF without authentication", port.interface)
    return passed("$1", "$1", lines[0])


def _area_line(wanted: str, process: Process | None) -> Node | None:
    """`area A authentication message-digest` of a process."""
    for area, line in () if process is None else process.strong:
        if area == wanted:
            return line
    return None


@of_block
def _strong(block: Node) -> tuple[tuple[str, Node], ...]:
    """The lines `area A authentication message-digest` of a process, with the area."""
    lines = [line for line in starting(block, "area") if line.words[2:4] == ("authentication", "message-digest")]
    return tuple([(area_id(line.words[1]), line) for line in lines])
