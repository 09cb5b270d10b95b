"""`isms device …`"""

from typing import Annotated

import typer

from isms.cli import completion, imported, show
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.core.clock import now

app = typer.Typer(no_args_is_help=True)
WIDE = 100  # from here on the tags of a device have room beside its name; `device show` has them too
Sites = Annotated[list[str] | None, typer.Option("--site", help=say("nur dieser Standort", "only this site"))]
Platforms = Annotated[
    list[str] | None, typer.Option("--platform", help=say("nur diese Plattform", "only this platform"))
]
Roles = Annotated[list[str] | None, typer.Option("--role", help=say("nur diese Rolle", "only this role"))]
Tags = Annotated[list[str] | None, typer.Option("--tag", help=say("nur mit diesem Merkmal", "only with this tag"))]
Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help=say("Name des Geräts", "name of the device"),
        autocompletion=completion.device_names,
    ),
]


@app.command(
    "import",
    help=say("Geräte aus einer Datei übernehmen.", "Take devices from a file."),
    epilog=say("Beispiel: isms device import geraete.csv", "Example: isms device import devices.csv"),
)
def import_(
    context: typer.Context,
    file: imported.File,
    mapping: imported.Map = None,
    dry_run: imported.DryRun = False,
    strict: imported.Strict = False,
    json: Json = False,
) -> None:
    """Bring devices into the register."""
    from isms.workflow import devices, workspace
    from isms.workflow.importing import Wanted

    wanted = Wanted(file=file, mapping=mapping, dry_run=dry_run, strict=strict)
    report = devices.import_devices(workspace.required(session(context).workspace), wanted, now())
    imported.answer(report, wanted, json=json)


@app.command(
    "list",
    help=say("Geräte zeigen.", "Show the devices."),
    epilog=say("Beispiel: isms device list --json", "Example: isms device list --json"),
)
def list_(
    context: typer.Context,
    site: Sites = None,
    platform: Platforms = None,
    role: Roles = None,
    tag: Tags = None,
    json: Json = False,
) -> None:
    """The devices, by name."""
    from isms.workflow import devices, workspace

    found = devices.selected(
        workspace.required(session(context).workspace),
        sites=site or (),
        platforms=platform or (),
        roles=role or (),
        tags=tag or (),
    )
    if json:
        show.json({"devices": found})
        return
    if not found:
        show.note(say("Keine Geräte. Übernehmen: isms device import FILE", "No devices yet: isms device import FILE"))
        return
    columns = ("Name", say("Adresse", "address"), say("Plattform", "platform"), say("Standort", "site"))
    rows = [(d.name, d.address or "", d.platform or "", d.site or "", d.role or "", ", ".join(d.tags)) for d in found]
    more = (say("Rolle", "role"), say("Merkmale", "tags"))[: None if show.room() >= WIDE else 1]
    shown = (*columns, *more)
    show.table(shown, [row[: len(shown)] for row in rows], whole=(0, 1))


@app.command(
    "show",
    help=say("Ein Gerät zeigen.", "Show one device."),
    epilog=say("Beispiel: isms device show sw-1", "Example: isms device show sw-1"),
)
def show_(context: typer.Context, name: Name, json: Json = False) -> None:
    """Everything about one device."""
    from isms.workflow import devices, workspace

    found = devices.device(workspace.required(session(context).workspace), name)
    if json:
        show.json(found)
        return
    labels = {
        "name": "Name",
        "address": say("Adresse", "address"),
        "port": "Port",
        "platform": say("Plattform", "platform"),
        "site": say("Standort", "site"),
        "role": say("Rolle", "role"),
        "tags": say("Merkmale", "tags"),
        "credentials": say("Zugangsdaten", "credentials"),
    }
    words = {field: getattr(found, field) for field in labels} | {"tags": ", ".join(found.tags)}
    show.fields([(label, words[field]) for field, label in labels.items()])
