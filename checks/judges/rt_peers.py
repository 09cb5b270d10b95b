"""The BGP neighbours of a configuration with all that is set for them, also by groups and templates."""

from collections.abc import Callable, Iterator

from checks.judges import rt_peers_cisco
from checks.judges.rt_peer import Peer, Setting, by_name
from checks.judges.walk import below, instances, named, path, starting
from checks.menus import rows
from checks.tree import ConfigTree, Node


def peers(tree: ConfigTree) -> tuple[Peer, ...]:
    """The neighbours that are not shut down."""
    return tree.once(_peers)


def _peers(tree: ConfigTree) -> tuple[Peer, ...]:
    """The same, to be read once for all rules."""
    return tuple(READERS[tree.platform.id](tree.root))


def _junos(root: Node) -> Iterator[Peer]:
    """Junos: settings of the neighbour, its group and all of BGP."""
    for _, system in instances(root):
        bgp = path(system, "protocols", "bgp")
        if bgp is None:
            continue
        own = path(system, "routing-options", "autonomous-system") or path(root, "routing-options", "autonomous-system")
        own_as = own.children[0].text if own is not None and own.children else ""
        for group in (bgp, *(node for _, node in named(path(bgp, "group")))):
            for _, neighbour in (*named(path(group, "neighbor")), *named(path(group, "allow"))):
                settings = tuple(one for level in (neighbour, group, bgp) for one in _junos_level(level))
                if path(neighbour, "shutdown") is None:
                    yield Peer(neighbour, settings, own_as)


def _junos_level(level: Node) -> Iterator[Setting]:
    """What one level sets, in the names the judgements use."""
    for name, node in named(level):
        if name in {"group", "neighbor"}:
            continue
        if name in {"import", "export"}:
            yield ("route-map", name), node
        elif name == "type":
            yield ("remote-as", "internal" if path(node, "internal") is not None else "external"), node
        elif name == "peer-as" and node.children:
            yield ("remote-as", node.children[0].text), node
        elif name == "family":
            yield from (
                (("maximum-prefix", *(() if _ends(one) else ("warning-only",))), one)
                for one in below(node)
                if one.text in {"prefix-limit", "accepted-prefix-limit"}
            )
        else:
            yield (name,), node


def _ends(limit: Node) -> bool:
    """Whether a limit ends the session or drops what is too much, and does not only write a message."""
    return any(node.text in {"teardown", "drop-excess", "hide-excess"} for node in below(limit))


def _vyos(root: Node) -> Iterator[Peer]:
    """VyOS: neighbours of BGP and of its VRFs, with their peer groups."""
    for place in (root, *(vrf for _, vrf in named(path(root, "vrf", "name")))):
        bgp = path(place, "protocols", "bgp")
        for router in (bgp, *(node for name, node in named(bgp) if name.isdigit())):
            own = path(router, "system-as") or path(router, "local-as")
            own_as = own.children[0].text if own is not None and own.children else (router.text if router else "")
            groups = dict(named(path(router, "peer-group")))
            for _, neighbour in (*named(path(router, "neighbor")), *named(path(router, "listen", "range"))):
                if path(neighbour, "shutdown") is None:
                    yield Peer(neighbour, tuple(_vyos_settings(neighbour, groups)), own_as)


def _vyos_settings(neighbour: Node, groups: dict[str, Node]) -> Iterator[Setting]:
    """What a neighbour and its group set."""
    used = [groups[name] for name, _ in named(path(neighbour, "peer-group")) if name in groups]
    for level in (neighbour, *used):
        for block in (level, *(family for _, family in named(path(level, "address-family")))):
            for name, node in named(block):
                for value, inner in named(node) or [("", node)]:
                    yield (name, value), inner if value else node


def _huawei(root: Node) -> Iterator[Peer]:
    """VRP, Comware: `peer X …` lines of BGP and its families, with their groups."""
    for router in root.by_word.get("bgp", ()):
        blocks = [router, *(node for node in below(router) if node.children)]
        names = by_name(blocks, "peer")
        groups = {line.words[1]: line for block in blocks for line in starting(block, "group") if len(line.words) > 1}
        for name, lines in names.items():
            set_up = any(words[0] in {"as-number", "group"} for words, _ in lines)
            off = any(words[0] == "ignore" for words, _ in lines)
            if name not in groups and set_up and not off:
                above = [one for words, _ in lines if words[0] == "group" for one in names.get(words[-1], [])]
                yield Peer(lines[0][1], tuple(map(_huawei_setting, [*lines, *above])), router.words[-1])


def _huawei_setting(setting: Setting) -> Setting:
    """A setting in the names the judgements use."""
    words, line = setting
    if words[0] == "as-number":
        return ("remote-as", words[-1]), line
    return ("maximum-prefix", *words[1:]) if words[0] == "route-limit" else words, line


ROUTEROS = {
    "remote-as": ("remote-as", "remote.as", ".remote.as"),
    "password": ("tcp-md5-key",),
    "maximum-prefix": ("max-prefix-limit", "input.limit-process-routes-ipv4"),
}


def _routeros(root: Node) -> Iterator[Peer]:
    """RouterOS: peers (version 6) or connections (version 7), with their templates."""
    instance = [own for own, _ in rows(root, "/routing", "bgp", "instance")]
    templates = {own.get("name", "default"): (own, line) for own, line in rows(root, "/routing", "bgp", "template")}
    default_as = next((own["as"] for own in instance if "as" in own), "")
    for menu in ("peer", "connection"):
        for own, line in rows(root, "/routing", "bgp", menu):
            if line.words[0] != "add":
                continue
            above, _node = templates.get(own.get("templates", "default"), ({}, line))
            yield Peer(
                line, tuple(_routeros_settings({**above, **own}, line)), own.get("as", above.get("as", default_as))
            )


def _routeros_settings(own: dict[str, str], line: Node) -> Iterator[Setting]:
    """The properties in the names the judgements use."""
    for name, properties in ROUTEROS.items():
        for one in properties:
            if own.get(one):
                yield (name, own[one]), line
    if own.get("local.role", "").startswith(("ebgp", "ibgp")):
        yield ("remote-as", "internal" if own["local.role"].startswith("ibgp") else "external"), line
    for way, properties in (("in", ("in-filter", "input.filter")), ("out", ("out-filter", "output.filter-chain"))):
        if any(own.get(one) for one in properties):
            yield ("route-map", way), line


READERS: dict[str, Callable[[Node], Iterator[Peer]]] = {
    "cisco_ios": rt_peers_cisco.cisco,
    "arista_eos": rt_peers_cisco.cisco,
    "frr": rt_peers_cisco.cisco,
    "cisco_nxos": rt_peers_cisco.nxos,
    "juniper_junos": _junos,
    "vyos": _vyos,
    "huawei_vrp": _huawei,
    "hp_comware": _huawei,
    "mikrotik_routeros": _routeros,
}
