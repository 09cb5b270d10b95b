"""Reading rules: those that ship, and those of a workspace; all mistakes of all files at once."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from checks import remedies
from checks.cache import Sources, cached
from checks.platform import platforms
from checks.rule import Rule
from checks.rule_mistakes import beyond_shape, mistakes_of
from checks.template import BLANK, blanks, is_blank, unfinished
from isms import files
from isms.core import codec
from isms.core.codec import Document, Mistake, MistakesError
from isms.core.errors import InputError
from isms.core.model.text import Text
from isms.core.nearest import advice

EVERY_RULE = "`isms rule list`"
ENGLISH = "checks/remedies.yaml"
Read = Callable[[Any], str]
Named = tuple[tuple[str, Rule], ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules by id, sorted; `digest` is the SHA-256 of everything they say."""

    rules: tuple[Rule, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical JSON of all rules."""
        return hashlib.sha256(codec.to_canonical_json(self.rules)).hexdigest()

    def get(self, rule: str) -> Rule:
        """One rule; raises InputError naming those whose ids are alike."""
        found = next((one for one in self.rules if one.id == rule), None)
        if found is None:
            raise InputError(de=self.unknown(rule).de, en=self.unknown(rule).en)
        return found

    def unknown(self, rule: str) -> Text:
        """The sentence about an id that no rule has."""
        meant = advice(rule, [one.id for one in self.rules], EVERY_RULE)
        return Text(de=f"Keine Regel heißt ‚{rule}‘. {meant.de}", en=f"No rule is called '{rule}'. {meant.en}")


def shipped() -> Rulebook:
    """The rules that come with the program."""
    return _book(_shipped())


def with_own(folder: Path) -> Rulebook:
    """The shipped rules and those in a workspace's folder of its own, if it has one; raises InputError if what has its
    name is no folder, or a link to one that is gone."""
    if not os.path.lexists(folder):
        return shipped()
    return _book(_load(_documents(folder, str(folder), files.text), _shipped()))


def load(sources: Iterable[tuple[str, str]]) -> Rulebook:
    """The rules in the given YAML texts; raises InputError naming every mistake with file, line and key."""
    return _book(_load(sources, ()))


def _shipped_text(file: Traversable) -> str:
    """The text of a file that comes with the program."""
    return file.read_text(encoding="utf-8")


def _shipped() -> Named:
    """The rules that come with the program, with their files."""
    folder = resources.files("checks")
    english = (ENGLISH, _shipped_text(folder.joinpath("remedies.yaml")))
    rules = _documents(folder.joinpath("rules"), "checks/rules", _shipped_text)
    return cached("rules", Named, (english, *rules), _read_shipped)


def _read_shipped(sources: Sources) -> Named:
    """The shipped rules, their remedies in both languages; the first text is the English of the remedies."""
    (source, text), *rules = sources
    english = remedies.read(source, text)
    return tuple((name, remedies.in_english(rule, english)) for name, rule in _load(rules, ()))


def _book(named: Named) -> Rulebook:
    """The rules by id."""
    return Rulebook(tuple(sorted((rule for _, rule in named), key=lambda rule: rule.id)))


def _documents(folder: Traversable, name: str, read: Read, above: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every YAML file below a folder as (source, text), by name; a link to a folder above leads nowhere new."""
    here = os.path.realpath(folder) if isinstance(folder, Path) else ""
    if here and here in above:
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(de=f"{name} ist nicht lesbar: {error}", en=f"{name} cannot be read: {error}") from error
    for entry in entries:
        source = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _documents(entry, source, read, (*above, here))
        elif entry.name.endswith((".yaml", ".yml")):
            try:
                yield source, read(entry)
            except (OSError, UnicodeDecodeError) as error:
                raise InputError(
                    de=f"{source} ist nicht lesbar: {error}", en=f"{source} cannot be read: {error}"
                ) from error


def _load(sources: Iterable[tuple[str, str]], beside: Named) -> Named:
    """The rules in YAML texts and those they stand beside; raises InputError naming every mistake."""
    mistakes: list[Mistake] = []
    rules = {rule.id: (source, rule) for source, rule in beside}
    for source, text in sources:
        rule, wrong, document = _read(text, source)
        mistakes += wrong
        if rule is None or document is None:
            continue
        if rule.id in rules:
            first = rules[rule.id][0]
            problem = Text(de=f"so heißt schon die Regel in {first}", en=f"the rule in {first} has this id already")
            mistakes.append(Mistake(source=source, line=document.lines.get(("id",)), key="id", problem=problem))
        rules.setdefault(rule.id, (source, rule))
        mistakes += _place(document, mistakes_of(rule, platforms()))
    if mistakes:
        raise unfinished(mistakes) if all(map(is_blank, mistakes)) else codec.mistakes_error(mistakes)
    return tuple(rules.values())


def _read(text: str, source: str) -> tuple[Rule | None, list[Mistake], Document | None]:
    """One file: the rule, or its mistakes."""
    try:
        document = codec.parse_yaml(text, source)
    except MistakesError as error:
        return None, list(error.mistakes), None
    rule, mistakes = codec.check(Rule, document)
    blank = blanks(document) if BLANK in text else []
    keys = {one.key for one in blank}
    wrong = [*blank, *(one for one in mistakes if one.key not in keys)]
    if rule is None and not blank:
        wrong += _place(document, beyond_shape(document, mistakes, platforms()))
    return rule, wrong, document


def _place(document: Document, found: Iterable[tuple[str, Text]]) -> Iterator[Mistake]:
    """Problems with the line of their key."""
    for key, problem in found:
        path = tuple(int(part) if part.isdigit() else part for part in key.split("."))
        lines = [document.lines[path[:end]] for end in range(len(path) + 1) if path[:end] in document.lines]
        yield Mistake(source=document.source, line=lines[-1] if lines else None, key=key, problem=problem)
