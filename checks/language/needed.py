"""What a block needs at least, so that conditions can hold for it: first words of lines, which are quick to look up."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from checks.language.words import Compiler
from isms.core.model.text import Text


def needed(where: Any, compiler: Compiler) -> Iterator[frozenset[str]]:
    """For each condition that a wanted block has to meet, the words with which a line that decides it can begin."""
    for one in where if isinstance(where, list | tuple) else (where,):
        if isinstance(one, Mapping) and "all" in one:
            yield from needed(one["all"], compiler)
        elif words := _begin(one, replace(compiler, problem=_ignore)):
            yield words


def _begin(one: Any, compiler: Compiler) -> frozenset[str]:
    """The words with which a line can begin without which a condition does not hold; empty if there are none such."""
    if isinstance(one, Mapping):
        if "line" in one and "absent" not in one:
            return _any_of(one["line"], compiler)
        return _any_of(one["any"], compiler) if "any" in one else frozenset()
    pattern = compiler.pattern(one, "") if isinstance(one, str) else None
    return frozenset(pattern.first_words or ()) if pattern is not None else frozenset()


def _any_of(given: Any, compiler: Compiler) -> frozenset[str]:
    """The words with which lines for any of these conditions can begin."""
    found = [_begin(one, compiler) for one in (given if isinstance(given, list | tuple) else (given,))]
    return frozenset().union(*found) if all(found) else frozenset()


def _ignore(key: str, problem: Text) -> None:
    """Mistakes are reported where the conditions are compiled."""
