"""Access lists of Comware and VRP: `acl number 3000`, `acl advanced name X`, `acl ipv6 …` with their rules."""

from functools import partial

from checks.filters import addresses, services
from checks.filters.cisco_words import Words
from checks.filters.entry import ANSWERS, Action, Contents, Entry, Filter
from checks.filters.spans import Extent, Spans, exact, unclear
from checks.language.pattern import is_masked
from checks.remember import found_in_each
from checks.tree import ConfigTree, Node

ACTIONS = {"permit": Action.PERMIT, "deny": Action.DENY}
HARMLESS = {"logging", "counting", "log"}


def lists(tree: ConfigTree) -> tuple[Filter, ...]:
    """Every basic and advanced list; without `packet-filter default deny` the rest passes."""
    lines = tree.root.by_word.get("packet-filter", ())
    closes = any(line.words == ("packet-filter", "default", "deny") for line in lines)
    return tuple(found_in_each(tree, "acl", _list, closes=closes))


def _header(words: Words) -> tuple[str, Spans]:
    """Number or name, and the family; no name if it is no list of addresses."""
    family = addresses.V6 if "ipv6" in words else addresses.V4
    if "mac" in words or "user-defined" in words:
        return "", family
    numbers = [word for word in words[1:] if word.isdigit()]
    if numbers:
        return (numbers[0], family) if 2000 <= int(numbers[0]) <= 3999 or int(numbers[0]) < 2000 else ("", family)
    if "name" in words[:-1]:
        return words[words.index("name") + 1], family
    return "", family


def _list(block: Node, *, closes: bool) -> Filter | None:
    """One list; a name beside the number finds it too."""
    name, family = _header(block.words)
    if not name or not block.children:
        return None
    read = partial(_contents, block, family)
    return Filter(name=name, alias=_alias(block), node=block, read=read, closes=closes, family=family)


def _contents(block: Node, family: Spans) -> Contents:
    """What stands in a list."""
    entries: list[Entry] = []
    unread: list[Node] = []
    labelled = bool(block.by_word.get("description"))
    for child in block.by_word.get("rule", ()):
        words = child.words[2:] if child.words[1:2] and child.words[1].isdigit() else child.words[1:]
        if words[:1] and words[0] in {"comment", "description", "remark"}:
            labelled = True
        elif words[:1] and words[0] in ACTIONS:
            entry = _rule(child, words, family)
            unread += [] if entry else [child]
            entries += [entry] if entry else [Entry(node=child, action=Action.OTHER)]
        else:
            unread.append(child)
    return Contents(tuple(entries), tuple(unread), labelled)


def _alias(block: Node) -> str:
    """The name beside a number."""
    words = block.words
    return words[words.index("name") + 1] if "name" in words[:-1] else ""


def _rule(line: Node, words: Words, family: Spans) -> Entry | None:
    """One rule: `permit tcp source A W destination A W destination-port eq 80 logging`."""
    rest = words[1:]
    carrier = exact(services.ALL)
    if rest and (services.is_protocol(rest[0]) or is_masked(rest[0])):
        carrier, rest = services.protocol(rest[0]), rest[1:]
    sides = {"source": exact(family), "destination": exact(family)}
    chosen, conditions, logged = carrier, set[str](), False
    while rest:
        word = rest[0]
        if word in sides:
            found = _address(rest[1:], family)
            if found is None:
                return None
            sides[word], rest = found
        elif word == "destination-port":
            found = _ports(rest[1:], carrier)
            if found is None:
                return None
            chosen, rest = found
        else:
            logged = logged or word in {"logging", "log"}
            rest = _condition(rest, conditions)
    return Entry(
        node=line, action=ACTIONS[words[0]], sources=sides["source"], destinations=sides["destination"],
        services=chosen, conditions=frozenset(conditions), logged=logged,
    )  # fmt: skip


def _condition(rest: Words, conditions: set[str]) -> Words:
    """Keep the condition at the beginning of the words, with its values, and give what follows it."""
    if rest[0] in HARMLESS:
        return rest[1:]
    if rest[0] == "established":
        conditions.add(ANSWERS)
        return rest[1:]
    end = next((place for place, word in enumerate(rest) if place and word in KEYWORDS), len(rest))
    conditions.add(" ".join(rest[:end]))
    return rest[end:]


KEYWORDS = HARMLESS | {"source", "destination", "destination-port", "source-port", "established", "time-range"}
KEYWORDS |= {"vpn-instance", "icmp-type", "dscp", "precedence", "tos", "fragment", "tcp-flag"}


def _address(words: Words, family: Spans) -> tuple[Extent, Words] | None:
    """What follows `source` or `destination`."""
    if not words:
        return None
    if words[0] == "any":
        return exact(family), words[1:]
    if words[0] in {"object-group", "address-set", "ip-group"} and len(words) > 1:
        return unclear(family), words[2:]
    if is_masked(words[0]):
        return unclear(family), words[1:] if len(words) < 2 or words[1] in KEYWORDS else words[2:]
    if family is addresses.V6 and len(words) > 1 and words[1].isdigit():
        found = addresses.network(words[0], words[1])
        return (found, words[2:]) if found else None
    if len(words) > 1:
        found = addresses.wildcard(words[0], "0.0.0.0" if words[1] == "0" else words[1])  # noqa: S104 - inverse mask
        if found is not None:
            return found, words[2:]
    found = addresses.network(words[0])
    return (found, words[1:]) if found else None


def _ports(words: Words, carrier: Extent) -> tuple[Extent, Words] | None:
    """What follows `destination-port`."""
    if words[:1] == ("range",) and len(words) > 2:
        low, high = services.port(words[1]), services.port(words[2])
        return services.ported(carrier, [None if low is None or high is None else (low, high)]), words[3:]
    if len(words) < 2 or words[0] not in {"eq", "gt", "lt", "neq"}:
        return None
    number = services.port(words[1])
    if number is None:
        return unclear(carrier.most), words[2:]
    whole = services.PORTS - 1
    spans = {"eq": (number, number), "gt": (number + 1, whole), "lt": (0, number - 1), "neq": (number, number)}
    found = services.ported(carrier, [spans[words[0]]])
    return (carrier.without(found) if words[0] == "neq" else found), words[2:]
