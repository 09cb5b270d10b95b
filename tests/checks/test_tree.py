"""Laws that hold for every text, every platform and every real configuration, also a damaged one."""

import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.platform import platforms
from checks.tree import ConfigTree, Node, parse, render
from tests.checks.configurations import corpus
from tests.shared import needs_shared

PLATFORMS = sorted(platforms())
PIECES = [
    " ", "  ", "\t", "\n", "\n", "\n", "\r\n", "!", "#", "banner motd ^C", "^C", '"', "'", "{", "}", ";",
    "[", "]", "/*", "*/",
    "line vty 0 4", "transport input ssh", "interface Vlan1", "exit", "end", "no shutdown", "set system services ssh",
    "groups", "apply-groups", "config system interface", "edit 1", "next", "config vdom", "option ssid 'x'", "wpa=2",
    "wireless.@wifi-iface[0].ssid='x'", "\\", "/ip service", "sw1#", "certificate 01", "3082", "quit", "EOF", "\x00",
    "\x0c", "\u2028", "ü", "\ufeff", "\b", "--More--", "inactive:", "deactivate", "<*>", "@",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def owners(tree: ConfigTree) -> Iterator[int]:
    """The lines that the source nodes own, in order."""
    todo = tree.source[::-1]
    while todo:
        node = todo.pop()
        yield from range(node.number, node.number + max(1, len(node.text.splitlines())))
        todo.extend(reversed(node.children))


def numbers(root: Node) -> Iterator[int]:
    """The lines of the statements in effect."""
    todo = [*root.children]
    while todo:
        node = todo.pop()
        yield node.number
        todo.extend(node.children)


def holds(text: str, platform: str) -> None:
    """Nothing is lost, and every statement stands in the file."""
    tree = parse(text, platforms()[platform])
    assert render(tree) == text
    owned = _starts(tree)
    assert owned == sorted(set(owned))
    assert all(1 <= number <= len(tree.lines) for number in numbers(tree.root))


def _starts(tree: ConfigTree) -> list[int]:
    """The first line of every source node, in order."""
    starts: list[int] = []
    todo = tree.source[::-1]
    while todo:
        node = todo.pop()
        starts.append(node.number)
        todo.extend(reversed(node.children))
    return starts


@pytest.mark.parametrize("platform", PLATFORMS)
@settings(max_examples=15, deadline=None)
@given(text=TEXTS)
def test_any_text_is_read_and_rendered_as_it_was(platform: str, text: str) -> None:
    holds(text, platform)


@pytest.mark.parametrize("platform", PLATFORMS)
@settings(max_examples=15, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_every_line_has_exactly_one_owner(platform: str, text: str) -> None:
    plain = text.replace("\r", "").replace("\x0c", "").replace("\u2028", "")
    tree = parse(plain, platforms()[platform])
    assert list(owners(tree)) == list(range(1, len(tree.lines) + 1))


@needs_shared
def test_real_configurations_are_rendered_as_they_were() -> None:
    for platform, file, text in corpus():
        tree = parse(text, platforms()[platform])
        assert render(tree) == text, file
        assert tree.root.children, file


def _dropped(lines: list[str], chance: random.Random) -> list[str]:
    return [line for line in lines if chance.random() > 0.1]


def _doubled(lines: list[str], chance: random.Random) -> list[str]:
    return [again for line in lines for again in [line] * (1 + (chance.random() < 0.1))]


def _swapped(lines: list[str], chance: random.Random) -> list[str]:
    return chance.sample(lines, len(lines))


def _reindented(lines: list[str], chance: random.Random) -> list[str]:
    return [" " * chance.randrange(4) + line.lstrip() for line in lines]


def _cut(lines: list[str], chance: random.Random) -> list[str]:
    return [line[: chance.randrange(len(line) + 1)] for line in lines[: chance.randrange(len(lines) + 1)]]


def _windows(lines: list[str], chance: random.Random) -> list[str]:
    return [line + "\r" for line in lines]


def _noisy(lines: list[str], chance: random.Random) -> list[str]:
    return [line + chance.choice("\x00\x07\x1b\x0b\x0c\x1c\x85") for line in lines]


DAMAGES: list[Callable[[list[str], random.Random], list[str]]] = [
    _dropped, _doubled, _swapped, _reindented, _cut, _windows, _noisy,
]  # fmt: skip


@needs_shared
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_real_configurations_lose_no_line(damage: Callable[[list[str], random.Random], list[str]]) -> None:
    for place, (platform, _, text) in enumerate(corpus()):
        if place % 3 == len(damage.__name__) % 3:
            holds("\n".join(damage(text.split("\n"), random.Random(place))), platform)


@needs_shared
def test_every_statement_of_real_indented_configurations_is_in_effect() -> None:
    """Counted against a plain reading of the lines: what is no comment, header or opaque text is a statement."""
    for platform, file, text in corpus():
        if platform not in ("cisco_nxos", "arista_eos", "frr"):
            continue
        tree = parse(text, platforms()[platform])
        found = set(numbers(tree.root))
        headers = {node.text for node in tree.root.children}
        for number, line in enumerate(text.split("\n"), 1):
            words = line.split()
            plain = words and words[0][0] not in "!#" and not words[0].startswith(("exit", "end"))
            if plain and " ".join(words) not in headers:
                assert number in found or _is_repeated(tree.root, " ".join(words)), (file, number, line)


def _is_repeated(root: Node, text: str) -> bool:
    """Whether a statement is the header of a nested section that was joined with an earlier one."""
    todo = [*root.children]
    while todo:
        node = todo.pop()
        if node.text == text and node.children:
            return True
        todo.extend(node.children)
    return False


def _paths(root: Node) -> Counter[tuple[str, ...]]:
    """Every statement with the headers above it."""
    found: Counter[tuple[str, ...]] = Counter()
    todo: list[tuple[Node, tuple[str, ...]]] = [(root, ())]
    while todo:
        node, path = todo.pop()
        for child in node.children:
            found[(*path, child.text)] += 1
            todo.append((child, (*path, child.text)))
    return found


@needs_shared
@pytest.mark.parametrize(
    ("platform", "least"), [("cisco_ios", 0.99), ("cisco_nxos", 0.99), ("arista_eos", 0.97), ("frr", 1.0)]
)
def test_real_configurations_without_their_indentation_read_nearly_the_same(platform: str, least: float) -> None:
    same = everything = 0
    for found, _, text in corpus():
        if found == platform:
            flat = "\n".join(line.strip() for line in text.split("\n"))
            paths = _paths(parse(text, platforms()[platform]).root)
            lost = paths - _paths(parse(flat, platforms()[platform]).root)
            everything += paths.total()
            same += paths.total() - lost.total()
    assert same >= least * everything


@needs_shared
@pytest.mark.parametrize("platform", ["cisco_ios", "cisco_nxos", "arista_eos", "fortinet_fortios", "juniper_junos"])
def test_real_configurations_that_are_indented_as_a_whole_read_the_same(platform: str) -> None:
    for found, file, text in corpus():
        if found == platform:
            shifted = "\n".join("    " + line for line in text.split("\n"))
            known = platforms()[platform]
            assert _paths(parse(shifted, known).root) == _paths(parse(text, known).root), file


@pytest.mark.parametrize("platform", PLATFORMS)
def test_ten_thousand_levels_are_no_problem(platform: str) -> None:
    levels = 10_000
    texts = {
        "juniper_junos": "a {\n" * levels,
        "vyos": "a {\n" * levels,
        "fortinet_fortios": "".join("config a\nedit 1\n" for _ in range(levels)),
    }
    text = texts.get(platform) or "".join(" " * min(level, 500) + f"a{level}\n" for level in range(levels))
    tree = parse(text, platforms()[platform])
    assert len(list(numbers(tree.root))) >= min(levels, len(tree.root.children) or 1)
    assert render(tree) == text


@pytest.mark.parametrize("line", ["x", "x ", '"', "' ", "{", "a{", "}", ";", "[", "/*", '\\" ', "banner motd ^", "\\"])
@pytest.mark.parametrize("platform", ["cisco_ios", "juniper_junos", "fortinet_fortios", "openwrt", "mikrotik_routeros"])
def test_a_long_line_is_read_at_once(platform: str, line: str) -> None:
    text = line * (100_000 // len(line))
    assert render(parse(text, platforms()[platform])) == text


@pytest.mark.parametrize(
    "line", ["banner motd ^C", '"', "/* x", '  message "x', "/* \" ' [ {", "option a 'b", "certificate 1"]
)
@pytest.mark.parametrize("platform", ["cisco_ios", "juniper_junos", "fortinet_fortios", "openwrt", "hp_procurve"])
def test_many_texts_without_an_end_are_read_at_once(platform: str, line: str) -> None:
    text = f"{line}\n" * 20_000 + "\n" * 100_000
    assert render(parse(text, platforms()[platform])) == text
