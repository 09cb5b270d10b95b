"""`isms check`: judge configurations."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import diff, findings, history, ran, show
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.cli.sink import Sink
from isms.core.errors import InputError
from isms.core.model.finding import Severity

if TYPE_CHECKING:
    from isms.workflow.subjects import Selection
    from isms.workflow.tally import RunResult

FAILING, UNREACHABLE, OUR_FAULT = 1, 3, 70


class Format(StrEnum):
    """How a run can be shown."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    JUNIT = "junit"
    SARIF = "sarif"
    HTML = "html"
    OSCAL = "oscal"


app = typer.Typer(no_args_is_help=True)

Platform = Annotated[
    str | None, typer.Option("--platform", "-p", help=say("Plattform; sonst erkannt", "platform; else detected"))
]
Rules = Annotated[
    list[str] | None,
    typer.Option("--rule", metavar="ID", help=say("nur diese Regel (mehrfach)", "this rule only (repeatable)")),
]
FailOn = Annotated[
    Severity,
    typer.Option(
        "--fail-on",
        metavar=say("GEWICHT", "SEVERITY"),
        help=say("ab diesem Gewicht Rückgabewert 1: ", "exit code 1 from this severity on: ") + ", ".join(Severity),
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--changed-since",
        metavar="REV",
        help=say("nur was sich in git seit REV geändert hat", "only what changed in git since REV"),
    ),
]
Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        min=1,
        max=64,
        metavar="N",
        help=say("auf so vielen Prozessorkernen", "on so many processor cores"),
    ),
]
Fresh = Annotated[
    bool,
    typer.Option(
        "--fresh",
        help=say(
            "alle Geräte neu prüfen, auch die seit dem letzten Lauf unveränderten",
            "judge all devices anew, even those unchanged since the last run",
        ),
    ),
]
Kind = Annotated[
    Format,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=say("Ausgabe: ", "output: ") + ", ".join(Format),
    ),
]
File = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help=say("in diese Datei, mit --format", "to this file, with --format")
    ),
]
Devices = Annotated[
    list[str] | None,
    typer.Option("--device", metavar="NAME", help=say("nur dieses Gerät (mehrfach)", "this device (repeatable)")),
]
Sites = Annotated[
    list[str] | None,
    typer.Option("--site", metavar="ID", help=say("nur dieses Gebäude (mehrfach)", "this building (repeatable)")),
]
Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", metavar="NAME", help=say("nur dieses Thema (mehrfach)", "this topic (repeatable)")),
]
Severities = Annotated[
    list[Severity] | None,
    typer.Option(
        "--severity",
        metavar=say("GEWICHT", "SEVERITY"),
        help=say("nur Regeln dieses Gewichts (mehrfach)", "rules of this severity (repeatable)"),
    ),
]


@app.command(
    help=say("Eine Datei prüfen; braucht keinen Arbeitsbereich.", "Judge one file; needs no workspace."),
    epilog=say(
        "Beispiel: isms check file sw-1.cfg --platform cisco_ios",
        "Example: isms check file sw-1.cfg --platform cisco_ios",
    ),
)
def file(
    context: typer.Context,
    config: Annotated[Path, typer.Argument(metavar="CONFIG", help=say("die Konfiguration", "the configuration"))],
    platform: Platform = None,
    rule: Rules = None,
    fail_on: FailOn = Severity.LOW,
    json: Json = False,
) -> None:
    """Judge one file."""
    from isms.workflow import audit, tally

    judged = audit.check_file(session(context).workspace, config, platform, tuple(rule or ()))
    result = tally.of(judged)
    if json:
        stream = findings.Stream(Sink())
        stream.take(judged)
        stream.finish(result)
    else:
        findings.show_judged(judged, all_of_it=session(context).verbose)
    raise typer.Exit(exit_code(result, fail_on))


@app.command(
    help=say(
        "Alle Geräte des Arbeitsbereichs prüfen, oder jede Datei unter PFAD; der Lauf wird versiegelt.",
        "Judge the workspace's devices, or every file under PATH; the run is sealed.",
    ),
    epilog=say(
        "Beispiele: isms check run · isms check run backup/ --fail-on high",
        "Examples: isms check run · isms check run backup/ --fail-on high",
    ),
)
def run(
    context: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar=say("PFAD", "PATH"),
            help=say("Ordner oder Datei; sonst das Register", "folder or file; else the register"),
        ),
    ] = None,
    device: Devices = None,
    site: Sites = None,
    rule: Rules = None,
    topic: Topics = None,
    severity: Severities = None,
    changed_since: Since = None,
    workers: Workers = 1,
    fresh: Fresh = False,
    fail_on: FailOn = Severity.LOW,
    kind: Kind = Format.TABLE,
    output: File = None,
    json: Json = False,
) -> None:
    """Judge many configurations and seal the result."""
    from isms.workflow.subjects import Selection

    selection = Selection(
        devices=tuple(device or ()),
        sites=tuple(site or ()),
        rules=tuple(rule or ()),
        topics=tuple(topic or ()),
        severities=tuple(severity or ()),
        changed_since=changed_since,
    )
    if output is not None and kind is Format.TABLE and not json:
        raise InputError(
            de="--output braucht ein --format: " + ", ".join(Format),
            en="--output needs a --format: " + ", ".join(Format),
        )
    shape = Format.JSON if json else kind
    given = Asked(path=path, selection=selection, kind=shape, output=output, workers=workers, fresh=fresh)
    raise typer.Exit(exit_code(judge(context, given), fail_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user asked of a run."""

    path: Path | None
    selection: "Selection"
    kind: Format
    output: Path | None
    workers: int
    fresh: bool


def judge(context: typer.Context, asked: Asked) -> "RunResult":
    """Make the run and show it as asked."""
    from isms.workflow import audit, formats

    current = session(context)
    where = (current.workspace, asked.path, asked.selection)
    if asked.kind is Format.JSON:
        stream = findings.Stream(Sink(asked.output))
        result = audit.check_run(*where, stream.take, workers=asked.workers, fresh=asked.fresh)
        stream.finish(result)
        return result
    with show.progress(say("Prüfe Geräte", "Judging devices"), None) as step:
        if asked.kind is Format.TABLE:
            made = audit.check_run(*where, lambda _: step(), workers=asked.workers, fresh=asked.fresh)
            result, pieces = made, None
        else:
            told = (current.language, lambda _: step(), asked.workers)
            result, pieces = formats.run_as(asked.kind.value, *where, *told, fresh=asked.fresh)
    if pieces is None:
        ran.show_run(result)
        return result
    written = Sink(asked.output)
    for piece in pieces:
        written.write(piece)
    written.close()
    return result


def exit_code(result: "RunResult", fail_on: Severity) -> int:
    """Our own errors first, then what could not be reached, then fails at or above the threshold."""
    if result.summary["error"]:
        return OUR_FAULT
    if result.unreachable:
        return UNREACHABLE
    return FAILING if any(severity.rank <= fail_on.rank for _, severity, _ in result.failing) else 0


app.command("history", help=history.HELP, epilog=history.EPILOG)(history.history)
app.command("diff", help=diff.HELP, epilog=diff.EPILOG)(diff.diff)
