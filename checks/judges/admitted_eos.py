"""From which addresses EOS admits an administrator."""

from collections.abc import Iterator

from checks.judges.access import has_ipv6, is_about_login, list_entries
from checks.judges.admitted import ANYWHERE, Source, permitted
from checks.judges.admitted_ios import EVERY_IPV6
from checks.judges.walk import below, exactly, starting
from checks.tree import ConfigTree, Node

FAMILIES = (("ip", ANYWHERE), ("ipv6", EVERY_IPV6))


def sources(tree: ConfigTree) -> Iterator[Source]:
    """What the access groups of SSH and of the programming interface permit; a VRF in which SSH answers without one,
    though it has one elsewhere, admits every address, and every IPv6 address if the device has any; so does a
    programming interface without any."""
    for block in starting(tree.root, "management", "ssh"):
        groups = [line for line in below(block) if _is_group(line)]
        for line in groups:
            yield from _permitted(line, tree)
        if groups:
            yield from _open(block, groups, tree)
    for block in starting(tree.root, "management", "api", "http-commands"):
        groups = [line for line in below(block) if _is_group(line)]
        for line in groups:
            yield from _permitted(line, tree)
        if not groups and exactly(block, "no", "shutdown") is not None:
            yield block, ANYWHERE


def _is_group(line: Node) -> bool:
    """Whether a line puts a list in front of a service."""
    return len(line.words) > 2 and line.words[0] in {"ip", "ipv6"} and line.words[1] == "access-group"


def _permitted(line: Node, tree: ConfigTree) -> Iterator[Source]:
    """The sources that the list permits to log in; nobody knows what one admits that is not defined."""
    entries = list_entries(tree, line.words[2])
    if not entries:
        yield line, None
    yield from permitted(filter(is_about_login, entries))


def _open(block: Node, groups: list[Node], tree: ConfigTree) -> Iterator[Source]:
    """The VRFs in which SSH answers without a list."""
    for vrf in _vrfs(block):
        for family, everyone in FAMILIES if tree.fact(has_ipv6) else FAMILIES[:1]:
            if not any(line.words[0] == family and _vrf(line, block) == vrf for line in groups):
                yield block, everyone


def _vrfs(block: Node) -> list[str]:
    """The VRFs in which SSH answers."""
    general = [] if exactly(block, "shutdown") is not None else ["default"]
    own = [vrf.words[1] for vrf in starting(block, "vrf") if len(vrf.words) > 1 and exactly(vrf, "shutdown") is None]
    return [*general, *(name for name in own if name != "default")]


def _vrf(line: Node, block: Node) -> str:
    """The VRF that an access group is for: it names it, or stands in its block."""
    if "vrf" in line.words[3:-1]:
        return line.words[line.words.index("vrf", 3) + 1]
    own = (vrf.words[1] for vrf in starting(block, "vrf") if len(vrf.words) > 1 and line in vrf.children)
    return next(own, "default")
