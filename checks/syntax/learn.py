"""Reading one block of an indented configuration for the first time."""

from checks.platform import Platform
from checks.syntax.indent import Lines, grammar, is_flat
from checks.syntax.node import SHIFT, KeptNode, Node, Veil, statement
from checks.syntax.surroundings import Block, Entry
from checks.syntax.veil import VeiledNode, VeiledWords, is_veiled

# A line that would belong to a text without an end, and to nothing else.
SENTINEL = "00"


class Learner:
    """Reads blocks of one platform."""

    __slots__ = ("_pieces", "_serial", "grammar", "veil")

    def __init__(self, platform: Platform) -> None:
        """Nothing was read yet."""
        self.grammar = grammar(platform)
        self.veil = Veil()
        self._pieces: dict[str, tuple[str, tuple[str, ...]] | None] = {}
        self._serial = 0

    def forget(self) -> None:
        """Forget the lines that were met."""
        self._pieces = {}

    def read(self, serial: int, part: str) -> Entry | None:
        """What a block means that is given this serial number; None for a line that says nothing."""
        lines = part.split("\0")
        words = lines[0].split()
        self._serial = serial
        if words and not self._is_nothing(lines[0], words):
            return self._read(lines, words)
        return self._below_nothing(lines, words) if len(lines) > 1 else None

    def _below_nothing(self, lines: list[str], words: list[str]) -> Entry:
        """Indented lines below one that says nothing: they hang on the block above, unless they say nothing either."""
        block = self._nested(lines)
        separates = words == [self.grammar.separator] and lines[0][0] == words[0]
        block.hangs = bool(block.tops) and not separates
        return block.settled()

    def _is_nothing(self, raw: str, words: list[str]) -> bool:
        """Whether a line is a comment, the end of a section, or an echo of the prompt."""
        first = words[0]
        closes = first in self.grammar.closers and len(words) == 1
        return first[0] in self.grammar.comments or closes or self.grammar.is_noise(raw, words)

    def _read(self, lines: list[str], words: list[str]) -> Entry:
        """A block that begins with a statement."""
        starts_text = words[0] in self.grammar.opaque.words and self.grammar.opaque.begin(words)
        if len(lines) > 1 and not starts_text:
            return self._simple(lines, words) or self._nested(lines).settled()
        head = self._head(lines)
        kind = self.grammar.kind(head.words)
        if kind is None and not starts_text:
            return head
        block = Block(self._serial, len(lines), [head])
        block.kind = kind
        block.starts_text = starts_text
        # Digits that a statement keeps stand below it, unless the indentation is lost.
        block.plain = not (starts_text and self.grammar.opaque.hex.length(words))
        return block

    def _head(self, lines: list[str]) -> KeptNode:
        """The first of these lines as a statement that is kept."""
        head = statement(self._serial << SHIFT | 1, lines[0])
        return KeptNode(head.number, head.text, head.words, len(lines))

    def _simple(self, lines: list[str], words: list[str]) -> KeptNode | None:
        """A block whose lines below are all alike deep, and plain; None if it is none."""
        raw = lines[1]
        depth = len(raw) - len(raw.lstrip(" "))
        if words[0] in self.grammar.leaves or not depth:
            return None
        start, pieces = " " * depth, self._pieces
        for raw in lines[1:]:
            piece = pieces[raw] if raw in pieces else self._piece(raw)
            if piece is None or raw[:depth] != start or raw[depth] == " ":
                return None
        head = self._head(lines)
        head.children = self.below(head.number, lines)
        head.deep = bool(self.grammar.openers.length(head.words))
        return head

    def below(self, number: int, lines: list[str]) -> list[Node]:
        """The statements below the first of these lines, which has this number, in a block of plain lines."""
        found: list[Node] = []
        for place, raw in enumerate(lines[1:], start=1):
            piece = self._pieces.get(raw) or self._piece(raw)
            if piece is not None:
                text, words = piece
                if isinstance(words, VeiledWords):
                    found.append(VeiledNode(number + place, words))
                else:
                    found.append(Node(number + place, text, words))
        return found

    def _piece(self, raw: str) -> tuple[str, tuple[str, ...]] | None:
        """A line below another: its text and words; None unless it is a statement that nothing stands below."""
        node = statement(0, raw)
        words: tuple[str, ...] = node.words
        grammar = self.grammar
        plain = bool(words) and raw.strip(" ")[0] == raw.strip()[0] and not self._is_nothing(raw, raw.split())
        plain = plain and words[0] not in grammar.never_nested and grammar.kind(words) is None
        plain = plain and not (words[0] in grammar.opaque.words and grammar.opaque.begin(words))
        if is_veiled(words) and '"' not in raw:
            words = VeiledWords(words, self.veil)
        self._pieces[raw] = (node.text, words) if plain else None
        return self._pieces[raw]

    def _nested(self, lines: list[str]) -> Block:
        """Any other block, read line by line; `SENTINEL` tells whether a text in it ends."""
        reader = Lines([*lines, SENTINEL], self.grammar, flat=False, base=self._serial << SHIFT)
        after = reader.read_between(0, len(lines))
        kinds = [kind for _, kind, _ in reader.open] if reader.open_indent == 0 else []
        reader.read_between(after, len(lines) + 1)
        reading = reader.finished()
        tops = reading.root.children
        ends = bool(tops) and tops[-1].text == SENTINEL and reading.depths[-1] == 0 and not reader.bodies.lost
        block = Block(self._serial, len(lines), tops[:-1])
        block.plain = ends and len(kinds) < 2
        block.kind = kinds[0] if kinds else None
        block.deep = not is_flat(lines, self.grammar)
        return block
