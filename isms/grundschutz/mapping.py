"""Which rules are evidence for which requirement: one folder per edition, one file per theme, written by hand."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import ClassVar

from isms.core import codec
from isms.core.codec import Document, Mistake
from isms.core.model.control import Coverage, Edition, Link
from isms.core.model.text import Text
from isms.grundschutz import catalog

FOLDERS: dict[Edition, str] = {Edition.KOMPENDIUM: "itgs2023", Edition.GSPP: "gspp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands under a requirement for one rule."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    rule: str
    coverage: Coverage
    refutes: bool
    note: Text
    via: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """A whole mapping file."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    edition: Edition
    requirements: dict[str, tuple[Row, ...]]


@cache
def links(edition: Edition) -> tuple[Link, ...]:
    """The mapping that ships for an edition, in the order of its files, which lie by name."""
    folder = files("isms.grundschutz") / "mappings" / FOLDERS[edition]
    named = sorted(folder.iterdir(), key=lambda file: file.name)
    return tuple(
        link for file in named for link in read(file.read_text(encoding="utf-8"), f"{folder.name}/{file.name}")
    )


def read(text: str, source: str, rules: Collection[str] | None = None) -> tuple[Link, ...]:
    """The links of a mapping file; raises InputError naming every mistake, unknown requirements and rules included.

    Rules are only looked up if `rules` names the known ones.
    """
    document = codec.parse_yaml(text, source)
    mapping, mistakes = codec.check(Mapping, document)
    if mapping is not None:
        mistakes = [*misfits(mapping, document, rules)]
    if mapping is None or mistakes:
        raise codec.mistakes_error(mistakes)
    return tuple(
        Link(
            rule=row.rule,
            edition=mapping.edition,
            requirement=requirement,
            coverage=row.coverage,
            refutes=row.refutes,
            note=row.note,
            via=row.via,
        )
        for requirement, listed in mapping.requirements.items()
        for row in listed
    )


def misfits(mapping: Mapping, document: Document, rules: Collection[str] | None) -> Iterator[Mistake]:
    """What fits the form and still means nothing: ids that nobody knows, a rule listed twice."""
    known, name = catalog.requirements(mapping.edition), mapping.edition.value
    for requirement, listed in mapping.requirements.items():
        if requirement not in known:
            yield mistake(
                document,
                ("requirements", requirement),
                Text(de=f"keine Anforderung in {name}", en=f"no requirement in {name}"),
            )
        times = Counter(row.rule for row in listed)
        for index, row in enumerate(listed):
            place = ("requirements", requirement, index, "rule")
            if rules is not None and row.rule not in rules:
                yield mistake(
                    document, place, Text(de=f"keine Regel heißt {row.rule}", en=f"no rule is called {row.rule}")
                )
            if times[row.rule] > 1:
                yield mistake(document, place, Text(de=f"{row.rule} steht doppelt", en=f"{row.rule} is listed twice"))


def mistake(document: Document, path: codec.Path, problem: Text) -> Mistake:
    """A mistake at a key of the file."""
    return Mistake(source=document.source, line=document.lines.get(path), key=codec.dotted(path), problem=problem)
