"""What a condition is, and the four that others are made of: present, absent, all, any."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from checks.language.pattern import Match, Pattern
from checks.language.told import missing, nothing_like
from checks.outcome import Reason, Spot, spot
from checks.policy import Policy
from checks.tree import Node

# Where something is missing.
IN_BLOCK = Reason("in $1", "in $1")
ANYWHERE = Reason("(ganze Konfiguration durchsucht)", "(the whole configuration was searched)")


class Result(NamedTuple):
    """Whether a condition holds (None: nobody can tell), why, and the lines that decide."""

    holds: bool | None
    reason: Reason
    spots: tuple[Spot, ...] = ()
    defaulted: bool = False


NOTHING_KNOWN: Mapping[object, Result] = MappingProxyType({})


class Scope(NamedTuple):
    """Where a condition looks: the whole configuration, and the block it is asked for (the root outside an `each`);
    `known` is what conditions that look from the top have said already."""

    root: Node
    block: Node
    captures: Mapping[str, str]
    policy: Policy
    known: Mapping[object, Result] = NOTHING_KNOWN

    @property
    def place(self) -> Reason:
        """Where something is missing."""
        return IN_BLOCK._replace(places=(self.block.number,)) if self.block.number else ANYWHERE


class Condition(NamedTuple):
    """A condition: its answer; and whether it holds, for those who ask no more, with less work."""

    answer: Callable[[Scope], Result]
    holds: Callable[[Scope], bool | None]


def answering(answer: Callable[[Scope], Result]) -> Condition:
    """A condition that knows no shorter way than its answer."""
    return Condition(answer, lambda scope: answer(scope).holds)


def present(patterns: Sequence[Pattern]) -> Condition:
    """Some line matches one of the patterns."""
    wanted = missing(patterns)
    inside, above = ((f"{wanted.de} {where.de}", f"{wanted.en} {where.en}") for where in (IN_BLOCK, ANYWHERE))

    def answer(scope: Scope) -> Result:
        guessed: list[Match] = []
        for match in matches(patterns, scope):
            if match.sure:
                return Result(True, Reason("$1", "$1", (match.node.number,)), (spot_of(match, scope),))
            guessed.append(match)
        if guessed:
            return masked(guessed, scope)
        number = scope.block.number
        return Result(False, Reason(*inside, (number,)) if number else Reason(*above), header(scope))

    return Condition(answer, lambda scope: state(patterns, scope))


def absent(patterns: Sequence[Pattern]) -> Condition:
    """No line matches any of the patterns."""
    none = nothing_like(patterns)
    nothing = Result(True, Reason(none.de, none.en), (), defaulted=True)

    def answer(scope: Scope) -> Result:
        found = list(matches(patterns, scope))
        sure = [match for match in found if match.sure]
        if sure:
            spots = tuple(spot_of(match, scope) for match in sure)
            places: tuple[int, ...] = (sure[0].node.number,)
            if not scope.block.number:
                return Result(False, Reason("$1 ist nicht zulässig", "$1 is not allowed", places), spots)
            places = (*places, scope.block.number)
            return Result(False, Reason("$1 ist nicht zulässig in $2", "$1 is not allowed in $2", places), spots)
        if found:
            return masked(found, scope)
        return nothing

    def holds(scope: Scope) -> bool | None:
        found = state(patterns, scope)
        return None if found is None else not found

    return Condition(answer, holds)


def state(patterns: Iterable[Pattern], scope: Scope) -> bool | None:
    """Whether a line in the block matches; None if there are only such with a masked word."""
    found: bool | None = False
    for pattern in patterns:
        one = pattern.state(scope.block, scope.captures)
        if one:
            return True
        if one is None:
            found = None
    return found


def matches(patterns: Iterable[Pattern], scope: Scope) -> Iterable[Match]:
    """All matches in the block."""
    for pattern in patterns:
        if pattern.can_begin(scope.block):
            yield from pattern.find(scope.block, scope.captures)


def spot_of(match: Match, scope: Scope) -> Spot:
    """A deciding line, with the block it stands in."""
    return spot(match.node, match.block or (scope.block if scope.block.number else None))


def header(scope: Scope) -> tuple[Spot, ...]:
    """The header of the block that lacks something."""
    return (Spot(scope.block.number),) if scope.block.number else ()


def masked(matches: Sequence[Match], scope: Scope) -> Result:
    """The value was blanked out before we saw it."""
    reason = Reason("der Wert in $1 ist unkenntlich gemacht", "the value in $1 is masked", (matches[0].node.number,))
    return Result(None, reason, tuple(spot_of(match, scope) for match in matches))


def all_true(conditions: Sequence[Condition], scope: Scope, *, sure: bool = True) -> bool | None:
    """Whether every condition holds, and it is `sure` that they are asked; None if nobody can tell."""
    known: bool | None = sure or None
    for condition in conditions:
        holds = condition.holds(scope)
        if holds is False:
            return False
        known = known if holds else None
    return known


def all_of(conditions: Sequence[Condition]) -> Condition:
    """Every condition holds; the first that fails decides, then the first that nobody can tell."""
    if len(conditions) == 1:
        return _alone(conditions[0])

    def answer(scope: Scope) -> Result:
        results = [condition.answer(scope) for condition in conditions]
        for state in (False, None):
            decided = [result for result in results if result.holds is state]
            if decided:
                return Result(state, decided[0].reason, _spots(decided), any(result.defaulted for result in decided))
        reasons = [result for result in results if result.spots] or results
        return Result(True, reasons[0].reason, _spots(results), any(result.defaulted for result in results))

    return Condition(answer, lambda scope: all_true(conditions, scope))


def _alone(condition: Condition) -> Condition:
    """One condition among no others."""

    def answer(scope: Scope) -> Result:
        result = condition.answer(scope)
        return result if not result.spots[1:] else result._replace(spots=_spots([result]))

    return Condition(answer, condition.holds)


def _spots(results: Sequence[Result]) -> tuple[Spot, ...]:
    """The lines of all results, each once."""
    return tuple(dict.fromkeys([place for result in results for place in result.spots]))


def any_of(conditions: Sequence[Condition]) -> Condition:
    """One condition holds."""

    def answer(scope: Scope) -> Result:
        results: list[Result] = []
        for condition in conditions:
            result = condition.answer(scope)
            if result.holds:
                return result
            results.append(result)
        undecided = next((result for result in results if result.holds is None), None)
        if undecided is not None:
            return undecided
        if any("$" in result.reason.de for result in results):
            return results[0]
        de = _joined([result.reason.de for result in results], ANYWHERE.de)
        en = _joined([result.reason.en for result in results], ANYWHERE.en)
        return Result(False, Reason(de, en), tuple(place for result in results for place in result.spots))

    def holds(scope: Scope) -> bool | None:
        found: bool | None = False
        for condition in conditions:
            one = condition.holds(scope)
            if one:
                return True
            if one is None:
                found = None
        return found

    return Condition(answer, holds)


def _joined(sentences: Iterable[str], where: str) -> str:
    """Several sentences as one; where all end with the same place, it is said once."""
    apart = list(dict.fromkeys(sentences))
    if all(sentence.endswith(where) for sentence in apart):
        apart[:-1] = [sentence.removesuffix(f" {where}") for sentence in apart[:-1]]
    return "; ".join(apart)
