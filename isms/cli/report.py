"""`isms report`: render a report."""

from pathlib import Path
from typing import Annotated

import typer

from isms.cli import show
from isms.cli.completion import report_formats, report_names, run_ids
from isms.cli.language import say
from isms.cli.options import Json, Output, session

Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help=say(
            "check: Ergebnis des IT-Grundschutz-Checks (A.4); rollout: Stand des Ausbaus von Glasfaser und WLAN",
            "check: result of the IT-Grundschutz check (A.4); rollout: how far fibre and WLAN are",
        ),
        autocompletion=report_names,
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format", "-f", metavar="FORMAT", help="pdf, html, xlsx, csv, json, md", autocompletion=report_formats
    ),
]
Run = Annotated[
    str | None,
    typer.Option(
        "--run", metavar="ID", help=say("Lauf; sonst der neueste", "run; else the newest"), autocompletion=run_ids
    ),
]
Shapes = Annotated[
    Path | None,
    typer.Option(
        "--shapes",
        metavar="FILE",
        help=say(
            "GeoJSON mit den Stadtteilen für die Karte; sonst districts.geojson im Arbeitsbereich",
            "GeoJSON with the districts for the map; else districts.geojson in the workspace",
        ),
    ),
]
WithKritis = Annotated[
    bool,
    typer.Option(
        "--with-kritis",
        help=say(
            "KRITIS-Standorte mit Namen und auf der Karte zeigen; sonst werden sie nur gezählt",
            "show KRITIS sites by name and on the map; else they are only counted",
        ),
    ),
]


def report(
    context: typer.Context,
    name: Name,
    format: Format = "pdf",  # noqa: A002
    output: Output = None,
    run: Run = None,
    shapes: Shapes = None,
    with_kritis: WithKritis = False,
    json: Json = False,
) -> None:
    """Render a report and say where it lies."""
    from isms.workflow import reporting
    from isms.workflow.rollout_report import Shown

    current = session(context)
    choice = reporting.Choice(run=run, shown=Shown(shapes=shapes, with_kritis=with_kritis))
    path = reporting.report(current.workspace, name, format, output, current.language, choice)
    if json:
        show.json({"name": name, "format": format, "file": str(path)})
    else:
        show.path(path)
