"""The conditions of the rule language, compiled to functions; see docs/rules.md for what each word means."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checks import expression
from checks.expression import ExpressionError, Value
from checks.outcome import Reason, Spot, spot
from checks.pattern import Match, Pattern, PatternError, compile_pattern, is_number
from checks.policy import Policy
from checks.tree import Node


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a condition looks: the whole configuration, and the block it is asked for (the root outside an `each`)."""

    root: Node
    block: Node
    captures: Mapping[str, str]
    policy: Policy

    @property
    def place(self) -> Reason:
        """Where something is missing."""
        if self.block.number:
            return Reason("in $1", "in $1", (self.block.number,))
        return Reason("(ganze Konfiguration durchsucht)", "(the whole configuration was searched)")


@dataclass(frozen=True, slots=True)
class Result:
    """Whether a condition holds (None: nobody can tell), why, and the lines that decide."""

    holds: bool | None
    reason: Reason
    spots: tuple[Spot, ...] = ()
    defaulted: bool = False


Condition = Callable[[Scope], Result]
Problem = Callable[[str, str], None]  # key, problem


@dataclass(frozen=True, slots=True)
class Compiler:
    """Turns what a rule file says into conditions; mistakes are reported, not raised."""

    flat: bool
    parameters: frozenset[str]
    problem: Problem

    def pattern(self, text: Any, key: str) -> Pattern | None:
        """A pattern, or None after reporting what is wrong with it."""
        if not isinstance(text, str) or not text.strip():
            self.problem(key, "a pattern must be text")
            return None
        try:
            return compile_pattern(text, flat=self.flat)
        except PatternError as error:
            self.problem(key, str(error))
            return None

    def patterns(self, given: Any, key: str) -> tuple[Pattern, ...]:
        """One pattern or a list of them."""
        listed = [given] if isinstance(given, str) else given
        if not isinstance(listed, list | tuple):
            self.problem(key, "expected a pattern or a list of patterns")
            return ()
        found = (self.pattern(one, f"{key}.{place}") for place, one in enumerate(listed))
        return tuple(pattern for pattern in found if pattern is not None)

    def condition(self, given: Any, key: str) -> Condition:
        """One condition."""
        if isinstance(given, str):
            return present(self.patterns(given, key))
        if not isinstance(given, dict) or not given:
            self.problem(key, f"expected a pattern or one of {', '.join(WORDS)}")
            return never
        word = next((word for word in WORDS if word in given), None)
        if word is None:
            self.problem(f"{key}.{next(iter(given))}", f"unknown word; known: {', '.join(WORDS)}")
            return never
        for extra in given.keys() - EXTRAS[word] - {word}:
            self.problem(f"{key}.{extra}", f"unknown beside '{word}'")
        return WORDS[word](self, given, key)

    def conditions(self, given: Any, key: str) -> tuple[Condition, ...]:
        """A list of conditions; one alone may stand without a list."""
        listed = given if isinstance(given, list | tuple) else [given]
        return tuple(self.condition(one, f"{key}.{place}") for place, one in enumerate(listed))

    def expression(self, given: Any, key: str) -> Any:
        """A compiled expression, or None after reporting what is wrong with it."""
        try:
            return expression.compile_expression(str(given))
        except ExpressionError as error:
            self.problem(key, str(error))
            return None


def never(_: Scope) -> Result:
    """Stands where a condition could not be read; such a rule is not loaded."""
    return Result(None, Reason("ungültige Bedingung", "invalid condition"))


def present(patterns: Sequence[Pattern]) -> Condition:
    """Some line matches one of the patterns."""
    wanted = " | ".join(pattern.text for pattern in patterns)

    def holds(scope: Scope) -> Result:
        guessed: list[Match] = []
        for match in _matches(patterns, scope):
            if match.sure:
                return Result(True, Reason("$1", "$1", (match.node.number,)), (_spot(match, scope),))
            guessed.append(match)
        if guessed:
            return _masked(guessed, scope)
        where = scope.place
        return Result(
            False, Reason(f"‚{wanted}‘ fehlt {where.de}", f"'{wanted}' is missing {where.en}", where.places), _header(scope)
        )

    return holds


def absent(patterns: Sequence[Pattern]) -> Condition:
    """No line matches any of the patterns."""

    def holds(scope: Scope) -> Result:
        matches = list(_matches(patterns, scope))
        sure = [match for match in matches if match.sure]
        if sure:
            spots = tuple(_spot(match, scope) for match in sure)
            places: tuple[int, ...] = (sure[0].node.number,)
            if not scope.block.number:
                return Result(False, Reason("$1 ist nicht zulässig", "$1 is not allowed", places), spots)
            places = (*places, scope.block.number)
            return Result(False, Reason("$1 ist nicht zulässig in $2", "$1 is not allowed in $2", places), spots)
        if matches:
            return _masked(matches, scope)
        listed = " | ".join(pattern.text for pattern in patterns)
        return Result(
            True, Reason(f"‚{listed}‘ kommt nicht vor", f"'{listed}' does not occur"), (), defaulted=True
        )

    return holds


def _matches(patterns: Iterable[Pattern], scope: Scope) -> Iterable[Match]:
    """All matches in the block."""
    for pattern in patterns:
        yield from pattern.find(scope.block, scope.captures)


def _spot(match: Match, scope: Scope) -> Spot:
    """A deciding line, with the block it stands in."""
    return spot(match.node, match.block or (scope.block if scope.block.number else None))


def _header(scope: Scope) -> tuple[Spot, ...]:
    """The header of the block that lacks something."""
    return (Spot(scope.block.number),) if scope.block.number else ()


def _masked(matches: Sequence[Match], scope: Scope) -> Result:
    """The value was blanked out before we saw it."""
    reason = Reason("der Wert in $1 ist unkenntlich gemacht", "the value in $1 is masked", (matches[0].node.number,))
    return Result(None, reason, tuple(_spot(match, scope) for match in matches))


def all_of(conditions: Sequence[Condition]) -> Condition:
    """Every condition holds; the first that fails decides, then the first that nobody can tell."""

    def holds(scope: Scope) -> Result:
        results = [condition(scope) for condition in conditions]
        for state in (False, None):
            decided = [result for result in results if result.holds is state]
            if decided:
                spots = tuple(dict.fromkeys(place for result in decided for place in result.spots))
                return Result(state, decided[0].reason, spots, any(result.defaulted for result in decided))
        spots = tuple(dict.fromkeys(place for result in results for place in result.spots))
        reasons = [result for result in results if result.spots] or results
        reason = reasons[0].reason if reasons else Reason("nichts verlangt", "nothing required")
        return Result(True, reason, spots, any(result.defaulted for result in results))

    return holds


def any_of(conditions: Sequence[Condition]) -> Condition:
    """One condition holds."""

    def holds(scope: Scope) -> Result:
        results = [condition(scope) for condition in conditions]
        for state in (True, None):
            decided = next((result for result in results if result.holds is state), None)
            if decided is not None:
                return decided
        de = "; ".join(dict.fromkeys(result.reason.de for result in results))
        en = "; ".join(dict.fromkeys(result.reason.en for result in results))
        if any("$" in result.reason.de for result in results):
            return results[0]
        return Result(False, Reason(de, en), tuple(place for result in results for place in result.spots))

    return holds


def _not(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`not: pattern(s)`."""
    return absent(compiler.patterns(given["not"], f"{key}.not"))


def _any(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`any: [conditions]`."""
    return any_of(compiler.conditions(given["any"], f"{key}.any"))


def _all(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`all: [conditions]`."""
    return all_of(compiler.conditions(given["all"], f"{key}.all"))


def _global(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`global: condition(s)`: looks from the top inside an `each`."""
    inner = all_of(compiler.conditions(given["global"], f"{key}.global"))
    return lambda scope: inner(Scope(scope.root, scope.root, scope.captures, scope.policy))


def _count(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`count: {of, where, by, min, max}`: how many lines match, each value of the capture `by` once."""
    spec = given["count"] if isinstance(given["count"], dict) else {}
    for extra in spec.keys() - {"of", "where", "by", "min", "max"}:
        compiler.problem(f"{key}.count.{extra}", "unknown beside 'of, where, by, min, max'")
    patterns = compiler.patterns(spec.get("of"), f"{key}.count.of")
    where = compiler.conditions(spec["where"], f"{key}.count.where") if "where" in spec else ()
    low = compiler.expression(spec.get("min", 0), f"{key}.count.min")
    high = compiler.expression(spec["max"], f"{key}.count.max") if "max" in spec else None
    by = spec.get("by")
    return _counted(patterns, where, str(by) if by is not None else None, low, high)


def _counted(
    patterns: Sequence[Pattern], where: Sequence[Condition], by: str | None, low: Any, high: Any
) -> Condition:
    """The condition behind `count`."""
    wanted = " | ".join(pattern.text for pattern in patterns)

    def holds(scope: Scope) -> Result:
        matches = [match for match in _matches(patterns, scope) if _fits(match, where, scope)]
        values = {match.captures[by] if by else str(match.node.number) for match in matches}
        least = expression.evaluate(low, scope.policy.values)
        most = expression.evaluate(high, scope.policy.values) if high is not None else None
        good = len(values) >= least and (most is None or len(values) <= most)
        limit_de = f"mindestens {least}" if most is None else f"{least} bis {most}"
        limit_en = f"at least {least}" if most is None else f"{least} to {most}"
        reason = Reason(
            f"{len(values)} × ‚{wanted}‘, verlangt {limit_de} {scope.place.de}",
            f"{len(values)} × '{wanted}', required {limit_en} {scope.place.en}",
            scope.place.places,
        )
        return Result(good, reason, tuple(_spot(match, scope) for match in matches) or _header(scope))

    return holds


def _fits(match: Match, where: Sequence[Condition], scope: Scope) -> bool:
    """Whether the matched block meets the `where`."""
    inside = Scope(scope.root, match.node, match.captures, scope.policy)
    return all(condition(inside).holds is True for condition in where)


def _line(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`line: pattern(s)` with `value: expression`; `absent: {capture: value}` is what holds when no line is there."""
    patterns = compiler.patterns(given["line"], f"{key}.line")
    value = compiler.expression(given.get("value", "True"), f"{key}.value")
    missing = given.get("absent")
    if missing is not None and not isinstance(missing, dict):
        compiler.problem(f"{key}.absent", "expected captures with their values")
    captured = {word.name for pattern in patterns for step in pattern.steps for word in step if word.name}
    known = captured | compiler.parameters | set(missing or {})
    for name in sorted((expression.names(value) if value is not None else frozenset()) - known):
        compiler.problem(f"{key}.value", f"'{name}' is neither captured nor a policy parameter")
    return _valued(patterns, value, missing, given)


def _valued(patterns: Sequence[Pattern], value: Any, missing: Mapping[str, Any] | None, given: Mapping[str, Any]) -> Condition:
    """The condition behind `line` and `value`."""
    wanted = present(patterns)
    text = str(given.get("value", ""))

    def holds(scope: Scope) -> Result:
        matches = list(_matches(patterns, scope))
        if not matches:
            if missing is None:
                return wanted(scope)
            good = bool(expression.evaluate(value, {**scope.policy.values, **missing}))
            where = scope.place
            reason = Reason(f"keine Angabe {where.de}, es gilt der Standardwert", f"not set {where.en}, the default holds", where.places)
            return Result(good, reason, _header(scope), defaulted=True)
        return _judge_values(matches, value, missing or {}, scope, text)

    return holds


def _judge_values(
    matches: Sequence[Match], value: Any, missing: Mapping[str, Any], scope: Scope, text: str
) -> Result:
    """Whether every matched line has a good value."""
    guessed = [match for match in matches if not match.sure]
    sure = [match for match in matches if match.sure]
    bad = [match for match in sure if not expression.evaluate(value, _values(match, missing, scope.policy))]
    if bad:
        reason = Reason(f"$1 verletzt ‚{text}‘", f"$1 breaks '{text}'", (bad[0].node.number,))
        return Result(False, reason, tuple(_spot(match, scope) for match in bad))
    if guessed:
        return _masked(guessed, scope)
    return Result(True, Reason("$1", "$1", (sure[0].node.number,)), tuple(_spot(match, scope) for match in sure))


def _values(match: Match, missing: Mapping[str, Any], policy: Policy) -> dict[str, Value]:
    """What an expression can read: parameters, defaults, and the captures (numbers as numbers)."""
    captured = {name: int(word) if is_number(word) else word for name, word in match.captures.items()}
    return {**policy.values, **missing, **captured}


def _in(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`in: {line: pattern, value: capture, list: PARAMETER}`: every captured word stands in a policy list; unset is unknown."""
    spec = given["in"] if isinstance(given["in"], dict) else {}
    patterns = compiler.patterns(spec.get("line"), f"{key}.in.line")
    name, listed = str(spec.get("value", "")), str(spec.get("list", ""))
    if listed not in compiler.parameters:
        compiler.problem(f"{key}.in.list", f"'{listed}' is no policy parameter")

    def holds(scope: Scope) -> Result:
        allowed = scope.policy.values.get(listed)
        if not allowed:
            de = f"die Richtlinie setzt {listed} nicht (in policy.yaml eintragen)"
            return Result(None, Reason(de, f"the policy does not set {listed} (add it to policy.yaml)"))
        matches = list(_matches(patterns, scope))
        bad = [match for match in matches if match.captures.get(name) not in allowed]  # type: ignore[operator]
        if bad:
            reason = Reason(f"$1 steht nicht in {listed}", f"$1 is not in {listed}", (bad[0].node.number,))
            return Result(False, reason, tuple(_spot(match, scope) for match in bad))
        return Result(True, Reason(f"alle in {listed}", f"all in {listed}"), tuple(_spot(m, scope) for m in matches))

    return holds


WORDS: dict[str, Callable[[Compiler, Mapping[str, Any], str], Condition]] = {
    "not": _not,
    "any": _any,
    "all": _all,
    "count": _count,
    "line": _line,
    "global": _global,
    "in": _in,
}
EXTRAS: dict[str, set[str]] = {word: set() for word in WORDS} | {"line": {"value", "absent"}}
