"""`isms rule new`: begin a rule of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from isms.cli import show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session

HELP = say(
    "Eine eigene Regel anfangen: eine Vorlage mit Erklärungen in rules/.",
    "Begin a rule of your own: a template with explanations in rules/.",
)
EPILOG = (
    say("Beispiel: ", "Example: ") + "isms rule new stadt.no-cdp --platform cisco_ios --from configs/sw-museum-01.cfg"
)


def new(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="ID", help=say("Kennung, etwa stadt.no-cdp", "id, such as town.no-cdp"))
    ],
    platform: Annotated[
        list[str] | None,
        typer.Option(
            "--platform",
            "-p",
            metavar="NAME",
            help=say("Plattform (mehrfach); sonst cisco_ios", "platform (repeatable); else cisco_ios"),
        ),
    ] = None,
    example: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="CONFIG",
            help=say("Konfiguration, die nicht besteht, als Beispiel", "a configuration that fails, as the example"),
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Write a rule to fill in."""
    from isms.workflow.new_rule import new_rule

    made = new_rule(session(context).workspace, name, tuple(platform or ()), example, LANGUAGE)
    if json:
        show.json({"rule": made.rule, "file": str(made.file), "platforms": made.platforms})
        return
    show.path(say(f"Angelegt: {made.file}", f"Written: {made.file}"))
    show.line(
        say(
            f"Ausfüllen, wo ??? steht; dann: isms rule test {made.rule}",
            f"Fill in where ??? stands; then: isms rule test {made.rule}",
        ),
        fold=True,
    )
