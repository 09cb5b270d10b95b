"""VLANs that are in use but that the office has not declared."""

import re
from collections.abc import Callable, Iterator

from checks import menus
from checks.filters import fortios
from checks.judges.l2_trunks import Ranges, ranges
from checks.judges.walk import fitting, named, path, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown, unset
from checks.policy import Policy
from checks.remember import of_block
from checks.tree import ConfigTree, Node

VLANS_DECLARED = "VLANS_DECLARED"
# These exist on every switch, whatever anybody declares.
BUILT_IN: Ranges = ((1, 1), (1002, 1005))
LISTED = re.compile(r"[\d,-]+")
ACCESS = (
    ("switchport", "access", "vlan"),
    ("switchport", "voice", "vlan"),
    ("vlan", "access"),
    ("port", "access", "vlan"),
    ("port", "default", "vlan"),
)
NO_VLAN = not_applicable("kein VLAN außer denen, die es immer gibt", "no VLAN besides those that are always there")
Used = tuple[Node, tuple[str, ...]]  # a line, and the words that name VLANs


def vlans_declared(tree: ConfigTree, policy: Policy) -> Outcome:
    """Every VLAN that is set up or used is one of those declared."""
    found = [(line, words) for line, words in READERS[tree.platform.id](tree.root) if not _is_built_in(words)]
    if not found:
        return NO_VLAN
    declared = ranges(policy.words(VLANS_DECLARED))
    if not declared:
        return unset(VLANS_DECLARED, *[line for line, _ in found])
    return joined((_judged(line, words, (*declared, *BUILT_IN)) for line, words in found), nothing=NO_VLAN)


def _is_built_in(words: tuple[str, ...]) -> bool:
    """Whether only VLANs are named that every switch has; a masked number may be any."""
    return not any(map(is_masked, words)) and all(_within(low, high, BUILT_IN) for low, high in ranges(words))


def _judged(line: Node, words: tuple[str, ...], declared: Ranges) -> Outcome:
    """One line that names VLANs."""
    if not all(_within(low, high, declared) for low, high in ranges(words)):
        return failed("$1: nicht alle VLANs nennt die Richtlinie", "$1: the policy does not name all VLANs", line)
    if any(map(is_masked, words)):
        return unknown("$1: die Nummer ist unkenntlich gemacht", "$1: the number is masked", line)
    return passed("$1", "$1", line)


def _within(low: int, high: int, declared: Ranges) -> bool:
    """Whether a span of VLANs lies in the declared ones, which may touch each other."""
    while low <= high:
        reach = max((last for first, last in declared if first <= low <= last), default=None)
        if reach is None:
            return False
        low = reach + 1
    return True


def _lines(root: Node) -> Iterator[Used]:
    """Blocks and ports in the manner of Cisco, Aruba, HP and Huawei."""
    for line in root.by_word.get("vlan", ()):
        words = line.words[2:] if line.words[1:2] == ("batch",) else line.words[1:]
        if words and all(LISTED.fullmatch(word) or word == "to" or is_masked(word) for word in words):
            yield line, words
        elif words and LISTED.fullmatch(words[0]) and words[1:2] in {("name",), ("client",)}:
            yield line, words[:1]
    for block in fitting(root, "interface", _names_vlans):
        yield from _of_interface(block)


def _names_vlans(block: Node) -> bool:
    """Whether an interface is in a VLAN."""
    return bool(_of_interface(block))


@of_block
def _of_interface(block: Node) -> tuple[Used, ...]:
    """The VLANs of one interface: of a VLAN interface its own, of a port those it is in."""
    name = "".join(block.words[1:]).lower()
    own = re.fullmatch(r"(?:vlan|vlan-interface|vlanif)(\d+)", name)
    found: list[Used] = [(block, (own[1],))] if own is not None else []
    for start in ACCESS:
        found += [
            (line, (line.words[len(start)],))
            for line in starting(block, *start)
            if len(line.words) > len(start) and (line.words[len(start)].isdigit() or is_masked(line.words[len(start)]))
        ]
    return tuple(found)


def _junos(root: Node) -> Iterator[Used]:
    """`vlans NAME vlan-id N`."""
    for _, vlan in named(path(root, "vlans")):
        for word in ("vlan-id", "vlan-id-list"):
            for _, node in named(path(vlan, word)):
                if node.text != "none" and (LISTED.fullmatch(node.text) or is_masked(node.text)):
                    yield node, (node.text,)


def _fortios(root: Node) -> Iterator[Used]:
    """`config system interface`, `set vlanid N`."""
    for scope in fortios.scopes(root):
        for _, entry in fortios.table(scope, "system", "interface"):
            yield from ((line, line.words[2:3]) for line in starting(entry, "set", "vlanid") if len(line.words) > 2)


def _vyos(root: Node) -> Iterator[Used]:
    """`interfaces ethernet eth0 vif N`."""
    for _, kind in named(path(root, "interfaces")):
        for _, port in named(kind):
            yield from ((node, (name,)) for name, node in named(path(port, "vif")))


def _routeros(root: Node) -> Iterator[Used]:
    """`/interface vlan add vlan-id=N`, `/interface bridge vlan add vlan-ids=N`."""
    for menu in (("vlan",), ("bridge", "vlan")):
        for line in menus.commands(root, "/interface", *menu):
            given = menus.settings(line)
            word = given.get("vlan-id", given.get("vlan-ids", ""))
            if word and given.get("disabled") != "yes":
                yield line, tuple(word.split(","))


BLOCKS = ("arista_eos", "aruba_aoscx", "cisco_ios", "cisco_nxos", "hp_comware", "hp_procurve", "huawei_vrp")
READERS: dict[str, Callable[[Node], Iterator[Used]]] = {
    **dict.fromkeys(BLOCKS, _lines),
    "fortinet_fortios": _fortios,
    "juniper_junos": _junos,
    "mikrotik_routeros": _routeros,
    "vyos": _vyos,
}
JUDGES = {"fleet_vlans_declared": vlans_declared}
