"""The templates of fibre and WLAN: reading them, and finding a milestone by the name that people give it. Pure but for
the shipped files."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inventory.header import folded
from isms.core import codec
from isms.core.codec import Document, Mistake
from isms.core.errors import InputError
from isms.core.model.rollout import MeasureKind, Phase, Role, Step, Template
from isms.core.model.text import Language, Text
from isms.core.nearest import advice

FOLDER = Path(__file__).parent / "templates"
FILES = {MeasureKind.FIBRE: "fibre.yaml", MeasureKind.WLAN: "wlan.yaml"}
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
PREFIXES = {
    "fibre": MeasureKind.FIBRE,
    "glasfaser": MeasureKind.FIBRE,
    "lwl": MeasureKind.FIBRE,
    "wlan": MeasureKind.WLAN,
    "wifi": MeasureKind.WLAN,
}
MOST_WEEKS, MOST_MONTHS = 520, 36
Templates = Mapping[MeasureKind, Template]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A step as somebody named it, with the kind of measure it belongs to."""

    kind: MeasureKind
    step: Step


def shipped(kind: MeasureKind) -> tuple[str, str]:
    """The name and text of the file that comes with the product."""
    return FILES[kind], (FOLDER / FILES[kind]).read_text(encoding="utf-8")


def read(texts: Mapping[MeasureKind, tuple[str, str]]) -> Templates:
    """Templates from the name and text of a file each; what is not given is the shipped one.

    Raises MistakesError naming every mistake of all the files with line and key.
    """
    mistakes: list[Mistake] = []
    found: dict[MeasureKind, Template] = {}
    for kind in MeasureKind:
        source, text = texts.get(kind) or shipped(kind)
        try:
            found[kind] = _read_one(codec.parse_yaml(text, source), kind)
        except codec.MistakesError as error:
            mistakes += error.mistakes
    if mistakes:
        raise codec.mistakes_error(mistakes)
    return found


def _read_one(document: Document, kind: MeasureKind) -> Template:
    """One template; raises MistakesError."""
    template, mistakes = codec.check(Template, document)
    if template is not None:
        for path, problem in _problems(template, kind):
            line = document.lines.get(path) or document.lines.get(path[:-1], 1)
            mistakes.append(
                Mistake(source=document.source, line=line, key=codec.dotted(path), problem=problem),
            )
    if mistakes or template is None:
        raise codec.mistakes_error(mistakes)
    return template


def _problems(template: Template, kind: MeasureKind) -> Iterator[tuple[codec.Path, Text]]:
    """What is wrong with a template beyond its shape, with the place."""
    if template.kind is not kind:
        yield ("kind",), Text(de=f"muss {kind.value} sein", en=f"must be {kind.value}")
    for role in Role:
        count = sum(step.role is role for step in template.steps)
        if count != 1:
            yield (
                ("steps",),
                Text(
                    de=f"genau ein Schritt braucht role: {role.value}, hier sind es {count}",
                    en=f"exactly one step needs role: {role.value}, here are {count}",
                ),
            )
    names: dict[str, int] = {}
    for place, step in enumerate(template.steps):
        yield from ((("steps", place, *path), problem) for path, problem in _step_problems(step))
        for name in dict.fromkeys(_names(step)):
            if names.setdefault(name, place) != place:
                first = template.steps[names[name]].key
                yield (
                    ("steps", place, "key"),
                    Text(de=f"heißt wie der Schritt {first}", en=f"has a name of the step {first}"),
                )
                break


def _step_problems(step: Step) -> Iterator[tuple[codec.Path, Text]]:
    """What is wrong with one step."""
    if not KEY.fullmatch(step.key):
        yield ("key",), Text(de="erlaubt sind a-z, 0-9 und _", en="allowed are a-z, 0-9 and _")
    if step.phase is Phase.OPERATION:
        yield (
            ("phase",),
            Text(
                de="operation wird abgeleitet; den Schritt acceptance nennen",
                en="operation is derived; name acceptance instead",
            ),
        )
    for language in ("de", "en"):
        if not folded(getattr(step.title, language)):
            yield ("title", language), Text(de="ist leer", en="is empty")
    for name, most in (("weeks", MOST_WEEKS), ("deemed_after_months", MOST_MONTHS)):
        value = getattr(step, name)
        if value is not None and not 1 <= value <= most:
            yield (name,), Text(de=f"nicht zwischen 1 und {most}", en=f"not between 1 and {most}")


@cache
def _names(step: Step) -> tuple[str, ...]:
    """What a step may be called, in the form in which names are compared."""
    return tuple(folded(name) for name in (step.title.de, step.title.en, step.key, *step.also))


def find(templates: Templates, name: str) -> Named:
    """The step that somebody means: a key, a title in either language or the only one that begins so, in any case.

    `fibre:` or `wlan:` before it chooses the template. Raises InputError if nothing or more than one fits.
    """
    prefix, _, rest = name.partition(":")
    kind = PREFIXES.get(folded(prefix)) if rest else None
    wanted = folded(rest if kind else name)
    kinds = [kind] if kind else list(MeasureKind)
    steps = [Named(kind=one, step=step) for one in kinds for step in templates[one].steps]
    exact = [one for one in steps if wanted in _names(one.step)]
    begun = exact or [one for one in steps if wanted and any(name.startswith(wanted) for name in _names(one.step))]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise _ambiguous(name, begun)
    raise _unknown(name, steps)


def _ambiguous(name: str, found: Iterable[Named]) -> InputError:
    """More than one step fits."""
    de = ", ".join(f"‚{one.kind.value}:{one.step.title.de}‘" for one in found)
    en = ", ".join(f"'{one.kind.value}:{one.step.title.en}'" for one in found)
    return InputError(
        de=f"Der Meilenstein ‚{name}‘ ist nicht eindeutig. Gemeint: {de}?",
        en=f"The milestone '{name}' is ambiguous. Which one: {en}?",
    )


def _unknown(name: str, steps: Iterable[Named]) -> InputError:
    """No step fits."""
    known = list(steps)
    de = advice(name, [*dict.fromkeys(one.step.title.de for one in known)]).de
    en = advice(name, [*dict.fromkeys(one.step.title.en for one in known)]).en
    return InputError(de=f"Den Meilenstein ‚{name}‘ gibt es nicht. {de}", en=f"There is no milestone '{name}'. {en}")


def names(templates: Templates, language: Language) -> tuple[tuple[str, Named], ...]:
    """Every milestone by a name that is unambiguous, in one language; for completion."""
    steps = [Named(kind=kind, step=step) for kind, template in templates.items() for step in template.steps]
    titled = [(one.step.title.to(language), one) for one in steps]
    often = Counter(title for title, _ in titled)
    return tuple((title if often[title] == 1 else f"{one.kind.value}:{title}", one) for title, one in titled)
