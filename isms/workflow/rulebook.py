"""The rules, the policy and the waivers that hold in a workspace."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from isms import files
from isms.core import codec
from isms.core.codec import Document, Mistake, MistakesError
from isms.core.errors import InputError
from isms.core.model.device import Device
from isms.core.model.finding import Waiver
from isms.core.model.text import Text
from isms.core.nearest import hint
from isms.store.workspace import Workspace

if TYPE_CHECKING:
    from checks.policies import Policies
    from checks.rulebook import Rulebook

T = TypeVar("T")
POLICY = "policy.yaml"
RULES = "rules"
WAIVERS = "waivers.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Everything a workspace judges by."""

    book: "Rulebook"
    policies: "Policies"
    waivers: tuple[Waiver, ...]


def ruling_of(workspace: Workspace | None) -> Ruling:
    """Rules, policies and waivers; raises MistakesError naming every mistake of all the files."""
    mistakes: list[Mistake] = []
    book = _kept(lambda: rulebook_of(workspace), mistakes)
    policies = _kept(lambda: policies_of(workspace), mistakes)
    known = None if book is None else tuple(rule.id for rule in book.rules)
    waivers = _kept(lambda: waivers_of(workspace, known), mistakes)
    if book is None or policies is None or waivers is None:
        raise codec.mistakes_error(mistakes)
    return Ruling(book=book, policies=policies, waivers=waivers)


def _kept(read: Callable[[], T], mistakes: list[Mistake]) -> T | None:
    """What is read, or None after keeping its mistakes."""
    try:
        return read()
    except MistakesError as error:
        mistakes += error.mistakes
        return None


def rulebook_of(workspace: Workspace | None) -> "Rulebook":
    """The shipped rules and the workspace's own; raises InputError naming every mistake."""
    from checks import rulebook

    return rulebook.shipped() if workspace is None else rulebook.with_own(workspace.root / RULES)


def policies_of(workspace: Workspace | None) -> "Policies":
    """The shipped parameters, overridden by the workspace's policy.yaml; raises MistakesError naming every mistake,
    also tags of a registered device that disagree."""
    from checks import policy_file
    from checks.policies import Policies

    text = None if workspace is None else text_of(workspace.root / POLICY)
    if workspace is None or text is None:
        return Policies()
    policies = policy_file.read(codec.parse_yaml(text, POLICY))
    wrong = policies.disagreements(_devices(workspace))
    if wrong:
        raise codec.mistakes_error(wrong)
    return policies


def _devices(workspace: Workspace) -> Iterator[Device]:
    """The registered devices; the register is opened when the first is asked for."""
    from isms.workflow.subjects import registered

    yield from registered(workspace).values()


def waivers_of(workspace: Workspace | None, known: Iterable[str] | None = None) -> tuple[Waiver, ...]:
    """The workspace's waivers; raises InputError for one without device and site, or for a rule nobody `known`s."""
    text = None if workspace is None else text_of(workspace.root / WAIVERS)
    if text is None:
        return ()
    document = codec.parse_yaml(text, WAIVERS)
    if document.value is None:
        return ()
    waivers, mistakes = codec.check(tuple[Waiver, ...], document)
    if known is not None:
        mistakes += _unknown_rules(document, tuple(known))
    for place, waiver in enumerate(waivers or ()):
        mistakes += [_mistake(document, (place,), problem) for problem in _problems(waiver)]
    if mistakes or waivers is None:
        raise codec.mistakes_error(mistakes)
    return waivers


def _unknown_rules(document: Document, known: tuple[str, ...]) -> list[Mistake]:
    """The waivers for a rule that there is not, also where more is wrong with them."""
    given: Any = document.value if isinstance(document.value, list) else []
    names = [(place, one.get("rule")) for place, one in enumerate(given) if isinstance(one, dict)]
    return [
        _mistake(document, (place, "rule"), _no_rule(name, known))
        for place, name in names
        if isinstance(name, str) and name not in known
    ]


def _no_rule(name: str, known: tuple[str, ...]) -> Text:
    """That no rule has this id, and which is meant."""
    meant = hint(name, known, "`isms rule list`")
    return Text(de=f"keine Regel heißt ‚{name}‘; {meant.de}", en=f"no rule is called '{name}'; {meant.en}")


def _mistake(document: Document, path: codec.Path, problem: Text) -> Mistake:
    """What is wrong at a place of the document."""
    return Mistake(source=document.source, line=document.lines.get(path), key=codec.dotted(path), problem=problem)


def _problems(waiver: Waiver) -> Iterator[Text]:
    """What is wrong with a waiver."""
    if (waiver.device is None) == (waiver.site is None):
        yield Text(de="genau eines von device und site ist nötig", en="exactly one of 'device' and 'site' is needed")
    if waiver.block is not None and not waiver.block.strip():
        yield Text(de="block ist leer", en="'block' is empty")
    # A waiver that was ended on its first day counted until the day before.
    if waiver.start is not None and (waiver.start - waiver.until).days > 1:
        yield Text(de="endet, bevor sie beginnt", en="it ends before it begins")


def text_of(path: Path) -> str | None:
    """The text of a file of the workspace; None if there is none. A link to a file that is gone is no such case: what
    the office demands must not be forgotten because a share is not there."""
    if not os.path.lexists(path):
        return None
    try:
        return files.text(path)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(de=f"{path} ist nicht lesbar: {error}", en=f"{path} cannot be read: {error}") from error
