"""The words of the rule language, compiled to conditions; docs/rules.md says what each means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checks import expression
from checks.condition import (
    Condition,
    Result,
    Scope,
    absent,
    all_of,
    any_of,
    header,
    masked,
    matches,
    never,
    present,
    spot_of,
)
from checks.expression import ExpressionError, Value
from checks.outcome import Reason
from checks.pattern import Match, Pattern, PatternError, compile_pattern, is_number
from checks.policy import Policy

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
        inner = WORDS[word](self, given, key)
        return expecting(inner, given["expect"]) if self.is_text(given.get("expect"), f"{key}.expect") else inner

    def is_text(self, given: Any, key: str) -> bool:
        """Whether a text in both languages is given; reports one that lacks a language."""
        if given is not None and not (isinstance(given, dict) and given.keys() == {"de", "en"}):
            self.problem(key, "expected the keys 'de' and 'en'")
            return False
        return given is not None

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

    def limit(self, given: Any, key: str) -> Any:
        """An expression over policy parameters alone."""
        compiled = self.expression(given, key)
        for name in sorted((expression.names(compiled) if compiled is not None else frozenset()) - self.parameters):
            self.problem(key, f"'{name}' is no policy parameter")
        return compiled


def expecting(inner: Condition, expect: Mapping[str, str]) -> Condition:
    """The condition; where it fails it says what was expected, in the words of the rule."""

    def holds(scope: Scope) -> Result:
        result = inner(scope)
        if result.holds is not False:
            return result
        where = scope.place
        named = " ($1)" if result.reason.places and result.spots and not scope.block.number else ""
        places = result.reason.places if named else where.places
        places_de, places_en = ("", "") if named else (f" {where.de}", f" {where.en}")
        reason = Reason(f"{expect['de']}{named}{places_de}", f"{expect['en']}{named}{places_en}", places)
        return replace(result, reason=reason)

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
    low = compiler.limit(spec.get("min", 0), f"{key}.count.min")
    high = compiler.limit(spec["max"], f"{key}.count.max") if "max" in spec else None
    by = str(spec["by"]) if "by" in spec else None
    if by is not None and not all(by in captures_of(pattern) for pattern in patterns):
        compiler.problem(f"{key}.count.by", f"'{by}' is not captured by every pattern")
    return _counted(patterns, where, by, low, high)


def captures_of(pattern: Pattern) -> set[str]:
    """The names a pattern captures."""
    return {word.name for step in pattern.steps for word in step if word.name}


def _counted(patterns: Sequence[Pattern], where: Sequence[Condition], by: str | None, low: Any, high: Any) -> Condition:
    """The condition behind `count`."""
    wanted = " | ".join(pattern.text for pattern in patterns)

    def holds(scope: Scope) -> Result:
        found = [match for match in matches(patterns, scope) if _fits(match, where, scope)]
        values = {match.captures[by] if by else str(match.node.number) for match in found}
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
        return Result(good, reason, tuple(spot_of(match, scope) for match in found) or header(scope))

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
    known = set[str]().union(*map(captures_of, patterns)) | compiler.parameters | set(missing or {})
    for name in sorted((expression.names(value) if value is not None else frozenset()) - known):
        compiler.problem(f"{key}.value", f"'{name}' is neither captured nor a policy parameter")
    return _valued(patterns, value, missing, given)


def _valued(
    patterns: Sequence[Pattern], value: Any, missing: Mapping[str, Any] | None, given: Mapping[str, Any]
) -> Condition:
    """The condition behind `line` and `value`."""
    wanted = present(patterns)
    text = str(given.get("value", ""))

    def holds(scope: Scope) -> Result:
        found = list(matches(patterns, scope))
        if not found:
            if missing is None:
                return wanted(scope)
            good = bool(expression.evaluate(value, {**scope.policy.values, **missing}))
            where = scope.place
            reason = Reason(
                f"keine Angabe {where.de}, es gilt der Standardwert",
                f"not set {where.en}, the default holds",
                where.places,
            )
            return Result(good, reason, header(scope), defaulted=True)
        return _judge_values(found, value, missing or {}, scope, text)

    return holds


def _judge_values(found: Sequence[Match], value: Any, missing: Mapping[str, Any], scope: Scope, text: str) -> Result:
    """Whether every matched line has a good value."""
    guessed = [match for match in found if not match.sure]
    sure = [match for match in found if match.sure]
    bad = [match for match in sure if not expression.evaluate(value, _values(match, missing, scope.policy))]
    if bad:
        reason = Reason(f"$1 verletzt ‚{text}‘", f"$1 breaks '{text}'", (bad[0].node.number,))
        return Result(False, reason, tuple(spot_of(match, scope) for match in bad))
    if guessed:
        return masked(guessed, scope)
    return Result(True, Reason("$1", "$1", (sure[0].node.number,)), tuple(spot_of(match, scope) for match in sure))


def _values(match: Match, missing: Mapping[str, Any], policy: Policy) -> dict[str, Value]:
    """What an expression can read: parameters, defaults, and the captures (numbers as numbers)."""
    captured = {name: int(word) if is_number(word) else word for name, word in match.captures.items()}
    return {**policy.values, **missing, **captured}


def _in(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`in: {line, value, list}`: what the capture `value` holds stands in a policy list; unset is unknown."""
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
        found = list(matches(patterns, scope))
        bad = [match for match in found if match.captures.get(name) not in allowed]  # type: ignore[operator]
        if bad:
            reason = Reason(f"$1 steht nicht in {listed}", f"$1 is not in {listed}", (bad[0].node.number,))
            return Result(False, reason, tuple(spot_of(match, scope) for match in bad))
        return Result(True, Reason(f"alle in {listed}", f"all in {listed}"), tuple(spot_of(m, scope) for m in found))

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
EXTRAS: dict[str, set[str]] = {word: {"expect"} for word in WORDS} | {"line": {"value", "absent", "expect"}}
