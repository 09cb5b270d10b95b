"""`isms building add|set|remove`: one building, or many from a file."""

from typing import Annotated

import typer

from isms.cli import completion, imported, rows
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.cli.rows import PAIRS, FromFile, Options, Reason
from isms.core.clock import now
from isms.core.model.building import Building

FIELDS = say("Felder", "fields") + ": " + ", ".join(name for name in Building.__slots__ if name != "id")
ADD = (
    say("Ein Gebäude eintragen.", "Add a building."),
    say(
        'Beispiel: isms building add WE-0100 name="Grundschule Nord" type=Grundschule district=Nord',
        'Example: isms building add WE-0100 name="North School" type=school district=North',
    ),
)
SET = (
    say("Angaben zu einem Gebäude ändern; ‚-‘ leert ein Feld.", "Change fields of a building; '-' empties one."),
    say(
        'Beispiel: isms building set WE-0100 users=420 priority=1 --reason "Schulentwicklungsplan"',
        'Example: isms building set WE-0100 users=420 priority=1 --reason "school plan"',
    ),
)
REMOVE = (
    say(
        "Ein irrtümlich eingetragenes Gebäude streichen; eines, das es gab, wird geschlossen.",
        "Take out a building that was entered by mistake; one that existed is closed.",
    ),
    say(
        'Beispiel: isms building remove WE-0100 --reason "doppelt erfasst"',
        'Example: isms building remove WE-0100 --reason "entered twice"',
    ),
)
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=f"ID {PAIRS}…",
        help=FIELDS,
        autocompletion=completion.row_words("buildings", "buildings"),
        show_default=False,
    ),
]


def add(
    context: typer.Context,
    words: Words = None,
    from_file: FromFile = None,
    reason: Reason = None,
    dry_run: imported.DryRun = False,
    strict: imported.Strict = False,
    repair: imported.Repair = False,
    json: Json = False,
) -> None:
    """Add a building, or many from a file."""
    from isms.workflow import register, workspace

    options = Options(from_file, reason, dry_run, strict, repair, json)
    if rows.from_file(context, "buildings", words or (), options, new=True):
        return
    given = list(words or ())
    subject = {} if not given or "=" in given[0] else {"id": given.pop(0)}
    here = workspace.required(session(context).workspace)
    made = register.add(here, "buildings", {**subject, **register.assigned("buildings", given)}, now(), reason)
    rows.answer(made, say("Eingetragen", "Added"), json=json)


def set_(
    context: typer.Context,
    words: Words = None,
    from_file: FromFile = None,
    reason: Reason = None,
    dry_run: imported.DryRun = False,
    strict: imported.Strict = False,
    repair: imported.Repair = False,
    json: Json = False,
) -> None:
    """Change a building, or many from a file."""
    rows.altered(context, "buildings", words or (), Options(from_file, reason, dry_run, strict, repair, json))


def remove(
    context: typer.Context,
    key: Annotated[
        str,
        typer.Argument(
            metavar="ID", help=say("Kennung des Gebäudes", "id of the building"), autocompletion=completion.building_ids
        ),
    ],
    reason: rows.Needed,
    json: Json = False,
) -> None:
    """Take out a building that nothing points to."""
    rows.removed(context, "buildings", key, reason, json=json)
