"""The nodes of a configuration tree, and how a line becomes words."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

QUOTED_OR_BARE = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"(?=\s|$)|(\S+)', re.DOTALL)

# In a longer line quotes are not looked at: it is no statement that a person wrote.
LONGEST_QUOTED = 100_000


class Veil:
    """Counts how often somebody looked at a veiled word."""

    __slots__ = ("looks",)

    def __init__(self) -> None:
        """Nobody has looked yet."""
        self.looks = 0


class Notes:
    """What was found out about a statement and those below it alone: the questions that were asked, in bits, which of
    them found something, and what; `alike` is what all statements answer that differ in veiled words only."""

    __slots__ = ("alike", "asked", "found", "hits", "veil")

    def __init__(self, veil: Veil, alike: "Notes | None" = None) -> None:
        """Nothing was asked yet of this one."""
        self.veil = veil
        self.alike = alike
        self.asked: int = 0
        self.hits: int = 0
        self.found: dict[Hashable, Any] = {}
        if alike is not None:
            self.asked, self.hits, self.found = alike.asked, alike.hits, dict(alike.found)

    def answer(self, number: int, bits: int, found: Any) -> None:
        """Keep the answer to a question: a bit for the question, and its bits from there on."""
        self.asked |= 1 << number
        if bits:
            self.hits |= bits << number
            self.found[number] = found


class Node:
    """One statement: its number, its text and words, and the statements below it; never changed once it was read.

    The number is the line (from 1; 0 is the root); in a block that is kept for other files, see `ConfigTree.line`.
    """

    __slots__ = ("_by_word", "children", "notes", "number", "text", "words")

    def __init__(self, number: int, text: str, words: tuple[str, ...]) -> None:
        """A statement without children."""
        self.number = number
        self.text = text
        self.words = words
        self.children: list[Node] = []
        self._by_word: dict[str, list[Node]] | None = None
        self.notes: Notes | None = None  # for a statement that is worth remembering

    @property
    def by_word(self) -> Mapping[str, list["Node"]]:
        """The children by their first word, in order; to be asked when the tree is complete."""
        if self._by_word is None:
            found = defaultdict[str, list[Node]](list)
            for child in self.children:
                words = child.words
                if words:
                    found[words[0]].append(child)
            found.default_factory = None
            self._by_word = found
        return self._by_word

    def __repr__(self) -> str:
        """`12: ip ssh version 2 (0)`."""
        return f"{self.number}: {self.text} ({len(self.children)})"


class TextNode(Node):
    """A statement with a text after it that holds no statements: `body`, the digits of a certificate."""

    __slots__ = ("body",)

    def __init__(self, node: Node, body: str) -> None:
        """The statement with its text, on its own line."""
        super().__init__(node.number, node.text, node.words)
        self.body = body


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a syntax makes of the lines: the effective tree, and per line its depth (-1: part of the line above)."""

    root: Node
    depths: list[int]


def root_node() -> Node:
    """The root of a tree."""
    return Node(0, "", ())


def split_words(line: str) -> tuple[str, ...]:
    """The words of a line; a string in double quotes is one word without them."""
    if '"' not in line:
        return tuple(line.split())
    return tuple(match[2] if match[1] is None else match[1] for match in QUOTED_OR_BARE.finditer(line))


def statement(number: int, line: str) -> Node:
    """A line as a node: blanks outside quotes collapsed."""
    if '"' not in line or len(line) > LONGEST_QUOTED:
        words = line.split()
        return Node(number, " ".join(words), tuple(words))
    text = " ".join(match[0] for match in QUOTED_OR_BARE.finditer(line))
    return Node(number, text, split_words(line))


class Prefixes:
    """Statements by their first words: one dictionary look-up on the first word, then a comparison or two."""

    __slots__ = ("by_word",)

    def __init__(self, prefixes: Iterable[str]) -> None:
        """Sort the prefixes by their first word, the longest first."""
        self.by_word: dict[str, list[list[str]]] = {}
        for prefix in sorted(prefixes, key=len, reverse=True):
            words = prefix.split()
            self.by_word.setdefault(words[0], []).append(words)

    def length(self, words: Sequence[str]) -> int:
        """How many words of the statement the longest prefix takes, 0 if none fits; `$` asks for the end."""
        found = self.by_word.get(words[0])
        if found is not None:
            for prefix in found:
                count = len(prefix)
                if count == 1 or list(words[:count]) == prefix or [*words, "$"] == prefix:
                    return count
        return 0

    def spelled(self, words: Sequence[str], length: int) -> tuple[str, ...]:
        """The prefix of `length` words that fits the statement, as it was given."""
        return (*words, "$") if length > len(words) else tuple(words[:length])
