"""The BGP neighbours of IOS, EOS, FRR and NX-OS, with their groups and templates."""

from collections.abc import Iterator

from checks.judges.rt_peer import Peer, Setting, Words, by_name
from checks.judges.walk import starting
from checks.remember import of_block
from checks.tree import Node


def _blocks(router: Node, *words: str) -> Iterator[list[Node]]:
    """The places of one router in which names mean the same: the top with its families, then each VRF."""
    families = starting(router, *words)
    yield [router, *(block for block in families if "vrf" not in block.words)]
    for block in (*(block for block in families if "vrf" in block.words), *starting(router, "vrf")):
        yield [block, *starting(block, *words)]


def cisco(root: Node) -> Iterator[Peer]:
    """IOS, EOS, FRR: `neighbor X …` lines, peer groups and templates."""
    for router in starting(root, "router", "bgp"):
        yield from _of_router(router)


@of_block
def _of_router(router: Node) -> tuple[Peer, ...]:
    """The neighbours of one router of this kind."""
    found: list[Peer] = []
    templates = {block.words[-1]: block for block in starting(router, "template")}
    groups = {name: lines for name, lines in by_name([router], "neighbor").items() if _is_group(lines)}
    for place in _blocks(router, "address-family"):
        own = by_name(place, "neighbor")
        names = own if place[0] is router else _with_groups(own, groups)
        called = [(name, lines[0][1]) for name, lines in own.items() if _is_set_up(lines) and name not in groups]
        for name, line in (*called, *_listened_for(place[0])):
            settings = tuple(_settings(name, names, templates, frozenset()))
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


def _settings(
    name: str, names: dict[str, list[Setting]], templates: dict[str, Node], seen: frozenset[str]
) -> Iterator[Setting]:
    """What is set for a neighbour, then what its groups and templates set."""
    if name in seen:
        return
    lines = names.get(name, [])
    yield from lines
    for words, _ in lines:
        if (group := _group(words)) is not None:
            yield from _settings(group, names, templates, seen | {name})
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


def nxos(root: Node) -> Iterator[Peer]:
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
