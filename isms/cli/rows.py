"""`isms KIND add|set|remove|list` for the tables of `isms.cli.kinds`: one row at a time or many from a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from isms.cli import completion, imported, show
from isms.cli.kinds import Kind
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.cli.values import label, shown
from isms.core.clock import now

if TYPE_CHECKING:
    from isms.core.model.importing import ImportResult
    from isms.workflow.register import Bulk

WHY = say("warum, fürs Journal", "why, for the journal")
Reason = Annotated[str | None, typer.Option("--reason", help=WHY)]
Needed = Annotated[str, typer.Option("--reason", metavar="TEXT", help=WHY)]
FromFile = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="FILE",
        help=say("viele auf einmal, aus CSV, XLSX, ODS, JSON …", "many at once, from CSV, XLSX, ODS, JSON …"),
    ),
]
GONE = say("Gestrichen; das Journal behält es", "Taken out; the journal keeps it")
PAIRS = say("FELD=WERT", "FIELD=VALUE")


def commands(kind: Kind) -> typer.Typer:
    """The commands of a table."""
    app = typer.Typer(no_args_is_help=True)
    for name, command, text, example in (
        ("add", _add(kind), kind.new, kind.add),
        ("set", _set(kind), say("Angaben ändern; ‚-‘ leert ein Feld.", "Change fields; '-' empties one."), kind.set),
        (
            "remove",
            _remove(kind),
            say("Streichen, was irrtümlich da steht.", "Take out what stands there by mistake."),
            kind.remove,
        ),
        (
            "list",
            _list(kind),
            say("Zeigen, alle oder einige.", "Show all or some."),
            f"isms {kind.command} list --json",
        ),
    ):
        app.command(name, help=text, epilog=say("Beispiel: ", "Example: ") + example)(command)
    return app


def _words(kind: Kind, lead: str, ids: str | None) -> Any:
    """The words of a command: `lead` names the first, which may be an id of the table `ids`, then fields and values."""
    return typer.Argument(
        metavar=f"{lead} {PAIRS}…".strip(),
        help=say("Felder", "fields") + ": " + ", ".join(_fields(kind)),
        autocompletion=completion.row_words(kind.table, ids),
        show_default=False,
    )


def _add(kind: Kind) -> Callable[..., None]:
    """The command that adds."""
    ids = "buildings" if kind.first == "building" else kind.table
    words_of = _words(kind, kind.first.upper(), ids)

    def add(
        context: typer.Context,
        words: Annotated[list[str] | None, words_of] = None,
        from_file: FromFile = None,
        reason: Reason = None,
        dry_run: imported.DryRun = False,
        strict: imported.Strict = False,
        repair: imported.Repair = False,
        json: Json = False,
    ) -> None:
        """Add one row, or many from a file."""
        added(context, kind, words or (), Options(from_file, reason, dry_run, strict, repair, json))

    return add


def _set(kind: Kind) -> Callable[..., None]:
    """The command that changes."""
    words_of = _words(kind, "ID", kind.table)

    def set_(
        context: typer.Context,
        words: Annotated[list[str] | None, words_of] = None,
        from_file: FromFile = None,
        reason: Reason = None,
        dry_run: imported.DryRun = False,
        strict: imported.Strict = False,
        repair: imported.Repair = False,
        json: Json = False,
    ) -> None:
        """Change one row, or many from a file."""
        altered(context, kind.table, words or (), Options(from_file, reason, dry_run, strict, repair, json))

    return set_


def _list(kind: Kind) -> Callable[..., None]:
    """The command that shows."""
    words_of = _words(kind, "", None)

    def list_(context: typer.Context, words: Annotated[list[str] | None, words_of] = None, json: Json = False) -> None:
        """The rows that have the given values, by id."""
        listed(context, kind, words or (), json=json)

    return list_


def _remove(kind: Kind) -> Callable[..., None]:
    """The command that takes out."""
    key_of = typer.Argument(
        metavar="ID", help=say("Kennung der Zeile", "id of the row"), autocompletion=completion.ids(kind.table)
    )

    def remove(context: typer.Context, key: Annotated[str, key_of], reason: Needed, json: Json = False) -> None:
        """Take out one row."""
        removed(context, kind.table, key, reason, json=json)

    return remove


def _fields(kind: Kind) -> tuple[str, ...]:
    """The fields of a table, from the value itself."""
    return tuple(name for name in kind.row.__slots__ if name not in {"id", kind.first})  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Options:
    """What stands beside the words of `add` and `set`."""

    file: Path | None
    reason: str | None
    dry_run: bool
    strict: bool
    repair: bool
    json: bool


def added(context: typer.Context, kind: Kind, words: Sequence[str], options: Options) -> None:
    """Add one row, or many from a file, and show what became of it."""
    from isms.workflow import register, workspace

    here = workspace.required(session(context).workspace)
    if from_file(context, kind.table, words, options, new=True):
        return
    given = list(words)
    subject = {} if not given or "=" in given[0] else {kind.first: given.pop(0)}
    row = register.add(here, kind.table, {**subject, **register.assigned(kind.table, given)}, now(), options.reason)
    answer(row, say("Eingetragen", "Added"), json=options.json)


def altered(context: typer.Context, table: str, words: Sequence[str], options: Options) -> None:
    """Change one row, or many from a file, and show what became of it."""
    from isms.core.errors import InputError
    from isms.workflow import register, workspace

    here = workspace.required(session(context).workspace)
    if from_file(context, table, words, options, new=False):
        return
    if not words or "=" in words[0]:
        raise InputError(
            de="Welche Zeile? Erst die Kennung nennen, dann FELD=WERT.", en="Which row? Name the id, then FIELD=VALUE."
        )
    row = register.alter(here, table, words[0], register.assigned(table, words[1:]), now(), options.reason)
    answer(row, say("Geändert", "Changed"), json=options.json)


def removed(context: typer.Context, table: str, key: str, reason: str, *, json: bool) -> None:
    """Take out one row that nothing points to, and show what it held."""
    from isms.workflow import removal, workspace

    row = removal.remove(workspace.required(session(context).workspace), table, key, now(), reason)
    answer(row, GONE, json=json)


def from_file(context: typer.Context, table: str, words: Sequence[str], options: Options, *, new: bool) -> bool:
    """Whether a file was named; if so, take it and show the report."""
    from isms.core.errors import InputError
    from isms.workflow import register, workspace

    if options.file is None:
        return False
    if words:
        raise InputError(
            de="Entweder --from FILE oder Angaben auf der Zeile, nicht beides.",
            en="Either --from FILE or values on the line, not both.",
        )
    here = workspace.required(session(context).workspace)
    brought(options.file, options, lambda bulk: register.from_file(here, table, bulk, now()), new=new)
    return True


def brought(file: Path, options: Options, bring: "Callable[[Bulk], ImportResult]", *, new: bool = False) -> None:
    """Take the changes that a file names, and show the report."""
    from isms.workflow.importing import Wanted
    from isms.workflow.register import Bulk

    dry_run, strict, repair = options.dry_run, options.strict, options.repair
    bulk = Bulk(file=file, new=new, dry_run=dry_run, strict=strict, repair=repair, reason=options.reason)
    imported.answer(bring(bulk), Wanted(file=file, dry_run=dry_run, strict=strict, repair=repair), json=options.json)


def listed(context: typer.Context, kind: Kind, words: Sequence[str], *, json: bool) -> None:
    """Show the rows that have the given values."""
    from isms.workflow import register, workspace

    found = register.chosen(workspace.required(session(context).workspace), kind.table, words)
    if json:
        show.json({kind.table: found})
        return
    if not found:
        show.note(say(f"Nichts eingetragen. Beispiel: {kind.add}", f"Nothing there yet. Example: {kind.add}"))
        return
    numbers = [place for place, name in enumerate(kind.columns) if name in kind.numbers]
    table = [[shown(name, getattr(row, name)) for name in kind.columns] for row in found]
    show.table([label(name) for name in kind.columns], table, numbers=numbers)


def answer(row: Any, verb: str, *, json: bool) -> None:
    """Show one row after it changed."""
    if json:
        show.json(row)
        return
    show.line(f"{verb}: {row.id}", fold=True)
    values = [(label(name), shown(name, getattr(row, name))) for name in row.__slots__ if name != "id"]
    show.fields([(name, value) for name, value in values if value])
