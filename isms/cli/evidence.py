"""`isms evidence`: sealed runs, listed and verified."""

from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import completion, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session

if TYPE_CHECKING:
    from isms.core.model.evidence import Verification
    from isms.workflow.evidence import Listed

app = typer.Typer(no_args_is_help=True)
INVALID = 1
SHORT = 8  # hex digits of a hash that tell runs apart for a reader; --json has all


@app.command(
    help=say("Ist etwas verändert, hinzugefügt oder entfernt?", "Was anything changed, added or removed?"),
    epilog=say(
        "Beispiel: isms evidence verify --json. Rückgabewert 1, wenn etwas nicht stimmt.",
        "Example: isms evidence verify --json. Exit code 1 if anything is wrong.",
    ),
)
def verify(
    context: typer.Context,
    run: Annotated[
        str | None,
        typer.Argument(
            metavar=say("LAUF", "RUN"),
            help=say("Lauf oder Ordner eines Laufs; sonst alle", "run or folder of a run; else all"),
            autocompletion=completion.run_ids,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Verify one run or all; exit code 1 if anything is wrong."""
    from isms.workflow import evidence

    result = evidence.verify(session(context).workspace, run)
    if json:
        show.json(result)
    else:
        show_result(result)
    if not result.valid:
        raise typer.Exit(INVALID)


@app.command(
    "list",
    help=say("Alle versiegelten Läufe, der älteste zuerst", "All sealed runs, oldest first"),
    epilog=say("Beispiel: isms evidence list", "Example: isms evidence list"),
)
def list_runs(context: typer.Context, json: Json = False) -> None:
    """List the sealed runs."""
    from isms.workflow import evidence

    listing = evidence.listing(session(context).workspace)
    if json:
        show.json(listing)
        return
    columns = (
        say("Lauf", "Run"),
        say("Geräte", "Devices"),
        say("verletzt", "fail"),
        say("Umfang", "Scope"),
        "Manifest",
        say("Kette", "Chain"),
    )
    if not listing.runs:
        show.note(say("Noch kein Lauf: isms check run", "No run yet: isms check run"))
        return
    show.table(columns, [row(each) for each in listing.runs], numbers=(1, 2), cut=(3,), whole=(0, 1, 2, 4, 5))


def row(run: "Listed") -> tuple[str, ...]:
    """A run as cells; the id tells its time."""
    return (
        run.id,
        "?" if run.devices is None else str(run.devices),
        "?" if run.fails is None else str(run.fails),
        scope(run),
        (run.manifest_sha256 or "–")[:SHORT],
        say("ja", "yes") if run.chained else say("NEIN", "NO"),
    )


def scope(run: "Listed") -> str:
    """What of the whole a run judged."""
    if run.selection is None:
        return "?"
    return ", ".join(part.partition("=")[2] for part in run.selection) or say("alles", "everything")


def show_result(result: "Verification") -> None:
    """The answer in words: what is wrong first."""
    runs = counted(len(result.runs), ("Lauf", "Läufe"), ("run", "runs"))
    if result.valid:
        show.line(say(f"✔ Geprüft: {runs}, nichts verändert.", f"✔ Verified: {runs}, nothing changed."), style="green")
        return
    columns = (say("Lauf", "Run"), say("Datei", "File"), say("Problem", "Problem"))
    show.table(columns, [(each.run, each.file, each.words.to(LANGUAGE)) for each in result.problems])
    problems = counted(len(result.problems), ("Problem", "Probleme"), ("problem", "problems"))
    show.line(
        say(f"✘ Nicht gültig: {problems}, {runs} geprüft.", f"✘ Not valid: {problems}, {runs} verified."), style="red"
    )


def counted(number: int, german: tuple[str, str], english: tuple[str, str]) -> str:
    """A number with its noun."""
    place = 0 if number == 1 else 1
    return f"{number} {say(german[place], english[place])}"
