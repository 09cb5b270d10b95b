"""Options that many commands share."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from isms.cli.language import say
from isms.core.model.text import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What stands before the command: which workspace, which language; kept in `ctx.obj`."""

    workspace: Path | None
    language: Language
    verbose: bool


Json = Annotated[bool, typer.Option("--json", help=say("JSON statt Text", "JSON instead of text"))]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help=say("in diese Datei; sonst unter reports/", "to this file; else in reports/")),
]


def session(context: typer.Context) -> Session:
    """What stands before the command."""
    value = context.obj
    if not isinstance(value, Session):
        raise TypeError(f"no session in {context.command_path}")
    return value
