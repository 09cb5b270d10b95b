"""The BGP neighbours of a configuration with all that is set for them, also by groups and templates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.judges.walk import below, instances, named, path, starting
from checks.menus import rows
from checks.remember import of_block
from checks.tree import ConfigTree, Node

Words = tuple[str, ...]
Setting = tuple[Words, Node]


@dataclass(frozen=True, slots=True)
class Peer:
    """A neighbour that is up: the line that names it, what is set for it (own settings first), the own AS."""

    line: Node
    settings: tuple[Setting, ...]
    own_as: str

    def find(self, *names: str) -> Node | None:
        """The first setting with one of these names."""
        return next((node for words, node in self.settings if words[0] in names), None)

    def directed(self, names: frozenset[str], ways: frozenset[str]) -> Node | None:
        """The first setting with one of these names that ends in one of these words."""
        return next((node for words, node in self.settings if words[0] in names and words[-1] in ways), None)

    @property
    def remote_as(self) -> str | None:
        """The AS of the neighbour, as far as it is named."""
        named = [words[-1] for words, _ in self.settings if words[0] == "remote-as" and len(words) > 1]
        if named[:1] == ["external"]:  # Junos says so beside the number
            return next((one for one in named if one.isdecimal()), "external")
        return named[0] if named else None

    @property
    def is_external(self) -> bool:
        """Whether the neighbour belongs to another AS."""
        return self.remote_as not in {None, "internal", self.own_as, "auto"}


def peers(tree: ConfigTree) -> tuple[Peer, ...]:
    """The neighbours that are not shut down."""
    return tree.once(_peers)


def _peers(tree: ConfigTree) -> tuple[Peer, ...]:
    """The same, to be read once for all rules."""
    return tuple(READERS[tree.platform.id](tree.root))


def _blocks(router: Node, *words: str) -> Iterator[list[Node]]:
    """The places of one router in which names mean the same: the top with its families, then each VRF."""
    families = starting(router, *words)
    yield [router, *(block for block in families if "vrf" not in block.words)]
    for block in (*(block for block in families if "vrf" in block.words), *starting(router, "vrf")):
        yield [block, *starting(block, *words)]


def _cisco(root: Node) -> Iterator[Peer]:
    """IOS, EOS, FRR: `neighbor X …` lines, peer groups and templates."""
    for router in starting(root, "router", "bgp"):
        yield from _of_router(router)


@of_block
def _of_router(router: Node) -> tuple[Peer, ...]:
    """The neighbours of one router of this kind."""
    found: list[Peer] = []
    templates = {block.words[-1]: block for block in starting(router, "template")}
    groups = {name: lines for name, lines in _lines([router], "neighbor").items() if _is_group(lines)}
    for place in _blocks(router, "address-family"):
        own = _lines(place, "neighbor")
        names = own if place[0] is router else _with_groups(own, groups)
        called = [(name, lines[0][1]) for name, lines in own.items() if _is_set_up(lines) and name not in groups]
        for name, line in (*called, *_listened_for(place[0])):
            settings = tuple(_cisco_settings(name, names, templates, frozenset()))
            if not any(words[0] == "shutdown" for words, _ in settings):
                found.append(Peer(line, settings, router.words[2] if len(router.words) > 2 else ""))
    return tuple(found)


def _with_groups(own: dict[str, list[Setting]], groups: dict[str, list[Setting]]) -> dict[str, list[Setting]]:
    """The lines of a VRF, and those of the groups at the top of the router; a neighbour there is another one."""
    return {**own, **{name: [*own.get(name, ()), *lines] for name, lines in groups.items()}}


def _listened_for(block: Node) -> Iterator[tuple[str, Node]]:
    """The groups of neighbours that may come from a network: `bgp listen range N peer-group G`."""
    for line in starting(block, "bgp", "listen", "range"):
        if "peer-group" in line.words[:-1]:
            yield line.words[line.words.index("peer-group") + 1], line


def _lines(places: list[Node], word: str) -> dict[str, list[Setting]]:
    """The lines `WORD NAME …` of some blocks by name, as (the words behind the name, line)."""
    found: dict[str, list[Setting]] = {}
    for block in places:
        for line in starting(block, word):
            words = line.words[2:]
            name = line.words[1] if len(line.words) > 1 else ""
            if name == "interface" and words:
                name, words = words[0], ("interface", *words[1:])
            if words[:1] == ("interface",):
                found.setdefault(name, []).append((("interface",), line))
                words = words[1:]
            if words[:1] == ("rcf",):  # EOS names the direction first: `rcf in FUNCTION()`
                words = ("route-map", *words[2:], *words[1:2])
            if words:
                found.setdefault(name, []).append((words, line))
            if words[:1] == ("peer-group",) and words[2:3] == ("remote-as",):  # EOS: both in one line
                found[name].append((words[2:], line))
    return found


def _is_group(lines: list[Setting]) -> bool:
    """Whether lines set up a group of neighbours."""
    return any(words in {("peer-group",), ("peer", "group")} for words, _ in lines)


def _is_set_up(lines: list[Setting]) -> bool:
    """Whether lines make a neighbour, not a group: it has an AS or a group, and is no group itself."""
    return not _is_group(lines) and any(
        words[0] in {"remote-as", "inherit"} or _group(words) is not None for words, _ in lines
    )


def _group(words: Words) -> str | None:
    """The group that a setting such as `peer-group G` or `peer group G` names."""
    if words[0] == "peer-group":
        return words[1] if len(words) > 1 else None
    return words[2] if words[:2] == ("peer", "group") and len(words) > 2 else None


def _cisco_settings(
    name: str, names: dict[str, list[Setting]], templates: dict[str, Node], seen: frozenset[str]
) -> Iterator[Setting]:
    """What is set for a neighbour, then what its groups and templates set."""
    if name in seen:
        return
    lines = names.get(name, [])
    yield from lines
    for words, _ in lines:
        if (group := _group(words)) is not None:
            yield from _cisco_settings(group, names, templates, seen | {name})
        elif words[0] == "inherit" and words[-1] in templates:
            yield from _inherited(templates[words[-1]], templates, frozenset())


def _inherited(template: Node, templates: dict[str, Node], seen: frozenset[tuple[str, ...]]) -> Iterator[Setting]:
    """What a block sets, with its families and the templates it inherits."""
    if template.words in seen:
        return
    for block in (template, *starting(template, "address-family")):
        for line in block.children:
            yield line.words, line
            if line.words[0] == "inherit" and len(line.words) > 2 and line.words[2] in templates:
                yield from _inherited(templates[line.words[2]], templates, seen | {template.words})


def _nxos(root: Node) -> Iterator[Peer]:
    """NX-OS: a block for each neighbour, which may inherit templates."""
    for router in starting(root, "router", "bgp"):
        templates = {block.words[-1]: block for block in starting(router, "template")}
        for place in (router, *starting(router, "vrf")):
            for block in starting(place, "neighbor"):
                settings = list(_inherited(block, templates, frozenset()))
                if "remote-as" in block.words:
                    settings.insert(0, (("remote-as", block.words[-1]), block))
                if not any(words[0] == "shutdown" for words, _ in settings):
                    yield Peer(block, tuple(settings), router.words[-1])


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
        names = _lines(blocks, "peer")
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
    "cisco_ios": _cisco,
    "arista_eos": _cisco,
    "frr": _cisco,
    "cisco_nxos": _nxos,
    "juniper_junos": _junos,
    "vyos": _vyos,
    "huawei_vrp": _huawei,
    "hp_comware": _huawei,
    "mikrotik_routeros": _routeros,
}
