"""Interfaces of the ASA: their addresses, their filters, and what their security levels let through without one."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from checks.filters import addresses
from checks.filters.entry import Action, Contents, Entry, Filter, Port, Use
from checks.filters.spans import NOTHING, Extent, Spans
from checks.syntax.node import Node

HIGHEST, LOWEST = 100, 0
DYNAMIC = frozenset({"ospf", "eigrp", "rip", "bgp", "isis"})


def uses(root: Node) -> tuple[Use, ...]:
    """`access-group X in interface Y`, `access-group X global`; those for the device itself filter nothing else."""
    return tuple(
        Use(name=line.words[1], node=line, inward=line.words[2] in {"in", "global"})
        for line in root.by_word.get("access-group", ())
        if len(line.words) > 2 and line.words[-1] != "control-plane"
    )


def ports(root: Node) -> tuple[Port, ...]:
    """The interfaces with a name that are up and forward traffic."""
    inward = [use for use in uses(root) if use.inward]
    sides = tuple(_sides(root))
    found = []
    for side in sides:
        filters = tuple(use for use in inward if _is_for(use, side.name))
        implied = Filter(name="", node=side.node, read=partial(_implied, side, sides, root))
        found.append(
            Port(
                name=side.name,
                node=side.block,
                addresses=side.networks,
                filters=filters,
                zone=side.name,
                implied=None if filters else implied,
            )
        )
    return tuple(found)


def _is_for(use: Use, name: str) -> bool:
    """Whether a filter is put on this interface, or on all."""
    return use.node.words[2:3] == ("global",) or use.node.words[4:5] == (name,)


class Side(NamedTuple):
    """A named interface: its block, its level with the line that says so, and its networks."""

    name: str
    block: Node
    node: Node
    level: int
    networks: Spans


def _sides(root: Node) -> Iterator[Side]:
    """The interfaces that are up and forward traffic."""
    for block in root.by_word.get("interface", ()):
        names = [line.words[1] for line in block.by_word.get("nameif", ()) if len(line.words) > 1]
        if not names or "shutdown" in block.by_word or "management-only" in block.by_word:
            continue
        levels = [line for line in block.by_word.get("security-level", ()) if line.words[-1].isdigit()]
        level = int(levels[0].words[-1]) if levels else HIGHEST if names[0] == "inside" else LOWEST
        yield Side(names[0], block, levels[0] if levels else block, level, _networks(block))


def _networks(block: Node) -> Spans:
    """The networks an interface is in."""
    found = NOTHING
    for word in ("ip", "ipv6"):
        for line in block.by_word.get(word, ()):
            if line.words[1:2] == ("address",) and len(line.words) > 2:
                one = addresses.network(*(line.words[2:4] if word == "ip" else line.words[2:3]))
                found = found | (one.least if one is not None else NOTHING)
    return found


def _implied(side: Side, sides: tuple[Side, ...], root: Node) -> Contents:
    """What passes without a filter: everything to interfaces of a lower level, to those of the same one if allowed."""
    equal = any(
        line.words[1:] == ("permit", "inter-interface") for line in root.by_word.get("same-security-traffic", ())
    )
    behind = _behind(sides, root)
    return Contents(
        tuple(
            Entry(node=side.node, action=Action.PERMIT, destinations=behind[other.name])
            for other in sides
            if other.level < side.level or (equal and other.level == side.level and other is not side)
        )
    )


def _behind(sides: tuple[Side, ...], root: Node) -> dict[str, Extent]:
    """The addresses that lie behind each interface, by its networks and the static routes, the narrowest first.

    Where routes are learned, what is in no network and no narrow route may lie behind any of them.
    """
    routes = [(side.networks, side.name) for side in sides if side.networks]
    routes += sorted(_routes(root), key=lambda one: _size(one[0]))
    known = dict.fromkeys((side.name for side in sides), NOTHING)
    taken = NOTHING
    for networks, name in routes:
        if name in known:
            known[name] = known[name] | (networks - taken)
            taken = taken | networks
    fixed = NOTHING
    for networks, _ in routes:
        fixed = fixed | (
            networks if not networks.covers(addresses.V4) and not networks.covers(addresses.V6) else NOTHING
        )
    learned = any(DYNAMIC & set(line.words[1:2]) for line in root.by_word.get("router", ()))
    open_to_all = addresses.EVERYWHERE - fixed if learned else NOTHING
    return {name: Extent(found - open_to_all, found | open_to_all) for name, found in known.items()}


def _routes(root: Node) -> Iterator[tuple[Spans, str]]:
    """The static routes, and a default route by DHCP or PPPoE."""
    for line in root.by_word.get("route", ()):
        if len(line.words) > 3:
            yield _network(*line.words[2:4]), line.words[1]
    for line in root.by_word.get("ipv6", ()):
        if line.words[1:2] == ("route",) and len(line.words) > 3:
            yield _network(line.words[3]), line.words[2]
    for block in root.by_word.get("interface", ()):
        names = [line.words[1] for line in block.by_word.get("nameif", ()) if len(line.words) > 1]
        if names and any("setroute" in line.words for line in block.by_word.get("ip", ())):
            yield addresses.V4, names[0]


def _network(word: str, mask: str | None = None) -> Spans:
    """The addresses of a route; `0 0` is short for all."""
    found = addresses.network("0.0.0.0" if word == "0" else word, "0.0.0.0" if mask == "0" else mask)  # noqa: S104
    return found.least if found is not None else NOTHING


def _size(networks: Spans) -> int:
    """How many addresses there are."""
    return sum(high - low for low, high in networks.parts)
