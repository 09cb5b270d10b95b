"""Reading an indented configuration block by block: a block that was met before is not read again.

A block is a line without indentation and the indented lines below it. Nearly always it means the same wherever it
stands, and then it is read once for all configurations. Where something outside decides what a line means (sections
that appear twice, indentation that is lost, a text whose end lies elsewhere), the reader that goes line by line does
the work; both give the same tree.
"""

from collections.abc import Callable, Sequence
from typing import Any

from checks.platform import Platform
from checks.syntax.found import Found
from checks.syntax.lately import Lately
from checks.syntax.learn import Learner
from checks.syntax.node import SHIFT, KeptNode, State
from checks.syntax.surroundings import DEEP, NOTHING, TEXT, Block, Entry, Place, Surroundings, odd, tops_of
from checks.syntax.veil import LateNode, shape, with_veil, without_remarks

# More lines than this are not remembered at once, so that a run over any number of files needs the same memory: of
# blocks that were met twice or more, and of those that were met once and may never be met again, in each turn.
MOST_LINES = 200_000
MOST_LINES_ONCE = 40_000


class Blocks(dict[str, Place]):
    """Blocks by their text; what is not among them is asked for."""

    def __init__(self, missing: Callable[[str], Place]) -> None:
        """`missing` gives a block that is not among them."""
        super().__init__()
        self._missing = missing

    def __missing__(self, part: str) -> Place:
        """A block that is not among them."""
        return self._missing(part)


class Known:
    """The blocks of one platform that were met, by their text."""

    __slots__ = (
        "_blocks",
        "_learner",
        "_once",
        "_once_lines",
        "_serial",
        "_shapes",
        "_states",
        "_uses",
        "_with_remarks",
        "lines",
        "most_lines",
    )

    def __init__(self, platform: Platform, *, with_remarks: bool = True) -> None:
        """Nothing was met yet; without remarks, the words of a description are left out of the tree."""
        self._with_remarks = with_remarks
        # What a port takes from a template stands in another block.
        self._uses = platform.templates.uses if platform.templates is not None else None
        self._learner = Learner(platform)
        self._blocks = Blocks(self._again)
        self._once = Lately[Entry]()
        self._once_lines = 0
        self._serial = 0
        self._states: dict[str, State] = {}
        self._shapes = Lately[KeptNode]()
        self.lines = 0
        self.most_lines = MOST_LINES

    @property
    def full(self) -> bool:
        """Whether it is time to forget everything."""
        return self.lines > self.most_lines

    def read(self, text: str) -> Found | None:
        """The statements of a text whose lines end with a newline; None if it has to be read line by line."""
        if "\0" in text or text[:1] in {" ", "\t"} or (self._uses is not None and self._uses in text):
            return None
        joined = text.replace("\n ", "\0 ")
        parts = (joined.replace("\n\t", "\0\t") if "\t" in joined else joined).split("\n")
        if not parts[-1]:
            parts.pop()
        blocks = self._met(parts)
        kept: list[Any] = list(filter(None, blocks))
        looked_at = odd(kept)
        if any(block.hangs for _, block in looked_at):
            blocks = self._met(_joined(parts, blocks))
            kept = list(filter(None, blocks))
            looked_at = odd(kept)
        hidden, nodes = frozenset[int](), kept
        if looked_at:
            seen = Surroundings(text, blocks, kept, self._learner.grammar.opaque).looked_at(looked_at)
            if seen is None:
                return None
            hidden, nodes = seen
        if not any(map(DEEP, kept)) or len(set(map(TEXT, nodes))) != len(nodes):
            return None
        return Found(blocks, hidden, nodes)

    def _met(self, parts: Sequence[str]) -> list[Place]:
        """The blocks of these texts."""
        return list(map(self._blocks.__getitem__, parts))

    def _again(self, part: str) -> Place:
        """A block that differs from those that were met twice."""
        if not self._with_remarks:
            plain = without_remarks(part)
            if plain is not part and plain in self._blocks:
                return self._blocks[plain]
            part = plain
        block = self._once.take(part)
        if block is None:
            return self._first(part)
        self._blocks[part] = block
        self.lines += block.size
        return block

    def _first(self, part: str) -> Place:
        """A block met for the first time."""
        if self._once_lines > MOST_LINES_ONCE:
            self._turn()
        self._serial += 1
        same = shape(part)
        like = self._shapes.get(same) if same is not None else None
        block: Entry | None
        if like is not None:
            block = LateNode(self._serial << SHIFT | 1, like, part, self._learner.below)
        else:
            block = self._learner.read(self._serial, part)
            if block is None:
                self._blocks[part] = NOTHING
                self.lines += 1
                return NOTHING
            self._begin(block, same)
        self._once.put(part, block)
        self._once_lines += block.size
        return block

    def _begin(self, block: Entry, same: str | None) -> None:
        """Let the statements of a block keep what they answer, and others of the same shape share it."""
        for node in tops_of(block):
            node.state = self._state(node.words)
        if same is not None and isinstance(block, KeptNode) and with_veil(block):
            like = KeptNode(block.number, block.text, block.words, block.size)
            like.deep, like.state = block.deep, block.state
            block.alike = like
            self._shapes.put(same, like)
            self._once_lines += block.size

    def _turn(self) -> None:
        """Forget what was not met since the last turn, and the lines of blocks."""
        for block in self._once.turn():
            for node in tops_of(block):
                node.forget()
        self._shapes.turn()
        self._learner.forget()
        self._once_lines = 0

    def _state(self, words: tuple[str, ...]) -> State:
        """The state of a statement that was asked nothing."""
        word = words[0] if words else ""
        if word not in self._states:
            self._states[word] = State(word, self._learner.veil)
        return self._states[word]


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
