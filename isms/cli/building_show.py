"""`isms building list|show|history`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from isms.cli import belongings_show, completion, marks, rollout_show, safety_show, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.cli.values import label, shown
from isms.core.clock import now
from isms.core.model.building import Building
from isms.core.wording_fields import TABLES
from isms.core.wording_rollout import MEASURES

if TYPE_CHECKING:
    from isms.workflow.belongings import Belongings
    from isms.workflow.building_history import Said
    from isms.workflow.building_list import Site

LIST = (
    say(
        "Gebäude zeigen, alle oder die, nach denen gefragt ist.", "Show the buildings, all or those that are asked for."
    ),
    say(
        "Beispiel: isms building list --type schule --district Linden --without fibre",
        "Example: isms building list --type school --district Linden --without fibre",
    ),
)
SHOW = (
    say("Ein Gebäude zeigen, mit allem, was dazugehört.", "Show one building with all that belongs to it."),
    say("Beispiel: isms building show WE-0001", "Example: isms building show WE-0001"),
)
HISTORY = (
    say(
        "Alles, was je über ein Gebäude gesagt und zugesagt wurde.",
        "All that was ever said and promised of a building.",
    ),
    say("Beispiel: isms building history WE-0001 --promises", "Example: isms building history WE-0001 --promises"),
)
Key = Annotated[
    str,
    typer.Argument(
        metavar="ID", help=say("Kennung des Gebäudes", "id of the building"), autocompletion=completion.building_ids
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        help=say("nur solche; ‚schule‘ meint auch Gymnasien", "only such; 'schule' includes every kind of school"),
        autocompletion=completion.values_of("type"),
    ),
]
Districts = Annotated[
    list[str] | None,
    typer.Option(
        "--district",
        help=say("nur in diesem Ortsteil", "only in this district"),
        autocompletion=completion.values_of("district"),
    ),
]
Departments = Annotated[
    list[str] | None,
    typer.Option(
        "--department",
        help=say("nur von diesem Amt", "only of this department"),
        autocompletion=completion.values_of("department"),
    ),
]
With = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="fibre|wlan",
        help=say("nur mit, abgenommen und in Betrieb", "only with, accepted and in service"),
        autocompletion=completion.kinds,
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        metavar="fibre|wlan",
        help=say("nur ohne; unbekannt zählt als ohne", "only without; unknown counts as without"),
        autocompletion=completion.kinds,
    ),
]
InPhase = Annotated[
    list[str] | None,
    typer.Option(
        "--in-phase",
        metavar="PHASE",
        help=say(
            "nur in dieser Phase, z. B. Bau oder wlan:Planung", "only in this phase, such as build or wlan:planning"
        ),
        autocompletion=completion.phases,
    ),
]


def list_(
    context: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT…", help=say("kommt irgendwo vor", "occurs anywhere"), show_default=False),
    ] = None,
    kind: Types = None,
    district: Districts = None,
    department: Departments = None,
    having: With = None,
    lacking: Without = None,
    in_phase: InPhase = None,
    closed: Annotated[bool, typer.Option("--closed", help=say("auch geschlossene", "closed ones too"))] = False,
    json: Json = False,
) -> None:
    """The buildings that are asked for, by id."""
    from isms.workflow import building_list, workspace

    sentence = building_list.Sentence(
        types=tuple(kind or ()),
        districts=tuple(district or ()),
        departments=tuple(department or ()),
        text=tuple(text or ()),
        having=tuple(having or ()),
        lacking=tuple(lacking or ()),
        phases=tuple(in_phase or ()),
        closed=closed,
    )
    found = building_list.listed(workspace.required(session(context).workspace), sentence, now().date())
    if json:
        show.json({"buildings": [_document(site) for site in found.sites]})
        return
    if not found.sites:
        _nothing(found.closed, asked=sentence != building_list.Sentence(closed=closed))
        return
    _table(found.sites)
    if found.closed:
        _closed(found.closed)


def _nothing(closed: int, *, asked: bool) -> None:
    """Say why there is nothing to show."""
    if closed:
        _closed(closed)
    elif asked:
        show.note(say("Kein Gebäude passt dazu.", "No building fits."))
    else:
        show.note(
            say("Keine Gebäude. Übernehmen: isms building import FILE", "No buildings yet: isms building import FILE")
        )


def _closed(count: int) -> None:
    """Say that closed buildings were left out."""
    one, many = say("geschlossenes Gebäude", "closed building"), say("geschlossene Gebäude", "closed buildings")
    hint = say("zeigt auch --closed.", "is shown with --closed.")
    show.note(f"{marks.number(count, one, many)} {hint}")


def _document(site: "Site") -> dict[str, Any]:
    """A building for programs: its fields, and where its measures stand."""
    fields = {name: getattr(site.building, name) for name in Building.__slots__}
    return {**fields, "fibre": site.fibre, "wlan": site.wlan}


def _table(sites: "tuple[Site, ...]") -> None:
    """The buildings, one a line."""
    columns = (label("id"), label("name"), say("Anschrift", "address"), say("Glasfaser", "fibre"), "WLAN")
    show.table(
        columns,
        [
            (
                site.building.id,
                site.building.name or "",
                address(site.building),
                rollout_show.phase(site.fibre, since=False),
                rollout_show.phase(site.wlan, since=False),
            )
            for site in sites
        ],
    )


def address(building: Building) -> str:
    """Street, postcode and city in one line."""
    place = " ".join(part for part in (building.postcode, building.city) if part)
    return ", ".join(part for part in (building.street, place) if part)


def show_(context: typer.Context, key: Key, json: Json = False) -> None:
    """Everything about one building, and which devices stand in it."""
    from isms.workflow import belongings, building_list, rollout, rollout_views_document, safety, workspace

    here, today = workspace.required(session(context).workspace), now().date()
    site = building_list.site(here, key, today)
    inside, others = safety.safety(here, key, today), belongings.belongings(here, key)
    if json:
        names = tuple(one.device for one in inside.devices)
        belonging = {"connections": site.connections, "areas": site.areas, "devices": names}
        judged = rollout_views_document.safety(inside, LANGUAGE)
        records = {name: getattr(others, name) for name in others.__slots__}
        show.json({**_document(site), **belonging, **records, "safety": judged})
        return
    _fields(site, others)
    safety_show.devices(inside)
    for one in rollout.of_building(here, key, today):
        show.line()
        rollout_show.table(one, brief=True)


FIRST = ("id", "name", "street", "postcode", "city", "district", "lat", "lon", "type", "owner", "department")


def _fields(site: "Site", others: "Belongings") -> None:
    """The fields that are known, and what else is there."""
    values = [(name, shown(name, getattr(site.building, name))) for name in Building.__slots__]
    show.fields([(label(name), value) for name, value in values if value or name in FIRST])
    lines = [_joined(one, ("medium", "provider", "mbit_contracted", "ended_on")) for one in site.connections]
    areas = [_joined(one, ("kind", "aps_planned", "aps_operating")) for one in site.areas]
    show.fields(
        [
            (say("Anschlüsse", "lines"), "; ".join(lines)),
            (say("Bereiche", "areas"), "; ".join(areas)),
            *belongings_show.fields(others),
        ]
    )


def _joined(row: Any, names: tuple[str, ...]) -> str:
    """A row in a few words."""
    first, *others = names
    values = [f"{label(name)} {value}" for name in others if (value := shown(name, getattr(row, name)))]
    return ", ".join([shown(first, getattr(row, first)) or row.id, *values])


def history(
    context: typer.Context,
    key: Key,
    milestone: Annotated[
        str | None,
        typer.Option(
            "--milestone",
            metavar="NAME",
            help=say("nur dieser Meilenstein", "this milestone only"),
            autocompletion=completion.milestones,
        ),
    ] = None,
    promises: Annotated[
        bool, typer.Option("--promises", help=say("nur zugesagte Termine", "promised dates only"))
    ] = False,
    json: Json = False,
) -> None:
    """What was ever said about a building, oldest first."""
    from isms.workflow import building_history, workspace

    here = workspace.required(session(context).workspace)
    found = building_history.history(here, key, milestone, promises=promises)
    if json:
        show.json({"building": key, "entries": found})
        return
    if not found:
        show.note(say("Dazu wurde nie etwas gesagt.", "Nothing was ever said about that."))
    for one in found:
        _tell(one)


def _tell(one: "Said") -> None:
    """One change: when, who, what, and why."""
    what = TABLES[one.table].to(LANGUAGE) if one.kind is None else f"{MEASURES[one.kind].to(LANGUAGE)} "
    title = one.title.to(LANGUAGE) if one.title is not None else ""
    old, new = (shown(one.field, value) or "–" for value in (one.old, one.new))
    show.line(f"{marks.day(one.when.date())} {one.who}: {what}{title} {label(one.field)}: {old} → {new}", indent=2)
    if one.reason:
        show.line(f"  {one.reason}", style="dim", indent=2)
