"""Which controls of Grundschutz++ a configuration can answer, which rules do so, and why none does where it is so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import ClassVar

from isms.core import codec
from isms.core.model.control import Answerable, Edition, Link
from isms.core.model.text import Text
from isms.grundschutz import catalog
from isms.grundschutz.mapping import mistake

OPEN = "open.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """The file of controls that no rule answers."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    edition: Edition
    requirements: dict[str, Text]


def answerable(links: Iterable[Link], reasons: Mapping[str, Text]) -> Iterator[Answerable]:
    """The controls that a configuration can answer, in the order of the catalogue."""
    rules: dict[str, list[str]] = {}
    for link in links:
        if link.edition is Edition.GSPP:
            rules.setdefault(link.requirement, []).append(link.rule)
    known = catalog.requirements(Edition.GSPP)
    for row in catalog.rows("gspp_answerable"):
        name = row["id"]
        yield Answerable(
            id=name,
            title=known[name].title,
            cls=row["cls"],
            coverage=row["coverage"],
            rules=tuple(rules.get(name, ())),
            reason=reasons.get(name),
        )


@cache
def unanswered() -> Mapping[str, Text]:
    """Why no rule answers a control, by control, as it ships."""
    text = (files("isms.grundschutz") / OPEN).read_text(encoding="utf-8")
    return MappingProxyType(read(text, OPEN))


def read(text: str, source: str) -> dict[str, Text]:
    """The reasons of a file; raises InputError naming every mistake, controls that nobody asks for included."""
    document = codec.parse_yaml(text, source)
    given, mistakes = codec.check(Unanswered, document)
    if given is not None:
        asked = {row["id"] for row in catalog.rows("gspp_answerable")}
        mistakes = [
            mistake(
                document,
                ("requirements", name),
                Text(
                    de="keine Anforderung, die eine Konfiguration beantworten kann",
                    en="no requirement that a configuration can answer",
                ),
            )
            for name in given.requirements
            if name not in asked
        ]
    if given is None or mistakes:
        raise codec.mistakes_error(mistakes)
    return given.requirements
