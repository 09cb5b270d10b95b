"""`isms rollout …`"""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import (
    completion,
    forecast,
    imported,
    marks,
    rollout_export,
    rollout_lists,
    rollout_remove,
    rollout_show,
    rollout_status,
    rollout_sums,
    show,
    targets,
)
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.cli.rows import PAIRS, FromFile, Options, Reason, brought
from isms.cli.values import label, shown
from isms.core.clock import now
from isms.core.wording_rollout import MEASURES

if TYPE_CHECKING:
    from pathlib import Path

    from isms.workflow.milestones import Dated

app = typer.Typer(no_args_is_help=True)
Building = Annotated[
    str,
    typer.Argument(
        metavar="BUILDING",
        help=say("Kennung des Gebäudes", "id of the building"),
        autocompletion=completion.building_ids,
    ),
]
OneBuilding = Annotated[
    str | None,
    typer.Argument(
        metavar="BUILDING",
        help=say("Kennung des Gebäudes", "id of the building"),
        autocompletion=completion.building_ids,
        show_default=False,
    ),
]
Name = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME",
        help=say(
            "Meilenstein, z. B. Tiefbau; fibre: oder wlan: davor, wenn es ihn in beiden gibt",
            "milestone, such as 'Civil works'; fibre: or wlan: before it if both have it",
        ),
        autocompletion=completion.milestones,
        show_default=False,
    ),
]
Kind = Annotated[
    str,
    typer.Argument(
        metavar="fibre|wlan", help=say("Glasfaser oder WLAN", "fibre or WLAN"), autocompletion=completion.kinds
    ),
]


def _day(option: str, de: str, en: str) -> object:
    """An option that takes a day."""
    return typer.Option(option, metavar=say("TAG", "DAY"), help=say(de, en))


@app.command(
    help=say(
        "Termine eines Meilensteins setzen: Plan, Basisplan, Ist; ‚-‘ nimmt einen Termin weg.",
        "Set the dates of a milestone: plan, baseline, actual; '-' takes a date away.",
    ),
    epilog=say(
        "Beispiel: isms rollout milestone WE-0001 Tiefbau --plan 21.11.2027 --reason Frost",
        'Example: isms rollout milestone WE-0001 "Civil works" --plan 2027-11-21 --reason frost',
    ),
)
def milestone(
    context: typer.Context,
    building: OneBuilding = None,
    name: Name = None,
    plan: Annotated[str | None, _day("--plan", "zugesagt für", "promised for")] = None,
    baseline: Annotated[str | None, _day("--baseline", "ursprünglich vereinbart für", "first agreed for")] = None,
    actual: Annotated[str | None, _day("--actual", "geschehen am", "happened on")] = None,
    applied: Annotated[
        str | None, _day("--applied", "vollständiger Antrag am (§ 127 TKG)", "complete application on (§ 127 TKG)")
    ] = None,
    extended_until: Annotated[
        str | None, _day("--extended-until", "Behörde hat die Frist verlängert bis", "the authority extended it until")
    ] = None,
    dropped: Annotated[
        str | None,
        typer.Option("--dropped", metavar=say("GRUND", "REASON"), help=say("entfällt, weil …", "dropped because …")),
    ] = None,
    reason: Reason = None,
    from_file: FromFile = None,
    dry_run: imported.DryRun = False,
    strict: imported.Strict = False,
    repair: imported.Repair = False,
    json: Json = False,
) -> None:
    """Date one milestone, or many from a file."""
    given = {
        "plan": plan,
        "baseline": baseline,
        "actual": actual,
        "applied": applied,
        "extended_until": extended_until,
        "dropped_reason": dropped,
    }
    texts = {field: text for field, text in given.items() if text is not None}
    if from_file is not None:
        _refuse_both(building, texts)
        _from_file(context, from_file, Options(from_file, reason, dry_run, strict, repair, json))
        return
    done = _dated(context, building, name, texts, reason)
    if json:
        show.json(done)
        return
    _tell(done, building or "")


def _refuse_both(building: str | None, texts: dict[str, str]) -> None:
    """Raise InputError if dates stand beside a file."""
    from isms.core.errors import InputError

    if building is not None or texts:
        raise InputError(
            de="Entweder --from FILE oder ein Meilenstein auf der Zeile, nicht beides.",
            en="Either --from FILE or a milestone on the line, not both.",
        )


def _from_file(context: typer.Context, file: "Path", options: Options) -> None:
    """Date the milestones that a file names."""
    from isms.workflow import milestones, workspace

    here = workspace.required(session(context).workspace)
    brought(file, options, lambda bulk: milestones.from_file(here, bulk, now()))


def _dated(
    context: typer.Context, building: str | None, name: str | None, texts: dict[str, str], reason: str | None
) -> "Dated":
    """The milestone with its dates; asks on a terminal why a promise moves."""
    from isms.core.errors import InputError
    from isms.workflow import milestones, workspace

    if building is None or name is None:
        raise InputError(
            de="Gebäude und Meilenstein nennen: isms rollout milestone WE-0001 Tiefbau --plan 21.11.2027",
            en="Name building and milestone: isms rollout milestone WE-0001 'Civil works' --plan 2027-11-21",
        )
    here = workspace.required(session(context).workspace)
    try:
        return milestones.set_milestone(here, building, name, milestones.edit_of(texts, reason), now())
    except milestones.ReasonOwedError:
        if not sys.stdin.isatty():
            raise
    asked = typer.prompt(say("Warum verschiebt sich der Termin?", "Why does the date move?"), err=True)
    return milestones.set_milestone(here, building, name, milestones.edit_of(texts, asked), now())


def _tell(done: "Dated", building: str) -> None:
    """Say what holds now."""
    title = done.step.title.to(LANGUAGE)
    show.line(f"{building} · {MEASURES[done.kind].to(LANGUAGE)} · {title}", style="bold", fold=True)
    dates = [(name, getattr(done.milestone, name)) for name in rollout_show.FIELDS]
    show.fields([(label(name), shown(name, value)) for name, value in dates if value is not None])
    if done.deemed_on is not None and done.milestone.actual is None:
        end = marks.day(done.deemed_on)
        show.line(say(f"Gilt nach dem {end} als erteilt.", f"Counts as given after {end}."))
    show.line(say("Phase: ", "Phase: ") + rollout_show.phase(done.standing))
    if done.standing.unaccepted:
        show.note(
            say(
                "! In Betrieb ohne Abnahme: zählt erst mit dem Ist der Abnahme.",
                "! In service without an acceptance: counts only with the actual date of the acceptance.",
            ),
            style="yellow",
        )


@app.command(
    "set",
    help=say(
        "Hindernis, nächsten Schritt, Zuständige und Partner einer Maßnahme notieren.",
        "Note blocker, next step, who is responsible and the partner of a measure.",
    ),
    epilog=say(
        'Beispiel: isms rollout set WE-0001 fibre blocker="Querung der Bahn" responsible="Amt 66"',
        'Example: isms rollout set WE-0001 fibre blocker="railway crossing" responsible="roads office"',
    ),
)
def set_(
    context: typer.Context,
    building: Building,
    kind: Kind,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar=f"{PAIRS}…",
            help=say("Felder", "fields") + ": blocker, next_step, responsible, partner",
            autocompletion=completion.row_words("measures", None),
        ),
    ],
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Note something at a measure."""
    from isms.workflow import building_list, register, rollout, workspace

    here = workspace.required(session(context).workspace)
    given = register.assigned("measures", words)
    found = rollout.set_measure(here, building, building_list.kind_of(kind), given, now(), reason)
    if json:
        show.json(found)
        return
    names = ("blocker", "next_step", "responsible", "partner")
    show.line(f"{building} · {MEASURES[found.kind].to(LANGUAGE)}", style="bold", fold=True)
    show.fields([(label(name), getattr(found, name)) for name in names])


@app.command(
    "show",
    help=say("Alle Meilensteine eines Gebäudes zeigen.", "Show all milestones of a building."),
    epilog=say("Beispiel: isms rollout show WE-0001", "Example: isms rollout show WE-0001"),
)
def show_(context: typer.Context, building: Building, json: Json = False) -> None:
    """The measures of a building with every step of their templates."""
    from isms.workflow import rollout, workspace

    found = rollout.of_building(workspace.required(session(context).workspace), building, now().date())
    if json:
        show.json({"building": building, "measures": [rollout_show.document(one) for one in found]})
        return
    if not found:
        show.note(
            say(
                f"Für {building} ist keine Maßnahme eingetragen. Beispiel: isms rollout milestone {building} "
                "fibre:Bedarf --actual 21.11.2026",
                f"No measure of {building} is on record. Example: isms rollout milestone {building} "
                "fibre:Need --actual 2026-11-21",
            )
        )
    for one in found:
        rollout_show.table(one)


for _part in (rollout_status, targets, rollout_lists, rollout_sums, forecast, rollout_remove, rollout_export):
    app.registered_commands += _part.app.registered_commands
