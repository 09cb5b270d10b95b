"""`isms demo`: the whole main job on an invented municipality."""

from pathlib import Path
from typing import Annotated

import typer

from isms.cli import ran, show
from isms.cli.language import say
from isms.cli.options import Json, session


def demo(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help=say("neuer Ordner", "new folder"))] = None,
    json: Json = False,
) -> None:
    """Make the demo and say what was made."""
    from isms.workflow import demo as workflow

    current = session(context)
    target = folder or current.workspace or Path("musterstadt")
    show.note(
        say(
            "Musterstadt entsteht: Register, Prüfung, Nachweise, Bericht …",
            "Musterstadt is being made: register, audit, evidence, report …",
        )
    )
    made = workflow.demo(target, current.language)
    if json:
        show.json(workflow.told(made))
        return
    show.line(
        say(
            f"Musterstadt (frei erfunden): {made.buildings} Gebäude, {made.devices} Geräte in {made.workspace}",
            f"Musterstadt (invented): {made.buildings} buildings, {made.devices} devices in {made.workspace}",
        ),
        style="bold",
    )
    ran.show_counts(made.result)
    ran.show_rules(made.result)
    show.line()
    ran.show_changes(made.result)
    show.line(say("Berichte:", "Reports:"), style="bold")
    for path in made.reports:
        show.path(f"  {path}")
    show.path(say(f"Weiter: cd {made.workspace} && isms status", f"Next: cd {made.workspace} && isms status"))
