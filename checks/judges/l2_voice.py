"""Telephones at access ports: whether their VLAN is another one than that of the computers."""

from collections.abc import Callable, Iterator

from checks.judges.l2_junos import junos_vlans
from checks.judges.l2_junos_ports import junos_ports
from checks.judges.ports import is_down
from checks.judges.walk import named, path, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, joined_parts, masked_value, not_applicable, passed
from checks.policy import Policy
from checks.remember import for_each
from checks.tree import ConfigTree, Node

Judge = Callable[[ConfigTree, Policy], Outcome]
Words = tuple[tuple[str, ...], ...]
NO_PHONES = not_applicable("kein Port mit Sprach-VLAN", "no port with a voice VLAN")
# What follows the words is the VLAN.
LINES: dict[str, tuple[Words, Words]] = {
    "cisco_ios": ((("switchport", "voice", "vlan"),), (("switchport", "access", "vlan"),)),
    "cisco_nxos": ((("switchport", "voice", "vlan"),), (("switchport", "access", "vlan"),)),
    "arista_eos": (
        (("switchport", "phone", "vlan"),),
        (("switchport", "access", "vlan"), ("switchport", "trunk", "native", "vlan")),
    ),
    "hp_comware": (
        (("voice-vlan",), ("voice", "vlan")),
        (("port", "access", "vlan"), ("port", "hybrid", "pvid", "vlan"), ("port", "trunk", "pvid", "vlan")),
    ),
    "huawei_vrp": (
        (("voice-vlan",),),
        (("port", "default", "vlan"), ("port", "hybrid", "pvid", "vlan"), ("port", "trunk", "pvid", "vlan")),
    ),
}
# Voice frames without a VLAN of their own.
WITHOUT = frozenset({"dot1p", "untagged"})


def _values(port: Node, wanted: Words) -> Iterator[tuple[str, Node]]:
    """The VLANs that lines of a port name."""
    for words in wanted:
        for line in starting(port, *words):
            if len(line.words) > len(words):
                yield line.words[len(words)], line


def own_vlan(tree: ConfigTree, _: Policy) -> Outcome:
    """Every port with telephones has them in another VLAN than the computers."""
    return joined_parts(for_each(tree, "interface", _own, tree.platform.id), nothing=NO_PHONES)


def _own(port: Node, platform: str) -> Outcome | None:
    """One interface, if it is up and has telephones."""
    voice, data = LINES[platform]
    lines = [
        (name, line) for name, line in _values(port, voice) if name.isdigit() or name in WITHOUT or is_masked(name)
    ]
    if not lines or is_down(port):
        return None
    used = dict(_values(port, data))
    return joined((_apart(port, name, line, used) for name, line in lines), nothing=NO_PHONES)


def _apart(port: Node, name: str, line: Node, data: dict[str, Node]) -> Outcome:
    """One port; without a line of its own the VLAN of the computers is 1."""
    if is_masked(name):
        return masked_value(line, block=port)
    if name in WITHOUT:
        return failed("$1: Telefone ohne eigenes VLAN", "$1: phones without a VLAN of their own", line, block=port)
    if name in data:
        return failed("$1 und $2 sind dasselbe VLAN", "$1 and $2 are the same VLAN", line, data[name], block=port)
    if name == "1":
        return failed("$1 ist das Vorgabe-VLAN", "$1 is the default VLAN", line, block=port)
    return passed("$1", "$1", line, block=port)


def junos(tree: ConfigTree, _: Policy) -> Outcome:
    """The same on Junos, where `voip` lists the ports."""
    voices = [
        entry
        for place in (("switch-options", "voip", "interface"), ("ethernet-switching-options", "voip", "interface"))
        for entry in named(path(tree.root, *place))
    ]
    found = [
        _junos_apart(vlan, dict(junos_vlans(tree, edge)))
        for edge in tree.once(junos_ports)
        for name, entry in voices
        if name in edge.names or (name == "access-ports")
        for _, vlan in named(path(entry, "vlan"))
    ]
    return joined(found, nothing=NO_PHONES)


def _junos_apart(vlan: Node, data: dict[str, Node]) -> Outcome:
    """One port of Junos."""
    if vlan.text in data:
        return failed("$1 und $2 sind dasselbe VLAN", "$1 and $2 are the same VLAN", vlan, data[vlan.text])
    return passed("$1", "$1", vlan)


JUDGES: dict[str, Judge] = {"voice_own_vlan": own_vlan, "junos_voice_own_vlan": junos}
