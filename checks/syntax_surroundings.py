"""A block of an indented configuration, and what around it decides what it means where it stands."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, islice
from operator import attrgetter

from checks.syntax_indent import Kind
from checks.syntax_node import Node
from checks.syntax_opaque import Bodies, OpaqueStarts


class Block:
    """A block: the statements at its top (nearly always one), how many lines it has, and what to look at around it."""

    __slots__ = ("deep", "hangs", "kind", "node", "odd", "plain", "serial", "size", "starts_text", "tops", "veiled")

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
        self.veiled = False  # it has words that next to nobody looks at
        self.odd = False  # something of this, or not exactly one statement

    def settled(self) -> "Block":
        """The block, when everything about it is known."""
        looked_at = self.kind is not None or self.starts_text or self.hangs or not self.plain
        self.odd = looked_at or len(self.tops) != 1
        return self


NOBODY = Node(0, "", ())
NODE, TEXT, DEEP, ODD, HANGS = map(attrgetter, ("node", "text", "deep", "odd", "hangs"))


class Surroundings:
    """Looks at the blocks of a file whose meaning depends on what stands around them."""

    __slots__ = ("_blocks", "_bodies", "_kept", "_opaque", "_starts", "_text")

    def __init__(self, text: str, blocks: Sequence[Block | None], kept: Sequence[Block], opaque: OpaqueStarts) -> None:
        """`kept` are the blocks without the lines that say nothing."""
        self._text = text
        self._blocks = blocks
        self._kept = kept
        self._opaque = opaque
        self._bodies: Bodies | None = None
        self._starts: list[int] = []

    def looked_at(self) -> tuple[frozenset[int], list[Node]] | None:
        """The places of the blocks that belong to a text, and the statements; None if only the lines can tell."""
        hidden: set[int] = set()
        place = 0
        for number in [number for number, block in enumerate(self._kept) if block.odd]:
            block = self._kept[number]
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
            return frozenset(), [node for block in self._kept for node in block.tops]
        left = [block for place, block in enumerate(self._blocks) if block is not None and place not in hidden]
        return frozenset(hidden), [node for block in left for node in block.tops]

    def _claims(self, kind: Kind, number: int) -> bool:
        """Whether the next statement belongs to a section though it is not indented."""
        after = next((block for block in islice(self._kept, number + 1, None) if block.tops), None)
        return after is not None and any(kind.knows(node.words) for node in after.tops)

    def _end(self, place: int) -> int:
        """The place after the text that follows a block; 0 if it does not end where a block ends."""
        if self._bodies is None:
            self._bodies = Bodies(self._text.split("\n"), self._opaque)
            self._starts = [0, *accumulate(1 if one is None else one.size for one in self._blocks)]
        start = self._starts[place]
        end = self._bodies.end(start, self._bodies.lines[start].split())
        found = bisect_left(self._starts, end, lo=place + 1)
        return found if found < len(self._starts) and self._starts[found] == end else 0
