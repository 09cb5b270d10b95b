"""The command `isms`: groups, global options, and the one place that turns errors into exit codes."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from isms import __version__
from isms.cli import building, check, demo, device, doctor, evidence, report, rule, show, status, waiver
from isms.cli import workspace as workspaces
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Session
from isms.core.errors import IsmsError
from isms.core.model.text import Language

OUR_BUG = 70
app = typer.Typer(
    name="isms",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help=say(
        "Infrastruktur und Sicherheit einer Kommune: Geräte prüfen, Nachweise siegeln, Grundschutz berichten.",
        "A municipality's infrastructure and security: audit devices, seal evidence, report on Grundschutz.",
    ),
)


def show_version(shown: bool) -> None:
    """Print the version and stop."""
    if shown:
        typer.echo(f"isms {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-w", help=say("Ordner des Arbeitsbereichs", "folder of the workspace")),
    ] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help=say("Sprache", "language"))] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help=say("mehr Worte", "say more"))] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=show_version, help=say("Version zeigen", "show the version")),
    ] = False,
) -> None:
    """Keep the global options for the command."""
    context.obj = Session(workspace=workspace, language=lang or LANGUAGE, verbose=verbose)


GROUPS: dict[str, typer.Typer] = {
    "check": check.app,
    "rule": rule.app,
    "waiver": waiver.app,
    "device": device.app,
    "building": building.app,
    "evidence": evidence.app,
}
COMMANDS: dict[str, tuple[Callable[..., None], str, str]] = {
    "demo": (
        demo.demo,
        say(
            "Eine erfundene Kommune anlegen und alles vorführen.", "Make an invented municipality and show everything."
        ),
        "isms demo musterstadt",
    ),
    "init": (
        workspaces.init,
        say("Einen leeren Arbeitsbereich anlegen.", "Make an empty workspace."),
        'isms init rathaus --name "Stadt Musterstadt"',
    ),
    "status": (status.status, say("Alles auf einem Bildschirm.", "Everything on one screen."), "isms status --json"),
    "report": (report.report, say("Einen Bericht schreiben.", "Write a report."), "isms report check --format pdf"),
    "doctor": (
        doctor.doctor,
        say("Was ist da, was fehlt, was ist beschädigt?", "What is there, missing, damaged?"),
        "isms doctor --mend",
    ),
}
for _name, (_command, _help, _example) in COMMANDS.items():
    app.command(_name, help=_help, epilog=say("Beispiel: ", "Example: ") + _example)(_command)
for _name, _group in GROUPS.items():
    app.add_typer(_group, name=_name)


def main() -> None:
    """Run the command; every failure becomes one sentence and an exit code."""
    try:
        app()
    except IsmsError as error:
        show.note(f"{say('Fehler', 'Error')}: {error.to(LANGUAGE)}", style="bold red")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if "--verbose" in sys.argv:
            raise
        kind = type(error).__name__
        show.note(
            say(
                f"Fehler im Programm ({kind}). Mit --verbose steht hier, wo; bitte melden.",
                f"A bug of ours ({kind}). --verbose shows where; please report it.",
            ),
            style="bold red",
        )
        sys.exit(OUR_BUG)


if __name__ == "__main__":
    main()
