"""What is known about each platform's configurations: one YAML file each in `checks/platforms/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import ClassVar

from checks.cache import Sources, cached
from isms.core import codec


class Syntax(StrEnum):
    """How the lines of a configuration hang together."""

    INDENT = "indent"
    BRACES = "braces"
    BLOCKS = "blocks"
    KEYVALUE = "keyvalue"
    UCI = "uci"
    LINES = "lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A kind of section: the words that open it and the words known inside; `nested` ones open only inside another."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    opens: tuple[str, ...]
    inside: tuple[str, ...] = ()
    nested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opaque:
    """Statements that a text follows which is no configuration: up to a delimiter, `EOF`, `@`, a quote; or hex."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    delimited: tuple[str, ...] = ()
    until_eof: tuple[str, ...] = ()
    until_at: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    hex: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """Templates of ports: the words before a template's name in its header, and in an interface that takes it."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    opens: str
    uses: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What tells a platform from its text: statements by how much they say, and statements that speak against it."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    sure: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    in_comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Platform:
    """How configurations of one platform are written; compared and hashed by identity, as there is one of each."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    title: str
    syntax: Syntax
    comments: tuple[str, ...] = ("!", "#")
    separator: str | None = None
    noise: tuple[str, ...] = ()
    prompt: str | None = None
    closers: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    never_nested: tuple[str, ...] = ()
    top: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    opaque: Opaque = Opaque()
    templates: Templates | None = None
    single_values: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    prefix: str | None = None
    enter: str | None = None
    columns: str | None = None
    marks: Marks = Marks()


@cache
def platforms() -> Mapping[str, Platform]:
    """Every known platform by id, in alphabetical order."""
    folder = resources.files("checks") / "platforms"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
    sources = tuple((file.name, file.read_text("utf-8")) for file in files)
    known = cached("platforms", tuple[Platform, ...], sources, _read)
    return MappingProxyType({platform.id: platform for platform in known})


def _read(sources: Sources) -> tuple[Platform, ...]:
    """The platforms in YAML texts."""
    return tuple(codec.read(Platform, codec.parse_yaml(text, name)) for name, text in sources)
