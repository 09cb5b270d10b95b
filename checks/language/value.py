"""Conditions on what lines capture: values, numbers of lines, lists. What was blanked out decides nothing."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

from checks import expression
from checks.expression import Value
from checks.language.condition import (
    Condition,
    Result,
    Scope,
    all_true,
    answering,
    header,
    masked,
    matches,
    present,
    spot_of,
)
from checks.language.pattern import Match, Pattern, is_masked, is_number
from checks.language.told import any_of, demanded
from checks.outcome import Reason, not_set
from checks.policy import Policy, is_network
from checks.tree import TopNode
from isms.core.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many lines have to match; each value of the capture `by` counts once; `alone` if a matching line and what
    stands below it decide whether it counts."""

    low: ast.expr
    high: ast.expr | None = None
    by: str | None = None
    alone: bool = False


def valued(patterns: Sequence[Pattern], value: ast.expr, missing: Mapping[str, Any] | None, text: str) -> Condition:
    """Every matching line has a good value; `missing` is what holds when there is none, `text` what was demanded."""
    wanted = present(patterns)
    names = expression.names(value)
    given = missing or {}

    def answer(scope: Scope) -> Result:
        found = list(matches(patterns, scope))
        if found:
            return _judge_values(*_sorted(found, value, names, given, scope.policy), scope, (value, text))
        if missing is None:
            return wanted.answer(scope)
        where = scope.place
        reason = Reason(
            f"keine Angabe, es gilt der Standardwert {where.de}",
            f"not set, the default applies {where.en}",
            where.places,
        )
        return Result(by_default(scope), reason, header(scope), defaulted=True)

    def by_default(scope: Scope) -> bool:
        return bool(expression.evaluate(value, {**scope.policy.values, **given}))

    def holds(scope: Scope) -> bool | None:
        found = list(matches(patterns, scope))
        if not found:
            return missing is not None and by_default(scope)
        _, bad, masked = _sorted(found, value, names, given, scope.policy)
        return None if masked and not bad else not bad

    return Condition(answer, holds)


def _sorted(
    found: Sequence[Match], value: ast.expr, names: frozenset[str], missing: Mapping[str, Any], policy: Policy
) -> tuple[list[Match], list[Match], list[Match]]:
    """The matches that can be read, those of them that have no good value, and those that cannot be read."""
    sure = [match for match in found if _legible(match, names)]
    bad = [match for match in sure if not expression.evaluate(value, _values(match, names, missing, policy))]
    return sure, bad, [match for match in found if match not in sure] if len(sure) < len(found) else []


def _judge_values(
    sure: Sequence[Match], bad: Sequence[Match], hidden: Sequence[Match], scope: Scope, demand: tuple[ast.expr, str]
) -> Result:
    """Whether every matched line has a good value."""
    if bad:
        reason = Reason(*_short_of(*demand, scope.policy), (bad[0].node.number,))
        return Result(False, reason, tuple(spot_of(match, scope) for match in bad))
    if hidden:
        return masked(hidden, scope)
    return Result(True, Reason("$1", "$1", (sure[0].node.number,)), tuple(spot_of(match, scope) for match in sure))


def _short_of(value: ast.expr, text: str, policy: Policy) -> tuple[str, str]:
    """What a line falls short of, in German and English."""
    asked = demanded(value, policy.values)
    if asked is None:
        text = text.replace("$", "$$")
        return f"$1 verletzt ‚{text}‘", f"$1 breaks '{text}'"
    return f"$1 genügt nicht; verlangt ist {asked.de}", f"$1 does not do; required is {asked.en}"


def _legible(match: Match, names: frozenset[str]) -> bool:
    """Whether a line surely matches and nothing that is asked for was blanked out."""
    return match.sure and not any(is_masked(word) for name, word in match.captures.items() if name in names)


def _values(match: Match, names: frozenset[str], missing: Mapping[str, Any], policy: Policy) -> dict[str, Value]:
    """What an expression reads: parameters, defaults, and the captures (numbers as numbers)."""
    captures = match.captures
    captured = {name: int(captures[name]) if is_number(captures[name]) else captures[name] for name in captures}
    known = {**missing, **captured}
    return {name: known[name] if name in known else policy.values[name] for name in names}


def among(word: str, allowed: Sequence[str]) -> bool:
    """Whether a word is one of a list."""
    return word in allowed


def inside(word: str, allowed: Sequence[str]) -> bool:
    """Whether an address, or a whole network, lies in one of the networks; a name never does."""
    if not is_network(word):
        return False
    given = ip_network(word, strict=False)
    return any(_covers(ip_network(one, strict=False), given) for one in allowed)


def _covers(outer: IPv4Network | IPv6Network, inner: IPv4Network | IPv6Network) -> bool:
    """Whether a network lies in another one."""
    if isinstance(outer, IPv4Network) and isinstance(inner, IPv4Network):
        return inner.subnet_of(outer)
    return isinstance(outer, IPv6Network) and isinstance(inner, IPv6Network) and inner.subnet_of(outer)


def listed(
    patterns: Sequence[Pattern], name: str, parameter: str, stands_in: Callable[[str, Sequence[str]], bool] = among
) -> Condition:
    """What the capture `name` holds stands in a policy list; nobody knows if that is empty, and the lines are shown."""
    wanted = frozenset({name})

    def answer(scope: Scope) -> Result:
        allowed = scope.policy.words(parameter)
        found = list(matches(patterns, scope))
        if not allowed:
            return Result(None, Reason(*not_set(parameter)), tuple(spot_of(match, scope) for match in found))
        sure = [match for match in found if _legible(match, wanted)]
        bad = [match for match in sure if not stands_in(match.captures[name], allowed)]
        if bad:
            reason = Reason(f"$1 steht nicht in {parameter}", f"$1 is not in {parameter}", (bad[0].node.number,))
            return Result(False, reason, tuple(spot_of(match, scope) for match in bad))
        if len(sure) < len(found):
            return masked([match for match in found if match not in sure], scope)
        reason = Reason(f"alle in {parameter}", f"all in {parameter}")
        return Result(True, reason, tuple(spot_of(match, scope) for match in found), defaulted=not found)

    return answering(answer)


def counted(patterns: Sequence[Pattern], where: Sequence[Condition], limits: Limits) -> Condition:
    """Enough and not too many lines match; unknown if that depends on lines that were blanked out."""
    wanted = any_of(patterns)

    def answer(scope: Scope) -> Result:
        found, guessed, least, most, state = _numbers(patterns, where, limits, scope)
        if state is None:
            return masked(_blank(found, guessed, limits.by), scope)
        few, _ = _range(found, guessed, limits.by)
        spots = tuple(spot_of(match, scope) for match in found) or header(scope)
        return Result(state, _counted_reason(few, wanted, least, most, scope), spots)

    return Condition(answer, lambda scope: _numbers(patterns, where, limits, scope)[-1])


def _numbers(
    patterns: Sequence[Pattern], where: Sequence[Condition], limits: Limits, scope: Scope
) -> tuple[list[Match], list[Match], int, int | None, bool | None]:
    """The matches, those that may be some, the limits, and whether these are kept."""
    fits = [pair for pattern in patterns for pair in _fitting(pattern, where, limits, scope)]
    found = [match for match, fit in fits if fit is True]
    guessed = [match for match, fit in fits if fit is None]
    least = expression.evaluate(limits.low, scope.policy.values)
    most = expression.evaluate(limits.high, scope.policy.values) if limits.high is not None else None
    few, many = _range(found, guessed, limits.by)
    good: bool | None = few >= least and (most is None or many <= most)
    if not good and many >= least and (most is None or few <= most):
        good = None
    return found, guessed, least, most, good


def _range(found: Sequence[Match], guessed: Sequence[Match], by: str | None) -> tuple[int, int]:
    """The fewest and the most there can be: a masked line may match, a masked value may be one of the others."""
    if by is None:
        sure = {match.node for match in found}
        return len(sure), len(sure | {match.node for match in guessed})
    values = [match.captures[by] for match in found]
    legible = {value for value in values if not is_masked(value)}
    blank = sum(is_masked(value) for value in values)
    return max(len(legible), min(len(values), 1)), len(legible) + blank + len(guessed)


def _blank(found: Sequence[Match], guessed: Sequence[Match], by: str | None) -> list[Match]:
    """The lines whose words were blanked out."""
    return [match for match in found if by is not None and is_masked(match.captures[by])] + [*guessed]


def _counted_reason(number: int, wanted: Text, least: int, most: int | None, scope: Scope) -> Reason:
    """How many there are, and how many have to be."""
    where = scope.place
    if most is None:
        limit_de, limit_en = f"verlangt: mindestens {least}", f"required: at least {least}"
    elif least:
        limit_de, limit_en = f"verlangt: {least} bis {most}", f"required: {least} to {most}"
    else:
        limit_de, limit_en = f"erlaubt: höchstens {most}", f"allowed: at most {most}"
    return Reason(
        f"{number} × {wanted.de}, {limit_de} {where.de}",
        f"{number} × {wanted.en}, {limit_en} {where.en}",
        where.places,
    )


def _fitting(
    pattern: Pattern, where: Sequence[Condition], limits: Limits, scope: Scope
) -> Iterable[tuple[Match, bool | None]]:
    """The matches, and whether each meets the `where`; noted with the statements if they alone decide."""
    top = scope.block

    def found(matches: Iterable[Match]) -> Iterator[tuple[Match, bool | None]]:
        return ((match, fit) for match in matches if (fit := _fits(match, where, scope)) is not False)

    if not limits.alone or scope.captures or not isinstance(top, TopNode) or not pattern.first_words:
        return found(pattern.find(top, scope.captures))
    key = (limits, pattern, id(scope.policy))
    words = pattern.first_words
    return (pair for word in words for pair in top.found(word, key, lambda node: found(pattern.find_at(node))))


def _fits(match: Match, where: Sequence[Condition], scope: Scope) -> bool | None:
    """Whether the matched block meets the `where`; None if nobody can tell."""
    inside = Scope(scope.root, match.node, match.captures, scope.policy, scope.known)
    return all_true(where, inside, sure=match.sure)
