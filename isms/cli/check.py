"""`isms check`: judge configurations."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import findings, marks, show
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.core.model.finding import Severity, Verdict

if TYPE_CHECKING:
    from isms.workflow.tally import RunResult

FAILING, UNREACHABLE, OUR_FAULT = 1, 3, 70
app = typer.Typer(no_args_is_help=True, help=say("Konfigurationen prüfen", "Judge configurations"))

Platform = Annotated[
    str | None, typer.Option("--platform", "-p", help=say("Plattform; sonst erkannt", "platform; else detected"))
]
Rules = Annotated[list[str] | None, typer.Option("--rule", help=say("nur diese Regel (mehrfach)", "this rule only"))]
FailOn = Annotated[
    Severity, typer.Option("--fail-on", help=say("ab diesem Gewicht Exit-Code 1", "exit code 1 from this severity on"))
]


@app.command(
    help=say("Eine Datei prüfen; braucht keinen Arbeitsbereich.", "Judge one file; needs no workspace."),
    epilog=say("Beispiel: isms check file sw-1.cfg", "Example: isms check file sw-1.cfg"),
)
def file(
    context: typer.Context,
    config: Annotated[Path, typer.Argument(help=say("die Konfiguration", "the configuration"))],
    platform: Platform = None,
    rule: Rules = None,
    fail_on: FailOn = Severity.LOW,
    json: Json = False,
) -> None:
    """Judge one file."""
    from isms.workflow import audit

    judged = audit.check_file(session(context).workspace, config, platform, tuple(rule or ()))
    if json:
        show.json({"platform": judged.platform, "findings": [findings.plain(one) for one in judged.findings]})
    else:
        findings.show_judged(judged)
    if any(one.verdict is Verdict.ERROR for one in judged.findings):
        raise typer.Exit(OUR_FAULT)
    if any(one.severity.rank <= fail_on.rank for one in findings.failing(judged.findings)):
        raise typer.Exit(FAILING)


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
        typer.Argument(help=say("Ordner oder Datei; sonst das Register", "folder or file; else the register")),
    ] = None,
    device: Annotated[list[str] | None, typer.Option("--device", help=say("nur dieses Gerät", "this device"))] = None,
    site: Annotated[list[str] | None, typer.Option("--site", help=say("nur dieses Gebäude", "this building"))] = None,
    rule: Rules = None,
    topic: Annotated[list[str] | None, typer.Option("--topic", help=say("nur dieses Thema", "this topic"))] = None,
    severity: Annotated[
        list[Severity] | None, typer.Option("--severity", help=say("nur dieses Gewicht", "this severity"))
    ] = None,
    fail_on: FailOn = Severity.LOW,
    json: Json = False,
) -> None:
    """Judge many configurations and seal the result."""
    from isms.workflow import audit
    from isms.workflow.subjects import Selection

    selection = Selection(
        devices=tuple(device or ()),
        sites=tuple(site or ()),
        rules=tuple(rule or ()),
        topics=tuple(topic or ()),
        severities=tuple(severity or ()),
    )
    folder = session(context).workspace
    if json:
        stream = findings.Stream()
        result = audit.check_run(folder, path, selection, stream.take)
        stream.finish(result)
    else:
        with show.progress(say("Prüfe Geräte", "Judging devices"), None) as step:
            result = audit.check_run(folder, path, selection, lambda _: step())
        show_run(result)
    raise typer.Exit(exit_code(result, fail_on))


def exit_code(result: "RunResult", fail_on: Severity) -> int:
    """Our own errors first, then what could not be reached, then fails at or above the threshold."""
    if result.summary["error"]:
        return OUR_FAULT
    if result.unreachable:
        return UNREACHABLE
    return FAILING if any(severity.rank <= fail_on.rank for _, severity, _ in result.failing) else 0


def show_run(result: "RunResult") -> None:
    """A run in words: what fails, what changed, what was not judged, where the evidence lies."""
    summary = result.summary
    show.line(
        say(
            f"{summary['devices']} Geräte geprüft: {summary['fail']} verletzt, {summary['waived']} geduldet, "
            f"{summary['pass']} erfüllt, {summary['unknown']} unklar, {summary['na']} nicht anwendbar.",
            f"{summary['devices']} devices judged: {summary['fail']} fail, {summary['waived']} waived, "
            f"{summary['pass']} pass, {summary['unknown']} unknown, {summary['na']} not applicable.",
        ),
        style="bold",
    )
    if result.failing:
        columns = (say("Gewicht", "Severity"), say("Regel", "Rule"), say("Geräte", "Devices"))
        show.table(columns, [(marks.severity(weight), name, str(count)) for name, weight, count in result.failing])
    show_changes(result)
    show_missing(result)
    if result.folder is not None:
        show.line(say(f"Versiegelt: {result.folder}", f"Sealed: {result.folder}"))
        show.line(
            say(
                "Bericht: isms report check · Prüfen: isms evidence verify",
                "Report: isms report check · Verify: isms evidence verify",
            )
        )


def show_changes(result: "RunResult") -> None:
    """What changed since the run before."""
    if result.changes is None:
        return
    newly, mended, still = (
        len(result.changes.newly_failing),
        len(result.changes.mended),
        len(result.changes.still_failing),
    )
    show.line(
        say(
            f"Seit dem Lauf davor: {newly} neu verletzt, {mended} behoben, {still} weiter verletzt.",
            f"Since the run before: {newly} newly failing, {mended} mended, {still} still failing.",
        )
    )
    for name, rule in result.changes.newly_failing[:10]:
        show.line(say(f"  ✘ neu: {name}: {rule}", f"  ✘ new: {name}: {rule}"), style="red")


def show_missing(result: "RunResult") -> None:
    """What was not judged, on stderr: nobody should take it for good."""
    for item in result.unreachable[:20]:
        show.note(
            say(
                f"! {item.device}: keine Konfiguration ({item.reason})",
                f"! {item.device}: no configuration ({item.reason})",
            ),
            style="yellow",
        )
    for skipped in result.skipped[:5]:
        show.note(
            say(
                f"  übersprungen: {skipped.file}: {skipped.reason.de}",
                f"  skipped: {skipped.file}: {skipped.reason.en}",
            )
        )
    more = len(result.skipped) - 5
    if more > 0:
        show.note(
            say(
                f"  … und {more} weitere Dateien (vollständig mit --json)",
                f"  … and {more} more files (all with --json)",
            )
        )
