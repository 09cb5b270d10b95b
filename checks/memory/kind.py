"""What many blocks have in common: the first word, how many words the first line has, and with which words the lines
below begin. What a question says of it without a look at more holds for all blocks of the kind."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checks.syntax.node import LINE, SHIFT, KeptNode, Node, State, Veil
from checks.syntax.veil import VeiledWords

FIRST = 1 << SHIFT | 1  # a first line, in whatever block


class LookedError(Exception):
    """Somebody looked at what is not the same for all blocks of a kind."""


class Kind(NamedTuple):
    """By what kinds are told apart."""

    first: str
    length: int
    below: frozenset[str]


def kind_of(node: Node) -> Kind | None:
    """The kind of a block; None for a line with nothing below it, or with nothing that says something above it."""
    if not isinstance(node, KeptNode) or node.number & LINE != 1 or not node.by_word:
        return None
    return Kind(node.words[0], len(node.words), frozenset(node.by_word))


class Probe(Node):
    """A statement that stands for all blocks of a kind, and says so where they differ; `tried` are the questions that
    were put to it, in bits."""

    __slots__ = ("_below", "tried")

    def __init__(self, kind: Kind, veil: Veil) -> None:
        """It was asked nothing yet."""
        hidden = ("",) * (kind.length - 1)
        super().__init__(FIRST, "", VeiledWords((kind.first, *hidden), _Blind(), clear=1))
        self.state = State(kind.first, veil)
        self.tried = 0
        self._below = _Below(kind.below)

    @property
    def by_word(self) -> Mapping[str, list[Node]]:
        """What stands below it by the first words, which may be known; the rest must not."""
        return self._below

    @property
    def text(self) -> str:
        """Not the same for all."""
        raise LookedError

    @text.setter
    def text(self, text: str) -> None:
        """There is none."""

    @property
    def children(self) -> list[Node]:
        """Not the same for all."""
        raise LookedError

    @children.setter
    def children(self, children: list[Node]) -> None:
        """There are none."""


class _Blind(Veil):
    """Does not count looks, but says so at once."""

    __slots__ = ()

    @property
    def looks(self) -> int:
        """Nobody has looked."""
        return 0

    @looks.setter
    def looks(self, looks: int) -> None:
        """Somebody looks."""
        if looks:
            raise LookedError


class _Below(Mapping[str, list[Node]]):
    """First words, without the statements that begin with them."""

    __slots__ = ("_words",)

    def __init__(self, words: frozenset[str]) -> None:
        """Only the words are known."""
        self._words = words

    def __getitem__(self, word: str) -> list[Node]:
        """No statement begins with any other word; those that begin with one of these are not the same for all."""
        if word in self._words:
            raise LookedError
        raise KeyError(word)

    def __contains__(self, word: object) -> bool:
        """Whether a statement begins with a word."""
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        """The words, in an order of their own."""
        return iter(sorted(self._words))

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._words)
