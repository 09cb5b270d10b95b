"""Reading an indented configuration block by block: a block that was met before is not read again.

A block is a line without indentation and the indented lines below it. Nearly always it means the same wherever it
stands, and then it is read once for all configurations. Where something outside decides what a line means (sections
that appear twice, indentation that is lost, a text whose end lies elsewhere), the reader that goes line by line does
the work; both give the same tree.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter

from checks.platform import Platform
from checks.syntax_indent import Kind, Lines, grammar, is_flat
from checks.syntax_node import Node, statement
from checks.syntax_opaque import Bodies, OpaqueStarts

# A remembered node is numbered by its block and its line within the block, as the block stands elsewhere in each file:
# the serial number of the block above these bits, the line from 1 below.
SHIFT = 32
LINE = (1 << SHIFT) - 1

# More lines than this are not remembered at once, so that a run over any number of files needs the same memory.
MOST_LINES = 150_000

# A line that would belong to a text without an end, and to nothing else.
SENTINEL = "00"


class Block:
    """A block: the statements at its top (nearly always one), how many lines it has, and what to look at around it."""

    __slots__ = ("deep", "hangs", "kind", "node", "odd", "plain", "serial", "size", "starts_text", "tops")

    def __init__(self, serial: int, size: int, tops: Sequence[Node]) -> None:
        """A block with nothing to look at."""
        self.serial = serial
        self.size = size
        self.tops = tops
        self.node = tops[0] if tops else NOBODY
        self.deep = False  # it shows that the file has its indentation
        self.kind: Kind | None = None  # the next line may belong to it though it is not indented
        self.starts_text = False  # a text may follow
        self.hangs = False  # it belongs to the block above
        self.plain = True  # it means the same everywhere
        self.odd = False  # something of this, or not exactly one statement

    def settled(self) -> "Block":
        """The block, when everything about it is known."""
        looked_at = self.kind is not None or self.starts_text or self.hangs or not self.plain
        self.odd = looked_at or len(self.tops) != 1
        return self


NOBODY = Node(0, "", ())
NODE, TEXT, DEEP, ODD, HANGS = map(attrgetter, ("node", "text", "deep", "odd", "hangs"))


class Found:
    """The statements at the top of a file, and where the blocks stand."""

    __slots__ = ("_blocks", "_hidden", "_starts", "nodes")

    def __init__(self, blocks: Sequence[Block | None], hidden: frozenset[int], nodes: list[Node]) -> None:
        """`hidden` are the places of those blocks that are no statements here."""
        self.nodes = nodes
        self._blocks = blocks
        self._hidden = hidden
        self._starts: dict[int, int] | None = None

    def line(self, number: int) -> int:
        """The line of the file on which a remembered node stands."""
        if self._starts is None:
            self._starts = {}
            after = 0
            for place, block in enumerate(self._blocks):
                if block is None:
                    after += 1
                    continue
                if place not in self._hidden:
                    self._starts[block.serial] = after
                after += block.size
        return self._starts[number >> SHIFT] + (number & LINE)


class Known:
    """The blocks of one platform that were met, by their text; None for a line that says nothing."""

    __slots__ = ("_blocks", "_grammar", "_marked", "_pieces", "_serial", "lines")

    def __init__(self, platform: Platform) -> None:
        """Nothing was met yet."""
        words = grammar(platform)
        self._grammar = words
        self._marked = frozenset[str]().union(
            words.closers, words.noise.by_word, words.opaque.words, words.never_nested, words.openers.by_word
        )
        self._blocks: dict[str, Block | None] = {}
        self._pieces: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._serial = 0
        self.lines = 0

    @property
    def full(self) -> bool:
        """Whether it is time to forget everything."""
        return self.lines > MOST_LINES

    def read(self, text: str) -> Found | None:
        """The statements of a text whose lines end with a newline; None if it has to be read line by line."""
        if "\0" in text or text[:1] in {" ", "\t"}:
            return None
        parts = text.replace("\n ", "\0 ").replace("\n\t", "\0\t").split("\n")
        if not parts[-1]:
            parts.pop()
        blocks = self._met(parts)
        kept = list(filter(None, blocks))
        hidden: frozenset[int] = frozenset()
        nodes: list[Node] | None
        if any(map(ODD, kept)):
            if any(map(HANGS, kept)):
                blocks = self._met(_joined(parts, blocks))
            hidden, nodes = _Surroundings(text, blocks, self._grammar.opaque).looked_at()
        else:
            nodes = list(map(NODE, kept))
        if not nodes or not any(map(DEEP, filter(None, blocks))):
            return None
        if len(set(map(TEXT, nodes))) != len(nodes):
            return None
        return Found(blocks, hidden, nodes)

    def _met(self, parts: Sequence[str]) -> list[Block | None]:
        """The blocks of these texts."""
        known = self._blocks
        try:
            return [known[part] for part in parts]
        except KeyError:
            return [known[part] if part in known else self._learn(part) for part in parts]

    def _learn(self, part: str) -> Block | None:
        """A block met for the first time."""
        lines = part.split("\0")
        words = lines[0].split()
        self._serial += 1
        self.lines += len(lines)
        block: Block | None = None
        if words and not self._is_nothing(lines[0], words):
            block = self._read(lines, words).settled()
        elif len(lines) > 1:
            block = self._below_nothing(lines, words).settled()
        self._blocks[part] = block
        return block

    def _below_nothing(self, lines: list[str], words: list[str]) -> Block:
        """Indented lines below one that says nothing: they hang on the block above, unless they say nothing either."""
        block = self._nested(lines)
        separates = words == [self._grammar.separator] and lines[0][0] == words[0]
        block.hangs = bool(block.tops) and not separates
        return block

    def _is_nothing(self, raw: str, words: list[str]) -> bool:
        """Whether a line is a comment, the end of a section, or an echo of the prompt."""
        first = words[0]
        closes = first in self._grammar.closers and len(words) == 1
        return first[0] in self._grammar.comments or closes or self._grammar.is_noise(raw, words)

    def _read(self, lines: list[str], words: list[str]) -> Block:
        """A block that begins with a statement."""
        opaque = self._grammar.opaque
        starts_text = words[0] in opaque.words and any(starts.length(words) for starts, _ in opaque.kinds)
        if len(lines) == 1 or starts_text:
            node = statement(self._serial << SHIFT | 1, lines[0])
            block = Block(self._serial, len(lines), [node])
            block.kind = self._grammar.kind(node.words)
            block.starts_text = starts_text
            return block
        return self._simple(lines, words) or self._nested(lines)

    def _simple(self, lines: list[str], words: list[str]) -> Block | None:
        """A block whose lines below are all alike deep, and plain; None if it is none."""
        below = lines[1]
        depth = len(below) - len(below.lstrip(" "))
        if words[0] in self._grammar.leaves or not depth or "\t" in below[: depth + 1]:
            return None
        base = self._serial << SHIFT
        head = statement(base | 1, lines[0])
        pieces, marked, comments, start = self._pieces, self._marked, self._grammar.comments, " " * depth
        for number, raw in enumerate(lines[1:], start=2):
            piece = pieces.get(raw)
            if piece is None:
                node = statement(number, raw)
                piece = pieces[raw] = (node.text, node.words)
            text, said = piece
            if not raw.startswith(start) or not raw[depth : depth + 1].strip():
                return None
            first = said[0]
            if first[0] in comments:
                continue
            if first in marked or first[0] == "[" or "#" in first or ">" in first:
                return None
            head.children.append(Node(base | number, text, said))
        if not head.children:
            return None
        block = Block(self._serial, len(lines), [head])
        block.deep = bool(self._grammar.openers.length(head.words))
        return block

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


def _joined(parts: Sequence[str], blocks: Sequence[Block | None]) -> list[str]:
    """The texts with what hangs joined to the nearest statement above it."""
    joined: list[str] = []
    statement_at = -1
    for part, block in zip(parts, blocks, strict=True):
        if block is not None and block.hangs and statement_at >= 0:
            joined[statement_at:] = ["\0".join([*joined[statement_at:], part])]
            continue
        if block is not None and block.tops and not block.hangs:
            statement_at = len(joined)
        joined.append(part)
    return joined


class _Surroundings:
    """Looks at the blocks of a file whose meaning depends on what stands around them."""

    __slots__ = ("_blocks", "_bodies", "_opaque", "_starts", "_text")

    def __init__(self, text: str, blocks: Sequence[Block | None], opaque: OpaqueStarts) -> None:
        """Where the blocks stand is found out when it matters."""
        self._text = text
        self._blocks = blocks
        self._opaque = opaque
        self._bodies: Bodies | None = None
        self._starts: list[int] = []

    def looked_at(self) -> tuple[frozenset[int], list[Node]]:
        """The places of the blocks that belong to a text, and the statements; none if only the lines can tell."""
        hidden: set[int] = set()
        nodes: list[Node] = []
        header: Kind | None = None
        after = 0
        for place, block in enumerate(self._blocks):
            if block is None:
                continue
            if after and self._starts[place] < after:
                hidden.add(place)
                continue
            claimed = header is not None and any(header.knows(node.words) for node in block.tops)
            if claimed or block.hangs or not block.plain:
                return frozenset(), []
            if block.starts_text:
                after = self._end(place)
                if not after:
                    return frozenset(), []
            if block.tops:
                header = block.kind
            nodes += block.tops
        return frozenset(hidden), nodes

    def _end(self, place: int) -> int:
        """The line after the text that follows a block; 0 if it does not end where a block ends."""
        if self._bodies is None:
            self._bodies = Bodies(self._text.split("\n"), self._opaque)
            self._starts = [0, *accumulate(1 if one is None else one.size for one in self._blocks)]
        start = self._starts[place]
        end = self._bodies.end(start, self._bodies.lines[start].split())
        found = bisect_left(self._starts, end, lo=place + 1)
        return end if found < len(self._starts) and self._starts[found] == end else 0
