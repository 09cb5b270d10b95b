"""Reading policy.yaml: parameters for everywhere, and sections with parameters per site, role, tag and device."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checks.policies import SECTIONS, Policies, Setting
from checks.policy import EVERY_PARAMETER, as_value, parameters, unfit
from isms.core import codec
from isms.core.codec import Document, Mistake, Path
from isms.core.model.text import Text
from isms.core.nearest import hint

PAIRS = Text(de="erwartet: NAME: Wert", en="expected NAME: value")
NAMED = Text(de="erwartet: Name: {PARAMETER: Wert}", en="expected name: {PARAMETER: value}")
TWICE = Text(
    de="die Namen sind nicht eindeutig; in Anführungszeichen setzen, jeden nur einmal",
    en="the names are ambiguous; put them in quotes, each only once",
)


def read(document: Document) -> Policies:
    """What a workspace's policy.yaml says; raises MistakesError naming every mistake with line and key."""
    reader = _Reader(document)
    policies = reader.policies()
    if reader.mistakes:
        raise codec.mistakes_error(reader.mistakes)
    return policies


@dataclass(slots=True)
class _Reader:
    """Reads a document and keeps the mistakes."""

    document: Document
    mistakes: list[Mistake] = field(default_factory=list)

    def policies(self) -> Policies:
        """The document as a value."""
        given = self._mapping(self.document.value, (), PAIRS)
        flat = {name: value for name, value in given.items() if name not in SECTIONS}
        overrides = {
            layer: self._section(section, given[section]) for section, layer in SECTIONS.items() if section in given
        }
        settings = self._settings(flat, ())
        return Policies(source=self.document.source, settings=settings, overrides=overrides)

    def _section(self, section: str, given: Any) -> Mapping[str, Mapping[str, Setting]]:
        """The overrides of a section by name."""
        named = self._mapping(given, (section,), NAMED)
        return {
            name: self._settings(self._mapping(value, (section, name), PAIRS), (section, name))
            for name, value in named.items()
        }

    def _mapping(self, given: Any, path: Path, expected: Text) -> Mapping[str, Any]:
        """A mapping with its keys as they are written (`0017` is a name, not a number); an empty one for nothing."""
        if given is None:
            return {}
        if not isinstance(given, dict):
            self._wrong(path, expected)
            return {}
        written = [str(one[-1]) for one in self.document.lines if len(one) == len(path) + 1 and one[:-1] == path]
        if len(written) != len(given) or "<<" in written:
            self._wrong(path, TWICE)
            return {}
        return dict(zip(written, given.values(), strict=True))

    def _settings(self, given: Mapping[str, Any], path: Path) -> Mapping[str, Setting]:
        """Parameters with their values; those that are wrong are told and left out."""
        found = {}
        for name, value in given.items():
            wrong = _problem(name, value, nested=bool(path))
            if wrong is None:
                found[name] = Setting(value=as_value(value), line=self.document.lines.get((*path, name)))
            else:
                self._wrong((*path, name), wrong)
        return found

    def _wrong(self, path: Path, problem: Text) -> None:
        """Keep a mistake."""
        line = self.document.lines.get(path, 1)
        self.mistakes.append(Mistake(source=self.document.source, line=line, key=codec.dotted(path), problem=problem))


def _problem(name: str, value: Any, *, nested: bool) -> Text | None:
    """What is wrong with one parameter."""
    parameter = parameters().get(name)
    if parameter is not None:
        return unfit(parameter, value)
    if isinstance(value, dict) and not nested:
        meant = hint(name, SECTIONS)
        return Text(de=f"unbekannter Abschnitt; {meant.de}", en=f"unknown section; {meant.en}")
    meant = hint(name, parameters(), EVERY_PARAMETER)
    return Text(de=f"unbekannter Parameter; {meant.de}", en=f"unknown parameter; {meant.en}")
