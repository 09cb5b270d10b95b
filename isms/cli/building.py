"""`isms building …`"""

import typer

from isms.cli import building_change, building_export, building_show, imported
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.core.clock import now

app = typer.Typer(no_args_is_help=True)


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
    take_file: imported.TakeFile = False,
    keep_register: imported.KeepRegister = False,
    json: Json = False,
) -> None:
    """Bring buildings into the register."""
    from isms.workflow import buildings, workspace
    from isms.workflow.importing import Wanted

    here = workspace.required(session(context).workspace)
    wins = imported.winner(take_file=take_file, keep_register=keep_register)
    with imported.counted() as step:
        wanted = Wanted(
            file=file,
            mapping=mapping,
            dry_run=dry_run,
            strict=strict,
            crs=crs,
            repair=repair,
            step=step,
            wins=wins,
        )
        report = buildings.import_buildings(here, wanted, now())
    imported.answer(report, wanted, json=json)


for _name, _command, (_help, _epilog) in (
    ("list", building_show.list_, building_show.LIST),
    ("show", building_show.show_, building_show.SHOW),
    ("add", building_change.add, building_change.ADD),
    ("set", building_change.set_, building_change.SET),
    ("remove", building_change.remove, building_change.REMOVE),
    ("history", building_show.history, building_show.HISTORY),
    ("export", building_export.export, building_export.EXPORT),
):
    app.command(_name, help=_help, epilog=_epilog)(_command)
