"""Access lists in the manner of Cisco: IOS, NX-OS, EOS, AOS-CX, ProCurve, ASA."""

from collections.abc import Iterable, Sequence
from functools import partial

from checks.filters import addresses
from checks.filters.cisco_groups import has_groups, with_groups
from checks.filters.cisco_words import Dialect, Words, address, ports, service
from checks.filters.entry import ANSWERS, Action, Contents, Entry, Filter
from checks.filters.services import ALL
from checks.filters.spans import Extent, Spans, exact
from checks.remember import found_in_each, of_block
from checks.tree import ConfigTree, Node

MASKS = {
    "cisco_ios": Dialect(addresses.wildcard),
    "cisco_nxos": Dialect(addresses.wildcard),
    "arista_eos": Dialect(addresses.wildcard),
    "aruba_aoscx": Dialect(addresses.network, bare_groups=True),
    "hp_procurve": Dialect(addresses.wildcard),
    "cisco_asa": Dialect(addresses.network),
}
ACTIONS = {"permit": Action.PERMIT, "deny": Action.DENY}
COMMENTS = {"remark", "comment"}
# These words follow an entry without narrowing it.
LOGGING = {"log", "log-input", "logging"}
HARMLESS = {"count", "statistics", "disable", "default", "interval", "debugging", "informational", "notifications"}
ANSWERING = {"established", "tracked"}
# Reflexive lists: `permit … reflect NAME` permits as it stands, `evaluate NAME` lets the answers in.
REFLECTING = "reflect"
KINDS = {"extended", "standard", "resequence"}
SETTINGS = {"statistics", "counters", "fragments", "ignore", "exit", "no", "!", "hardware", "description"}


def lists(tree: ConfigTree) -> tuple[Filter, ...]:
    """Every access list of addresses, numbered or named."""
    root, platform = tree.root, tree.platform.id
    words = ("access-list",) if platform == "aruba_aoscx" else ("ip", "ipv6")
    numbered = {} if platform == "aruba_aoscx" else _numbered(root)
    if has_groups(root):
        dialect = with_groups(root, MASKS[platform])
        of_lines = [_of_lines(lines[0], lines[1:], dialect) for lines in numbered.values()]
        named = [_of_block(block, dialect, platform) for word in words for block in root.by_word.get(word, ())]
    else:
        of_lines = [_plain_of_lines(lines[0], tuple(lines[1:]), platform) for lines in numbered.values()]
        named = [one for word in words for one in found_in_each(tree, word, _plain_of_block, platform)]
    return tuple([one for one in (*of_lines, *named) if one is not None])


def _plain_of_block(block: Node, platform: str) -> Filter | None:
    """A list that is a block, where there are no groups."""
    return _of_block(block, MASKS[platform], platform)


def _of_block(block: Node, dialect: Dialect, platform: str) -> Filter | None:
    """A list that is a block."""
    header = _header(block, platform)
    if header is None:
        return None
    name, family, standard = header
    entries = [(child, _without_number(child.words)) for child in block.children]
    return _filter(name, block, entries, family, dialect, standard=standard)


def _header(block: Node, platform: str) -> tuple[str, Spans, bool] | None:
    """What the header of a list says: (name, family, whether only sources are looked at)."""
    words = block.words
    if platform == "aruba_aoscx":
        is_list = len(words) == 3 and words[1] in {"ip", "ipv6"}
        return (words[2], _family(words[1]), False) if is_list else None
    if words[1:2] != ("access-list",) or len(words) < 3 or words[2] in {"log-update", "logging"}:
        return None
    if not block.children and words[2] in {"resequence", "persistent", "helper", "match-local-traffic"}:
        return None
    named = words[3] if words[2] in KINDS and len(words) > 3 else words[2]
    return named, _family(words[0]), words[2] == "standard" or (named.isdigit() and is_standard(named))


def _family(word: str) -> Spans:
    """The addresses of a family."""
    return addresses.V6 if word == "ipv6" else addresses.V4


def is_standard(number: str) -> bool:
    """Whether a numbered list of IOS looks at sources only."""
    return 1 <= int(number) <= 99 or 1300 <= int(number) <= 1999


def _without_number(words: Words) -> Words:
    """An entry without what numbers it."""
    if words[:1] in {("sequence",), ("seq",)}:
        return words[2:]
    return words[1:] if words and words[0].isdigit() else words


def _numbered(root: Node) -> dict[str, list[Node]]:
    """The lines of the lists whose every line begins with `access-list NAME` (IOS numbers, ASA names)."""
    found: dict[str, list[Node]] = {}
    for line in root.by_word.get("access-list", ()):
        words = line.words
        if len(words) > 2 and words[2] in {"permit", "deny", "remark", "extended", "standard", "line"}:
            found.setdefault(words[1], []).append(line)
    return {name: lines for name, lines in found.items() if not (name.isdigit() and (200 <= int(name) <= 1299))}


@of_block
def _plain_of_lines(first: Node, others: tuple[Node, ...], platform: str) -> Filter:
    """A list of lines, where there are no groups."""
    return _of_lines(first, others, MASKS[platform])


def _of_lines(first: Node, others: Sequence[Node], dialect: Dialect) -> Filter:
    """A list of lines."""
    name = first.words[1]
    lines = [(line, line.words[4:] if line.words[2] == "line" else line.words[2:]) for line in (first, *others)]
    standard = lines[-1][1][:1] == ("standard",) or (name.isdigit() and is_standard(name))
    family = addresses.EVERYWHERE if lines[-1][1][:1] == ("extended",) else addresses.V4
    plain = [(line, rest[1:] if rest[:1] in {("extended",), ("standard",)} else rest) for line, rest in lines]
    return _filter(name, first, plain, family, dialect, standard=standard)


def _filter(
    name: str, node: Node, lines: Iterable[tuple[Node, Words]], family: Spans, dialect: Dialect, *, standard: bool
) -> Filter:
    """A list of its lines."""
    read = partial(_contents, lines, family, dialect, standard=standard)
    return Filter(name=name, node=node, read=read, family=family)


def _contents(lines: Iterable[tuple[Node, Words]], family: Spans, dialect: Dialect, *, standard: bool) -> Contents:
    """What stands in a list."""
    entries: list[Entry] = []
    unread: list[Node] = []
    labelled = False
    for line, words in lines:
        if words[:1] and words[0] in COMMENTS:
            labelled = True
        elif words[:1] and words[0] in ACTIONS:
            entry = _entry(line, words, family, dialect, standard=standard)
            unread += [] if entry else [line]
            entries += [entry] if entry else [Entry(node=line, action=Action.OTHER)]
        elif words[:1] == ("evaluate",):
            entries.append(Entry(node=line, action=Action.OTHER, conditions=frozenset({ANSWERS})))
        elif words and words[0] not in SETTINGS:
            unread.append(line)
    return Contents(tuple(entries), tuple(unread), labelled)


def _entry(line: Node, words: Words, family: Spans, dialect: Dialect, *, standard: bool) -> Entry | None:
    """One entry; None if it is not understood."""
    if standard:
        source = address(words[1:], family, dialect)
        if source is None:
            return None
        return _made(line, words[0], exact(ALL), (source[0], exact(family)), source[1], ())
    start = service(words[1:], dialect)
    # `permit any` and `permit 10.0.0.0/8` in a list that names no kind: only sources (AOS-CX has none such).
    read = _sides(start, family, dialect) if start is not None else None
    if read is None:
        source = address(words[1:], family, dialect)
        if source is None or any(word not in LOGGING | HARMLESS for word in source[1]):
            return None
        return _made(line, words[0], exact(ALL), (source[0], exact(family)), source[1], ())
    services, sides, rest, narrowed = read
    return _made(line, words[0], services, sides, rest, narrowed)


Sides = tuple[Extent, Extent]


def _sides(
    start: tuple[Extent, Words], family: Spans, dialect: Dialect
) -> tuple[Extent, Sides, Words, tuple[str, ...]] | None:
    """Protocol, source, destination: what is behind them, and the condition on the source's ports."""
    carrier, words = start
    source = address(words, family, dialect)
    if source is None:
        return None
    from_ports, after = ports(source[1], carrier, dialect)
    narrowed = (" ".join(source[1][: len(source[1]) - len(after)]),) if from_ports is not None else ()
    target = address(after, family, dialect)
    if target is None:
        return None
    to_ports, rest = ports(target[1], carrier, dialect)
    return (carrier if to_ports is None else to_ports), (source[0], target[0]), rest, narrowed


def _made(line: Node, action: str, services: Extent, sides: Sides, rest: Words, narrowed: tuple[str, ...]) -> Entry:
    """An entry of its parts; the words behind the addresses are conditions, but for those about logging."""
    conditions, logged, enabled = _options(rest)
    if narrowed:
        conditions |= {f"from {part}" for part in narrowed}
    return Entry(
        node=line,
        action=ACTIONS[action],
        sources=sides[0],
        destinations=sides[1],
        services=services,
        conditions=frozenset(conditions),
        logged=logged,
        enabled=enabled,
    )


def _options(rest: Words) -> tuple[set[str], bool, bool]:
    """What stands behind the addresses: conditions, whether it is logged, whether it is in effect."""
    conditions: set[str] = set()
    if REFLECTING in rest:
        rest = rest[: rest.index(REFLECTING)]
    logged = any(word in LOGGING for word in rest) and "disable" not in rest
    plain = [word for word in rest if word not in LOGGING | HARMLESS | {"inactive"}]
    if "interval" in rest:
        plain = [word for word in plain if not word.isdigit()]
    if any(word in ANSWERING for word in plain):
        conditions.add(ANSWERS)
        plain = [word for word in plain if word not in ANSWERING]
    if plain and not (logged and all(word.isdigit() for word in plain)):
        conditions.add(" ".join(plain))
    return conditions, logged, "inactive" not in rest
