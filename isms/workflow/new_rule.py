"""Beginning a rule of one's own."""

from dataclasses import dataclass
from pathlib import Path

from isms import files
from isms.core.codec import MistakesError
from isms.core.errors import InputError
from isms.core.model.text import Language
from isms.core.nearest import no_platform, refuse
from isms.store.workspace import Workspace, required
from isms.workflow.audit import single
from isms.workflow.rulebook import RULES, rulebook_of

USUAL = "cisco_ios"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRule:
    """A rule file that was written, for a person to fill in."""

    rule: str
    file: Path
    platforms: tuple[str, ...]


def new_rule(
    folder: Path | None, rule: str, platforms: tuple[str, ...], example: Path | None, language: Language
) -> NewRule:
    """Write a rule to fill in to the workspace's rules/; raises InputError if the id is wrong or taken, or if a
    platform or the example cannot be."""
    from checks.template import template

    workspace = required(folder)
    _refuse_id(workspace, rule)
    _refuse_unknown(platforms)
    path = workspace.root / RULES / f"{rule}.yaml"
    if path.exists():
        raise InputError(de=f"{path} gibt es schon; nichts verändert.", en=f"{path} exists; nothing was changed.")
    failing = None if example is None else _failing(workspace, platforms, example)
    chosen = tuple(dict.fromkeys(platforms)) or (failing[0] if failing else USUAL,)
    files.make_folder(path.parent)
    files.write_atomically(path, template(rule, chosen, language, failing).encode())
    return NewRule(rule=rule, file=path, platforms=chosen)


def _refuse_id(workspace: Workspace, rule: str) -> None:
    """Raise InputError if the id cannot be one or is taken."""
    from checks import rulebook
    from checks.rule_mistakes import ID

    if ID.match(rule) is None:
        raise InputError(
            de=f"‚{rule}‘ kann keine Kennung sein; erlaubt sind a-z 0-9 - _ und Punkte: haus.no-cdp",
            en=f"'{rule}' cannot be an id; allowed are a-z 0-9 - _ and dots: house.no-cdp",
        )
    try:
        book = rulebook_of(workspace)
    except MistakesError:  # another rule is not finished; that is no reason not to begin this one
        book = rulebook.shipped()
    if rule in {one.id for one in book.rules}:
        raise InputError(
            de=f"Die Regel {rule} gibt es schon: `isms rule show {rule}`.",
            en=f"There is a rule {rule} already: `isms rule show {rule}`.",
        )


def _refuse_unknown(platforms: tuple[str, ...]) -> None:
    """Raise InputError for a platform that there is not."""
    from checks.platform import platforms as known

    refuse([no_platform(name, known()) for name in platforms if name not in known()])


def _failing(workspace: Workspace, platforms: tuple[str, ...], example: Path) -> tuple[str, str, str]:
    """The platform, name and redacted text of the configuration to begin with."""
    from isms.core.redact import Redactor
    from isms.store.keys import redaction_key

    if example.is_dir():
        raise InputError(de=f"{example} ist ein Ordner; eine Datei nennen.", en=f"{example} is a folder; name a file.")
    config = single(workspace, example, platforms[0] if len(platforms) == 1 else None)
    if platforms and config.platform not in platforms:
        raise InputError(
            de=f"{example} ist {config.platform}; auch --platform {config.platform} nennen.",
            en=f"{example} is {config.platform}; name --platform {config.platform} too.",
        )
    redacted = Redactor(redaction_key(workspace.root)).redact(config.text)
    text = redacted.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return config.platform, example.name, text
