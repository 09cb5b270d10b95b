"""`isms connection|area|grant|cost add|set|list`: what belongs to buildings, one row at a time or many from a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from isms.cli import completion, imported, show
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.cli.values import label, shown
from isms.core.clock import now

Reason = Annotated[str | None, typer.Option("--reason", help=say("warum, fürs Journal", "why, for the journal"))]
FromFile = Annotated[
    Path | None,
    typer.Option(
        "--from", metavar="FILE", help=say("viele auf einmal, aus CSV oder XLSX", "many at once, from CSV or XLSX")
    ),
]
PAIRS = say("FELD=WERT", "FIELD=VALUE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A table as the command line offers it: which field the first word of `add` is, and what `list` shows."""

    table: str
    command: str
    first: str
    columns: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    many: str
    new: str
    add: str
    set: str


CONNECTION = Kind(
    table="connections",
    command="connection",
    first="building",
    columns=("id", "building", "role", "medium", "provider", "mbit_contracted"),
    numbers=("mbit_contracted",),
    many=say("Anschlüsse der Gebäude", "lines into the buildings"),
    new=say("Einen Anschluss eintragen.", "Add a connection."),
    add='isms connection add WE-0001 role=main medium=ftth provider="Stadtwerke" mbit_contracted=1000',
    set="isms connection set WE-0001-L1 ended_on=31.12.2026",
)
AREA = Kind(
    table="areas",
    command="area",
    first="building",
    columns=("id", "building", "kind", "aps_planned", "aps_installed", "aps_operating"),
    numbers=("aps_planned", "aps_installed", "aps_operating"),
    many=say("Bereiche mit WLAN", "areas with WLAN"),
    new=say("Einen Bereich eintragen.", "Add an area."),
    add="isms area add WE-0001 kind=meeting rooms=4 aps_planned=6",
    set="isms area set WE-0001-meeting aps_operating=6 measured_on=21.11.2026",
)
GRANT = Kind(
    table="grants",
    command="grant",
    first="id",
    columns=("id", "programme", "approved", "drawn", "draw_by"),
    numbers=("approved", "drawn"),
    many=say("Förderungen", "grants"),
    new=say("Eine Förderung eintragen.", "Add a grant."),
    add=say(
        'isms grant add AZ-2026-17 rate="80 %" approved=250.000 draw_by=30.06.2027',
        'isms grant add AZ-2026-17 rate="80 %" approved=250000 draw_by=2027-06-30',
    ),
    set="isms grant set AZ-2026-17 drawn=120000",
)
COST = Kind(
    table="costs",
    command="cost",
    first="building",
    columns=("id", "building", "text", "planned", "ordered", "paid"),
    numbers=("planned", "ordered", "paid"),
    many=say("Kosten je Haushaltsjahr", "costs per budget year"),
    new=say("Kosten eintragen.", "Add a cost."),
    add="isms cost add WE-0001 year=2026 planned=12.500,00 measure=WE-0001:fibre",
    set="isms cost set 2026-0001 paid=12.480,50",
)


def commands(kind: Kind) -> typer.Typer:
    """The commands of a table."""
    app = typer.Typer(no_args_is_help=True, help=kind.many)
    for name, command, text, example in (
        ("add", _add(kind), kind.new, kind.add),
        ("set", _set(kind), say("Angaben ändern; ‚-‘ leert ein Feld.", "Change fields; '-' empties one."), kind.set),
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
        json: Json = False,
    ) -> None:
        """Add one row, or many from a file."""
        added(context, kind, words or (), Options(from_file, reason, dry_run, strict, json))

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
        json: Json = False,
    ) -> None:
        """Change one row, or many from a file."""
        altered(context, kind.table, words or (), Options(from_file, reason, dry_run, strict, json))

    return set_


def _list(kind: Kind) -> Callable[..., None]:
    """The command that shows."""
    words_of = _words(kind, "", None)

    def list_(context: typer.Context, words: Annotated[list[str] | None, words_of] = None, json: Json = False) -> None:
        """The rows that have the given values, by id."""
        listed(context, kind, words or (), json=json)

    return list_


def _fields(kind: Kind) -> tuple[str, ...]:
    """The fields of a table, from the value itself."""
    from isms.core.model.area import Area
    from isms.core.model.connection import Connection
    from isms.core.model.money import Cost, Grant

    types: dict[str, type] = {"connections": Connection, "areas": Area, "grants": Grant, "costs": Cost}
    return tuple(name for name in types[kind.table].__slots__ if name not in {"id", kind.first})  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Options:
    """What stands beside the words of `add` and `set`."""

    file: Path | None
    reason: str | None
    dry_run: bool
    strict: bool
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


def from_file(context: typer.Context, table: str, words: Sequence[str], options: Options, *, new: bool) -> bool:
    """Whether a file was named; if so, take it and show the report."""
    from isms.core.errors import InputError
    from isms.workflow import register, workspace
    from isms.workflow.importing import Wanted

    if options.file is None:
        return False
    if words:
        raise InputError(
            de="Entweder --from FILE oder Angaben auf der Zeile, nicht beides.",
            en="Either --from FILE or values on the line, not both.",
        )
    bulk = register.Bulk(
        file=options.file, new=new, dry_run=options.dry_run, strict=options.strict, reason=options.reason
    )
    report = register.from_file(workspace.required(session(context).workspace), table, bulk, now())
    imported.answer(report, Wanted(file=bulk.file, dry_run=bulk.dry_run, strict=bulk.strict), json=options.json)
    return True


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
