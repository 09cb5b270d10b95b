"""What statements with the same first word were asked, told in bits: one column for each question.

A question is put to every statement once, and its answer is kept with it. Which answers occur in a configuration is
then the union of one number per statement, however many questions there are.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from checks.outcome import Outcome, Part, Reason, Spot, Tally
from checks.syntax_known import LINE, SHIFT
from checks.syntax_node import Node, Notes, Veil
from isms.core.model.finding import Verdict

# The bits of an answer: that something was found; or which verdicts there are.
FOUND = 1
BITS = {Verdict.PASS: 1, Verdict.FAIL: 2, Verdict.UNKNOWN: 4}
EXEMPTED = 8
WIDTH = 4
ANY = (1 << WIDTH) - 1
VERDICTS = [frozenset(verdict for verdict, bit in BITS.items() if bits & bit) for bits in range(1 << WIDTH)]


Ask = Callable[[Node], tuple[int, Any]]


class Columns:
    """The questions about statements with one first word, and answers that many of them share."""

    __slots__ = ("_asks", "_numbers", "_parts")

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self._numbers: dict[Hashable, int] = {}
        self._asks: list[Ask] = []
        self._parts: dict[Hashable, Part] = {}

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

    def _judging(self, judge: Callable[[Node], Part]) -> Ask:
        """The bits of the verdicts, and the outcomes with lines that are counted from the block on."""

        def asked(node: Node) -> tuple[int, Any]:
            part = judge(node)
            bits = EXEMPTED if part.exempted else 0
            for verdict in part.by_verdict:
                bits |= BITS[verdict]
            return bits, self._shared(_moved(part, node.number, near))

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

    __slots__ = ("_asked", "_behind", "_columns", "_ever", "_hits", "_nodes", "_notes")

    def __init__(self, nodes: Sequence[Node], columns: Columns) -> None:
        """What is known of them already."""
        self._nodes = nodes
        self._columns = columns
        self._notes = [node.notes or Notes(Veil()) for node in nodes]
        ever = hits = 0
        for notes in self._notes:
            ever |= notes.asked
            hits |= notes.hits
        self._ever, self._hits = ever, hits
        # The others have been asked all that was ever asked of any of them.
        self._behind = [place for place, notes in enumerate(self._notes) if notes.asked != ever]
        self._asked = 0 if self._behind else ever

    def _ask(self, number: int) -> int:
        """The bits of all answers to a question, which is put to the statements that have not heard it yet."""
        bit = 1 << number
        if not self._asked & bit:
            for place in self._behind if self._ever & bit else range(len(self._nodes)):
                notes = self._notes[place]
                if not notes.asked & bit:
                    self._hits |= self._put(number, self._nodes[place], notes) << number
            self._asked |= bit
        return self._hits >> number & ANY

    def _put(self, number: int, node: Node, notes: Notes) -> int:
        """Put a question to a statement; the bits of its answer, which holds for all that are alike unless somebody
        looked at what is different, or found something of this statement."""
        looks = notes.veil.looks
        bits, found = self._columns.ask(number, node)
        notes.answer(number, bits, found)
        if notes.alike is not None and notes.veil.looks == looks and (not bits or isinstance(found, Part)):
            notes.alike.answer(number, bits, found)
        return bits

    def _having(self, number: int) -> list[int]:
        """The places of the statements with an answer to a question."""
        wanted = ANY << number
        return [place for place, notes in enumerate(self._notes) if notes.hits & wanted]

    def having(self, number: int) -> tuple[Node, ...]:
        """The statements with an answer to a question."""
        return tuple([self._nodes[place] for place in self._having(number)]) if self._ask(number) else ()

    def found(self, number: int) -> list[Any]:
        """Everything that was found in the statements, in their order."""
        if not self._ask(number):
            return []
        return [one for place in self._having(number) for one in self._notes[place].found[number]]

    def judged(self, number: int) -> "Later":
        """What the statements came to."""
        return Later(self, number, VERDICTS[self._ask(number)])

    def parts(self, number: int) -> list[tuple[int, Part]]:
        """What each statement came to, with its number; lines in it are counted from its block on."""
        return [(self._nodes[place].number, self._notes[place].found[number]) for place in self._having(number)]


class Later:
    """What the statements of a group came to, gathered when somebody asks."""

    __slots__ = ("_group", "_number", "verdicts")

    def __init__(self, group: Group, number: int, verdicts: Iterable[Verdict]) -> None:
        """The verdicts are known."""
        self.verdicts = verdicts
        self._group = group
        self._number = number

    @property
    def numbers(self) -> tuple[int, int]:
        """How many blocks were judged and exempted."""
        parts = self._group.parts(self._number)
        return sum([part.judged for _, part in parts]), sum([part.exempted for _, part in parts])

    def of(self, verdict: Verdict) -> Tally:
        """The answers with a verdict that occurs."""
        parts = self._group.parts(self._number)
        found = [(number, part.by_verdict[verdict]) for number, part in parts if verdict in part.by_verdict]
        number, first = found[0]
        return Tally(
            first=_moved_outcome(first.first, number, here),
            number=sum([tally.number for _, tally in found]),
            spots=tuple([spot for number, tally in found for spot in _here(tally.spots, number & ~LINE)]),
            default=next((tally.default for _, tally in found if tally.default is not None), None),
        )


Move = Callable[[int, int], int]


def near(number: int, block: int) -> int:
    """The number of a node, counted from its block on if it stands in the same block as another: below zero."""
    return -(number & LINE) if number and number >> SHIFT == block >> SHIFT else number


def here(number: int, block: int) -> int:
    """The number of a node that is counted from the block of another on."""
    return (block & ~LINE) - number if number < 0 else number


def _here(spots: Sequence[Spot], base: int) -> list[Spot]:
    """Spots that are counted from the block with this number on."""
    return [Spot(base - one if one < 0 else one, base - above if above < 0 else above) for one, above in spots]


def _moved(part: Part, block: int, move: Move) -> Part:
    """What a block came to, with other numbers."""
    moved = {
        verdict: Tally(
            _moved_outcome(tally.first, block, move),
            tally.number,
            tuple([_moved_spot(spot, block, move) for spot in tally.spots]),
            tally.default,
        )
        for verdict, tally in part.by_verdict.items()
    }
    return Part(moved, part.judged, part.exempted)


def _moved_outcome(given: Outcome, block: int, move: Move) -> Outcome:
    """An outcome with other numbers."""
    reason = given.reason
    return Outcome(
        verdict=given.verdict,
        reason=Reason(reason.de, reason.en, tuple([move(place, block) for place in reason.places])),
        spots=tuple([_moved_spot(spot, block, move) for spot in given.spots]),
        judged=given.judged,
        exempted=given.exempted,
        default=given.default,
    )


def _moved_spot(spot: Spot, block: int, move: Move) -> Spot:
    """A spot with other numbers."""
    return Spot(move(spot.number, block), move(spot.block, block))
