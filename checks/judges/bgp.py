"""Whether BGP neighbours are authenticated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.judges.walk import exactly, first, instances, named, path, starting
from checks.language.pattern import is_address, is_masked
from checks.outcome import Outcome, Part, failed, joined, joined_parts, not_applicable, part, passed
from checks.policy import Policy
from checks.remember import of_block
from checks.tree import ConfigTree, Node

NO_NEIGHBOUR = not_applicable("kein BGP-Nachbar", "no BGP neighbour")
HIDDEN = re.compile(r"(?:[\dx]{1,3}\.){3}[\dx]{1,3}|[\da-f:]*:[\da-f:]*%\S+", re.IGNORECASE)
SECRETS = ("password", "ao", "shared-secret")


def _verdict(neighbour: Node, secret: Node | None) -> Outcome:
    """One neighbour."""
    if secret is not None:
        return passed("$1", "$1", secret)
    return failed(
        "$1 ist ein Nachbar ohne Kennwort oder Schlüssel", "$1 is a neighbour without password or key", neighbour
    )


@dataclass(frozen=True, slots=True)
class Peering:
    """The `neighbor` lines of one router or VRF, by neighbour (or group) name."""

    lines: dict[str, list[Node]]
    above: dict[str, list[Node]]
    templates: dict[str, Node]

    def of(self, name: str) -> list[Node]:
        """The lines about a neighbour here, about a group here and at the top of the router."""
        own = self.lines.get(name, [])
        return own if self.above is self.lines or _is_peer(name) else [*own, *self.above.get(name, [])]

    def setting(self, name: str, words: tuple[str, ...], seen: frozenset[str] = frozenset()) -> Node | None:
        """The first line with one of the words: of the neighbour, its group, or its session template."""
        if name in seen:
            return None
        lines = self.of(name)
        for line in lines:
            if line.words[2:3] and line.words[2] in words:
                return line
        for line in lines:
            above = _group(line.words)
            found = self.setting(above, words, seen | {name}) if above else None
            if found is None and line.words[2:4] == ("inherit", "peer-session"):
                found = self._template(line.words[-1], words, frozenset())
            if found is not None:
                return found
        return None

    def _template(self, name: str, words: tuple[str, ...], seen: frozenset[str]) -> Node | None:
        """The setting in a session template or one it inherits."""
        template = self.templates.get(name)
        if template is None or name in seen:
            return None
        for word in words:
            found = first(template, word)
            if found is not None:
                return found
        for line in starting(template, "inherit", "peer-session"):
            found = self._template(line.words[-1], words, seen | {name})
            if found is not None:
                return found
        return None


def _is_peer(name: str) -> bool:
    """Whether a name is the address of a neighbour, also a masked one or one with `x` for digits."""
    return is_address(name) or is_masked(name) or HIDDEN.fullmatch(name) is not None


def _group(words: tuple[str, ...]) -> str | None:
    """The group that `neighbor A peer-group G` or `neighbor A peer group G` names."""
    if words[2:3] == ("peer-group",) and len(words) > 3:
        return words[3]
    if words[2:4] == ("peer", "group") and len(words) > 4:
        return words[4]
    return None


def ios(tree: ConfigTree, _: Policy) -> Outcome:
    """IOS and EOS: `neighbor A password …`, also by peer group or session template, in every VRF."""
    return joined_parts([_router(router) for router in starting(tree.root, "router", "bgp")], nothing=NO_NEIGHBOUR)


@of_block
def _router(router: Node) -> Part:
    """The neighbours of one router and of its VRFs."""
    return part([*_neighbours(router)])


def _neighbours(router: Node) -> Iterator[Outcome]:
    """The same, one after the other."""
    templates = {block.words[-1]: block for block in starting(router, "template", "peer-session")}
    top = _by_name([router, *(block for block in starting(router, "address-family") if "vrf" not in block.words)])
    yield from _peers(Peering(top, top, templates))
    yield from _listened_for(Peering(top, top, templates), router)
    vrfs = [block for block in starting(router, "address-family") if "vrf" in block.words]
    for block in (*vrfs, *starting(router, "vrf")):
        inner = _by_name([block, *starting(block, "address-family")])
        yield from _peers(Peering(inner, top, templates))
        yield from _listened_for(Peering(inner, top, templates), block)


def _by_name(blocks: list[Node]) -> dict[str, list[Node]]:
    """The `neighbor` lines of blocks by the name after the word."""
    found: dict[str, list[Node]] = {}
    for block in blocks:
        for line in starting(block, "neighbor"):
            if len(line.words) > 2:
                found.setdefault(line.words[1], []).append(line)
    return found


def _peers(peering: Peering) -> Iterator[Outcome]:
    """One answer for each neighbour that is up."""
    for name, lines in peering.lines.items():
        if name == "interface":
            yield from _interface_peers(peering, lines)
        elif _is_peer(name) and _is_defined(lines) and peering.setting(name, ("shutdown",)) is None:
            yield _verdict(lines[0], peering.setting(name, SECRETS))


def _listened_for(peering: Peering, block: Node) -> Iterator[Outcome]:
    """Neighbours that may come from a network: `bgp listen range N peer-group G`."""
    for line in starting(block, "bgp", "listen", "range"):
        group = _group(line.words[2:])
        if group and peering.setting(group, ("shutdown",)) is None:
            yield _verdict(line, peering.setting(group, SECRETS))


def _is_defined(lines: list[Node]) -> bool:
    """Whether a neighbour is set up here, by its AS or its group."""
    return any(line.words[2] in {"remote-as", "inherit"} or _group(line.words) for line in lines)


def _interface_peers(peering: Peering, lines: list[Node]) -> Iterator[Outcome]:
    """EOS: `neighbor interface Ethernet1 peer-group G`."""
    for line in lines:
        group = _group(line.words[1:])
        if group:
            yield _verdict(line, peering.setting(group, SECRETS))


def nxos(tree: ConfigTree, _: Policy) -> Outcome:
    """NX-OS: a block for each neighbour, which may inherit templates."""
    outcomes = [
        _verdict(neighbour, _nxos_secret(router, neighbour))
        for router in starting(tree.root, "router", "bgp")
        for place in (router, *starting(router, "vrf"))
        for neighbour in starting(place, "neighbor")
        if _inherited(router, neighbour, "shutdown", frozenset()) is None
    ]
    return joined(outcomes, nothing=NO_NEIGHBOUR)


def _nxos_secret(router: Node, neighbour: Node) -> Node | None:
    """The password of a neighbour or its key chain for TCP-AO."""
    return next((found for word in SECRETS if (found := _inherited(router, neighbour, word, frozenset()))), None)


def _inherited(router: Node, block: Node, word: str, seen: frozenset[tuple[str, ...]]) -> Node | None:
    """A line of a neighbour or of the templates it inherits."""
    found = first(block, word)
    if found is not None:
        return found
    for line in starting(block, "inherit"):
        template = exactly(router, "template", *line.words[1:3])
        if template is not None and line.words not in seen:
            found = _inherited(router, template, word, seen | {line.words})
            if found is not None:
                return found
    return None


def junos(tree: ConfigTree, _: Policy) -> Outcome:
    """Junos: a key or key chain on the neighbour, its group, or all of BGP."""
    outcomes = [
        _verdict(neighbour, _key(neighbour) or _key(group) or _key(bgp))
        for _, system in instances(tree.root)
        if (bgp := path(system, "protocols", "bgp")) is not None
        for group in (bgp, *(node for _, node in named(path(bgp, "group"))))
        for _, neighbour in named(path(group, "neighbor"))
        if path(neighbour, "shutdown") is None
    ]
    return joined(outcomes, nothing=NO_NEIGHBOUR)


def _key(node: Node) -> Node | None:
    """The key of a level."""
    return path(node, "authentication-key") or path(node, "authentication-key-chain")
