"""`isms rollout remove`: a milestone or a measure that was entered by mistake."""

from typing import Annotated

import typer

from isms.cli import completion, rows
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.core.clock import now

app = typer.Typer()
Building = Annotated[
    str,
    typer.Argument(
        metavar="BUILDING",
        help=say("Kennung des Gebäudes", "id of the building"),
        autocompletion=completion.building_ids,
    ),
]
Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help=say(
            "Meilenstein; oder fibre, wlan für eine Maßnahme ohne Meilensteine",
            "milestone; or fibre, wlan for a measure without milestones",
        ),
        autocompletion=completion.milestones,
    ),
]


@app.command(
    "remove",
    help=say(
        "Einen irrtümlich eingetragenen Meilenstein streichen; was entfällt, bekommt --dropped.",
        "Take out a milestone that was entered by mistake; what will not take place gets --dropped.",
    ),
    epilog=say(
        'Beispiel: isms rollout remove WE-0001 Tiefbau --reason "falsches Gebäude"',
        'Example: isms rollout remove WE-0001 "Civil works" --reason "wrong building"',
    ),
)
def remove(context: typer.Context, building: Building, name: Name, reason: rows.Needed, json: Json = False) -> None:
    """Take out a milestone or a measure."""
    from isms.workflow import removal, workspace

    here = workspace.required(session(context).workspace)
    row = removal.remove_from_rollout(here, building, name, now(), reason)
    rows.answer(row, rows.GONE, json=json)
