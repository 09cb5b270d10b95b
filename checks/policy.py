"""The parameters of the rules: what an office demands, where a rule leaves it open."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, ClassVar

from checks.expression import Value
from isms.core import codec
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
    return Policy({name: as_value(parameter.default) for name, parameter in parameters().items()})


def as_value(given: Any) -> Value:
    """A value as rules read it."""
    return tuple(given) if isinstance(given, list) else given
