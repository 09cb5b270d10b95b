"""The nodes of a configuration tree, and how a line becomes words."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

QUOTED_OR_BARE = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"(?=\s|$)|(\S+)', re.DOTALL)

# A statement that is kept for other files is numbered by its block and its line within the block, as the block stands
# elsewhere in each file: the serial number of the block above these bits, the line from 1 below.
SHIFT = 32
LINE = (1 << SHIFT) - 1

# In a longer line quotes are not looked at: it is no statement that a person wrote.
LONGEST_QUOTED = 100_000


class Veil:
    """Counts how often somebody looked at a veiled word."""

    __slots__ = ("looks",)

    def __init__(self) -> None:
        """Nobody has looked yet."""
        self.looks = 0


class State:
    """What a statement with a first word was asked, in bits, and which questions found something.

    Statements that have answered the same share one state, which is changed no more.
    """

    __slots__ = ("_settled", "asked", "hits", "shared", "veil", "word")

    def __init__(self, word: str, veil: Veil, settled: dict[tuple[int, int], "State"] | None = None) -> None:
        """Nothing was asked yet."""
        self.word = word
        self.veil = veil
        self.asked = 0
        self.hits = 0
        self.shared = settled is None
        self._settled = {(0, 0): self} if settled is None else settled

    def settled(self) -> "State":
        """The state that all share that have answered the same."""
        if self.shared:
            return self
        found = self._settled.setdefault((self.asked, self.hits), self)
        found.shared = True
        return found

    def unasked(self) -> "State":
        """The state in which it begins."""
        return self._settled[0, 0]

    def own(self) -> "State":
        """A state that may be changed."""
        if not self.shared:
            return self
        own = State(self.word, self.veil, self._settled)
        own.asked, own.hits = self.asked, self.hits
        return own


# The state of a statement that is not kept for other files, and remembers nothing.
UNKEPT = State("", Veil())


class Node:
    """One statement: its number, its text and words, and the statements below it; never changed once it was read.

    The number is the line (from 1; 0 is the root); in a block that is kept for other files, see `ConfigTree.line`.
    """

    __slots__ = ("_by_word", "alike", "children", "kind", "number", "said", "state", "text", "words")

    def __init__(self, number: int, text: str, words: tuple[str, ...]) -> None:
        """A statement without children."""
        self.number = number
        self.text = text
        self.words = words
        self.children: list[Node] = []
        self._by_word: dict[str, list[Node]] | None = None
        # Of a statement that is kept for other files: what it answered, one that stands for all that differ from it in
        # veiled words only, and one that stands for all of its kind.
        self.state = UNKEPT
        self.said: dict[Hashable, Any] | None = None
        self.alike: Node | None = None
        self.kind: Node | None = None

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

    def answer(self, number: int, bits: int, found: Any) -> None:
        """Keep the answer to a question: a bit for the question, and its bits from there on."""
        self.mark(number, bits)
        if bits:
            self.keep(number, found)

    def mark(self, number: int, bits: int) -> None:
        """Note the bits of an answer that is kept elsewhere."""
        state = self.state = self.state.own()
        state.asked |= 1 << number
        state.hits |= bits << number

    def keep(self, key: Hashable, found: Any) -> None:
        """Keep something about this statement and those below it alone."""
        if self.said is None:
            self.said = {}
        self.said[key] = found

    def said_to(self, key: Hashable) -> Any:
        """What was kept about this statement, about all that are alike, or about all of its kind."""
        node: Node | None = self
        while node is not None:
            if node.said is not None and key in node.said:
                return node.said[key]
            node = node.alike or node.kind
        return None

    def forget(self) -> None:
        """Be as new: an answer may name its statement, which keeps the answer, and nobody else would let go of both."""
        self.said = None
        self.state = self.state.unasked()

    def __repr__(self) -> str:
        """`12: ip ssh version 2 (0)`."""
        return f"{self.number}: {self.text} ({len(self.children)})"


class KeptNode(Node):
    """The one statement at the top of a block that means the same wherever it stands: how many lines the block has,
    and whether it shows that the file has its indentation."""

    __slots__ = ("deep", "size")
    odd: ClassVar = False

    def __init__(self, number: int, text: str, words: tuple[str, ...], size: int) -> None:
        """A statement without children."""
        super().__init__(number, text, words)
        self.size = size
        self.deep = False


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
