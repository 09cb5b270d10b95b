"""From which addresses IOS and NX-OS admit an administrator."""

from collections.abc import Iterable, Iterator
from ipaddress import ip_network

from checks.judges.access import has_ipv6, is_about_login, list_entries
from checks.judges.admitted import ANYWHERE, Source, acl_source
from checks.judges.walk import exactly, starting
from checks.tree import ConfigTree, Node

EVERY_IPV6 = ip_network("::/0")


def sources(tree: ConfigTree) -> Iterator[Source]:
    """What the access classes of the open lines and of the web server permit; a line whose class is for IPv4 alone
    admits every IPv6 address, if the device has any, a web server without one every address."""
    doors = [block for block in starting(tree.root, "line", "vty") if not _is_closed(block)]
    names: set[str] = set()
    for block in doors:
        names |= {line.words[1] for line in starting(block, "access-class") if "in" in line.words[2:]}
        names |= {line.words[2] for line in starting(block, "ipv6", "access-class") if "in" in line.words[3:]}
    for name in sorted(names):
        yield from _entries(list_entries(tree, name))
    half_closed = [block for block in doors if _is_half_closed(block)]
    if half_closed and tree.fact(has_ipv6):
        yield from ((block, EVERY_IPV6) for block in half_closed)
    yield from _web(tree)


def _is_closed(block: Node) -> bool:
    """Whether a line admits no login."""
    return exactly(block, "transport", "input", "none") is not None


def _web(tree: ConfigTree) -> Iterator[Source]:
    """The same for the web server, unless it is said to be off."""
    root = tree.root
    server = exactly(root, "ip", "http", "secure-server") or exactly(root, "ip", "http", "server")
    lists = starting(root, "ip", "http", "access-class")
    if server is not None and not lists:
        yield server, ANYWHERE
    off = all(exactly(root, "no", "ip", "http", kind) is not None for kind in ("server", "secure-server"))
    for line in lists if not off else ():
        for entry in list_entries(tree, line.words[-1]):
            if "permit" in entry.words:
                yield entry, acl_source(entry.words[entry.words.index("permit") + 1 :])


def _entries(entries: Iterable[Node]) -> Iterator[Source]:
    """The sources that the entries of an access list permit to log in."""
    for entry in entries:
        if "permit" in entry.words and "established" not in entry.words and is_about_login(entry):
            yield entry, acl_source(entry.words[entry.words.index("permit") + 1 :])


def _is_half_closed(block: Node) -> bool:
    """Whether a line has an access class for IPv4 and none for IPv6."""
    return bool(starting(block, "access-class")) and not starting(block, "ipv6", "access-class")
