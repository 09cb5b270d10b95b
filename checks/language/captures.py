"""The names that patterns capture, and which of them nobody asks for again."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from checks.expression import Value
from checks.language.pattern import Pattern
from checks.rule import Check

CAPTURED = re.compile(r"\{(\w+)")
NAME = re.compile(r"[A-Za-z_]\w*")
# What stands under these words of the language may name captures without braces.
BARE = ("by", "value", "absent")


def captures_of(pattern: Pattern) -> dict[str, Value]:
    """The names a pattern captures, with such values as they can have."""
    words = (word for step in pattern.steps for word in step)
    return {word.name: 1 if word.text.endswith(":num}") else "word" for word in words if word.name}


def names(given: Any) -> Iterator[str]:
    """The names between braces in a condition, and those that are asked for without."""
    if isinstance(given, str):
        yield from CAPTURED.findall(given)
    elif isinstance(given, Mapping):
        for word, inner in given.items():
            yield from NAME.findall(str(inner)) if word in BARE else ()
            yield from names(inner)
    elif isinstance(given, list | tuple):
        for inner in given:
            yield from names(inner)


def unasked(check: Check) -> frozenset[str]:
    """The names that occur once in a check: what they capture decides nothing."""
    found = Counter(names([check.each, check.where, check.skip, check.na_when, check.must]))
    return frozenset(name for name, times in found.items() if times == 1)


def without(pattern: Pattern, unasked: frozenset[str]) -> Pattern:
    """A pattern that captures nothing under these names."""
    steps = tuple(
        tuple(replace(word, name=None) if word.name in unasked else word for word in step) for step in pattern.steps
    )
    return Pattern(pattern.text, steps, pattern.flat)
