"""The parameters of the rules: what an office demands, where a rule leaves it open."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fnmatch import translate
from functools import cache, lru_cache
from importlib import resources
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any, ClassVar

from checks.cache import Sources, cached
from checks.expression import Value
from isms.core import codec
from isms.core.model.text import Text


class Kind(StrEnum):
    """The type of a parameter."""

    NUMBER = "number"
    FLAG = "flag"
    WORDS = "words"
    NETWORKS = "networks"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter with its meaning and default."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    type: Kind
    default: Any
    meaning: Text


EVERY_PARAMETER = "`isms policy show`"
SPAN = re.compile(r"([0-9]+)(?:-([0-9]+))?")
PROVED_ON = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Policy:
    """The values that hold, and the day for which is judged; examples are proved as of `PROVED_ON`."""

    values: Mapping[str, Value]
    today: date = PROVED_ON

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

    def spans(self, name: str) -> tuple[tuple[int, int], ...]:
        """A list of numbers and spans, as the lowest and highest of each."""
        ends = (word.split("-") for word in self.words(name))
        return tuple((int(one[0]), int(one[-1])) for one in ends)

    def networks(self, name: str) -> tuple[IPv4Network | IPv6Network, ...]:
        """A list of networks; an address counts as a network of its own."""
        return tuple(ip_network(word, strict=False) for word in self.words(name))


@cache
def parameters() -> Mapping[str, Parameter]:
    """Every parameter there is, from checks/policy.yaml."""
    text = resources.files("checks").joinpath("policy.yaml").read_text(encoding="utf-8")
    return cached("policy", dict[str, Parameter], (("checks/policy.yaml", text),), _read)


def _read(sources: Sources) -> dict[str, Parameter]:
    """The parameters in a YAML text."""
    [(source, text)] = sources
    return codec.read(dict[str, Parameter], codec.parse_yaml(text, source))


def default() -> Policy:
    """The values as shipped."""
    return Policy({name: as_value(parameter.default) for name, parameter in parameters().items()})


def is_network(word: str) -> bool:
    """Whether a word is an address or a network, IPv4 or IPv6."""
    try:
        ip_network(word, strict=False)
    except ValueError:
        return False
    return True


def is_span(word: Any) -> bool:
    """Whether a value is a whole number from 0, or a span of two such as `20-29`."""
    found = SPAN.fullmatch(str(word))
    return found is not None and int(found[1]) <= int(found[2] or found[1])


def as_value(given: Any) -> Value:
    """A value as rules read it; numbers in a list are words."""
    return tuple(map(str, given)) if isinstance(given, list) else given


EXPECTED = {
    Kind.NUMBER: Text(de="erwartet: eine ganze Zahl ab 0", en="expected a whole number from 0"),
    Kind.FLAG: Text(de="erwartet: true oder false", en="expected true or false"),
    Kind.WORDS: Text(de="erwartet: eine Liste von Wörtern", en="expected a list of words"),
    Kind.NETWORKS: Text(
        de="erwartet: eine Liste von Netzen wie 192.0.2.0/24", en="expected a list of networks such as 192.0.2.0/24"
    ),
    Kind.NUMBERS: Text(
        de="erwartet: eine Liste von Nummern und Spannen wie 10 oder 20-29",
        en="expected a list of numbers and spans such as 10 or 20-29",
    ),
}
FITS = {
    Kind.NUMBER: lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    Kind.FLAG: lambda value: isinstance(value, bool),
    Kind.WORDS: lambda value: isinstance(value, list) and all(isinstance(word, str) for word in value),
    Kind.NETWORKS: lambda value: (
        isinstance(value, list) and all(isinstance(word, str) and is_network(word) for word in value)
    ),
    Kind.NUMBERS: lambda value: isinstance(value, list) and all(map(is_span, value)),
}


def unfit(parameter: Parameter, given: Any) -> Text | None:
    """What is wrong with a value for a parameter, or None."""
    return None if FITS[parameter.type](given) else EXPECTED[parameter.type]


def fits(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a name is one of a list whose words may hold `*`; upper and lower case do not matter."""
    return _matcher(patterns).match(name.casefold()) is not None


@lru_cache(maxsize=64)
def _matcher(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all of a list; nothing fits an empty one."""
    return re.compile("|".join(translate(pattern.casefold()) for pattern in patterns) or "(?!)")
