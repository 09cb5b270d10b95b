"""`isms rule`: the rule book."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import coverage, findings, marks, new, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session

if TYPE_CHECKING:
    from isms.workflow.rules import Trial

WRONG = 1
MOST_SHOWN = 8
app = typer.Typer(no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help=say("Kennung der Regel", "id of the rule"))]


@app.command(
    "list",
    help=say("Alle Regeln zeigen.", "Show all rules."),
    epilog=say("Beispiel: ", "Example: ") + "isms rule list --json",
)
def list_(context: typer.Context, json: Json = False) -> None:
    """All rules by id."""
    from isms.workflow import rules

    found = rules.rules(session(context).workspace)
    if json:
        show.json({"rules": [rules.listed(rule) for rule in found]})
        return
    columns = (say("Regel", "Rule"), say("Gewicht", "Severity"), say("Was sie verlangt", "What it demands"))
    show.table(columns, [(rule.id, marks.severity(rule.severity), rule.title.to(LANGUAGE)) for rule in found])
    show.line(marks.number(len(found), say("Regel", "rule"), say("Regeln", "rules")))


@app.command(
    "show",
    help=say("Eine Regel mit Grund und Abhilfe.", "One rule with reason and remedy."),
    epilog=say("Beispiel: ", "Example: ") + "isms rule show mgmt.no-telnet",
)
def show_(context: typer.Context, name: Id, json: Json = False) -> None:
    """One rule."""
    from isms.workflow import rules

    rule = rules.rule(session(context).workspace, name)
    if json:
        show.json(rules.listed(rule))
        return
    text, style = marks.severity(rule.severity)
    show.line(f"{rule.id} · {rule.title.to(LANGUAGE)}", style="bold")
    show.line(text, style=style)
    show.line(rule.why.to(LANGUAGE))
    if rule.references:
        show.line(say("Bezug: ", "References: ") + ", ".join(rule.references))
    if rule.policy:
        show.line(say("Richtlinie: ", "Policy: ") + ", ".join(rule.policy))
    for platform in rule.platforms or rule.remedy:
        show.line()
        show.line(say("alle Plattformen", "all platforms") if platform == "all" else platform, style="bold")
        lines = rule.remedy.get(platform, ())
        for command in lines or (say("immer erfüllt", "always fulfilled"),):
            show.quote(f"    {command}")


@app.command(
    help=say("Die Beispiele der Regeln nachrechnen.", "Prove the examples of the rules."),
    epilog=say("Beispiel: ", "Example: ") + "isms rule test mgmt.no-telnet",
)
def test(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="ID", help=say("sonst alle", "else all"))] = None,
    json: Json = False,
) -> None:
    """Hold every example against its rule; exit code 1 if one does not hold."""
    from isms.workflow import rules

    proofs = rules.prove(session(context).workspace, name)
    wrong = [proof for proof in proofs if not proof.holds]
    if json:
        show.json({"examples": len(proofs), "wrong": wrong})
    else:
        for proof in wrong:
            place = f"{proof.rule} · {proof.platform} · {proof.expected} {proof.example}"
            show.line(say(f"✘ {place}: ergibt {proof.given}", f"✘ {place}: gives {proof.given}"), style="red")
        style = "red" if wrong else "green"
        mark = "✘" if wrong else "✔"
        show.line(
            say(
                f"{mark} {len(proofs) - len(wrong)} von {len(proofs)} Beispielen stimmen.",
                f"{mark} {len(proofs) - len(wrong)} of {len(proofs)} examples hold.",
            ),
            style=style,
        )
    if wrong:
        raise typer.Exit(WRONG)


@app.command(
    "try",
    help=say("Zeigen, was eine Regel in einer Datei sieht.", "Show what a rule sees in a file."),
    epilog=say("Beispiel: ", "Example: ") + "isms rule try mgmt.no-telnet sw-1.cfg",
)
def try_(
    context: typer.Context,
    name: Id,
    config: Annotated[Path, typer.Argument(metavar="CONFIG", help=say("die Konfiguration", "the configuration"))],
    platform: Annotated[
        str | None, typer.Option("--platform", "-p", help=say("sonst erkannt", "else detected"))
    ] = None,
    json: Json = False,
) -> None:
    """What matched, or the nearest miss."""
    from isms.workflow import rules

    trial = rules.attempt(session(context).workspace, name, config, platform)
    if json:
        show.json({"finding": findings.plain(trial.finding), "patterns": trial.tried})
    else:
        show_trial(trial)


def show_trial(trial: "Trial") -> None:
    """The verdict, its lines, and each pattern with its matches or the nearest miss."""
    text, style = marks.verdict(trial.finding)
    show.line(f"{trial.finding.rule}: {text}", style=style)
    findings.show_why(trial.finding, MOST_SHOWN)
    for tried in trial.tried:
        show.line()
        if tried.matches:
            show.line(f"✔ {findings.shortened(tried.pattern)}", style="green", indent=2, fold=True)
        elif tried.nearest:
            show.line(f"– {findings.shortened(tried.pattern)}", style="yellow", indent=2, fold=True)
            show.line(say("  nichts passt; am nächsten kommt:", "  nothing matches; nearest:"))
        else:
            show.line(f"– {findings.shortened(tried.pattern)}", style="yellow", indent=2, fold=True)
            show.line(say("  nichts passt", "  nothing matches"))
        show_lines(tried.matches or tried.nearest, trial.lines)


def show_lines(numbers: Sequence[int], lines: Sequence[str]) -> None:
    """Lines of the configuration with their numbers."""
    for number in numbers[:MOST_SHOWN]:
        show.quote(f"  {number:>5}  {lines[number - 1]}", style="dim")
    more = len(numbers) - MOST_SHOWN
    if more > 0:
        show.line(say(f"         … und {more} weitere", f"         … and {more} more"), style="dim")


app.command("new", help=new.HELP, epilog=new.EPILOG)(new.new)
app.command("coverage", help=coverage.HELP, epilog=coverage.EPILOG)(coverage.coverage)
