"""Words that differ in every file and decide next to nothing: descriptions, and the addresses of ports.

Descriptions are left out unless a rule asks for them. Addresses are veiled: two blocks that differ in these alone get
the same answer to a question that does not look at them. Whether it does is noticed while it is asked for the first
time.
"""

import re
from collections.abc import Callable, Iterator
from operator import index
from typing import Any, Self, SupportsIndex, overload

from checks.syntax.node import KeptNode, Node, Veil

# What reads the lines of a block, the first of which has this number.
Read = Callable[[int, list[str]], list[Node]]

# A description below the first line of a block: free text that differs in every file, by which blocks are told apart
# only where a rule asks for its words.
REMARK = "description"
REMARK_LINE = re.compile(rf"(?<=\0)([ \t]*{REMARK} )[^\0]*")
USUAL = f"\0 {REMARK} "  # in most blocks one, indented by a blank
NO_WORDS = "-"

# A statement below another that begins with these two words; what follows them is veiled.
CLEAR = 2
ADDRESS = re.compile(r"(\0[ \t]+(?:ip|ipv6) address )([^\0\"]*)(?=\0|$)")
MARK = " address "
USUAL_ADDRESS = "\0 ip address "  # in most blocks one, indented by a blank


def without_remarks(part: str) -> str:
    """A block in which no description says anything."""
    if REMARK not in part:
        return part
    start = part.find(USUAL)
    if start < 0 or part.count(REMARK) > 1:
        return REMARK_LINE.sub(rf"\1{NO_WORDS}", part)
    start += len(USUAL)
    end = part.find("\0", start)
    return f"{part[:start]}{NO_WORDS}{part[end:] if end >= 0 else ''}"


def shape(part: str) -> str | None:
    """A block without its veiled words, of which only the number is left; None if it has none."""
    if MARK not in part:
        return None
    before, begin, words = part.partition(USUAL_ADDRESS)
    words, end, after = words.partition("\0")
    if begin and MARK not in before and MARK not in after and MARK not in words and '"' not in words:
        return f"{before}{begin}{'-' * len(words.split())}{end}{after}"
    plain, hidden = ADDRESS.subn(_hidden, part)
    return plain if hidden else None


def _hidden(found: re.Match[str]) -> str:
    """A statement without its veiled words."""
    return found[1] + "-" * len(found[2].split())


def is_veiled(words: tuple[str, ...]) -> bool:
    """Whether a statement has veiled words."""
    return len(words) > CLEAR and words[1] == "address" and words[0] in {"ip", "ipv6"}


class VeiledWords(tuple[str, ...]):
    """Words, of which the first are clear and the others are veiled."""

    clear: int
    veil: Veil

    def __new__(cls, words: tuple[str, ...], veil: Veil, clear: int = CLEAR) -> Self:
        """The same words, who counts the looks, and how many words may be seen."""
        made = super().__new__(cls, words)
        made.veil = veil
        made.clear = clear
        return made

    @overload
    def __getitem__(self, place: SupportsIndex, /) -> str: ...

    @overload
    def __getitem__(self, place: slice, /) -> tuple[str, ...]: ...

    def __getitem__(self, place: SupportsIndex | slice, /) -> str | tuple[str, ...]:
        """A word or some of them."""
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step < 0:
                start, stop = stop + 1, start + 1
            last = stop - 1 if start < stop else 0
        else:
            last = index(place)
            if last < 0:
                last += len(self)
        found = tuple.__getitem__(self, place)
        if last >= self.clear:
            self.veil.looks += 1
        return found

    def __iter__(self) -> Iterator[str]:
        """The words in their order."""
        yield from tuple.__getitem__(self, slice(self.clear))
        if len(self) > self.clear:
            yield from self[self.clear :]

    def __contains__(self, word: object, /) -> bool:
        """Whether a word is among them."""
        return word in self[:]

    def __eq__(self, other: object, /) -> bool:
        """Whether these are the same words."""
        return self[:] == other

    def __ne__(self, other: object, /) -> bool:
        """Whether these are other words."""
        return self[:] != other

    def __lt__(self, other: tuple[str, ...], /) -> bool:
        """Whether these words come first."""
        return self[:] < other

    def __le__(self, other: tuple[str, ...], /) -> bool:
        """Whether these words come first or are the same."""
        return self[:] <= other

    def __gt__(self, other: tuple[str, ...], /) -> bool:
        """Whether these words come later."""
        return self[:] > other

    def __ge__(self, other: tuple[str, ...], /) -> bool:
        """Whether these words come later or are the same."""
        return self[:] >= other

    def __repr__(self) -> str:
        """The words."""
        return repr(self[:])

    def __hash__(self) -> int:
        """That of the words."""
        return hash(self[:])

    def __add__(self, other: tuple[Any, ...], /) -> tuple[Any, ...]:
        """The words and others."""
        return self[:] + other

    def __radd__(self, other: tuple[Any, ...], /) -> tuple[Any, ...]:
        """Others and the words."""
        return other + self[:]

    def __mul__(self, times: SupportsIndex, /) -> tuple[str, ...]:
        """The words several times."""
        return self[:] * times

    __rmul__ = __mul__

    def count(self, word: str) -> int:
        """How often a word is there."""
        return self[:].count(word)

    def index(self, word: str, *limits: SupportsIndex) -> int:
        """The place of a word."""
        return self[:].index(word, *limits)


class VeiledNode(Node):
    """A statement with veiled words."""

    __slots__ = ()

    def __init__(self, number: int, words: VeiledWords) -> None:
        """A statement without children."""
        super().__init__(number, "", words)

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(self.words)

    @text.setter
    def text(self, text: str) -> None:
        """It follows from the words."""


def with_veil(node: Node) -> bool:
    """Whether a statement below a node has veiled words."""
    return any(isinstance(child, VeiledNode) for child in node.children)


class LateNode(KeptNode):
    """A kept statement that is known from another one; those below it are read when somebody looks at them."""

    __slots__ = ("_below", "_part", "_read")

    def __init__(self, number: int, like: KeptNode, part: str, read: Read) -> None:  # one per port: calls no other
        """A statement like another one, but for what is below it; `part` is the text of its block."""
        self.number = number
        self.text = like.text
        self.words = like.words
        self.size = like.size
        self.deep = like.deep
        self.alike = like
        self.kind = like.kind
        self.state = like.state = like.state.settled()
        self.said = None
        self._by_word = None
        self._below: list[Node] | None = None
        self._part = part
        self._read = read

    @property
    def children(self) -> list[Node]:
        """The statements below."""
        if self._below is None:
            self._below = self._read(self.number, self._part.split("\0"))
        return self._below

    @children.setter
    def children(self, children: list[Node]) -> None:
        """They are read later."""
