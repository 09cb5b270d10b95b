"""`isms policy missing`: what the policy leaves open, and what waits for it."""

from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session

if TYPE_CHECKING:
    from isms.workflow.policy_missing import Missing, PolicyMissing

HELP = say(
    "Was die Richtlinie offenlässt, was darauf wartet, und was auf den Geräten steht.",
    "What the policy leaves open, what waits for it, and what stands on the devices.",
)
EPILOG = say("Beispiel: ", "Example: ") + "isms policy missing --yaml"
MOST_LINES = 5
EXAMPLES = {"words": say("[eins, zwei]", "[one, two]"), "networks": "[192.0.2.0/24]", "numbers": "[10, 20-29]"}


def missing(
    context: typer.Context,
    yaml: Annotated[
        bool, typer.Option("--yaml", help=say("als Zeilen für policy.yaml", "as lines for policy.yaml"))
    ] = False,
    json: Json = False,
) -> None:
    """What findings of the newest run wait for."""
    from isms.workflow import policy_missing as workflow

    found = workflow.missing(session(context).workspace)
    if json:
        show.json(found)
    elif yaml:
        for one in found.missing:
            show_lines(one)
    else:
        show_missing(found)


def show_missing(found: "PolicyMissing") -> None:
    """Each parameter, what waits for it, and what to do."""
    if not found.missing:
        show.line(say("Nichts fehlt: kein Befund wartet auf eine Angabe.", "Nothing is missing: no finding waits."))
        return
    show.line(headline(found))
    for one in found.missing:
        show.line()
        show_one(one)
    show.line()
    example = next((one for one in found.missing if not one.set_since), found.missing[0])
    written = f"{example.parameter}: {EXAMPLES[example.type]}"
    show.line(
        say(
            "In policy.yaml eintragen, in dieser Form, und neu prüfen:",
            "Add them to policy.yaml, like this, and judge again:",
        )
    )
    show.line(f"  {written}")
    show.line(say("Alle als Zeilen zum Ausfüllen: ", "All as lines to fill in: ") + "isms policy missing --yaml")


def headline(found: "PolicyMissing") -> str:
    """How much is missing, and since when that is known."""
    parameters = marks.number(
        len(found.missing), say("Angabe fehlt", "parameter is missing"), say("Angaben fehlen", "parameters are missing")
    )
    findings = marks.number(
        found.findings,
        say("Befund ist deshalb unklar", "finding is unknown"),
        say("Befunde sind deshalb unklar", "findings are unknown"),
    )
    ran = marks.moment(found.started_at)
    de = f"{parameters} in policy.yaml; {findings} (Prüfung vom {ran})."
    return say(de, f"{parameters} in policy.yaml; therefore {findings} (run of {ran}).")


def show_one(one: "Missing") -> None:
    """A parameter and what waits for it."""
    since = say(" · inzwischen gesetzt", " · set since then") if one.set_since else ""
    show.line(f"{one.parameter} · {waiting(one)}{since}", style="bold", indent=4)
    show.line(f"  {one.meaning.to(LANGUAGE)}", fold=True)
    for line in one.lines[:MOST_LINES]:
        show.quote(f"  {line.devices:>5} × {line.text}", style="dim")
    more = len(one.lines) - MOST_LINES
    if more > 0:
        show.line(
            "        … " + say(f"und {more} weitere Zeilen (alle mit --json)", f"and {more} more lines (see --json)")
        )


def show_lines(one: "Missing") -> None:
    """A parameter to fill in."""
    show.path(f"# {one.meaning.to(LANGUAGE)} ({waiting(one)})")
    show.path(f"# {one.parameter}: []")


def waiting(one: "Missing") -> str:
    """`112 Geräte, 1 Regel`."""
    devices = marks.number(one.devices, say("Gerät", "device"), say("Geräte", "devices"))
    return f"{devices}, {marks.number(len(one.rules), say('Regel', 'rule'), say('Regeln', 'rules'))}"
