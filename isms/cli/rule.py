"""`isms rule`: the rule book."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import completion, coverage, findings, marks, new, show
from isms.cli.choices import Config, Platform, Platforms, RuleId, Severities, Topics
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session

if TYPE_CHECKING:
    from isms.core.model.rule import RuleInfo
    from isms.workflow.rules import Trial

WRONG = 1
MOST_SHOWN = 8
app = typer.Typer(no_args_is_help=True)


@app.command(
    "list",
    help=say("Alle Regeln zeigen, oder die gewählten.", "Show all rules, or those chosen."),
    epilog=say("Beispiel: ", "Example: ") + "isms rule list --platform arista_eos --severity critical --severity high",
)
def list_(
    context: typer.Context,
    topic: Topics = None,
    severity: Severities = None,
    platform: Platforms = None,
    json: Json = False,
) -> None:
    """The rules by id."""
    from isms.workflow import rules

    chosen = rules.Chosen(topics=tuple(topic or ()), severities=tuple(severity or ()), platforms=tuple(platform or ()))
    found = rules.chosen(session(context).workspace, chosen)
    if json:
        show.json({"rules": [rules.listed(rule) for rule in found]})
        return
    columns = (say("Regel", "Rule"), say("Schwere", "Severity"), say("Was sie verlangt", "What it demands"))
    rows = [(rule.id, marks.severity(rule.severity), rule.title.to(LANGUAGE)) for rule in found]
    show.table(columns, rows, whole=(0, 1))
    show.line(marks.number(len(found), say("Regel", "rule"), say("Regeln", "rules")))


@app.command(
    "show",
    help=say("Eine Regel mit Grund und Abhilfe.", "One rule with reason and remedy."),
    epilog=say("Beispiel: ", "Example: ") + "isms rule show mgmt.no-telnet --platform cisco_ios",
)
def show_(context: typer.Context, name: RuleId, platform: Platforms = None, json: Json = False) -> None:
    """One rule."""
    from isms.workflow import rules

    rule = rules.rule(session(context).workspace, name)
    wanted = rules.known_platforms(platform or ())
    if json:
        show.json(rules.listed(rule))
        return
    show_face(rule.info(), rule.policy)
    remedies = rule.remedies(LANGUAGE)
    shown = [one for one in rule.platforms or remedies if not wanted or one in {*wanted, rules.ALL}]
    for one in shown:
        show.line()
        show.line(say("alle Plattformen", "all platforms") if one == rules.ALL else one, style="bold")
        for command in remedies.get(one, ()) or (say("immer erfüllt", "always fulfilled"),):
            show.command(f"    {command}")
    if not shown:
        show.line()
        show.line(say("betrifft diese Plattform nicht", "does not apply to this platform"))


def show_face(rule: "RuleInfo", policy: Sequence[str]) -> None:
    """What a rule demands, how much it weighs, why, and where that is written."""
    text, style = marks.severity(rule.severity)
    show.line(f"{rule.id} · {rule.title.to(LANGUAGE)}", style="bold", indent=2)
    show.line(text, style=style)
    show.line(rule.why.to(LANGUAGE))
    if rule.references:
        show.line(say("Bezug: ", "References: ") + ", ".join(rule.references))
    if policy:
        show.line(say("Richtlinie: ", "Policy: ") + ", ".join(policy))


@app.command(
    help=say("Die Beispiele der Regeln nachrechnen.", "Prove the examples of the rules."),
    epilog=say("Beispiel: ", "Example: ") + "isms rule test mgmt.no-telnet",
)
def test(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="ID", help=say("sonst alle", "else all"), autocompletion=completion.rule_ids),
    ] = None,
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
            if proof.reason is not None:
                show.line(f"  {findings.shortened(proof.reason.to(LANGUAGE))}", fold=True)
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
    name: RuleId,
    config: Config,
    platform: Platform = None,
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
