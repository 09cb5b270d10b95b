"""Ports for end devices on ProCurve, where lines elsewhere list the ports that they are about."""

import re
from collections.abc import Iterator

from checks.judges.walk import exactly, first, fitting, starting
from checks.tree import ConfigTree, Node

Edge = tuple[Node, Node, frozenset[str]]  # a VLAN, the line that puts ports in it, and these ports
PORT = re.compile(r"(.*?)(\d+)\Z")
# More ports than this has no switch: a range beyond it is a slip.
RANGE_LIMIT = 1024


def ports(listed: str) -> frozenset[str]:
    """The ports of a list such as `1-3,A1-A4`."""
    return frozenset(one for part in listed.split(",") for one in _range(part))


def _range(part: str) -> Iterator[str]:
    """The ports of `A1-A4`; anything that is no range is one port."""
    begin, _, end = part.partition("-")
    low, high = PORT.match(begin), PORT.match(end)
    if low is None or high is None or low[1] != high[1] or int(high[2]) - int(low[2]) > RANGE_LIMIT:
        yield part
        return
    yield from (f"{low[1]}{number}" for number in range(int(low[2]), int(high[2]) + 1))


def procurve_ports(tree: ConfigTree) -> tuple[Edge, ...]:
    """The ports of ProCurve for end devices: untagged in their VLAN, and tagged in none but one for telephones; no
    trunks, none that are disabled. To be found once for all rules."""
    return tuple(_edges(tree.root))


def _edges(root: Node) -> Iterator[Edge]:
    """The same, one by one."""
    vlans = starting(root, "vlan")
    away = {
        port
        for vlan in vlans
        if exactly(vlan, "voice") is None
        for line in starting(vlan, "tagged")
        for port in ports(line.words[-1])
    }
    away |= {port for interface in fitting(root, "interface", _is_disabled) for port in ports(interface.words[-1])}
    for vlan in vlans:
        for line in starting(vlan, "untagged"):
            left = frozenset(port for port in ports(line.words[-1]) - away if not port.lower().startswith("trk"))
            if left:
                yield vlan, line, left


def _is_disabled(interface: Node) -> bool:
    """Whether an interface is switched off."""
    return exactly(interface, "disable") is not None


def procurve_listed(root: Node, before: tuple[str, ...], after: tuple[str, ...]) -> dict[str, Node]:
    """The ports named by lines `BEFORE ports AFTER`, or by BEFORE and AFTER in the block of an interface."""
    found: dict[str, Node] = {}
    for line in starting(root, *before):
        rest = line.words[len(before) :]
        if rest and (rest[1 : 1 + len(after)] == after if after else len(rest) == 1):
            found.update(dict.fromkeys(ports(rest[0]), line))
    for interface in starting(root, "interface"):
        own = first(interface, *before, *after)
        if own is not None:
            found.update(dict.fromkeys(ports(interface.words[-1]), own))
    return found
