"""`isms init`"""

from pathlib import Path
from typing import Annotated

import typer

from isms.cli import show
from isms.cli.language import say
from isms.cli.options import session

Folder = Annotated[Path | None, typer.Argument(metavar="DIR", help=say("Ordner, darf neu sein", "folder, may be new"))]
Name = Annotated[str | None, typer.Option("--name", help=say("Name der Kommune", "name of the municipality"))]


def init(context: typer.Context, folder: Folder = None, name: Name = None) -> None:
    """An empty workspace with a commented isms.toml."""
    from isms.workflow import workspace

    root = folder or session(context).workspace or Path.cwd()
    made = workspace.init(root, name or root.resolve().name)
    show.line(say(f"Arbeitsbereich angelegt: {made.root}", f"Workspace made: {made.root}"))
    show.note(
        say(
            f"Weiter: {made.root / 'isms.toml'} ausfüllen, dann `isms device import FILE` oder `isms check run PATH`.",
            f"Next: fill in {made.root / 'isms.toml'}, then `isms device import FILE` or `isms check run PATH`.",
        )
    )
