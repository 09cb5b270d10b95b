"""Reading and writing data: YAML, TOML and JSON to our values and back; all mistakes of a file at once."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

import msgspec
import yaml

from isms.core.errors import InputError
from isms.core.model.text import Language, Text
from isms.core.nearest import hint
from isms.core.shape import keys_at

T = TypeVar("T")
Path = tuple[str | int, ...]
SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TIMESTAMP = "tag:yaml.org,2002:timestamp"
DEEPEST = 20
UNKNOWN_KEY = "unexpected_keyword_argument"
TEXT_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Loader(SAFE):  # type: ignore[misc]
    """Reads dates as text, so that a wrong one is a mistake with its place and not a crash."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != TIMESTAMP]
        for first, resolvers in SAFE.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A hand-written document with the line (from 1) of every key, by path."""

    value: Any
    lines: dict[Path, int]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing wrong in a hand-written file."""

    source: str
    line: int | None
    key: str
    problem: Text | str

    def to(self, language: Language) -> str:
        """`file:line: key: problem`, the form editors jump to."""
        place = f"{self.source}:{self.line}" if self.line else self.source
        problem = self.problem if isinstance(self.problem, str) else self.problem.to(language)
        return f"{place}: {self.key}: {problem}" if self.key else f"{place}: {problem}"

    def __str__(self) -> str:
        """The English form."""
        return self.to(Language.EN)


class MistakesError(InputError):
    """Mistakes in hand-written files."""

    def __init__(self, mistakes: Iterable[Mistake], *, de: str, en: str) -> None:
        """Keep each mistake beside the sentence that names them all."""
        super().__init__(de=de, en=en)
        self.mistakes = tuple(mistakes)


def parse_yaml(text: str, source: str, *, loader: Any = Loader) -> Document:
    """The YAML document with line numbers; raises InputError with the place of a syntax error or a repeated key."""
    lines: dict[Path, int] = {}
    repeated: list[Mistake] = []
    try:
        reader = loader(text)
        node, value = reader.get_single_node(), None
        if node is not None:
            _note_lines(node, (), lines, repeated, source)
            value = reader.construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        problem = str(getattr(error, "problem", None) or "no valid YAML")
        raise mistakes_error([Mistake(source=source, line=line, key="", problem=problem)]) from error
    if repeated:
        raise mistakes_error(repeated)
    return Document(value=value, lines=lines, source=source)


def parse_yaml_texts(text: str, source: str) -> Document:
    """The same with every scalar as the text that stands there (`01067` stays `01067`).

    For files from anywhere: aliases and deep nesting, which can exhaust the machine, are refused.
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=TEXT_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
                problem = f"aliases (*) and more than {DEEPEST} levels are not allowed"
                line = event.start_mark.line + 1 if event.start_mark else None
                raise mistakes_error([Mistake(source=source, line=line, key="", problem=problem)])
    except yaml.YAMLError:
        pass  # parse_yaml says it with its place
    return parse_yaml(text, source, loader=TEXT_LOADER)


def _note_lines(node: Any, path: Path, lines: dict[Path, int], repeated: list[Mistake], source: str) -> None:
    """Record the line of every key below `node`."""
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, child in node.value:
            below = (*path, str(key.value))
            line = key.start_mark.line + 1
            if key.value in seen:
                repeated.append(Mistake(source=source, line=line, key=dotted(below), problem="key occurs twice"))
            seen.add(str(key.value))
            lines[below] = line
            _note_lines(child, below, lines, repeated, source)
    elif isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _note_lines(child, (*path, index), lines, repeated, source)


def parse_toml(text: str, source: str) -> Document:
    """The TOML document; raises InputError with the place of a syntax error."""
    try:
        return Document(value=tomllib.loads(text), lines={}, source=source)
    except tomllib.TOMLDecodeError as error:
        raise mistakes_error([Mistake(source=source, line=None, key="", problem=str(error))]) from error


def read(kind: type[T], document: Document) -> T:
    """The document as a value of ours; raises InputError naming every mistake with file, line and key."""
    value, mistakes = check(kind, document)
    if mistakes:
        raise mistakes_error(mistakes)
    return value  # type: ignore[return-value]


def check(kind: type[T], document: Document) -> tuple[T | None, list[Mistake]]:
    """The document as a value of ours, or everything that is wrong with it."""
    import pydantic

    try:
        return _adapter(cast("Any", kind)).validate_python(document.value), []
    except pydantic.ValidationError as error:
        return None, list(_mistakes(error, document, kind))


@cache
def _adapter(kind: Any) -> Any:
    """The validator of a type, built once."""
    import pydantic

    return pydantic.TypeAdapter(kind)


def _mistakes(error: Any, document: Document, kind: Any) -> Iterator[Mistake]:
    """Every problem pydantic found, in our form."""
    for problem in error.errors(include_url=False):
        path = tuple(part for part in problem["loc"] if part != "[key]")
        yield Mistake(
            source=document.source,
            line=_line(document, path),
            key=dotted(path),
            problem=_unknown_key(path, kind) if problem["type"] == UNKNOWN_KEY else _problem(problem),
        )


def _problem(found: Any) -> Text | str:
    """What pydantic found, in both languages where it is one of the usual mistakes."""
    words = PROBLEMS.get(found["type"])
    if words is None:
        return str(found["msg"])
    expected = str(found.get("ctx", {}).get("expected", ""))
    return Text(de=words[0] + expected.replace(" or ", " oder "), en=words[1] + expected)


def _unknown_key(path: Path, kind: Any) -> Text:
    """That there is no such key, and which one is meant."""
    meant = hint(str(path[-1]), keys_at(kind, path[:-1]))
    return Text(de=f"unbekannter Schlüssel; {meant.de}", en=f"unknown key; {meant.en}")


PROBLEMS: dict[str, tuple[str, str]] = {
    "missing": ("fehlt", "is missing"),
    "enum": ("erlaubt ist ", "allowed is "),
    "string_type": ("Text erwartet", "text expected"),
    "int_type": ("ganze Zahl erwartet", "whole number expected"),
    "int_parsing": ("ganze Zahl erwartet", "whole number expected"),
    "int_from_float": ("ganze Zahl erwartet", "whole number expected"),
    "bool_type": ("true oder false erwartet", "true or false expected"),
    "bool_parsing": ("true oder false erwartet", "true or false expected"),
    "tuple_type": ("Liste erwartet", "list expected"),
    "dict_type": ("Schlüssel mit Werten erwartet", "keys with values expected"),
    "dataclass_type": ("Schlüssel mit Werten erwartet", "keys with values expected"),
    "date_type": ("Datum erwartet (JJJJ-MM-TT)", "date expected (YYYY-MM-DD)"),
    "date_parsing": ("Datum erwartet (JJJJ-MM-TT)", "date expected (YYYY-MM-DD)"),
    "date_from_datetime_parsing": ("Datum erwartet (JJJJ-MM-TT)", "date expected (YYYY-MM-DD)"),
}


def _line(document: Document, path: Path) -> int | None:
    """The line of the nearest key that exists on the way to `path`."""
    for end in range(len(path), -1, -1):
        if path[:end] in document.lines:
            return document.lines[path[:end]]
    return None


def dotted(path: Path) -> str:
    """A path as people write it: `checks.0.must`."""
    return ".".join(str(part) for part in path)


def mistakes_error(mistakes: list[Mistake]) -> MistakesError:
    """All mistakes as one error, a line each, in the order of the files and their lines."""
    sources = list(dict.fromkeys(mistake.source for mistake in mistakes))
    ranked = sorted(mistakes, key=lambda mistake: (sources.index(mistake.source), mistake.line or 0))
    de, en = ("\n".join(mistake.to(language) for mistake in ranked) for language in (Language.DE, Language.EN))
    if len(mistakes) == 1:
        return MistakesError(ranked, de=de, en=en)
    return MistakesError(ranked, de=f"{len(mistakes)} Fehler:\n{de}", en=f"{len(mistakes)} mistakes:\n{en}")


def to_json(value: Any, *, indent: int = 0) -> bytes:
    """A value of ours as JSON, keys in the order of the fields; enums by value, times in ISO 8601 with Z."""
    encoded = msgspec.json.encode(value, enc_hook=_values)
    return msgspec.json.format(encoded, indent=indent) if indent else encoded


def to_canonical_json(value: Any) -> bytes:
    """The one spelling of a value that is hashed: keys sorted, no white space."""
    return msgspec.json.encode(value, order="deterministic")


def indented(spelled: bytes) -> bytes:
    """JSON as people read it, with two spaces a level; the order of the keys stays."""
    return msgspec.json.format(spelled, indent=2)


def to_canonical_lines(values: Sequence[Any]) -> bytes:
    """The canonical spellings of many values, each on a line of its own; no spelling holds a line end."""
    encoder = msgspec.json.Encoder(order="deterministic")
    return encoder.encode_lines(values)


def to_plain(value: Any) -> Any:
    """A value of ours as dicts, lists and strings, ready for JSON or a table."""
    return msgspec.to_builtins(value, enc_hook=_values)


def _values(value: Any) -> tuple[Any, ...]:
    """A sequence of a kind of its own as what is in it."""
    if isinstance(value, Sequence):
        return tuple(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def from_json(raw: bytes | str, kind: type[T], source: str) -> T:
    """JSON that this program wrote, as a value; raises InputError if it is damaged."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(de=f"{source} ist beschädigt: {error}", en=f"{source} is damaged: {error}") from error


def from_json_lines(raw: bytes, kind: type[T], source: str) -> tuple[T, ...]:
    """Lines of JSON that this program wrote, a value each; raises InputError if they are damaged."""
    try:
        return tuple(msgspec.json.Decoder(kind).decode_lines(raw))
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(de=f"{source} ist beschädigt: {error}", en=f"{source} is damaged: {error}") from error


def from_plain(value: Any, kind: type[T], source: str) -> T:
    """Dicts and lists that this program wrote, as a value; raises InputError if they do not fit."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise InputError(de=f"{source} ist beschädigt: {error}", en=f"{source} is damaged: {error}") from error


def to_yaml(value: Any) -> str:
    """Plain data as YAML for people, in the order given, umlauts as they are."""
    return str(yaml.safe_dump(to_plain(value), sort_keys=False, allow_unicode=True))
