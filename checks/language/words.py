"""The words of the rule language, compiled to conditions; docs/rules.md says what each means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from checks import expression
from checks.expression import ExpressionError, Value
from checks.language.captures import captures_of, names, without
from checks.language.condition import Condition, Result, Scope, absent, all_of, any_of, present
from checks.language.pattern import Pattern, PatternError, compile_pattern
from checks.language.value import Limits, among, counted, inside, listed, valued
from checks.outcome import Reason
from checks.policy import Kind, Parameter
from isms.core.model.text import Text
from isms.core.nearest import hint

Problem = Callable[[str, Text], None]  # key, what is wrong with it
NOTHING = present(())  # stands where a condition could not be read; such a rule is not loaded


@dataclass(frozen=True, slots=True)
class Compiler:
    """Turns what a rule file says into conditions; mistakes are reported, not raised. What is captured under an
    `unasked` name is not looked at."""

    flat: bool
    parameters: Mapping[str, Parameter]
    problem: Problem
    globals: list["Global"] = field(default_factory=list)
    unasked: frozenset[str] = frozenset()

    def wrong(self, key: str, de: str, en: str) -> None:
        """Report a mistake."""
        self.problem(key, Text(de=de, en=en))

    def pattern(self, text: Any, key: str) -> Pattern | None:
        """A pattern, or None after reporting what is wrong with it."""
        if not isinstance(text, str):
            self.wrong(key, "ein Muster muss Text sein", "a pattern must be text")
            return None
        try:
            return without(compile_pattern(text, flat=self.flat), self.unasked)
        except PatternError as error:
            self.problem(key, error.message)
            return None

    def patterns(self, given: Any, key: str) -> tuple[Pattern, ...]:
        """One pattern or a list of them."""
        if isinstance(given, str):
            found = [self.pattern(given, key)]
        elif isinstance(given, list | tuple) and given:
            found = [self.pattern(one, f"{key}.{place}") for place, one in enumerate(given)]
        else:
            self.wrong(key, "erwartet: ein Muster oder eine Liste von Mustern", "expected a pattern or a list of them")
            return ()
        return tuple(pattern for pattern in found if pattern is not None)

    def condition(self, given: Any, key: str) -> Condition:
        """One condition."""
        if isinstance(given, str):
            return present(self.patterns(given, key))
        known = ", ".join(WORDS)
        if not isinstance(given, dict) or not given:
            self.wrong(key, f"erwartet: ein Muster oder eines von {known}", f"expected a pattern or one of {known}")
            return NOTHING
        word = next((word for word in WORDS if word in given), None)
        if word is None:
            meant = hint(first := str(next(iter(given))), WORDS)
            self.wrong(f"{key}.{first}", f"unbekanntes Wort; {meant.de}", f"unknown; {meant.en}")
            return NOTHING
        self.only(given, {word, *EXTRAS[word]}, key)
        inner = WORDS[word](self, given, key)
        return expecting(inner, given["expect"]) if self.is_text(given.get("expect"), f"{key}.expect") else inner

    def only(self, given: Mapping[str, Any], allowed: set[str], key: str) -> None:
        """Report every key that is not allowed."""
        known = ", ".join(sorted(allowed))
        for extra in given:
            if extra not in allowed:
                self.wrong(f"{key}.{extra}", f"unbekannt; hier erlaubt: {known}", f"unknown; allowed here: {known}")

    def is_text(self, given: Any, key: str) -> bool:
        """Whether a text in both languages is given; reports one that lacks a language or names places."""
        if given is None:
            return False
        if isinstance(given, dict) and given.keys() == {"de", "en"} and all(isinstance(t, str) for t in given.values()):
            for language, text in given.items():
                if any(after[:1].isdecimal() for after in text.split("$")[1:]):
                    de = "‚$‘ vor einer Ziffer steht für eine Zeile und gehört nicht in den Text"
                    self.wrong(f"{key}.{language}", de, "'$' before a digit stands for a line, not for itself")
            return True
        self.wrong(key, "erwartet: ‚de‘ und ‚en‘ mit Text", "expected 'de' and 'en' with text")
        return False

    def conditions(self, given: Any, key: str) -> tuple[Condition, ...]:
        """A list of conditions; one alone may stand without a list."""
        if not isinstance(given, list | tuple):
            return (self.condition(given, key),)
        if not given:
            self.wrong(key, "erwartet: mindestens eine Bedingung", "expected at least one condition")
        return tuple(self.condition(one, f"{key}.{place}") for place, one in enumerate(given))

    def mapping(self, given: Any, allowed: set[str], key: str) -> Mapping[str, Any] | None:
        """A mapping with known keys, or None after reporting that there is none."""
        if not isinstance(given, dict):
            known = ", ".join(sorted(allowed))
            self.wrong(key, f"erwartet: {known}", f"expected {known}")
            return None
        self.only(given, allowed, key)
        return given

    def expression(self, given: Any, key: str, values: Mapping[str, Value]) -> Any:
        """A compiled expression, or None after reporting what is wrong with it; `values` are such as it will meet."""
        try:
            compiled = expression.compile_expression(str(given))
        except ExpressionError as error:
            self.problem(key, error.message)
            return None
        unknown = sorted(expression.names(compiled) - values.keys())
        for name in unknown:
            meant = hint(name, values)
            self.wrong(key, f"‚{name}‘ ist hier unbekannt; {meant.de}", f"'{name}' is unknown; {meant.en}")
        if unknown:
            return None
        bad = expression.mismatch(compiled, values)
        if bad is not None:
            de = f"‚{bad}‘ rechnet mit einem Wort wie mit einer Zahl; {{name:num}} nimmt nur Zahlen"
            self.wrong(key, de, f"'{bad}' takes a word for a number; {{name:num}} takes numbers only")
        return compiled if bad is None else None

    def limit(self, given: Any, key: str) -> Any:
        """A whole number from policy parameters alone."""
        compiled = self.expression(given, key, self.samples)
        if compiled is not None and not isinstance(expression.evaluate(compiled, self.samples), int):
            self.wrong(key, "erwartet: eine ganze Zahl", "expected a whole number")
        return compiled

    @property
    def samples(self) -> dict[str, Value]:
        """A value of every policy parameter."""
        return {name: SAMPLES[parameter.type] for name, parameter in self.parameters.items()}


SAMPLES: dict[Kind, Value] = {
    Kind.NUMBER: 1,
    Kind.FLAG: True,
    Kind.WORDS: ("word",),
    Kind.NETWORKS: ("192.0.2.0/24",),
    Kind.NUMBERS: ("10",),
}
LISTS = {Kind.WORDS: among, Kind.NETWORKS: inside}


def expecting(inner: Condition, expect: Mapping[str, str]) -> Condition:
    """The condition; where it fails it says what was expected, in the words of the rule."""

    def answer(scope: Scope) -> Result:
        result = inner.answer(scope)
        if result.holds is not False:
            return result
        where = scope.place
        named = " ($1)" if result.reason.places and result.spots and not scope.block.number else ""
        places = result.reason.places if named else where.places
        places_de, places_en = ("", "") if named else (f" {where.de}", f" {where.en}")
        reason = Reason(f"{expect['de']}{named}{places_de}", f"{expect['en']}{named}{places_en}", places)
        return result._replace(reason=reason)

    return Condition(answer, inner.holds)


def _not(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`not: pattern(s)`."""
    return absent(compiler.patterns(given["not"], f"{key}.not"))


def _any(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`any: [conditions]`; where all are patterns, any of these."""
    some = given["any"]
    if isinstance(some, list | tuple) and some and all(isinstance(one, str) for one in some):
        return present(compiler.patterns(some, f"{key}.any"))
    return any_of(compiler.conditions(some, f"{key}.any"))


def _all(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`all: [conditions]`."""
    return all_of(compiler.conditions(given["all"], f"{key}.all"))


@dataclass(frozen=True, slots=True, eq=False)
class Global:
    """A condition that looks from the top; `names` are those its patterns capture."""

    inner: Condition
    names: frozenset[str]

    def answer(self, scope: Scope) -> Result:
        """The answer, or the one that is known already."""
        return scope.known.get(self) or self.inner.answer(_from_top(scope))

    def holds(self, scope: Scope) -> bool | None:
        """Whether it holds."""
        known = scope.known.get(self)
        return self.inner.holds(_from_top(scope)) if known is None else known.holds


def _from_top(scope: Scope) -> Scope:
    """The whole configuration."""
    return Scope(scope.root, scope.root, scope.captures, scope.policy)


def _global(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`global: condition(s)`: looks from the top inside an `each`."""
    asked = Global(all_of(compiler.conditions(given["global"], f"{key}.global")), frozenset(names(given["global"])))
    compiler.globals.append(asked)
    return Condition(asked.answer, asked.holds)


def _count(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`count: {of, where, by, min, max}`: how many lines match, each value of the capture `by` once."""
    key = f"{key}.count"
    spec = compiler.mapping(given["count"], {"of", "where", "by", "min", "max"}, key)
    if spec is None:
        return NOTHING
    patterns = compiler.patterns(spec.get("of"), f"{key}.of")
    before = list(compiler.globals)
    where = compiler.conditions(spec["where"], f"{key}.where") if "where" in spec else ()
    by = str(spec["by"]) if "by" in spec else None
    if by is not None:
        captured_by_all(compiler, patterns, by, f"{key}.by")
    limits = {word: compiler.limit(spec[word], f"{key}.{word}") for word in ("min", "max") if word in spec}
    if not limits:
        compiler.wrong(key, "‚min‘ oder ‚max‘ fehlt", "'min' or 'max' is missing")
    low = limits.get("min", expression.compile_expression("0"))
    return counted(patterns, where, Limits(low=low, high=limits.get("max"), by=by, alone=compiler.globals == before))


def captured_by_all(compiler: Compiler, patterns: Sequence[Pattern], name: str, key: str) -> None:
    """Report the patterns that do not capture a name."""
    for pattern in patterns:
        if name not in captures_of(pattern):
            de = f"‚{name}‘ kommt in ‚{pattern.text}‘ nicht vor"
            compiler.wrong(key, de, f"'{name}' is not captured by '{pattern.text}'")


def _line(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`line: pattern(s)` with `value: expression`; `absent: {capture: value}` is what holds when no line is there."""
    patterns = compiler.patterns(given["line"], f"{key}.line")
    missing = _absent(compiler, given.get("absent"), patterns, f"{key}.absent")
    value = given.get("value", True)
    cases = [captures_of(pattern) for pattern in patterns] + ([{}] if missing is not None else [])
    compiled = [
        compiler.expression(value, f"{key}.value", {**compiler.samples, **(missing or {}), **case})
        for case in cases or [compiler.samples]
    ]
    return NOTHING if compiled[0] is None else valued(patterns, compiled[0], missing, str(value))


def _absent(compiler: Compiler, given: Any, patterns: Sequence[Pattern], key: str) -> dict[str, Value] | None:
    """What holds where the line is absent, by capture."""
    if given is None:
        return None
    names = set[str]().union(*map(captures_of, patterns))
    missing = compiler.mapping(given, names, key)
    if missing is None:
        return dict.fromkeys(names, 1)  # one mistake is enough
    for name, value in missing.items():
        if not isinstance(value, int | str):
            compiler.wrong(f"{key}.{name}", "erwartet: Zahl oder Wort", "expected a number or a word")
    return {name: value if isinstance(value, int | str) else 1 for name, value in missing.items()}


def _in(compiler: Compiler, given: Mapping[str, Any], key: str) -> Condition:
    """`in: {line, value, list}`: what the capture `value` holds stands in a policy list; unset is unknown."""
    key = f"{key}.in"
    spec = compiler.mapping(given["in"], {"line", "value", "list"}, key)
    if spec is None:
        return NOTHING
    patterns = compiler.patterns(spec.get("line"), f"{key}.line")
    name, parameter = str(spec.get("value", "")), str(spec.get("list", ""))
    captured_by_all(compiler, patterns, name, f"{key}.value")
    lists = [known for known, given in compiler.parameters.items() if given.type in LISTS]
    if parameter not in lists:
        known = ", ".join(lists)
        de = f"‚{parameter}‘ ist keine Liste der Richtlinie; Listen sind: {known}"
        compiler.wrong(f"{key}.list", de, f"'{parameter}' is no list of the policy; lists are: {known}")
    given_type = compiler.parameters[parameter].type if parameter in lists else Kind.WORDS
    return listed(patterns, name, parameter, LISTS[given_type])


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
