"""Whether rules ask for free text: what a description says decides nothing, unless one does."""

from collections.abc import Iterable, Iterator
from typing import Any

from checks.language.pattern import REST, PatternError, Word, compile_pattern
from checks.rule import Rule
from checks.syntax.veil import REMARK


def read_by(rules: Iterable[Rule], platform: str) -> bool:
    """Whether a rule asks for the words of descriptions; the shipped judges in Python never do."""
    return any(
        _asks(step)
        for rule in rules
        for check in rule.checks
        if platform in check.platform
        for text in _texts([check.each, check.where, check.skip, check.na_when, check.must])
        for step in _steps(text)
    )


def _texts(given: Any) -> Iterator[str]:
    """Everything that may be a pattern."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        yield from _texts(list(given.values()))
    elif isinstance(given, list | tuple):
        for one in given:
            yield from _texts(one)


def _steps(text: str) -> tuple[tuple[Word, ...], ...]:
    """The steps of a pattern; none for a text that is no pattern."""
    try:
        return compile_pattern(text, flat=False).steps
    except PatternError:
        return ()


def _asks(step: tuple[Word, ...]) -> bool:
    """Whether a step can match a description and looks at more than its first word."""
    first, *more = step
    if not more or (len(more) == 1 and more[0].text == REST):
        return False
    return first.text == REST or first.accepts(REMARK)
