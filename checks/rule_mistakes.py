"""What can be wrong with a rule beyond its shape: each mistake with its key and a sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import resources
from typing import Any

from checks.engine import compile_rule
from checks.fleet import mistakes as fleet_mistakes
from checks.platform import Platform
from checks.policy import EVERY_PARAMETER, parameters, unfit
from checks.rule import Check, Rule
from isms.core import codec
from isms.core.codec import Document, Mistake
from isms.core.model.finding import Verdict
from isms.core.model.text import Text
from isms.core.nearest import hint

ID = re.compile(r"^[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*$")
NAME = re.compile(r"\b[A-Z][A-Z_]+\b")
Wrong = tuple[str, Text]


def mistakes_of(rule: Rule, known: Mapping[str, Platform]) -> list[Wrong]:
    """Everything that is wrong, in no particular order, each once."""
    found = [*_names(rule, known), *_unproved(rule, known), *_remedies(rule, known), *_playbooks(rule), *_policy(rule)]
    found += fleet_mistakes.mistakes(rule, known)
    for name in rule.platforms:
        if name in known:
            compile_rule(rule, known[name], lambda key, problem: found.append((key, problem)))
    return list(dict.fromkeys(found))


def beyond_shape(document: Document, shape: Sequence[Mistake], known: Mapping[str, Platform]) -> list[Wrong]:
    """What else is wrong with a file whose shape is wrong, as far as its other parts can be read."""
    broken = {mistake.key.partition(".")[0] for mistake in shape}
    if not isinstance(document.value, dict) or "checks" in broken:
        return []
    kept = {key: value for key, value in document.value.items() if key not in broken}
    rule, _ = codec.check(Rule, replace(document, value={**STAND_INS, **kept}))
    if rule is None:
        return []
    return [wrong for wrong in mistakes_of(rule, known) if wrong[0].partition(".")[0] not in broken]


STAND_INS: dict[str, Any] = {
    "id": "x.y",
    "title": {"de": "x", "en": "x"},
    "why": {"de": "x", "en": "x"},
    "topic": "x",
    "severity": "low",
    "checks": [],
    "examples": {},
}


def _wrong(key: str, de: str, en: str) -> Wrong:
    """One mistake."""
    return key, Text(de=de, en=en)


def _names(rule: Rule, known: Mapping[str, Platform]) -> Iterator[Wrong]:
    """An id nobody can type, checks without platform, platforms nobody knows."""
    if ID.match(rule.id) is None:
        allowed = "a-z 0-9 . - _"
        yield _wrong("id", f"erlaubt sind {allowed}", f"allowed are {allowed}")
    if not rule.checks and rule.fleet is None:
        yield _wrong("checks", "mindestens eine Prüfung fehlt", "at least one check is needed")
    for place, check in enumerate(rule.checks):
        if not check.platform:
            yield _wrong(f"checks.{place}.platform", "nennt keine Plattform", "names no platform")
        for name in check.platform:
            if name not in known:
                meant = hint(name, known)
                de, en = f"unbekannte Plattform ‚{name}‘; {meant.de}", f"unknown platform '{name}'; {meant.en}"
                yield _wrong(f"checks.{place}.platform", de, en)
    for name in rule.always:
        if name not in rule.platforms:
            yield _wrong("always", f"keine Prüfung nennt ‚{name}‘", f"no check names '{name}'")


def _unproved(rule: Rule, known: Mapping[str, Platform]) -> Iterator[Wrong]:
    """Platforms without the examples that prove the rule, and examples that prove nothing."""
    for platform in rule.platforms:
        given = rule.examples.get(platform, {})
        wanted = (Verdict.PASS,) if platform in rule.always else (Verdict.PASS, Verdict.FAIL)
        for verdict in wanted:
            if platform in known and not given.get(verdict):
                de = f"für {platform} fehlt ein Beispiel mit ‚{verdict.value}‘"
                yield _wrong("examples", de, f"no '{verdict.value}' example for {platform}")
        if platform in rule.always and given.get(Verdict.FAIL):
            key = f"examples.{platform}.fail"
            yield _wrong(key, "‚always‘ sagt, dass sie hier nur bestehen kann", "'always' says it can only pass here")
    yield from _unnamed(rule, "examples", rule.examples)


def _unnamed(rule: Rule, key: str, given: Mapping[str, Any]) -> Iterator[Wrong]:
    """Platforms that no check names."""
    for platform in given:
        if platform not in rule.platforms:
            yield _wrong(f"{key}.{platform}", "keine Prüfung nennt diese Plattform", "no check names this platform")


def _remedies(rule: Rule, known: Mapping[str, Platform]) -> Iterator[Wrong]:
    """Platforms on which it can fail, but nobody says how to mend it."""
    for platform in rule.platforms:
        if platform in known and platform not in rule.always and not rule.remedy.get(platform):
            yield _wrong("remedy", f"für {platform} fehlt die Abhilfe", f"no remedy for {platform}")
    if rule.fleet is None:
        yield from _unnamed(rule, "remedy", rule.remedy)
    for platform in rule.remedy_en:
        if platform not in rule.remedy:
            yield _wrong(f"remedy_en.{platform}", f"für {platform} fehlt die Abhilfe", f"no remedy for {platform}")


def _playbooks(rule: Rule) -> Iterator[Wrong]:
    """Playbooks that a rule names but nobody has written."""
    for platform, name in rule.fix.items():
        if "/" in name or not resources.files("playbooks").joinpath(name).is_file():
            yield _wrong(f"fix.{platform}", f"playbooks/{name} gibt es nicht", f"playbooks/{name} does not exist")
    yield from _unnamed(rule, "fix", rule.fix)


def _policy(rule: Rule) -> Iterator[Wrong]:
    """Parameters that there are not, and parameters that are read but not named."""
    known = parameters()
    for place, name in enumerate(rule.policy):
        if name not in known:
            meant = hint(name, known, EVERY_PARAMETER)
            de, en = f"unbekannter Parameter ‚{name}‘; {meant.de}", f"unknown parameter '{name}'; {meant.en}"
            yield _wrong(f"policy.{place}", de, en)
    for name, value in rule.given.items():
        if name not in rule.policy:
            yield _wrong(f"given.{name}", "unter ‚policy‘ steht es nicht", "'policy' does not name it")
        elif name in known and (wrong := unfit(known[name], value)):
            yield f"given.{name}", wrong
    for place, check in enumerate(rule.checks):
        for name in _read(check):
            if name in known and name not in rule.policy:
                de = f"liest {name}, unter ‚policy‘ steht es nicht"
                yield _wrong(f"checks.{place}", de, f"reads {name}, which 'policy' does not name")


def _read(check: Check) -> Iterator[str]:
    """The words in capitals within the conditions of a check."""
    todo: list[Any] = [check.must, check.where, check.skip, check.na_when]
    while todo:
        part = todo.pop(0)
        if isinstance(part, str):
            yield from NAME.findall(part)
        elif isinstance(part, dict):
            todo.extend(part.values())
        elif isinstance(part, list | tuple):
            todo.extend(part)
