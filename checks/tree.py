"""A configuration as a tree: what stands in the file, and what is in effect."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from checks.outcome import Answers, Part
from checks.platform import Platform, Syntax
from checks.syntax import blocks as syntax_blocks
from checks.syntax import braces as syntax_braces
from checks.syntax import indent as syntax_indent
from checks.syntax import keyvalue as syntax_keyvalue
from checks.syntax import lines as syntax_lines
from checks.syntax import uci as syntax_uci
from checks.syntax.found import Found
from checks.syntax.known import Known
from checks.syntax.node import Node, Reading, TextNode

__all__ = ["ConfigTree", "Node", "TextNode", "parse", "render"]

READERS: dict[Syntax, Callable[[Sequence[str], Platform], Reading]] = {
    Syntax.INDENT: syntax_indent.read,
    Syntax.BRACES: syntax_braces.read,
    Syntax.BLOCKS: syntax_blocks.read,
    Syntax.KEYVALUE: syntax_keyvalue.read,
    Syntax.UCI: syntax_uci.read,
    Syntax.LINES: syntax_lines.read,
}

T = TypeVar("T", bound=Hashable)
V = TypeVar("V")

WORD = attrgetter("state.word")

# A blanked-out value of several words, such as `<secret hidden>`, stands where one word stood.
BLANKED = re.compile(r"<[^<>\s]{1,40}(?:[ \t]+[^<>\s]{1,40}){1,5}>")
BLANKED_WORDS = re.compile(r"removed|redacted|hidden|masked|omitted|sanitized", re.IGNORECASE)


class ConfigTree:
    """A configuration: its platform, its lines without their ends, and `root`, what rules judge."""

    __slots__ = ("_depths", "_facts", "_found", "_lines", "_made", "_source", "_text", "platform", "root")

    def __init__(self, platform: Platform, text: str, reading: Reading | Found) -> None:
        """Keep the text and what the syntax made of it."""
        self.platform = platform
        self._text = text
        self._lines: tuple[str, ...] | None = None
        self._source: list[Node] | None = None
        self._facts: dict[Hashable, Any] = {}
        self._made: dict[Hashable, Any] = {}
        self._found: Found | None = None
        self._depths: list[int] | None = None
        self.root: Node
        if isinstance(reading, Found):
            self._found = reading
            self.root = KnownRoot(reading.nodes)
        else:
            self._depths = reading.depths
            self.root = reading.root

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends, and without a byte order mark."""
        if self._lines is None:
            lines = lines_of(self._text)
            self._lines = (lines[0].removeprefix("\ufeff"), *lines[1:]) if lines else ()
        return self._lines

    @property
    def source(self) -> list[Node]:
        """Every line as it stands, comments and repeated sections included; a node's text keeps its line ends."""
        if self._source is None:
            if self._depths is None:
                self._depths = READERS[self.platform.syntax](_prepared(self._text), self.platform).depths
            self._source = _source(self._text, self._depths)
        return self._source

    @property
    def is_known(self) -> bool:
        """Whether its blocks are kept for other files."""
        return self._found is not None

    def found(self, word: str, key: Hashable, find: Callable[[Node], Iterable[V]]) -> list[V]:
        """What a function finds in the statements at the top that begin with a word, in order.

        It may look at one statement alone; `key` is the same for functions that find the same.
        """
        del key
        return [one for node in self.root.by_word.get(word, ()) for one in find(node)]

    def judged(self, word: str, key: Hashable, judge: Callable[[Node], Part]) -> Sequence[Answers]:
        """What the statements at the top that begin with a word came to; for the function holds the same."""
        del key
        return [judge(node) for node in self.root.by_word.get(word, ())]

    def once(self, make: Callable[["ConfigTree"], V]) -> V:
        """What a function makes of the whole configuration, made once for all rules."""
        if make not in self._made:
            self._made[make] = make(self)
        made: V = self._made[make]
        return made

    def fact(self, find: Callable[["ConfigTree"], T]) -> T:
        """What a function finds out about the whole configuration, found once; where it is the same in two
        configurations, it is all that a rule sees of what the function looked at."""
        if find not in self._facts:
            self._facts[find] = find(self)
        found: T = self._facts[find]
        return found

    def line(self, number: int) -> int:
        """The line of a node, from the number it has; they differ where its block was read in another file."""
        return self.places((number,))[0]

    def places(self, numbers: Sequence[int]) -> Sequence[int]:
        """The lines of nodes, from the numbers they have."""
        return numbers if self._found is None else self._found.lines(numbers)


class TopNode(Node):
    """The root of a configuration whose statements are known."""

    __slots__ = ()

    def found(self, word: str, key: Hashable, find: Callable[[Node], Iterable[V]]) -> list[V]:
        """What a function finds in the statements that begin with a word; it may look at one statement alone."""
        del key
        return [one for node in self.by_word.get(word, ()) for one in find(node)]


class KnownRoot(Node):
    """The root of a configuration made of blocks that are kept for other files."""

    __slots__ = ()

    def __init__(self, nodes: list[Node]) -> None:
        """The statements at the top."""
        super().__init__(0, "", ())
        self.children = nodes

    @property
    def by_word(self) -> Mapping[str, list[Node]]:
        """The statements by their first word, in order; their states tell it without a look at their words."""
        if self._by_word is None:
            found: dict[str, list[Node]] = {}
            for word, nodes in groupby(self.children, WORD):
                found.setdefault(word, []).extend(nodes)
            self._by_word = found
        return self._by_word


def parse(text: str, platform: Platform, known: Known | None = None) -> ConfigTree:
    """The tree of a configuration; every text has one, in a time that grows with its length.

    With `known`, for platforms of indented lines, blocks that it has met are not read again.
    """
    if known is not None:
        plain = text if is_plain(text) else "\n".join(_prepared(text))
        found = known.read(plain)
        if found is not None:
            return ConfigTree(platform, text, found)
    return ConfigTree(platform, text, READERS[platform.syntax](_prepared(text), platform))


def is_plain(text: str) -> bool:
    """Whether the lines of a text are read as they stand."""
    return not (
        "\r" in text or "\ufeff" in text or "\b" in text or "--More--" in text or ("<" in text and BLANKED.search(text))
    )


def _prepared(text: str) -> list[str]:
    """The lines as they are read."""
    lines = lines_of(text)
    if "\ufeff" in text or "\b" in text or "--More--" in text:
        lines = [_without_pager(line) for line in lines]
    if "<" in text and BLANKED.search(text):
        lines = [BLANKED.sub(_one_word, line) if "<" in line else line for line in lines]
    return lines


def lines_of(text: str) -> list[str]:
    """The lines of a text without their ends, as the tree numbers them."""
    lines = text.split(_line_end(text))
    if not lines[-1]:
        lines.pop()
    return [line.rstrip("\r") for line in lines] if "\r" in text else lines


def render(tree: ConfigTree) -> str:
    """The text a tree was made of, character by character."""
    parts: list[str] = []
    todo = tree.source[::-1]
    while todo:
        node = todo.pop()
        parts.append(node.text)
        todo.extend(reversed(node.children))
    return "".join(parts)


def _line_end(text: str) -> str:
    """What ends a line; a carriage return only where there is nothing else."""
    return "\r" if "\r" in text and "\n" not in text else "\n"


def _without_pager(line: str) -> str:
    """A line of a recorded session without the traces of the pager."""
    return line.replace("--More--", "").replace("\b", "").replace("\ufeff", "")


def _one_word(blanked: re.Match[str]) -> str:
    """A blanked-out value without the blanks in it; anything else in angle brackets as it is."""
    return "-".join(blanked[0].split()) if BLANKED_WORDS.search(blanked[0]) else blanked[0]


def _source(text: str, depths: list[int]) -> list[Node]:
    """The lines as nodes, by the depths the syntax found."""
    end = _line_end(text)
    raw = text.split(end)
    last = raw.pop()
    pieces = [piece + end for piece in raw] + ([last] if last else [])
    starts = [index for index, depth in enumerate(depths) if depth >= 0 or index == 0]
    top: list[Node] = []
    levels: list[list[Node]] = [top]
    for start, after in zip(starts, [*starts[1:], len(pieces)], strict=False):
        node = Node(start + 1, "".join(pieces[start:after]), ())
        del levels[max(depths[start], 0) + 1 :]
        levels[-1].append(node)
        levels.append(node.children)
    return top
