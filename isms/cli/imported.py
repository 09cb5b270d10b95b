"""What an import shows, whatever was imported."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import returned, show
from isms.cli.language import LANGUAGE, say
from isms.core.errors import InputError
from isms.core.model.importing import Winner

if TYPE_CHECKING:
    from isms.core.model.importing import ImportResult, Rejected
    from isms.workflow.importing import Wanted

MOST_SHOWN = 20
REFUSED = 2

File = Annotated[Path, typer.Argument(metavar="FILE", help="CSV, XLSX, XLS, ODS, GeoJSON, JSON, YAML")]
Map = Annotated[
    Path | None,
    typer.Option("--map", help=say("Zuordnung der Spalten (YAML)", "which column is which field (YAML)")),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=say("nur zeigen, nichts speichern", "show only, keep nothing"))]
Strict = Annotated[
    bool, typer.Option("--strict", help=say("nur speichern, wenn jede Zeile passt", "keep only if every row fits"))
]

Crs = Annotated[
    str | None,
    typer.Option(
        "--crs",
        metavar="EPSG",
        help=say("Koordinatensystem, statt es zu erkennen", "reference system of the coordinates, not guessed"),
    ),
]
Repair = Annotated[
    bool,
    typer.Option("--repair-encoding", help=say("doppelt kodierte Umlaute berichtigen", "mend umlauts encoded twice")),
]
TakeFile = Annotated[
    bool,
    typer.Option(
        "--take-file",
        help=say("bei Konflikten gilt die bearbeitete Datei", "in conflicts the edited file counts"),
    ),
]
KeepRegister = Annotated[
    bool,
    typer.Option("--keep-register", help=say("bei Konflikten gilt das Register", "in conflicts the register counts")),
]


def winner(*, take_file: bool, keep_register: bool) -> Winner | None:
    """Whose value counts in a conflict; raises InputError if both should."""
    if take_file and keep_register:
        raise InputError(
            de="--take-file und --keep-register schließen einander aus; eines weglassen.",
            en="--take-file and --keep-register exclude each other; drop one.",
        )
    return Winner.FILE if take_file else Winner.REGISTER if keep_register else None


@contextmanager
def counted() -> Iterator[Callable[[int], None]]:
    """A callable that counts a row of so many; a bar only on a terminal."""
    with show.progress(say("Zeilen", "rows"), None) as step:
        yield step


def answer(report: "ImportResult", wanted: "Wanted", *, json: bool) -> None:
    """Show the report; the exit code is 2 if nothing was stored because rows did not fit."""
    if json:
        show.json(report.document())
    else:
        summary(report, wanted)
    if report.refused:
        raise typer.Exit(REFUSED)


def summary(report: "ImportResult", wanted: "Wanted") -> None:
    """The counts in one sentence, then every row that did not fit."""
    show.line(
        say(
            f"{report.rows} Zeilen: {report.created} neu, {report.updated} geändert, {report.unchanged} unverändert, "
            f"{report.skipped} doppelt, {bad_rows(report)} abgewiesen.",
            f"{report.rows} rows: {report.created} new, {report.updated} changed, {report.unchanged} unchanged, "
            f"{report.skipped} repeated, {bad_rows(report)} rejected.",
        )
    )
    returned.changes(report)
    returned.collisions(report)
    met = {one.row for one in report.collisions}
    if others := tuple(bad for bad in report.rejected if bad.row not in met):
        rejected_rows(others)
    returned.rows(report)
    if report.unmapped:
        names = ", ".join(report.unmapped)
        show.note(say(f"Nicht übernommene Spalten: {names}", f"Columns left out: {names}"))
    for note in report.notes:
        show.note(note.to(LANGUAGE))
    if report.refused:
        show.note(
            say(
                "Nichts gespeichert (--strict): erst die abgewiesenen Zeilen mit diesen Angaben berichtigen.",
                "Nothing was kept (--strict): correct the rejected rows first.",
            ),
            style="bold red",
        )
    elif wanted.dry_run:
        show.note(say("Nur ein Probelauf: nichts gespeichert.", "A dry run only: nothing was kept."))


def bad_rows(report: "ImportResult") -> int:
    """How many rows were left out; a row may have several mistakes."""
    return len({rejected.row for rejected in report.rejected})


def rejected_rows(rejected: "tuple[Rejected, ...]") -> None:
    """A table of what did not fit."""
    shown = rejected[:MOST_SHOWN]
    show.table(
        (say("Zeile", "row"), say("Spalte", "column"), say("Wert", "value"), say("Grund", "reason")),
        [(str(bad.row), bad.column, shortened(bad.value), bad.reason.to(LANGUAGE)) for bad in shown],
        title=say("Abgewiesen", "Rejected"),
    )
    if len(rejected) > MOST_SHOWN:
        more = len(rejected) - MOST_SHOWN
        show.note(say(f"… und {more} weitere; --json zeigt alle.", f"… and {more} more; --json shows all."))


def shortened(value: str) -> str:
    """The beginning of a long value."""
    return value if len(value) <= 40 else value[:39] + "…"
