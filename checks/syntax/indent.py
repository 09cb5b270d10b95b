"""Indented configurations (IOS, NX-OS, EOS, ASA, FRR and their like), also with their indentation damaged.

Indentation decides where it is there. Where it is lost, the platform's keywords do: a line that follows the header of a
section at the same depth belongs to it if its words are known inside; in a file whose sections have no indentation at
all, everything belongs to the section up to `!`, `exit`, or a statement that only stands at the top.
"""

import re
from collections.abc import Sequence
from functools import cache

from checks.platform import Platform
from checks.syntax.merge import merge_repeated
from checks.syntax.node import Node, Prefixes, Reading, TextNode, root_node, statement
from checks.syntax.opaque import Bodies, OpaqueStarts
from checks.syntax.templates import expand

NEGATIONS = frozenset({"no", "undo", "default"})
NEVER = re.compile(r"(?!)")


class Kind:
    """A kind of section, ready for look-up."""

    __slots__ = ("inside", "nested")

    def __init__(self, inside: Sequence[str], *, nested: bool) -> None:
        """The statements known inside, by their first word."""
        self.inside = Prefixes(inside)
        self.nested = nested

    def knows(self, words: tuple[str, ...]) -> bool:
        """Whether a statement, also a negated or numbered one, is known inside."""
        return self.inside.length(unnumbered(words)) > 0


def unnumbered(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a statement without the `no` or the number before them."""
    return words[1:] if len(words) > 1 and (words[0] in NEGATIONS or words[0].isdigit()) else words


class Grammar:
    """A platform's words, ready for look-up."""

    def __init__(self, platform: Platform) -> None:
        """Sort everything by its first word."""
        self.comments = frozenset(platform.comments)
        self.separator = platform.separator
        self.noise = Prefixes(platform.noise)
        self.prompt = re.compile(platform.prompt) if platform.prompt else NEVER
        self.closers = frozenset(platform.closers)
        self.leaves = frozenset(platform.leaves)
        self.never_nested = frozenset(platform.never_nested)
        self.top = Prefixes(platform.top)
        self.opaque = OpaqueStarts(platform.opaque)
        self.openers = Prefixes(opening for section in platform.sections for opening in section.opens)
        kinds = [(section, Kind(section.inside, nested=section.nested)) for section in platform.sections]
        self.kinds = {tuple(opening.split()): kind for section, kind in kinds for opening in section.opens}

    def kind(self, words: Sequence[str]) -> Kind | None:
        """The kind of section that a statement opens."""
        length = self.openers.length(words)
        return self.kinds[self.openers.spelled(words, length)] if length else None

    def is_noise(self, raw: str, words: Sequence[str]) -> bool:
        """Whether a line is an echo of the prompt or a header that the device prints around its configuration."""
        first = words[0]
        if first in self.noise.by_word and self.noise.length(words):
            return True
        if "#" in first or ">" in first or first[0] == "[":
            return self.prompt.match(raw.strip()) is not None
        return False


@cache
def grammar(platform: Platform) -> Grammar:
    """The platform's words, prepared once."""
    return Grammar(platform)


def read(lines: Sequence[str], platform: Platform) -> Reading:
    """The effective tree of an indented configuration."""
    words = grammar(platform)
    reading = Lines(lines, words, flat=is_flat(lines, words)).read()
    if platform.templates is not None:
        expand(reading.root, platform.templates)
    return reading


class Lines:
    """Goes through the lines once and keeps the sections that are open."""

    __slots__ = (
        "base",
        "bodies",
        "depths",
        "flat",
        "grammar",
        "indents",
        "kinds",
        "lines",
        "nodes",
        "open",
        "open_indent",
        "parted",
        "root",
    )

    def __init__(self, lines: Sequence[str], words: Grammar, *, flat: bool, base: int = 0) -> None:
        """Only the root is open; `flat`: no section has indented statements; `base` is added to every line number."""
        self.lines = lines
        self.base = base
        self.grammar = words
        self.bodies = Bodies(lines, words.opaque)
        self.flat = flat
        self.root = root_node()
        self.depths: list[int] = []
        self.indents, self.nodes, self.kinds = [-1], [self.root], list[Kind | None]([None])
        self.open: list[tuple[Node, Kind, int]] = []
        self.open_indent = 0
        self.parted = False

    def read(self) -> Reading:
        """Read every line."""
        self.read_between(0, len(self.lines))
        return self.finished()

    def read_between(self, index: int, end: int) -> int:
        """Read the lines from an index up to another, and what belongs to the text of one; the index of the next."""
        depths = self.depths
        while index < end:
            after = self._line(index)
            if after > index + 1:
                depths.extend([-1] * (after - index - 1))
            index = after
        return index

    def finished(self) -> Reading:
        """What was read."""
        merge_repeated(self.root, self.grammar.kind)
        return Reading(root=self.root, depths=self.depths)

    def _line(self, index: int) -> int:
        """Read one line and the text that follows it; the index of the next one."""
        raw, grammar = self.lines[index], self.grammar
        words = raw.split()
        if not words:
            self.depths.append(-1)
            return index + 1
        first = words[0]
        if first[0] in grammar.comments:
            self._comment(raw, words)
        elif first in grammar.closers and len(words) == 1:
            self._close(first, raw)
        elif grammar.is_noise(raw, words):
            self.depths.append(0)
        elif first in grammar.opaque.words:
            return self._with_text(index, words)
        else:
            self._attach(statement(self.base + index + 1, raw), _indent(raw))
        return index + 1

    def _with_text(self, index: int, words: list[str]) -> int:
        """Read a statement that a text may follow; the index of the line after both."""
        node = statement(self.base + index + 1, self.lines[index])
        after = self.bodies.end(index, words)
        digits = self.bodies.digits(index, after, words)
        self._attach(TextNode(node, digits) if digits else node, _indent(self.lines[index]))
        return after

    def _comment(self, raw: str, words: list[str]) -> None:
        """A bare mark ends sections whose indentation is lost, up to the next inner one; a separator ends all."""
        if len(words) == 1 and len(words[0]) == 1:
            self.parted = True
            if words[0] == self.grammar.separator and raw[0] == words[0]:
                self._pop_to(0)
        self.depths.append(0 if raw[0] not in " \t" else len(self.nodes) - 1)

    def _close(self, word: str, raw: str) -> None:
        """`end` closes everything, `exit` the innermost section without indentation; indentation closes the others."""
        self.depths.append(0 if raw[0] not in " \t" else len(self.nodes) - 1)
        if word == "end":
            self.open.clear()
            self._pop_to(0)
        elif self.open and _indent(raw) == self.open_indent:
            self.open.pop()

    def _pop_to(self, indent: int) -> None:
        """Close the sections that are indented as deep or deeper."""
        indents = self.indents
        while indents[-1] >= indent:
            indents.pop()
            self.nodes.pop()
            self.kinds.pop()

    def _attach(self, node: Node, indent: int) -> None:
        """Put a statement where it belongs."""
        kind = self.grammar.kind(node.words)
        if self.parted:
            self.parted = False
            nested = kind.nested if kind is not None else self._only_inside(node.words)
            if not nested:
                self.open.clear()
        if self.open:
            if indent == self.open_indent:
                claimed = self._claim(node.words, kind)
                if claimed is not None:
                    self._put(claimed[0], node, kind, indent, claimed[2] + 1)
                    if kind is not None:
                        self.open.append((node, kind, claimed[2] + 1))
                    return
            elif not self.flat:
                self.open.clear()
        self._pop_to(indent)
        parent = self._parent(node)
        depth = len(self.nodes) - 1
        self._put(parent, node, kind, indent, depth)
        if kind is not None:
            self.open = [(node, kind, depth)]
            self.open_indent = indent

    def _only_inside(self, words: tuple[str, ...]) -> bool:
        """Whether a statement never stands at the top, and is known inside a section that is open."""
        known = words[1:] if words[0] in NEGATIONS and len(words) > 1 else words
        if self.grammar.top.length(known):
            return False
        return any(section[1].inside.length(known) for section in self.open)

    def _parent(self, node: Node) -> Node:
        """The node above by indentation, unless that one cannot have anything below."""
        parent, grammar = self.nodes[-1], self.grammar
        if not parent.number:
            return parent
        if len(self.nodes) == 2 and not parent.children and parent.words[0] in grammar.leaves:
            self._pop_to(self.indents[-1])
        elif node.words[0] in grammar.never_nested:
            above = self.kinds[-1]
            if above is not None and not above.inside.length(node.words):
                self._pop_to(0)
        return self.nodes[-1]

    def _put(self, parent: Node, node: Node, kind: Kind | None, indent: int, depth: int) -> None:
        """Add a statement below another and keep it open for what is deeper."""
        parent.children.append(node)
        self.depths.append(depth)
        self.indents.append(indent)
        self.nodes.append(node)
        self.kinds.append(kind)

    def _claim(self, words: tuple[str, ...], kind: Kind | None) -> tuple[Node, Kind, int] | None:
        """The section without indentation that a statement belongs to; closes those it does not belong to."""
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][1].knows(words):
                del self.open[place + 1 :]
                return self.open[place]
        top = (kind is not None and not kind.nested) or self.grammar.top.length(unnumbered(words))
        if top or not self.flat:
            self.open.clear()
            return None
        return self.open[-1]


def _indent(raw: str) -> int:
    """How deep a line is indented, a tab counting up to the next multiple of eight."""
    if raw[0] not in " \t":
        return 0
    blank = raw[: len(raw) - len(raw.lstrip())]
    return len(blank.expandtabs(8))


def is_flat(lines: Sequence[str], grammar: Grammar) -> bool:
    """Whether no section of the file has indented statements."""
    above: int | None = None
    for raw in lines:
        words = raw.split()
        if not words or words[0][0] in grammar.comments:
            continue
        indent = _indent(raw)
        if above is not None and indent > above:
            return False
        above = indent if grammar.openers.length(words) else None
    return True
