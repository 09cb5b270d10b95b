"""A block of an indented configuration, and what around it decides what it means where it stands."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, compress, islice
from operator import attrgetter
from typing import Any, ClassVar

from checks.syntax.indent import Kind
from checks.syntax.node import SHIFT, KeptNode, Node, TextNode
from checks.syntax.opaque import Bodies, OpaqueStarts


class Block:
    """A block that is more, or less, than one statement, or means something else elsewhere: the statements at its top,
    how many lines it has, and what to look at around it."""

    __slots__ = ("deep", "hangs", "kind", "number", "plain", "size", "starts_text", "tops")
    odd: ClassVar = True

    def __init__(self, serial: int, size: int, tops: Sequence[Node]) -> None:
        """A block with nothing to look at."""
        self.number = serial << SHIFT
        self.size = size
        self.tops = tops
        self.deep = False  # it shows that the file has its indentation
        self.kind: Kind | None = None  # the next line may belong to it though it is not indented
        self.starts_text = False  # a text may follow
        self.hangs = False  # it belongs to the block above
        self.plain = True  # it means the same everywhere

    def settled(self) -> "KeptNode | Block":
        """The one statement of the block if there is nothing to look at, else the block."""
        looked_at = self.kind is not None or self.starts_text or self.hangs or not self.plain
        top = self.tops[0] if len(self.tops) == 1 else None
        if looked_at or top is None or isinstance(top, TextNode):
            return self
        kept = KeptNode(top.number, top.text, top.words, self.size)
        kept.children, kept.deep = top.children, self.deep
        return kept


Entry = KeptNode | Block
# What a line comes to that says nothing.
NOTHING: tuple[()] = ()
Place = Entry | tuple[()]
ODD, DEEP, TEXT = map(attrgetter, ("odd", "deep", "text"))


def starts(places: Sequence[Place]) -> list[int]:
    """After how many lines each of them begins, and how many lines there are in all."""
    return [*accumulate([place.size if place else 1 for place in places], initial=0)]


def tops_of(entry: Entry) -> Sequence[Node]:
    """The statements at the top of a block."""
    return entry.tops if isinstance(entry, Block) else (entry,)


def odd(entries: Sequence[Any]) -> list[tuple[int, Block]]:
    """Those that are not one statement each, or have something to look at, with their places."""
    return [(place, entries[place]) for place in compress(range(len(entries)), map(ODD, entries))]


def _tops(entries: Sequence[Entry], odd_ones: Sequence[tuple[int, Block]]) -> list[Node]:
    """The statements at the top of blocks."""
    nodes: list[Any] = list(entries)
    for place, block in reversed(odd_ones):
        nodes[place : place + 1] = block.tops
    return nodes


class Surroundings:
    """Looks at the blocks of a file whose meaning depends on what stands around them."""

    __slots__ = ("_blocks", "_bodies", "_kept", "_opaque", "_starts", "_text")

    def __init__(self, text: str, blocks: Sequence[Place], kept: Sequence[Entry], opaque: OpaqueStarts) -> None:
        """`kept` are the blocks without the lines that say nothing."""
        self._text = text
        self._blocks = blocks
        self._kept = kept
        self._opaque = opaque
        self._bodies: Bodies | None = None
        self._starts: list[int] = []

    def looked_at(self, odd_ones: Sequence[tuple[int, Block]]) -> tuple[frozenset[int], list[Node]] | None:
        """The places of the blocks that belong to a text, and the statements; None if only the lines can tell."""
        hidden: set[int] = set()
        place = 0
        for number, block in odd_ones:
            if block.starts_text or hidden:
                place = self._blocks.index(block, place)
                if place in hidden:
                    continue
            if block.hangs or not block.plain or (block.kind is not None and self._claims(block.kind, number)):
                return None
            if block.starts_text:
                after = self._end(place)
                if not after:
                    return None
                hidden.update(range(place + 1, after))
        if not hidden:
            return frozenset(), _tops(self._kept, odd_ones)
        shown = [one for at, one in enumerate(self._blocks) if one and at not in hidden]
        return frozenset(hidden), _tops(shown, odd(shown))

    def _claims(self, kind: Kind, number: int) -> bool:
        """Whether the next statement belongs to a section though it is not indented."""
        after = next((tops for one in islice(self._kept, number + 1, None) if (tops := tops_of(one))), ())
        return any(kind.knows(node.words) for node in after)

    def _end(self, place: int) -> int:
        """The place after the text that follows a block; 0 if it does not end where a block ends."""
        if self._bodies is None:
            self._bodies = Bodies(self._text.split("\n"), self._opaque)
            self._starts = starts(self._blocks)
        start = self._starts[place]
        end = self._bodies.end(start, self._bodies.lines[start].split())
        found = bisect_left(self._starts, end, lo=place + 1)
        return found if found < len(self._starts) and self._starts[found] == end else 0
