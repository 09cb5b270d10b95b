"""Trunks: which VLAN goes over them without a tag, and which VLANs they carry at all."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from checks.judges.l2_junos import junos_numbers, junos_vlans
from checks.judges.l2_junos_ports import is_trunk, junos_ports
from checks.judges.ports import is_access, is_down
from checks.judges.walk import exactly, first, named, path, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, joined_parts, masked_value, not_applicable, passed, unknown
from checks.policy import Policy
from checks.remember import for_each, found_in_each, of_block
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

Judge = Callable[[ConfigTree, Policy], Outcome]
Ranges = tuple[tuple[int, int], ...]
Words = tuple[str, ...]
NO_TRUNK = not_applicable("kein Trunk", "no trunk")
SPAN = re.compile(r"(\d+)(?:\s*(?:-|to)\s*(\d+))?")
# A list of so many VLANs leaves out nothing that is in use.
NEARLY_ALL = 4000
ALL: Ranges = ((1, 4094),)
UNTAGGED_IS_ONE = Text(de="Ohne Angabe ist VLAN 1 das native VLAN.", en="Unless set the native VLAN is VLAN 1.")
NO_NATIVE = Text(de="Ohne Angabe verwirft Junos ungetaggte Frames.", en="Unless set Junos drops untagged frames.")


@dataclass(frozen=True, slots=True)
class Trunk:
    """A trunk: its block, its untagged VLAN and the VLANs it carries, each with the lines that say so."""

    block: Node
    native: str
    native_lines: tuple[Node, ...]
    carried: Ranges
    carried_lines: tuple[Node, ...]


def ranges(words: Iterable[str]) -> Ranges:
    """The VLANs of a list such as `10,20-30` or `10 20 to 30`."""
    return tuple((int(one[1]), int(one[2] or one[1])) for one in SPAN.finditer(" ".join(words)))


def holds(carried: Ranges, vlan: str) -> bool:
    """Whether a VLAN is among those carried."""
    return any(low <= int(vlan) <= high for low, high in carried)


def _is_single(port: Node, *member: str) -> bool:
    """Whether an interface is up and no member of a channel."""
    return not is_down(port) and first(port, *member) is None


def _with_value(port: Node, *words: str) -> list[Node]:
    """The lines that begin with these words, and go on."""
    return [line for line in starting(port, *words) if len(line.words) > len(words)]


def cisco(port: Node) -> Trunk | None:
    """A trunk of IOS, NX-OS or EOS; a link between two halves of one switch carries everything and does not count."""
    if exactly(port, "switchport", "mode", "trunk") is None or not _is_single(port, "channel-group"):
        return None
    if first(port, "switchport", "trunk", "group") or first(port, "vpc", "peer-link"):
        return None
    if first(port, "switch", "virtual", "link"):
        return None
    native = _with_value(port, "switchport", "trunk", "native", "vlan")[-1:]
    allowed = starting(port, "switchport", "trunk", "allowed", "vlan")
    words = [word for line in allowed for word in line.words[4:]]
    listed = bool(allowed) and not {"all", "except"} & set(words)
    carried = ranges(words) if listed else ALL
    return Trunk(port, native[0].words[4] if native else "1", tuple(native), carried, tuple(allowed))


def aoscx(port: Node) -> Trunk | None:
    """A trunk of AOS-CX."""
    allowed = starting(port, "vlan", "trunk", "allowed")
    if not allowed or not _is_single(port, "lag"):
        return None
    native = _with_value(port, "vlan", "trunk", "native")
    words = [word for line in allowed for word in line.words[3:]]
    tagged = bool(native) and native[0].words[4:5] == ("tag",)
    name = "tag" if tagged else native[0].words[3] if native else "1"
    carried = ALL if "all" in words else ranges(words)
    return Trunk(port, name, tuple(native), carried, tuple(allowed))


def huawei(port: Node) -> Trunk | None:
    """A trunk of VRP or Comware: VLAN 1 is carried until it is taken out."""
    if exactly(port, "port", "link-type", "trunk") is None or not _is_single(port, "eth-trunk"):
        return None
    if first(port, "port", "link-aggregation", "group") is not None:
        return None
    native = _with_value(port, "port", "trunk", "pvid", "vlan")
    given = [*starting(port, "port", "trunk", "permit", "vlan"), *starting(port, "port", "trunk", "allow-pass", "vlan")]
    words = [word for line in given for word in line.words[4:]]
    out = [*starting(port, "undo", "port", "trunk", "permit"), *starting(port, "undo", "port", "trunk", "allow-pass")]
    one = () if any("1" in line.words for line in out) else ((1, 1),)
    carried = ALL if "all" in words else (*one, *ranges(words))
    return Trunk(port, native[0].words[4] if native else "1", tuple(native), carried, (*given, *out))


def junos(tree: ConfigTree) -> tuple[Trunk, ...]:
    """Trunks of Junos; a VLAN of which only the name is known is no number."""
    return tuple(_junos(tree.root))


def _junos(root: Node) -> Iterator[Trunk]:
    """The same, one by one."""
    for _, interface in named(path(root, "interfaces")):
        for _, unit in named(path(interface, "unit")):
            switching = path(unit, "family", "ethernet-switching")
            if switching is None or not is_trunk(switching):
                continue
            native = next(
                (node for holder in (interface, switching) for _, node in named(path(holder, "native-vlan-id"))), None
            )
            members = named(path(switching, "vlan", "members"))
            everything = any(name == "all" for name, _ in members)
            # The untagged VLAN need not be among the members.
            names = [name for name, _ in members if SPAN.fullmatch(name)] + ([native.text] if native else [])
            carried = ALL if everything else ranges(names)
            lines = tuple(node for _, node in members)
            yield Trunk(switching, native.text if native else "", (native,) if native else (), carried, lines)


def _junos_data(tree: ConfigTree) -> dict[str, Node]:
    """The VLANs of the access ports of Junos, by number."""
    numbers = tree.once(junos_numbers)
    return {numbers.get(name, name): node for port in tree.once(junos_ports) for name, node in junos_vlans(tree, port)}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a platform of indented lines sets up a trunk, which ports may be for end devices, and the words before
    their VLAN."""

    trunk: Callable[[Node], Trunk | None]
    is_access: Callable[[Node], bool]
    data: tuple[str, ...]


def _is_up(port: Node) -> bool:
    """Whether an interface is not shut down."""
    return not is_down(port)


CISCO = Dialect(cisco, is_access, ("switchport", "access", "vlan"))
DIALECTS: dict[str, Dialect] = {
    "cisco_ios": CISCO,
    "cisco_nxos": CISCO,
    "arista_eos": CISCO,
    "aruba_aoscx": Dialect(aoscx, _is_up, ("vlan", "access")),
    "hp_comware": Dialect(huawei, _is_up, ("port", "access", "vlan")),
    "huawei_vrp": Dialect(huawei, _is_up, ("port", "default", "vlan")),
}


@of_block
def _trunk(port: Node, platform: str, pairs: frozenset[Words]) -> Trunk | None:
    """The trunk an interface is, unless it joins the two halves of a pair."""
    trunk = DIALECTS[platform].trunk(port)
    return None if port.words[1:3] in pairs else trunk


def _pairs(tree: ConfigTree) -> frozenset[Words]:
    """The links between the two halves of a VSX pair (AOS-CX)."""
    links = [line for vsx in starting(tree.root, "vsx") for line in starting(vsx, "inter-switch-link")]
    return frozenset(line.words[1:] for line in links)


def _untagged(port: Node, platform: str, pairs: frozenset[Words]) -> str | None:
    """The untagged VLAN of a trunk."""
    trunk = _trunk(port, platform, pairs)
    return trunk.native if trunk is not None else None


def _using(port: Node, platform: str, vlan: str) -> Node | None:
    """The line that puts end devices at a port in this VLAN."""
    dialect = DIALECTS[platform]
    place = len(dialect.data)
    lines = [line for line in starting(port, *dialect.data) if line.words[place : place + 1] == (vlan,)]
    return lines[-1] if lines and dialect.is_access(port) else None


def _shared(tree: ConfigTree, platform: str, pairs: frozenset[Words]) -> dict[str, Node]:
    """The untagged VLANs of trunks in which there are end devices too, with the last line that says so."""
    vlans = set(found_in_each(tree, "interface", _untagged, platform, pairs)) - {"1", "tag"}
    found = {vlan: found_in_each(tree, "interface", _using, platform, vlan)[-1:] for vlan in vlans}
    return {vlan: line for vlan, lines in found.items() for line in lines}


def native_vlan(tree: ConfigTree, _: Policy) -> Outcome:
    """The untagged VLAN of every trunk, if it carries one, is neither VLAN 1 nor one with end devices."""
    platform = tree.platform.id
    tagged = exactly(tree.root, "vlan", "dot1q", "tag", "native")
    if platform not in DIALECTS:
        used = _junos_data(tree)
        return joined((_native(trunk, tagged, used) for trunk in tree.once(junos)), nothing=NO_TRUNK)
    pairs = _pairs(tree)
    used = _shared(tree, platform, pairs) if tagged is None else {}
    if not used:
        return joined_parts(for_each(tree, "interface", _native_at, platform, pairs, tagged), nothing=NO_TRUNK)
    trunks = found_in_each(tree, "interface", _trunk, platform, pairs)
    return joined((_native(trunk, tagged, used) for trunk in trunks), nothing=NO_TRUNK)


def _native_at(port: Node, platform: str, pairs: frozenset[Words], tagged: Node | None) -> Outcome | None:
    """One interface, if it is a trunk; its untagged VLAN is one without end devices."""
    trunk = _trunk(port, platform, pairs)
    return _native(trunk, tagged, {}) if trunk is not None else None


def _native(trunk: Trunk, tagged: Node | None, used: dict[str, Node]) -> Outcome:
    """One trunk."""
    lines = trunk.native_lines or (trunk.block,)
    if tagged is not None:
        return passed("$1", "$1", tagged)
    hidden = _hidden(trunk)
    if hidden is not None:
        return hidden
    if not trunk.native:
        return passed("$1", "$1", trunk.block)._replace(default=NO_NATIVE)
    if trunk.native == "tag":
        return passed("$1", "$1", *lines, block=trunk.block)
    if not trunk.native.isdigit():
        return unknown("das VLAN in $1 hat keine Nummer", "the VLAN in $1 has no number", *lines)
    if not holds(trunk.carried, trunk.native):
        return passed("$1", "$1", *(trunk.carried_lines or lines), block=trunk.block)
    return _used(trunk, lines, used)


def _hidden(trunk: Trunk) -> Outcome | None:
    """What is to say where a value of a trunk is masked."""
    for line in (*trunk.native_lines, *trunk.carried_lines):
        if any(map(is_masked, line.words)):
            return masked_value(line)
    return None


def _used(trunk: Trunk, lines: tuple[Node, ...], used: dict[str, Node]) -> Outcome:
    """A trunk that carries an untagged VLAN."""
    if trunk.native == "1":
        found = failed("$1 führt VLAN 1 ohne Tag", "$1 carries VLAN 1 untagged", *lines, block=trunk.block)
        return found if trunk.native_lines else found._replace(default=UNTAGGED_IS_ONE)
    if trunk.native in used:
        return failed(
            "$1 führt ohne Tag ein VLAN, in dem auch Endgeräte sind ($2)",
            "$1 carries a VLAN untagged in which there are end devices too ($2)",
            lines[0],
            used[trunk.native],
            block=trunk.block,
        )
    return passed("$1", "$1", *lines, block=trunk.block)


def listed_vlans(tree: ConfigTree, _: Policy) -> Outcome:
    """Every trunk carries only the VLANs that are listed for it."""
    platform = tree.platform.id
    if platform not in DIALECTS:
        return joined(map(_listed, tree.once(junos)), nothing=NO_TRUNK)
    return joined_parts(for_each(tree, "interface", _listed_at, platform, _pairs(tree)), nothing=NO_TRUNK)


def _listed_at(port: Node, platform: str, pairs: frozenset[Words]) -> Outcome | None:
    """One interface, if it is a trunk."""
    trunk = _trunk(port, platform, pairs)
    return _listed(trunk) if trunk is not None else None


def _listed(trunk: Trunk) -> Outcome:
    """One trunk."""
    hidden = _hidden(trunk)
    if hidden is not None:
        return hidden
    if sum(high - low + 1 for low, high in trunk.carried) >= NEARLY_ALL:
        where = trunk.carried_lines or (trunk.block,)
        return failed("$1 lässt alle VLANs zu", "$1 lets all VLANs through", *where, block=trunk.block)
    return passed("$1", "$1", *(trunk.carried_lines or (trunk.block,)), block=trunk.block)


JUDGES: dict[str, Judge] = {"trunk_native_vlan": native_vlan, "trunk_listed_vlans": listed_vlans}
