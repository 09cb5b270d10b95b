"""The rules, the policy and the waivers that hold in a workspace."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from isms.core import codec
from isms.core.errors import InputError
from isms.core.model.finding import Waiver
from isms.core.model.text import Text
from isms.store.workspace import Workspace

if TYPE_CHECKING:
    from checks.policy import Policy
    from checks.rulebook import Rulebook

POLICY = "policy.yaml"
RULES = "rules"
WAIVERS = "waivers.yaml"


def rulebook_of(workspace: Workspace | None) -> "Rulebook":
    """The shipped rules and the workspace's own; raises InputError naming every mistake."""
    from checks import rulebook

    return rulebook.shipped() if workspace is None else rulebook.with_own(workspace.root / RULES)


def policy_of(workspace: Workspace | None) -> "Policy":
    """The shipped parameters, overridden by the workspace's policy.yaml."""
    from checks import policy

    text = None if workspace is None else text_of(workspace.root / POLICY)
    return policy.default() if text is None else policy.merged(codec.parse_yaml(text, POLICY))


def waivers_of(workspace: Workspace | None, known: Iterable[str] | None = None) -> tuple[Waiver, ...]:
    """The workspace's waivers; raises InputError for one without device and site, or for a rule nobody `known`s."""
    text = None if workspace is None else text_of(workspace.root / WAIVERS)
    if text is None:
        return ()
    document = codec.parse_yaml(text, WAIVERS)
    if document.value is None:
        return ()
    waivers = codec.read(tuple[Waiver, ...], document)
    rules = None if known is None else set(known)
    mistakes = [
        codec.Mistake(source=WAIVERS, line=document.lines.get((place,)), key=str(place), problem=problem)
        for place, waiver in enumerate(waivers)
        for problem in _problems(waiver, rules)
    ]
    if mistakes:
        raise codec.mistakes_error(mistakes)
    return waivers


def _problems(waiver: Waiver, rules: set[str] | None) -> Iterable[Text]:
    """What is wrong with a waiver."""
    if (waiver.device is None) == (waiver.site is None):
        yield Text(de="genau eines von device und site ist nötig", en="exactly one of 'device' and 'site' is needed")
    if rules is not None and waiver.rule not in rules:
        yield Text(de=f"keine Regel heißt ‚{waiver.rule}‘", en=f"no rule is called '{waiver.rule}'")
    # A waiver that was ended on its first day counted until the day before.
    if waiver.start is not None and (waiver.start - waiver.until).days > 1:
        yield Text(de="endet, bevor sie beginnt", en="it ends before it begins")


def text_of(path: Path) -> str | None:
    """The text of a file of the workspace; None if there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(de=f"{path} ist nicht lesbar: {error}", en=f"{path} cannot be read: {error}") from error
