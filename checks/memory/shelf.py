"""What one rule has said of configurations, found along what it asks."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from checks.memory.watch import Asked, Question
from checks.outcome import Outcome

# In so many orders a rule may ask; what was made for another rule may have looked at more than this one asks for.
MOST_ORDERS = 16


class Plan(NamedTuple):
    """The questions whose answers are the answer of a rule, and its answer where nothing was judged."""

    questions: Sequence[Question]
    nothing: Outcome


class Step:
    """What a rule asks next, and by the number of what there is: the next step, or what the rule says."""

    __slots__ = ("asked", "ways")

    def __init__(self, asked: Asked) -> None:
        """Nobody has gone on from here."""
        self.asked = asked
        self.ways: dict[int, Step | Outcome | Plan] = {}


class Shelf:
    """What one rule has said, by what it asked for, one after the other, and what was there; of a rule that asks every
    block for the rest, the questions it puts."""

    __slots__ = ("_always", "_firsts")

    def __init__(self) -> None:
        """It has said nothing yet."""
        self._always: Outcome | Plan | None = None
        self._firsts: list[Step] = []

    def find(self, number_of: Callable[[Asked], int | None]) -> Outcome | Plan | None:
        """What it says of a configuration, if it has seen the same; `number_of` says what there is."""
        found = self._always
        for first in self._firsts:
            at: Step | Outcome | Plan | None = first
            while isinstance(at, Step):
                number = number_of(at.asked)
                at = None if number is None else at.ways.get(number)
            if at is not None:
                found = at
                break
        return found

    def learn(self, path: Sequence[tuple[Asked, int | None]], said: Outcome | Plan) -> bool:
        """Remember what it said; False if something it asked for is new, or if it asks in too many orders."""
        steps = [(asked, number) for asked, number in path if number is not None]
        if len(steps) < len(path):
            return False
        if not steps:
            self._always = said
            return True
        if any(_walked(first, steps, said) for first in self._firsts):
            return True
        if len(self._firsts) < MOST_ORDERS:
            self._firsts.append(Step(steps[0][0]))
            return _walked(self._firsts[-1], steps, said)
        return False


def _walked(step: Step, steps: Sequence[tuple[Asked, int]], said: Outcome | Plan) -> bool:
    """Go along the steps from the first one, and leave at the end what was said; False if other things are asked."""
    for place, (asked, number) in enumerate(steps):
        if step.asked != asked:
            return False
        if place == len(steps) - 1:
            step.ways[number] = said
            return True
        after = step.ways.setdefault(number, Step(steps[place + 1][0]))
        if not isinstance(after, Step):
            return False
        step = after
    return False
