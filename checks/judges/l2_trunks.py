"""Trunks: which VLAN goes over them without a tag, and which VLANs they carry at all."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from checks.judges.l2_access import is_trunk, junos_edges
from checks.judges.ports import access_ports, is_down
from checks.judges.walk import exactly, first, named, path, starting
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.pattern import is_masked
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

Judge = Callable[[ConfigTree, Policy], Outcome]
Ranges = tuple[tuple[int, int], ...]
NO_TRUNK = not_applicable("kein Trunk", "no trunk")
SPAN = re.compile(r"(\d+)(?:\s*(?:-|to)\s*(\d+))?")
# A list of so many VLANs leaves out nothing that is in use.
NEARLY_ALL = 4000
ALL: Ranges = ((1, 4094),)
UNTAGGED_IS_ONE = Text(de="Ohne Angabe ist VLAN 1 das native VLAN.", en="Unless set the native VLAN is VLAN 1.")
NO_NATIVE = Text(de="Ohne Angabe verwirft Junos ungetaggte Rahmen.", en="Unless set Junos drops untagged frames.")


@dataclass(frozen=True, slots=True)
class Trunk:
    """A trunk: its block, its untagged VLAN and the VLANs it carries, each with the lines that say so."""

    block: Node
    native: str
    native_lines: tuple[Node, ...]
    carried: Ranges
    carried_lines: tuple[Node, ...]


Reader = Callable[[Node], Iterator[Trunk]]


def ranges(words: Iterable[str]) -> Ranges:
    """The VLANs of a list such as `10,20-30` or `10 20 to 30`."""
    return tuple((int(one[1]), int(one[2] or one[1])) for one in SPAN.finditer(" ".join(words)))


def holds(carried: Ranges, vlan: str) -> bool:
    """Whether a VLAN is among those carried."""
    return any(low <= int(vlan) <= high for low, high in carried)


def _blocks(root: Node, member: tuple[str, ...]) -> list[Node]:
    """The interfaces that are up and no member of a channel."""
    return [port for port in starting(root, "interface") if not is_down(port) and first(port, *member) is None]


def cisco(root: Node) -> Iterator[Trunk]:
    """Trunks of IOS, NX-OS and EOS; links between two halves of one switch carry everything and do not count."""
    for port in _blocks(root, ("channel-group",)):
        paired = first(port, "switchport", "trunk", "group") or first(port, "vpc", "peer-link")
        if exactly(port, "switchport", "mode", "trunk") is None or paired is not None:
            continue
        native = starting(port, "switchport", "trunk", "native", "vlan")[-1:]
        allowed = starting(port, "switchport", "trunk", "allowed", "vlan")
        words = [word for line in allowed for word in line.words[4:]]
        listed = bool(allowed) and not {"all", "except"} & set(words)
        carried = ranges(words) if listed else ALL
        yield Trunk(port, native[0].words[4] if native else "1", tuple(native), carried, tuple(allowed))


def aoscx(root: Node) -> Iterator[Trunk]:
    """Trunks of AOS-CX; the link between the two halves of a VSX pair does not count."""
    pair = {line.words[1:] for vsx in starting(root, "vsx") for line in starting(vsx, "inter-switch-link")}
    for port in _blocks(root, ("lag",)):
        allowed = starting(port, "vlan", "trunk", "allowed")
        native = starting(port, "vlan", "trunk", "native")
        if not allowed or port.words[1:3] in pair:
            continue
        words = [word for line in allowed for word in line.words[3:]]
        tagged = bool(native) and native[0].words[4:5] == ("tag",)
        name = "tag" if tagged else native[0].words[3] if native else "1"
        carried = ALL if "all" in words else ranges(words)
        yield Trunk(port, name, tuple(native), carried, tuple(allowed))


def huawei(root: Node) -> Iterator[Trunk]:
    """Trunks of VRP and Comware: VLAN 1 is carried until it is taken out."""
    for port in _blocks(root, ("eth-trunk",)):
        grouped = first(port, "port", "link-aggregation", "group")
        if exactly(port, "port", "link-type", "trunk") is None or grouped is not None:
            continue
        native = starting(port, "port", "trunk", "pvid", "vlan")
        given = [
            *starting(port, "port", "trunk", "permit", "vlan"),
            *starting(port, "port", "trunk", "allow-pass", "vlan"),
        ]
        words = [word for line in given for word in line.words[4:]]
        out = [
            *starting(port, "undo", "port", "trunk", "permit"),
            *starting(port, "undo", "port", "trunk", "allow-pass"),
        ]
        one = () if any("1" in line.words for line in out) else ((1, 1),)
        carried = ALL if "all" in words else (*one, *ranges(words))
        yield Trunk(port, native[0].words[4] if native else "1", tuple(native), carried, (*given, *out))


def junos(root: Node) -> Iterator[Trunk]:
    """Trunks of Junos; a VLAN of which only the name is known is no number."""
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


def _cisco_data(root: Node) -> dict[str, Node]:
    """The VLANs of the access ports."""
    lines = [line for port in access_ports(root) for line in starting(port, "switchport", "access", "vlan")]
    return {line.words[3]: line for line in lines if len(line.words) > 3}


def _indented_data(*words: str) -> Callable[[Node], dict[str, Node]]:
    """The VLANs of the access ports, as the words after these say."""

    def found(root: Node) -> dict[str, Node]:
        ports = [port for port in starting(root, "interface") if not is_down(port)]
        lines = [line for port in ports for line in starting(port, *words)]
        return {line.words[len(words)]: line for line in lines if len(line.words) > len(words)}

    return found


def _junos_data(root: Node) -> dict[str, Node]:
    """The VLANs of the access ports, by number."""
    numbers = {name: node for name, vlan in named(path(root, "vlans")) for _, node in named(path(vlan, "vlan-id"))}
    found: dict[str, Node] = {}
    for edge in junos_edges(root):
        for name, node in named(path(edge.node, "vlan", "members")):
            found[numbers[name].text if name in numbers else name] = node
    return found


READERS: dict[str, tuple[Reader, Callable[[Node], dict[str, Node]]]] = {
    "cisco_ios": (cisco, _cisco_data),
    "cisco_nxos": (cisco, _cisco_data),
    "arista_eos": (cisco, _cisco_data),
    "aruba_aoscx": (aoscx, _indented_data("vlan", "access")),
    "hp_comware": (huawei, _indented_data("port", "access", "vlan")),
    "huawei_vrp": (huawei, _indented_data("port", "default", "vlan")),
    "juniper_junos": (junos, _junos_data),
}


def native_vlan(tree: ConfigTree, _: Policy) -> Outcome:
    """The untagged VLAN of every trunk, if it carries one, is neither VLAN 1 nor one with end devices."""
    read, data = READERS[tree.platform.id]
    tagged = exactly(tree.root, "vlan", "dot1q", "tag", "native")
    used = data(tree.root)
    return joined((_native(trunk, tagged, used) for trunk in read(tree.root)), nothing=NO_TRUNK)


def _native(trunk: Trunk, tagged: Node | None, used: dict[str, Node]) -> Outcome:
    """One trunk."""
    lines = trunk.native_lines or (trunk.block,)
    if tagged is not None:
        return passed("$1", "$1", tagged)
    hidden = _hidden(trunk)
    if hidden is not None:
        return hidden
    if not trunk.native:
        return _with(passed("$1", "$1", trunk.block), NO_NATIVE)
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
            return unknown("der Wert in $1 ist unkenntlich gemacht", "the value in $1 is masked", line)
    return None


def _used(trunk: Trunk, lines: tuple[Node, ...], used: dict[str, Node]) -> Outcome:
    """A trunk that carries an untagged VLAN."""
    if trunk.native == "1":
        found = failed("$1 führt VLAN 1 ohne Tag", "$1 carries VLAN 1 untagged", *lines, block=trunk.block)
        return found if trunk.native_lines else _with(found, UNTAGGED_IS_ONE)
    if trunk.native in used:
        return failed(
            "$1 führt ohne Tag ein VLAN, in dem auch Endgeräte sind ($2)",
            "$1 carries a VLAN untagged in which there are end devices too ($2)",
            lines[0],
            used[trunk.native],
            block=trunk.block,
        )
    return passed("$1", "$1", *lines, block=trunk.block)


def _with(outcome: Outcome, default: Text) -> Outcome:
    """An outcome that relies on a default."""
    return Outcome(
        verdict=outcome.verdict, reason=outcome.reason, spots=outcome.spots, judged=outcome.judged, default=default
    )


def listed_vlans(tree: ConfigTree, _: Policy) -> Outcome:
    """Every trunk carries only the VLANs that are listed for it."""
    read, _data = READERS[tree.platform.id]
    return joined((_listed(trunk) for trunk in read(tree.root)), nothing=NO_TRUNK)


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
