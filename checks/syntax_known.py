"""Reading an indented configuration block by block: a block that was met before is not read again.

A block is a line without indentation and the indented lines below it. Nearly always it means the same wherever it
stands, and then it is read once for all configurations. Where something outside decides what a line means (sections
that appear twice, indentation that is lost, a text whose end lies elsewhere), the reader that goes line by line does
the work; both give the same tree.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from checks.platform import Platform
from checks.syntax_indent import Lines, grammar, is_flat
from checks.syntax_node import LINE, SHIFT, KeptNode, Node, State, Veil, statement
from checks.syntax_surroundings import (
    DEEP,
    HANGS,
    NOTHING,
    ODD,
    TEXT,
    Block,
    Entry,
    Place,
    Surroundings,
    serial,
    size,
    tops_of,
)
from checks.veil import LateNode, VeiledNode, VeiledWords, is_veiled, shape, without_remarks

# More lines than this are not remembered at once, so that a run over any number of files needs the same memory: of
# blocks that were met twice or more, and of those that were met once and may never be met again.
MOST_LINES = 200_000
MOST_LINES_ONCE = 40_000

# A line that would belong to a text without an end, and to nothing else.
SENTINEL = "00"


class Found:
    """The statements at the top of a file, and where the blocks stand."""

    __slots__ = ("_blocks", "_hidden", "_starts", "nodes")

    def __init__(self, blocks: Sequence[Place], hidden: frozenset[int], nodes: list[Node]) -> None:
        """`hidden` are the places of those blocks that are no statements here."""
        self.nodes = nodes
        self._blocks = blocks
        self._hidden = hidden
        self._starts: dict[int, int] | None = None

    def lines(self, numbers: Sequence[int]) -> list[int]:
        """The lines of the file on which nodes stand; a number that names no block is a line already."""
        starts = self._where()
        return [starts[number >> SHIFT] + (number & LINE) if number >> SHIFT else number for number in numbers]

    def _where(self) -> dict[int, int]:
        """After how many lines each block begins, by its serial number."""
        if self._starts is None:
            starts = accumulate(map(size, self._blocks), initial=0)
            placed = [
                (serial(block), start)
                for place, (block, start) in enumerate(zip(self._blocks, starts, strict=False))
                if block and place not in self._hidden
            ]
            self._starts = dict(placed)
        return self._starts


class Known:
    """The blocks of one platform that were met, by their text."""

    __slots__ = (
        "_blocks",
        "_grammar",
        "_once",
        "_once_lines",
        "_pieces",
        "_serial",
        "_shapes",
        "_states",
        "_veil",
        "_with_remarks",
        "lines",
        "most_lines",
    )

    def __init__(self, platform: Platform, *, with_remarks: bool = True) -> None:
        """Nothing was met yet; without remarks, the words of a description are left out of the tree."""
        self._with_remarks = with_remarks
        self._grammar = grammar(platform)
        self._blocks: dict[str, Place] = {}
        self._once: dict[str, Entry] = {}
        self._once_lines = 0
        self._pieces: dict[str, tuple[str, tuple[str, ...]] | None] = {}
        self._serial = 0
        self._veil = Veil()
        self._states: dict[str, State] = {}
        self._shapes: dict[str, KeptNode] = {}
        self.lines = 0
        self.most_lines = MOST_LINES

    @property
    def full(self) -> bool:
        """Whether it is time to forget everything."""
        return self.lines > self.most_lines

    def read(self, text: str) -> Found | None:
        """The statements of a text whose lines end with a newline; None if it has to be read line by line."""
        if "\0" in text or text[:1] in {" ", "\t"}:
            return None
        joined = text.replace("\n ", "\0 ")
        parts = (joined.replace("\n\t", "\0\t") if "\n\t" in joined else joined).split("\n")
        if not parts[-1]:
            parts.pop()
        blocks = self._met(parts)
        kept: list[Any] = list(filter(None, blocks))
        if any(map(ODD, kept)):
            if any(map(HANGS, kept)):
                blocks = self._met(_joined(parts, blocks))
                kept = list(filter(None, blocks))
            looked_at = Surroundings(text, blocks, kept, self._grammar.opaque).looked_at()
            if looked_at is None:
                return None
            hidden, nodes = looked_at
        else:
            hidden, nodes = frozenset(), kept
        if not any(map(DEEP, kept)) or len(set(map(TEXT, nodes))) != len(nodes):
            return None
        return Found(blocks, hidden, nodes)

    def _met(self, parts: Sequence[str]) -> list[Place]:
        """The blocks of these texts."""
        blocks: list[Any] = list(map(self._blocks.get, parts))
        for place in [place for place, block in enumerate(blocks) if block is None]:
            blocks[place] = self._again(parts[place])
        return blocks

    def _again(self, part: str) -> Place:
        """A block met for the second time, or for the first time."""
        if not self._with_remarks:
            plain = without_remarks(part)
            if plain in self._blocks:
                return self._blocks[plain]
            part = plain
        block = self._once.pop(part, None)
        if block is None:
            return self._first(part)
        self._blocks[part] = block
        self.lines += block.size
        return block

    def _first(self, part: str) -> Place:
        """A block met for the first time."""
        same = shape(part)
        like = self._shapes.get(same) if same is not None else None
        if like is not None:
            self._serial += 1
            block: Entry | None = LateNode(self._serial << SHIFT | 1, like, part, self._below)
        else:
            block = self._learn(part)
        if block is None:
            self._blocks[part] = NOTHING
            self.lines += 1
            return NOTHING
        if self._once_lines > MOST_LINES_ONCE:
            self._once, self._once_lines, self._pieces, self._shapes = {}, 0, {}, {}
        if like is None:
            self._remember(block, same)
        self._once[part] = block
        self._once_lines += block.size
        return block

    def _remember(self, block: Entry, same: str | None) -> None:
        """Let the statements of a block keep what they answer, and others of the same shape share it."""
        for node in tops_of(block):
            node.state = self._state(node.words)
        if same is not None and isinstance(block, KeptNode) and any(map(_is_veiled, block.children)):
            like = KeptNode(block.number, block.text, block.words, block.size)
            like.deep, like.state = block.deep, block.state
            block.alike = self._shapes[same] = like
            self._once_lines += block.size

    def _state(self, words: tuple[str, ...]) -> State:
        """The state of a statement that was asked nothing."""
        word = words[0] if words else ""
        if word not in self._states:
            self._states[word] = State(word, self._veil)
        return self._states[word]

    def _learn(self, part: str) -> Entry | None:
        """What a block means; None for a line that says nothing."""
        lines = part.split("\0")
        words = lines[0].split()
        self._serial += 1
        if words and not self._is_nothing(lines[0], words):
            return self._read(lines, words)
        return self._below_nothing(lines, words) if len(lines) > 1 else None

    def _below_nothing(self, lines: list[str], words: list[str]) -> Entry:
        """Indented lines below one that says nothing: they hang on the block above, unless they say nothing either."""
        block = self._nested(lines)
        separates = words == [self._grammar.separator] and lines[0][0] == words[0]
        block.hangs = bool(block.tops) and not separates
        return block.settled()

    def _is_nothing(self, raw: str, words: list[str]) -> bool:
        """Whether a line is a comment, the end of a section, or an echo of the prompt."""
        first = words[0]
        closes = first in self._grammar.closers and len(words) == 1
        return first[0] in self._grammar.comments or closes or self._grammar.is_noise(raw, words)

    def _read(self, lines: list[str], words: list[str]) -> Entry:
        """A block that begins with a statement."""
        starts_text = words[0] in self._grammar.opaque.words and self._grammar.opaque.begin(words)
        if len(lines) > 1 and not starts_text:
            return self._simple(lines, words) or self._nested(lines).settled()
        head = self._head(lines)
        kind = self._grammar.kind(head.words)
        if kind is None and not starts_text:
            return head
        block = Block(self._serial, len(lines), [head])
        block.kind = kind
        block.starts_text = starts_text
        # Digits that a statement keeps stand below it, unless the indentation is lost.
        block.plain = not (starts_text and self._grammar.opaque.hex.length(words))
        return block

    def _head(self, lines: list[str]) -> KeptNode:
        """The first of these lines as a statement that is kept."""
        head = statement(self._serial << SHIFT | 1, lines[0])
        return KeptNode(head.number, head.text, head.words, len(lines))

    def _simple(self, lines: list[str], words: list[str]) -> KeptNode | None:
        """A block whose lines below are all alike deep, and plain; None if it is none."""
        raw = lines[1]
        depth = len(raw) - len(raw.lstrip(" "))
        if words[0] in self._grammar.leaves or not depth:
            return None
        start, pieces = " " * depth, self._pieces
        for raw in lines[1:]:
            piece = pieces[raw] if raw in pieces else self._piece(raw)
            if piece is None or raw[:depth] != start or raw[depth] == " ":
                return None
        head = self._head(lines)
        head.children = self._below(head.number, lines)
        head.deep = bool(self._grammar.openers.length(head.words))
        return head

    def _below(self, number: int, lines: list[str]) -> list[Node]:
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
        grammar = self._grammar
        plain = bool(words) and raw.strip(" ")[0] == raw.strip()[0] and not self._is_nothing(raw, raw.split())
        plain = plain and words[0] not in grammar.never_nested and grammar.kind(words) is None
        plain = plain and not (words[0] in grammar.opaque.words and grammar.opaque.begin(words))
        if is_veiled(words) and '"' not in raw:
            words = VeiledWords(words, self._veil)
        self._pieces[raw] = (node.text, words) if plain else None
        return self._pieces[raw]

    def _nested(self, lines: list[str]) -> Block:
        """Any other block, read line by line; `SENTINEL` tells whether a text in it ends."""
        reader = Lines([*lines, SENTINEL], self._grammar, flat=False, base=self._serial << SHIFT)
        reading = reader.read()
        tops = reading.root.children
        ends = bool(tops) and tops[-1].text == SENTINEL and reading.depths[-1] == 0 and not reader.bodies.lost
        block = Block(self._serial, len(lines), tops[:-1])
        block.plain = ends
        alone = Lines(lines, self._grammar, flat=False)
        alone.read()
        if alone.open and alone.open_indent == 0:
            block.kind = alone.open[0][1]
            block.plain = block.plain and len(alone.open) == 1
        block.deep = not is_flat(lines, self._grammar)
        return block


def _is_veiled(node: Node) -> bool:
    """Whether a statement has veiled words."""
    return isinstance(node, VeiledNode)


def _joined(parts: Sequence[str], blocks: Sequence[Place]) -> list[str]:
    """The texts with what hangs joined to the nearest statement above it."""
    joined: list[str] = []
    statement_at = -1
    for part, block in zip(parts, blocks, strict=True):
        hangs = isinstance(block, Block) and block.hangs
        if hangs and statement_at >= 0:
            joined[statement_at:] = ["\0".join([*joined[statement_at:], part])]
            continue
        if block and tops_of(block) and not hangs:
            statement_at = len(joined)
        joined.append(part)
    return joined
