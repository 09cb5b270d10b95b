"""Where the blocks of a file stand that were read in another file."""

from collections.abc import Sequence

from checks.syntax.node import LINE, SHIFT, Node
from checks.syntax.surroundings import Place, starts


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
        where = self._where()
        return [where[number >> SHIFT] + (number & LINE) if number >> SHIFT else number for number in numbers]

    def _where(self) -> dict[int, int]:
        """After how many lines each block begins, by its serial number."""
        if self._starts is None:
            placed = enumerate(zip(self._blocks, starts(self._blocks), strict=False))
            self._starts = {
                block.number >> SHIFT: start for place, (block, start) in placed if block and place not in self._hidden
            }
        return self._starts
