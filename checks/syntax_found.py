"""Where the blocks of a file stand that were read in another file."""

from collections.abc import Sequence
from itertools import accumulate

from checks.syntax_node import LINE, SHIFT, Node
from checks.syntax_surroundings import Place, serial, size


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
