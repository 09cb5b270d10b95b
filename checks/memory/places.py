"""Answers whose lines are counted from their block on, so that they hold for all blocks that are alike."""

from collections.abc import Callable, Sequence

from checks.outcome import Outcome, Part, Reason, Spot, Tally, spots_of
from checks.syntax.node import LINE, SHIFT

Move = Callable[[int, int], int]


def near(number: int, block: int) -> int:
    """The number of a node, counted from its block on if it stands in the same block as another: below zero."""
    return -(number & LINE) if number and number >> SHIFT == block >> SHIFT else number


def here(number: int, block: int) -> int:
    """The number of a node that is counted from the block of another on."""
    return (block & ~LINE) - number if number < 0 else number


def spots_here(blocks: Sequence[int], spots: Sequence[Sequence[Spot]]) -> tuple[Spot, ...]:
    """Spots that are counted from these blocks on, each once."""
    pairs = [
        (base - one if one < 0 else one, base - above if above < 0 else above)
        for base, given in zip(_bases(blocks), spots, strict=True)
        for one, above in given
    ]
    return spots_of(dict.fromkeys(pairs))


def spots_in_all(blocks: Sequence[int], spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """The same spots in each of these blocks."""
    if len(spots) != 1 or max(spots[0]) >= 0:
        return spots_here(blocks, [spots] * len(blocks))
    [(one, above)], bases = spots, _bases(blocks)
    numbers = [base - one for base in bases]
    return spots_of(zip(numbers, numbers if one == above else [base - above for base in bases], strict=True))


def _bases(blocks: Sequence[int]) -> list[int]:
    """From where the lines of blocks are counted."""
    return [block & ~LINE for block in blocks]


def moved(part: Part, block: int, move: Move) -> Part:
    """What a block came to, with other numbers."""
    by_verdict = {
        verdict: Tally(
            moved_outcome(tally.first, block, move),
            tally.number,
            tuple([_moved_spot(spot, block, move) for spot in tally.spots]),
            tally.default,
        )
        for verdict, tally in part.by_verdict.items()
    }
    return Part(by_verdict, part.judged, part.exempted)


def moved_outcome(given: Outcome, block: int, move: Move) -> Outcome:
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
