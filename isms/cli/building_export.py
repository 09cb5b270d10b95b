"""`isms building export`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import building_show, marks, show
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.cli.sink import Sink
from isms.core.clock import now
from isms.core.errors import InputError

if TYPE_CHECKING:
    from isms.workflow.building_export import Exported

EXPORT = (
    say(
        "Gebäude in eine Datei schreiben, auch zum Bearbeiten und Zurückgeben.",
        "Write buildings to a file, also to be edited and handed back.",
    ),
    say(
        "Beispiel: isms building export schulen.xlsx --type schule",
        "Example: isms building export schools.xlsx --type school",
    ),
)
STDOUT = "-"
ENDINGS = ".csv .xlsx .geojson .ofds.json"
Target = Annotated[
    Path,
    typer.Argument(metavar="FILE", help=say(f"{ENDINGS}; - heißt Bildschirm", f"{ENDINGS}; - means the screen")),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=say("csv xlsx geojson ofds, statt der Endung", "csv xlsx geojson ofds, not by the ending"),
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option("--overwrite", help=say("eine vorhandene Datei ersetzen", "replace a file that is there")),
]
Kritis = Annotated[
    bool,
    typer.Option(
        "--with-kritis", help=say("ofds: auch KRITIS veröffentlichen", "ofds: publish critical infrastructure too")
    ),
]


def export(
    context: typer.Context,
    file: Target,
    format: Format = None,  # noqa: A002
    kind: building_show.Types = None,
    district: building_show.Districts = None,
    department: building_show.Departments = None,
    having: building_show.With = None,
    lacking: building_show.Without = None,
    in_phase: building_show.InPhase = None,
    kritis: Kritis = False,
    overwrite: Overwrite = False,
    json: Json = False,
) -> None:
    """The buildings that are asked for, in a file that appears when it is complete."""
    from isms.workflow import building_export, building_list, workspace

    current = session(context)
    order = building_export.Order(
        format=building_export.format_of(file, format),
        sentence=building_list.Sentence(
            types=tuple(kind or ()),
            districts=tuple(district or ()),
            departments=tuple(department or ()),
            having=tuple(having or ()),
            lacking=tuple(lacking or ()),
            phases=tuple(in_phase or ()),
            closed=True,
        ),
        language=current.language,
        kritis=kritis,
    )
    check_target(file, order.format, json=json, overwrite=overwrite)
    made = building_export.export(workspace.required(current.workspace), order, now())
    deliver(file, made, json=json, overwrite=overwrite)


def deliver(file: Path, made: "Exported", *, json: bool, overwrite: bool) -> None:
    """Put the bytes where they are wanted, and say where that is."""
    from isms.workflow import building_export

    if str(file) == STDOUT:
        sink = Sink()
        sink.write(made.data)
        sink.close()
        return
    building_export.save(file, made, overwrite=overwrite)
    _tell(file, made, json=json)


def check_target(file: Path, kind: str, *, json: bool, overwrite: bool) -> None:
    """Refuse what would not be readable on the screen, and to replace somebody's file unasked."""
    from isms.workflow import building_export

    if str(file) != STDOUT:
        building_export.spare(file, overwrite=overwrite)
    elif kind == "xlsx" or json:
        what = "--json" if json else "xlsx"
        raise InputError(
            de=f"Mit {what} muss FILE eine Datei sein, nicht -.", en=f"With {what} FILE must be a file, not '-'."
        )


def _tell(file: Path, made: "Exported", *, json: bool) -> None:
    """Say what was written, and what was left out of it."""
    if json:
        counts = {"buildings": made.buildings, "left_out": made.left_out}
        show.json({"file": str(file), "format": made.format, **counts})
        return
    show.path(file)
    show.note(marks.number(made.buildings, say("Gebäude", "building"), say("Gebäude", "buildings")))
    if made.left_out:
        show.note(
            say(
                f"{made.left_out} der kritischen Infrastruktur ausgelassen; --with-kritis nimmt sie auf.",
                f"{made.left_out} of critical infrastructure left out; --with-kritis includes them.",
            )
        )
