"""`isms rollout export`."""

from pathlib import Path
from typing import Annotated

import typer

from isms.cli import building_export, building_show, completion
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.core.clock import now

app = typer.Typer()
Target = Annotated[
    Path,
    typer.Argument(metavar="FILE", help=say(".csv .xlsx; - heißt Bildschirm", ".csv .xlsx; - means the screen")),
]
Format = Annotated[
    str | None,
    typer.Option("--format", "-f", metavar="csv|xlsx", help=say("statt der Endung", "not by the ending")),
]
Kind = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="fibre|wlan",
        help=say("Glasfaser oder WLAN", "fibre or WLAN"),
        autocompletion=completion.kinds,
    ),
]


@app.command(
    help=say(
        "Die Termine als Liste: eine Zeile je Gebäude, Plan und Ist je Schritt.",
        "The dates as a list: one row per building, plan and actual of each step.",
    ),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout export termine.xlsx --kind fibre --without fibre",
)
def export(
    context: typer.Context,
    file: Target,
    kind: Kind = "fibre",
    format: Format = None,  # noqa: A002
    types: building_show.Types = None,
    district: building_show.Districts = None,
    department: building_show.Departments = None,
    having: building_show.With = None,
    lacking: building_show.Without = None,
    in_phase: building_show.InPhase = None,
    overwrite: building_export.Overwrite = False,
    json: Json = False,
) -> None:
    """The dates of the buildings that are asked for; closed ones are left out."""
    from isms.workflow import building_list, rollout_export, workspace
    from isms.workflow.building_export import Order, format_of

    current = session(context)
    sentence = building_list.Sentence(
        types=tuple(types or ()),
        districts=tuple(district or ()),
        departments=tuple(department or ()),
        having=tuple(having or ()),
        lacking=tuple(lacking or ()),
        phases=tuple(in_phase or ()),
    )
    order = Order(format=format_of(file, format), sentence=sentence, language=current.language)
    building_export.check_target(file, order.format, json=json, overwrite=overwrite)
    here, wanted = workspace.required(current.workspace), building_list.kind_of(kind)
    building_export.deliver(file, rollout_export.export(here, wanted, order, now()), json=json, overwrite=overwrite)
