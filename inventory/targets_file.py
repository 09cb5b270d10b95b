"""Reading the targets: the shipped ones, or those an office wrote; every mistake with file, line and key."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from inventory.header import folded
from isms.core import codec
from isms.core.codec import Document, Mistake
from isms.core.errors import InputError
from isms.core.model.rollout import MeasureKind
from isms.core.model.target import Metric, Operator, Target
from isms.core.model.text import Text
from isms.core.nearest import advice

FILE = "targets.yaml"
SHIPPED = Path(__file__).parent / "templates" / FILE
ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
KINDS: dict[Metric, MeasureKind] = {
    Metric.FIBRE: MeasureKind.FIBRE,
    Metric.SUPPLIED: MeasureKind.FIBRE,
    Metric.MBIT: MeasureKind.FIBRE,
    Metric.WLAN: MeasureKind.WLAN,
    Metric.CABLED: MeasureKind.WLAN,
}
FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
Problem = tuple[codec.Path, Text]


def shipped() -> tuple[str, str]:
    """The name and text of the file that comes with the product."""
    return FILE, SHIPPED.read_text(encoding="utf-8")


def read(source: str, text: str) -> tuple[Target, ...]:
    """The targets in a file, in its order; raises MistakesError naming every mistake."""
    document = codec.parse_yaml(text, source)
    targets, mistakes = codec.check(tuple[Target, ...], document)
    for path, problem in _problems(targets or ()):
        mistakes.append(Mistake(source=source, line=_line(document, path), key=codec.dotted(path), problem=problem))
    if mistakes or targets is None:
        raise codec.mistakes_error(mistakes)
    return targets


def find(targets: tuple[Target, ...], name: str) -> Target:
    """The target with this id; raises InputError if there is none."""
    for target in targets:
        if target.id == name:
            return target
    meant = advice(name, [target.id for target in targets])
    raise InputError(de=f"Das Ziel ‚{name}‘ gibt es nicht. {meant.de}", en=f"There is no target '{name}'. {meant.en}")


def _line(document: Document, path: codec.Path) -> int | None:
    """The line of a key, or of the target it is missing in."""
    return next((document.lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in document.lines), None)


def _problems(targets: tuple[Target, ...]) -> Iterator[Problem]:
    """What is wrong beyond the shape of the file, with the place."""
    seen: set[str] = set()
    for place, target in enumerate(targets):
        if target.id in seen:
            yield (place, "id"), Text(de="kommt zweimal vor", en="occurs twice")
        seen.add(target.id)
        for path, problem in (*_of_words(target), *_of_condition(target), *_of_scope(target)):
            yield (place, *path), problem


def _of_words(target: Target) -> Iterator[Problem]:
    """What is wrong with id, title and source."""
    if not ID.fullmatch(target.id):
        yield ("id",), Text(de="erlaubt sind a-z, 0-9, - _ .", en="allowed are a-z, 0-9, - _ .")
    for name in ("title", "source"):
        for language in ("de", "en"):
            if not getattr(getattr(target, name), language).strip():
                yield (name, language), Text(de="ist leer", en="is empty")


def _of_condition(target: Target) -> Iterator[Problem]:
    """What is wrong with metric, operator, value, quota and deadline."""
    wanted = KINDS[target.metric]
    if target.kind is not wanted:
        yield (
            ("kind",),
            Text(de=f"zu metric: {target.metric} gehört {wanted}", en=f"metric: {target.metric} needs {wanted}"),
        )
    if (target.metric is Metric.MBIT) is (target.operator is Operator.IS):
        fitting = "at_least | more_than" if target.metric is Metric.MBIT else "is"
        yield (
            ("operator",),
            Text(de=f"zu metric: {target.metric} gehört {fitting}", en=f"metric: {target.metric} needs {fitting}"),
        )
    if target.metric is Metric.MBIT and (target.value is None or not 0 < target.value < float("inf")):
        yield ("value",), Text(de="Mbit/s erwartet, mehr als 0", en="Mbit/s expected, more than 0")
    if target.metric is not Metric.MBIT and target.value is not None:
        yield ("value",), Text(de=f"metric: {target.metric} kennt keinen Wert", en=f"metric: {target.metric} has none")
    if not 0 < target.quota <= 1:
        yield (
            ("quota",),
            Text(de="Anteil über 0 bis 1 erwartet (0.9 sind 90 %)", en="share above 0 up to 1 expected (0.9 is 90 %)"),
        )
    if target.deadline is not None and not FIRST <= target.deadline <= LAST:
        yield ("deadline",), Text(de=f"nicht zwischen {FIRST} und {LAST}", en=f"not between {FIRST} and {LAST}")


def _of_scope(target: Target) -> Iterator[Problem]:
    """What is wrong with the scope."""
    for name in ("types", "districts", "departments"):
        for place, word in enumerate(getattr(target.scope, name)):
            if not folded(word):
                yield ("scope", name, place), Text(de="ist leer", en="is empty")
    if target.scope.areas and target.metric not in {Metric.WLAN, Metric.CABLED}:
        yield (
            ("scope", "areas"),
            Text(
                de=f"metric: {target.metric} fragt nicht nach Bereichen",
                en=f"metric: {target.metric} looks at no areas",
            ),
        )
