"""The command `isms`: groups, global options, and the one place that turns errors into exit codes."""

import gc
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from isms import __version__
from isms.cli import kinds, show, usage
from isms.cli.contents import Contents, Entry, OneCommand, Several
from isms.cli.help import COMMAND_METAVAR, OPTIONS_METAVAR
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Session
from isms.core.errors import IsmsError
from isms.core.model.text import Language

OUTSIDE, OUR_BUG, INTERRUPTED = 3, 70, 130
# What a command loads lives until it ends: looking through it for garbage, again and again, finds none.
BETWEEN_LOOKS = 100_000
AUDIT, ROLLOUT, RECORDS, WHOLE = (
    say("Geräte prüfen und Nachweise führen", "Audit devices and keep evidence"),
    say("Gebäude und Ausbau", "Buildings and rollout"),
    say("Was dazu gemeldet, beschlossen und gefragt wurde", "What was reported, decided and asked about them"),
    say("Alles zusammen", "All of it"),
)


def _command(name: str, german: str, english: str, example: str, module: str | None = None) -> Entry:
    """A command; it is the function of its name, in the module of its name unless that is called otherwise."""
    return OneCommand(
        help=say(german, english),
        panel=WHOLE,
        example=example,
        load=lambda: getattr(import_module(f"isms.cli.{module or name}"), name),
    )


def _group(name: str, panel: str, german: str, english: str) -> Entry:
    """A group of commands, in the module of its name."""
    return Several(help=say(german, english), panel=panel, load=lambda: import_module(f"isms.cli.{name}").app)


def _rows(kind: kinds.Kind) -> Entry:
    """The commands of a table."""

    def load() -> typer.Typer:
        from isms.cli import rows

        return rows.commands(kind)

    return Several(help=kind.many, panel=ROLLOUT if kind in kinds.BELONGINGS else RECORDS, load=load)


class Isms(Contents):
    """All that the command offers, in the order of its help."""

    entries: ClassVar[Mapping[str, Entry]] = {
        "demo": _command(
            "demo",
            "Eine erfundene Kommune anlegen und alles vorführen.",
            "Make an invented municipality and show everything.",
            "isms demo musterstadt",
        ),
        "init": _command(
            "init",
            "Einen leeren Arbeitsbereich anlegen.",
            "Make an empty workspace.",
            'isms init rathaus --name "Stadt Musterstadt"',
            module="workspace",
        ),
        "status": _command("status", "Alles auf einem Bildschirm.", "Everything on one screen.", "isms status --json"),
        "report": _command(
            "report", "Einen Bericht schreiben.", "Write a report.", "isms report rollout --format html"
        ),
        "doctor": _command(
            "doctor",
            "Was ist da, was fehlt, was ist beschädigt?",
            "What is there, missing, damaged?",
            "isms doctor --mend",
        ),
        "check": _group("check", AUDIT, "Konfigurationen prüfen", "Judge configurations"),
        "rule": _group("rule", AUDIT, "Das Regelbuch", "The rule book"),
        "waiver": _group("waiver", AUDIT, "Geduldete Abweichungen", "Accepted deviations"),
        "policy": _group("policy", AUDIT, "Die Richtlinie des Hauses", "The policy of the office"),
        "device": _group("device", AUDIT, "Netzgeräte", "network devices"),
        "evidence": _group("evidence", AUDIT, "Versiegelte Nachweise", "Sealed evidence"),
        "building": _group("building", ROLLOUT, "Gebäude", "buildings"),
        "rollout": _group("rollout", ROLLOUT, "Ausbau mit Glasfaser und WLAN", "rollout of fibre and WLAN"),
        **{kind.command: _rows(kind) for kind in (*kinds.BELONGINGS, *kinds.RECORDS)},
    }


app = typer.Typer(
    name="isms",
    cls=Isms,
    options_metavar=OPTIONS_METAVAR,
    subcommand_metavar=COMMAND_METAVAR,
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


def main() -> None:
    """Run the command; every failure becomes one sentence and an exit code."""
    gc.set_threshold(BETWEEN_LOOKS)
    try:
        sys.exit(ended())
    except BrokenPipeError:  # the last words found nobody who listens
        show.deafen()
    finally:
        gc.freeze()  # what is left ends with the process: nobody has to look through it for garbage once more


def ended() -> int:
    """The exit code, after the command has said what there is to say."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever called
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - until the process ends
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no ✔ shows ? instead
    try:
        code = app(prog_name="isms", standalone_mode=False) or 0
        sys.stdout.flush()
    except SystemExit as stop:
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
        show.deafen()
        code = 0
    except Exception as error:
        code = told(error)
    if code == INTERRUPTED:
        show.note(say("Abgebrochen; Halbfertiges ist verworfen.", "Interrupted; what was half done is dropped."))
    return int(code)


def told(error: Exception) -> int:
    """Say in one sentence what went wrong; gives the exit code."""
    if isinstance(error, IsmsError):
        return complain(error.to(LANGUAGE), error.exit_code)
    if usage.is_usage(error):
        return complain(usage.sentence(error), 2)
    if isinstance(error, typer.Abort):
        return INTERRUPTED
    if isinstance(error, OSError):
        show.deafen()  # it may be the output that was refused
        place, why = error.filename or say("Die Ausgabe", "The output"), error.strerror or type(error).__name__
        return complain(say(f"{place}: {why}. Rechte, freien Platz prüfen.", f"{place}: {why}."), OUTSIDE)
    if isinstance(error, MemoryError):
        return complain(say("Der Arbeitsspeicher reicht nicht.", "There is not enough memory."), OUTSIDE)
    return our_bug(error)


def complain(sentence: str, code: int) -> int:
    """Say what is wrong, on stderr; gives the exit code."""
    if sentence:
        show.note(f"{say('Fehler', 'Error')}: {sentence}", style="bold red")
    return code


def our_bug(error: Exception) -> int:
    """Admit a bug; where it is stands there with --verbose alone, without secrets."""
    kind = type(error).__name__
    if "--verbose" in sys.argv:
        from traceback import format_exception

        from isms.core.redact import Redactor, process_key

        sys.stderr.write(Redactor(process_key()).redact("".join(format_exception(error))))
    return complain(
        say(
            f"ein Fehler im Programm ({kind}). Mit --verbose steht hier, wo; bitte melden.",
            f"a bug of ours ({kind}). --verbose shows where; please report it.",
        ),
        OUR_BUG,
    )


if __name__ == "__main__":
    main()
