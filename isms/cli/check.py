"""`isms check`: judge configurations."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import check_show, diff, findings, history, ran, show
from isms.cli.choices import Config, Devices, FailOn, Platform, Remedy, Rules, Severities, Sites, Topics
from isms.cli.language import say
from isms.cli.options import Json, Session, session
from isms.cli.sink import Sink
from isms.core.errors import InputError
from isms.core.model.finding import Compared, Judged, Severity

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


ENDINGS = {
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".md": Format.MARKDOWN,
    ".xml": Format.JUNIT,
    ".sarif": Format.SARIF,
    ".html": Format.HTML,
}
app = typer.Typer(no_args_is_help=True)

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
        help=say("auf so vielen Prozessorkernen, 1 bis 64", "on so many processor cores, 1 to 64"),
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
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=say("Ausgabe: ", "output: ")
        + ", ".join(Format)
        + say(" (sonst nach der Endung von --output, oder table)", " (else by the ending of --output, or table)"),
    ),
]
File = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help=say("in diese Datei", "to this file")),
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
    config: Config,
    platform: Platform = None,
    rule: Rules = None,
    fail_on: FailOn = Severity.LOW,
    remedy: Remedy = False,
    json: Json = False,
) -> None:
    """Judge one file."""
    from isms.workflow import audit, tally

    one = audit.check_file(session(context).workspace, config, platform, tuple(rule or ()))
    judged = one.judged
    result = tally.of(judged)
    if json:
        stream = findings.Stream(Sink())
        stream.take(judged)
        stream.finish(result)
    else:
        depth = findings.Depth(everything=session(context).verbose, remedy=remedy)
        findings.show_judged(judged, one.rules, depth)
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
    kind: Kind = None,
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
    shape = Format.JSON if json else kind or by_ending(output)
    if output is not None and shape is Format.TABLE:
        documents = ", ".join(one for one in Format if one is not Format.TABLE)
        raise InputError(
            de=f"In eine Datei schreibt --output nur mit einem dieser --format: {documents}.",
            en=f"--output writes to a file only with one of these --format: {documents}.",
        )
    given = Asked(path=path, selection=selection, kind=shape, output=output, workers=workers, fresh=fresh)
    raise typer.Exit(exit_code(judge(context, given), fail_on))


def by_ending(output: Path | None) -> Format:
    """The format that the name of a file asks for; a table where it asks for none."""
    return Format.TABLE if output is None else ENDINGS.get(output.suffix.lower(), Format.TABLE)


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
    current = session(context)
    if asked.kind is Format.JSON:
        return as_json(current, asked)
    return as_table(current, asked) if asked.kind is Format.TABLE else as_document(current, asked)


def as_json(current: Session, asked: Asked) -> "RunResult":
    """The run as JSON, written while it is made."""
    from isms.workflow import audit

    stream = findings.Stream(Sink(asked.output))
    where = (current.workspace, asked.path, asked.selection)
    result = audit.check_run(*where, stream.take, workers=asked.workers, fresh=asked.fresh)
    stream.finish(result)
    return result


def as_table(current: Session, asked: Asked) -> "RunResult":
    """The run in words; of one narrowed to rules or devices every fail is told, else which devices are worst."""
    from isms.workflow import audit
    from isms.workflow.ranking import Places, Ranking

    ranking = Ranking()
    places = Places(check_show.MOST_FINDINGS) if asked.selection.rules or asked.selection.devices else None
    with show.progress(say("Prüfe Geräte", "Judging devices"), None) as step:

        def take(told: Judged | Compared) -> None:
            """Count what was found on a device."""
            ranking.take(told)
            if places is not None:
                places.take(told)
            step()

        where = (current.workspace, asked.path, asked.selection)
        result = audit.check_run(*where, take, workers=asked.workers, fresh=asked.fresh)
    ran.show_run(result, ranking, places)
    return result


def as_document(current: Session, asked: Asked) -> "RunResult":
    """The run in a format of other programs."""
    from isms.workflow import formats

    where = (current.workspace, asked.path, asked.selection)
    with show.progress(say("Prüfe Geräte", "Judging devices"), None) as step:
        told = (current.language, lambda _: step(), asked.workers)
        result, pieces = formats.run_as(asked.kind.value, *where, *told, fresh=asked.fresh)
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
app.command("show", help=check_show.HELP, epilog=check_show.EPILOG)(check_show.recall)
