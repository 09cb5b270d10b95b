"""The parameters of the rules: what an office demands, where a rule leaves it open."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, ClassVar

from checks.expression import Value
from isms.core import codec
from isms.core.codec import Document, Mistake
from isms.core.model.text import Text


class Kind(StrEnum):
    """The type of a parameter."""

    NUMBER = "number"
    FLAG = "flag"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter with its meaning and default."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    type: Kind
    default: Any
    meaning: Text


@dataclass(frozen=True, slots=True)
class Policy:
    """The values that hold."""

    values: Mapping[str, Value]

    def number(self, name: str) -> int:
        """A whole number."""
        return int(self.values[name])  # type: ignore[arg-type]

    def flag(self, name: str) -> bool:
        """Yes or no."""
        return bool(self.values[name])

    def words(self, name: str) -> tuple[str, ...]:
        """A list."""
        value = self.values[name]
        return value if isinstance(value, tuple) else ()


@cache
def parameters() -> Mapping[str, Parameter]:
    """Every parameter there is, from checks/policy.yaml."""
    source = "checks/policy.yaml"
    text = resources.files("checks").joinpath("policy.yaml").read_text(encoding="utf-8")
    return codec.read(dict[str, Parameter], codec.parse_yaml(text, source))


def default() -> Policy:
    """The values as shipped."""
    return Policy({name: _value(parameter.default) for name, parameter in parameters().items()})


def merged(document: Document) -> Policy:
    """The shipped values, overridden by a workspace's policy.yaml; raises InputError naming every mistake."""
    given = document.value or {}
    if not isinstance(given, dict):
        problem = Text(de="erwartet: NAME: Wert", en="expected NAME: value")
        raise codec.mistakes_error([Mistake(source=document.source, line=1, key="", problem=problem)])
    mistakes = [mistake for name, value in given.items() for mistake in _mistakes(str(name), value, document)]
    if mistakes:
        raise codec.mistakes_error(mistakes)
    return Policy({**default().values, **{name: _value(value) for name, value in given.items()}})


def _mistakes(name: str, value: Any, document: Document) -> list[Mistake]:
    """What is wrong with one override."""
    parameter = parameters().get(name)
    if parameter is None:
        known = ", ".join(parameters())
        problem = Text(de=f"unbekannter Parameter; bekannt: {known}", en=f"unknown parameter; known: {known}")
    elif not FITS[parameter.type](value):
        problem = EXPECTED[parameter.type]
    else:
        return []
    return [Mistake(source=document.source, line=document.lines.get((name,)), key=name, problem=problem)]


EXPECTED = {
    Kind.NUMBER: Text(de="erwartet: eine ganze Zahl ab 0", en="expected a whole number from 0"),
    Kind.FLAG: Text(de="erwartet: true oder false", en="expected true or false"),
    Kind.WORDS: Text(de="erwartet: eine Liste von Wörtern", en="expected a list of words"),
}
FITS = {
    Kind.NUMBER: lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    Kind.FLAG: lambda value: isinstance(value, bool),
    Kind.WORDS: lambda value: isinstance(value, list) and all(isinstance(word, str) for word in value),
}


def _value(given: Any) -> Value:
    """A value as rules read it."""
    return tuple(given) if isinstance(given, list) else given
