"""`isms building …`"""

from typing import Annotated

import typer

from isms.cli import imported, show
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.core.clock import now

app = typer.Typer(no_args_is_help=True, help=say("Gebäude", "buildings"))
Key = Annotated[str, typer.Argument(metavar="ID", help=say("Kennung des Gebäudes", "id of the building"))]


@app.command(
    "import",
    help=say("Gebäude aus einer Datei übernehmen.", "Take buildings from a file."),
    epilog=say("Beispiel: isms building import gebaeude.csv", "Example: isms building import buildings.csv"),
)
def import_(
    context: typer.Context,
    file: imported.File,
    mapping: imported.Map = None,
    dry_run: imported.DryRun = False,
    strict: imported.Strict = False,
    crs: imported.Crs = None,
    repair: imported.Repair = False,
    json: Json = False,
) -> None:
    """Bring buildings into the register."""
    from isms.workflow import buildings, workspace
    from isms.workflow.importing import Wanted

    here = workspace.required(session(context).workspace)
    with imported.counted() as step:
        wanted = Wanted(file=file, mapping=mapping, dry_run=dry_run, strict=strict, crs=crs, repair=repair, step=step)
        report = buildings.import_buildings(here, wanted, now())
    imported.answer(report, wanted, json=json)


@app.command(
    "list",
    help=say("Gebäude zeigen.", "Show the buildings."),
    epilog=say("Beispiel: isms building list --json", "Example: isms building list --json"),
)
def list_(context: typer.Context, json: Json = False) -> None:
    """The buildings, by id."""
    from isms.workflow import buildings, workspace

    found = buildings.all_buildings(workspace.required(session(context).workspace))
    if json:
        show.json({"buildings": found})
        return
    if not found:
        show.note(
            say(
                "Keine Gebäude. Übernehmen: isms building import FILE",
                "No buildings yet: isms building import FILE",
            )
        )
        return
    show.table(
        (say("Kennung", "id"), "Name", say("Straße", "street"), say("PLZ", "postcode"), say("Ort", "city")),
        [(b.id, b.name or "", b.street or "", b.postcode or "", b.city or "") for b in found],
    )


@app.command(
    "show",
    help=say("Ein Gebäude zeigen.", "Show one building."),
    epilog=say("Beispiel: isms building show 17", "Example: isms building show 17"),
)
def show_(context: typer.Context, key: Key, json: Json = False) -> None:
    """Everything about one building, and which devices stand in it."""
    from isms.workflow import buildings, devices, workspace

    here = workspace.required(session(context).workspace)
    found = buildings.building(here, key)
    inside = tuple(device.name for device in devices.selected(here, sites=(found.id,)))
    if json:
        show.json({**{field: getattr(found, field) for field in LABELS}, "devices": inside})
        return
    words = [(say(*LABELS[field]), getattr(found, field)) for field in LABELS]
    show.fields([*words, (say("Geräte", "devices"), ", ".join(inside))])


LABELS = {
    "id": ("Kennung", "id"),
    "name": ("Name", "name"),
    "street": ("Straße", "street"),
    "postcode": ("PLZ", "postcode"),
    "city": ("Ort", "city"),
    "district": ("Ortsteil", "district"),
    "lat": ("Breite", "latitude"),
    "lon": ("Länge", "longitude"),
    "type": ("Art", "type"),
    "owner": ("Eigentümer", "owner"),
    "department": ("Amt", "department"),
}
