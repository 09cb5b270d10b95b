"""`isms report`: render a report."""

from typing import Annotated

import typer

from isms.cli import show
from isms.cli.language import say
from isms.cli.options import Json, Output, session


def report(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help=say(
                "check: Ergebnis des IT-Grundschutz-Checks (A.4)", "check: result of the IT-Grundschutz check (A.4)"
            ),
        ),
    ],
    format: Annotated[str, typer.Option("--format", "-f", help="pdf, json, csv")] = "pdf",  # noqa: A002
    output: Output = None,
    run: Annotated[
        str | None, typer.Option("--run", metavar="ID", help=say("Lauf; sonst der neueste", "run; else the newest"))
    ] = None,
    json: Json = False,
) -> None:
    """Render a report and say where it lies."""
    from isms.workflow import reporting

    current = session(context)
    path = reporting.report(current.workspace, name, format, output, current.language, run)
    if json:
        show.json({"name": name, "format": format, "file": str(path)})
    else:
        show.path(path)
