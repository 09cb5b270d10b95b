"""What statements with the same first word were asked, told in bits: one column for each question.

A question is put to every statement once, and its answer is kept with it. Which answers occur in a configuration is
then the union of one number per statement, however many questions there are.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from itertools import compress
from typing import Any

from checks.memory.kind import Kind, Probe, kind_of
from checks.memory.places import here, moved, moved_outcome, near, spots_here, spots_in_all
from checks.memory.watch import Question
from checks.outcome import Part, Tally
from checks.remember import is_plain
from checks.syntax.node import Node, State
from isms.core.model.finding import Verdict

# The bits of an answer: that something was found; or which verdicts there are.
FOUND = 1
BITS = {Verdict.PASS: 1, Verdict.FAIL: 2, Verdict.UNKNOWN: 4}
EXEMPTED = 8
WIDTH = 4
ANY = (1 << WIDTH) - 1
VERDICTS = [frozenset(verdict for verdict, bit in BITS.items() if bits & bit) for bits in range(1 << WIDTH)]

# Kinds of blocks that are kept at once.
MOST_KINDS = 2_000

Ask = Callable[[Node], tuple[int, Any]]


class Columns:
    """The questions about statements with one first word, and answers that many of them share."""

    __slots__ = ("_asks", "_kinds", "_numbers", "_parts")

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self._numbers: dict[Hashable, int] = {}
        self._asks: list[Ask] = []
        self._parts: dict[Hashable, Part] = {}
        self._kinds: dict[Kind, Probe | None] = {}

    def __len__(self) -> int:
        """How many questions there are."""
        return len(self._asks)

    def finding(self, key: Hashable, find: Callable[[Node], Iterable[Any]]) -> int:
        """The number of the question what a function finds; `key` tells it from others."""
        return self._number(("found", key), lambda: _finding(find))

    def judging(self, key: Hashable, judge: Callable[[Node], Part]) -> int:
        """The number of the question what a statement comes to."""
        return self._number(("judged", key), lambda: self._judging(judge))

    def _number(self, key: Hashable, make: Callable[[], Ask]) -> int:
        """The place of the first bit of a question."""
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = WIDTH * len(self._asks)
            self._asks.append(make())
        return number

    def ask(self, number: int, node: Node) -> tuple[int, Any]:
        """What a statement answers: the bits, and the answer itself."""
        return self._asks[number // WIDTH](node)

    def begin(self, node: Node) -> None:
        """Let a new statement begin with what is known of its kind, if that was met before."""
        kind = kind_of(node)
        if kind is None or (kind not in self._kinds and len(self._kinds) > MOST_KINDS):
            return
        if kind not in self._kinds:
            self._kinds[kind] = None
            return
        probe = self._kinds[kind] = self._kinds[kind] or Probe(kind, node.state.veil)
        for number in range(0, WIDTH * len(self._asks), WIDTH):
            self.presume(number, probe)
        probe.state = probe.state.settled()
        node.kind, node.state = probe, probe.state
        if node.alike is not None and not node.alike.state.asked:
            node.alike.kind, node.alike.state = probe, node.state

    def presume(self, number: int, probe: Probe) -> bool:
        """Whether all statements of a kind give the same answer to a question, which is then known."""
        bit = 1 << number
        if not probe.tried & bit:
            probe.tried |= bit
            with suppress(Exception):  # whatever goes wrong is told when a statement is asked
                bits, found = self.ask(number, probe)
                if _is_shared(found):
                    probe.answer(number, bits, found)
        return bool(probe.state.asked & bit)

    def _judging(self, judge: Callable[[Node], Part]) -> Ask:
        """The bits of the verdicts, and the outcomes with lines that are counted from the block on."""

        def asked(node: Node) -> tuple[int, Any]:
            part = judge(node)
            bits = EXEMPTED if part.exempted else 0
            if not part.by_verdict:
                return bits, part
            for verdict in part.by_verdict:
                bits |= BITS[verdict]
            return bits, self._shared(moved(part, node.number, near))

        return asked

    def _shared(self, part: Part) -> Part:
        """Equal answers as one and the same value."""
        return self._parts.setdefault((*part.by_verdict.items(), part.judged, part.exempted), part)


def _finding(find: Callable[[Node], Iterable[Any]]) -> Ask:
    """Whether a function finds something, and what."""

    def asked(node: Node) -> tuple[int, Any]:
        found = tuple(find(node))
        return (FOUND, found) if found else (0, None)

    return asked


class Group:
    """The statements of one configuration with the same first word, and what they answer."""

    __slots__ = ("_asked", "_behind", "_columns", "_ever", "_hits", "_nodes", "_root", "_word")

    def __init__(self, root: Node, word: str, states: Sequence[State], columns: Columns) -> None:
        """What is known of the statements below a root that begin with a word, by the states they are in."""
        self._root = root
        self._word = word
        self._columns = columns
        self._nodes: Sequence[Node] | None = None
        self._behind: Sequence[Node]
        if [state for state in states if not state.asked]:
            states = self._begin()
        ever, everywhere, hits, shared = 0, -1, 0, True
        for state in states:
            ever |= state.asked
            everywhere &= state.asked
            hits |= state.hits
            shared = shared and state.shared
        self._ever, self._hits, self._asked = ever, hits, everywhere
        if not shared:
            self._settle()
        self._behind = [node for node in self.nodes if node.state.asked != ever] if ever & ~everywhere else ()

    @property
    def nodes(self) -> Sequence[Node]:
        """The statements, in their order."""
        if self._nodes is None:
            self._nodes = self._root.by_word.get(self._word, ())
        return self._nodes

    def _begin(self) -> Sequence[State]:
        """Let those that were asked nothing begin with what is known of their kind; the states of all."""
        for node in self.nodes:
            if not node.state.asked:
                self._columns.begin(node)
        return list({node.state for node in self.nodes})

    def _settle(self) -> None:
        """Let the statements share their states."""
        for node in self.nodes:
            node.state = node.state.settled()

    def ask(self, number: int) -> int:
        """The bits of all answers to a question, which is put to the statements that have not heard it yet."""
        bit = 1 << number
        if not self._asked & bit:
            for node in self._behind if self._ever & bit else self.nodes:
                if not node.state.asked & bit:
                    self._hits |= self._put(number, node) << number
            self._asked |= bit
        return self._hits >> number & ANY

    def _put(self, number: int, node: Node) -> int:
        """Put a question to a statement; the bits of its answer, which holds for all that are alike unless somebody
        looked at what is different, or found something of this statement."""
        kind = node.kind
        if isinstance(kind, Probe) and self._columns.presume(number, kind):
            return self._mark(number, node, kind)
        veil = node.state.veil
        looks = veil.looks
        bits, found = self._columns.ask(number, node)
        node.answer(number, bits, found)
        if node.alike is not None and veil.looks == looks and _is_shared(found):
            node.alike.answer(number, bits, found)
        return bits

    def _mark(self, number: int, node: Node, kind: Probe) -> int:
        """Note what all statements of a kind answer; the bits."""
        bits = kind.state.hits >> number & ANY
        node.mark(number, bits)
        if node.alike is not None:
            node.alike.mark(number, bits)
        return bits

    def having(self, number: int) -> tuple[Node, ...]:
        """The statements with an answer to a question."""
        if not self.ask(number):
            return ()
        wanted = ANY << number
        return tuple([node for node in self.nodes if node.state.hits & wanted])

    def found(self, number: int) -> list[Any]:
        """Everything that was found in the statements, in their order."""
        return [one for node in self.having(number) for one in node.said_to(number)]

    def parts(self, number: int) -> tuple[Sequence[int], Sequence[Part]]:
        """The numbers of the statements, and what each came to; lines in it are counted from its block on."""
        nodes = self.having(number)
        return [node.number for node in nodes], [node.said_to(number) for node in nodes]


def _is_shared(found: object) -> bool:
    """Whether an answer holds nothing of the statement that gave it: outcomes hold numbers that are counted from the
    block on."""
    return found is None or isinstance(found, Part) or (isinstance(found, tuple) and all(map(is_plain, found)))


class Later:
    """What the statements of a group answer to a question, gathered when somebody asks."""

    __slots__ = ("_group", "_parts", "question", "verdicts")

    def __init__(self, group: Group, question: Question) -> None:
        """The verdicts are known."""
        self.verdicts = VERDICTS[group.ask(question.number)]
        self.question = question
        self._group = group
        self._parts: tuple[Sequence[int], Sequence[Part]] | None = None

    def _told(self) -> tuple[Sequence[int], Sequence[Part]]:
        """The numbers of the blocks, and what each came to."""
        if self._parts is None:
            self._parts = self._group.parts(self.question.number)
        return self._parts

    @property
    def numbers(self) -> tuple[int, int]:
        """How many blocks were judged and exempted."""
        _, parts = self._told()
        if _are_one(parts):
            return len(parts) * parts[0].judged, len(parts) * parts[0].exempted
        return sum([part.judged for part in parts]), sum([part.exempted for part in parts])

    def of(self, verdict: Verdict) -> Tally:
        """The answers with a verdict that occurs; mostly all blocks that have it gave one and the same."""
        blocks, parts = self._told()
        if not _are_one(parts):
            chosen = [verdict in part.by_verdict for part in parts]
            blocks, parts = list(compress(blocks, chosen)), list(compress(parts, chosen))
        if _are_one(parts):
            [tally] = one = [parts[0].by_verdict[verdict]]
            count, spots = len(blocks) * tally.number, spots_in_all(blocks, tally.spots)
        else:
            one = [part.by_verdict[verdict] for part in parts]
            count, spots = sum([tally.number for tally in one]), spots_here(blocks, [tally.spots for tally in one])
        return Tally(
            first=moved_outcome(one[0].first, blocks[0], here),
            number=count,
            spots=spots,
            default=next((tally.default for tally in one if tally.default is not None), None),
        )


def _are_one(parts: Sequence[Part]) -> bool:
    """Whether there are parts, and all are one and the same value."""
    return len(set(map(id, parts))) == 1
