"""From which addresses IOS and NX-OS admit an administrator."""

from collections.abc import Iterator
from ipaddress import ip_network

from checks.judges.access import has_ipv6, is_about_login, list_entries
from checks.judges.admitted import ANYWHERE, Source, permitted
from checks.judges.ios_lines import open_lines
from checks.judges.walk import exactly, starting
from checks.tree import ConfigTree, Node

EVERY_IPV6 = ip_network("::/0")


def sources(tree: ConfigTree) -> Iterator[Source]:
    """What the access classes of the open lines and of the web server permit; a line whose class is for IPv4 alone
    admits every IPv6 address, if the device has any, a web server without one every address."""
    doors = open_lines(tree.root)
    names: set[str] = set()
    for block in doors:
        names |= {line.words[1] for line in starting(block, "access-class") if "in" in line.words[2:]}
        names |= {line.words[2] for line in starting(block, "ipv6", "access-class") if "in" in line.words[3:]}
    for name in sorted(names):
        yield from permitted(filter(_begins_login, list_entries(tree, name)))
    half_closed = [block for block in doors if _is_half_closed(block)]
    if half_closed and tree.fact(has_ipv6):
        yield from ((block, EVERY_IPV6) for block in half_closed)
    yield from _web(tree)


def _web(tree: ConfigTree) -> Iterator[Source]:
    """The same for the web server, unless it is said to be off."""
    root = tree.root
    server = exactly(root, "ip", "http", "secure-server") or exactly(root, "ip", "http", "server")
    lists = starting(root, "ip", "http", "access-class")
    if server is not None and not lists:
        yield server, ANYWHERE
    off = all(exactly(root, "no", "ip", "http", kind) is not None for kind in ("server", "secure-server"))
    for line in lists if not off else ():
        yield from permitted(list_entries(tree, line.words[-1]))


def _begins_login(entry: Node) -> bool:
    """Whether an entry of an access list is about those who begin to log in."""
    return "established" not in entry.words and is_about_login(entry)


def _is_half_closed(block: Node) -> bool:
    """Whether a line has an access class for IPv4 and none for IPv6."""
    return bool(starting(block, "access-class")) and not starting(block, "ipv6", "access-class")
