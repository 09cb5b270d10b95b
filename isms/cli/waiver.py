"""`isms waiver`: accepted deviations."""

from datetime import date, datetime
from typing import Annotated

import typer

from isms.cli import completion, marks, show
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.core.clock import now
from isms.core.model.finding import Waiver

app = typer.Typer(no_args_is_help=True)
ADD = "isms waiver add --rule snmp.no-v1-v2c --device sw-museum-01 --until 2027-03-31 --by IT --reason " + say(
    "Altgerät", "old"
)
Rule = Annotated[
    str,
    typer.Option(
        "--rule", metavar="ID", help=say("Kennung der Regel", "id of the rule"), autocompletion=completion.rule_ids
    ),
]
Device = Annotated[
    str | None,
    typer.Option("--device", metavar="NAME", help=say("Gerät", "device"), autocompletion=completion.device_names),
]
Site = Annotated[
    str | None,
    typer.Option("--site", metavar="ID", help=say("Gebäude", "building"), autocompletion=completion.building_ids),
]
Block = Annotated[
    str | None,
    typer.Option(
        "--block",
        metavar=say("ZEILE", "LINE"),
        help=say("nur dieser Block, z. B. ‚line vty 0 4‘", "this block only, e.g. 'line vty 0 4'"),
    ),
]
SOON = 30  # days before its end that a waiver is announced
DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
Until = Annotated[
    datetime,
    typer.Option(
        "--until",
        metavar=say("TAG", "DAY"),
        formats=DAYS,
        help=say("letzter Tag (JJJJ-MM-TT)", "last day (YYYY-MM-DD)"),
    ),
]
From = Annotated[
    datetime | None,
    typer.Option(
        "--from", metavar=say("TAG", "DAY"), formats=DAYS, help=say("erster Tag; sonst heute", "first day; else today")
    ),
]


@app.command(
    help=say("Eine Abweichung befristet dulden.", "Accept a deviation for a time."),
    epilog=say("Beispiel: ", "Example: ") + ADD,
)
def add(
    context: typer.Context,
    rule: Rule,
    until: Until,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=say("wer sie genehmigt", "who approves"))],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=say("warum", "why"))],
    device: Device = None,
    site: Site = None,
    block: Block = None,
    start: From = None,
    ticket: Annotated[
        str | None, typer.Option("--ticket", metavar=say("ZEICHEN", "ID"), help=say("Vorgang", "ticket"))
    ] = None,
    json: Json = False,
) -> None:
    """Accept a deviation."""
    from isms.workflow import waivers

    moment = now()
    waiver = Waiver(
        rule=rule,
        until=until.date(),
        by=by,
        reason=reason,
        device=device,
        site=site,
        ticket=ticket,
        start=(start or moment).date(),
        block=block,
    )
    waivers.add(session(context).workspace, waiver, moment)
    if not waivers.meets(session(context).workspace, waiver):
        remark_misspelt(device or site)
    if json:
        show.json(waiver)
        return
    show.line(f"{waived(waiver, moment.date())}: {rule} {say('auf', 'on')} {marks.place(waiver)}.", fold=True)


def remark_misspelt(place: str | None) -> None:
    """Say that a waiver covers nothing so far, on stderr."""
    show.note(
        say(
            f"! Im Register ist kein Gerät, für das sie gilt ({place}). Verschrieben? isms device list",
            f"! The register has no device that it is for ({place}). Misspelt? isms device list",
        ),
        style="yellow",
    )


def waived(waiver: Waiver, today: date) -> str:
    """From when, if that is still to come, and until when."""
    day = marks.day(waiver.until)
    if waiver.start is None or waiver.start <= today:
        return say(f"Geduldet bis {day}", f"Waived until {day}")
    first = marks.day(waiver.start)
    return say(f"Geduldet vom {first} bis {day}", f"Waived from {first} until {day}")


@app.command(
    "list",
    help=say("Alle Duldungen, auch beendete.", "All waivers, ended ones too."),
    epilog=say("Beispiel: ", "Example: ") + "isms waiver list --json",
)
def list_(context: typer.Context, json: Json = False) -> None:
    """All waivers."""
    from isms.workflow import waivers

    found = waivers.waivers(session(context).workspace)
    if json:
        show.json({"waivers": found})
        return
    if not found:
        show.note(
            say("Keine Duldungen. Anlegen: isms waiver add --help", "No waivers. To add one: isms waiver add --help")
        )
    for number, one in enumerate(found):
        if number:
            show.line()
        show_waiver(one, now().date())


def show_waiver(one: Waiver, today: date) -> None:
    """A waiver: rule and place, from when and until when and by whom, and why."""
    ended = one.until < today
    ticket = say(f", Vorgang {one.ticket}", f", ticket {one.ticket}") if one.ticket else ""
    show.line(f"◇ {one.rule} · {marks.place(one)}", style="dim" if ended else "bold", indent=2, fold=True)
    show.line(f"  {period(one, today)}, {say('genehmigt von', 'approved by')} {one.by}{ticket}", fold=True)
    show.line(f"  {one.reason}")


def period(one: Waiver, today: date) -> str:
    """When a waiver holds, seen from today."""
    day = marks.day(one.until)
    if one.until < today:
        return say(f"beendet mit dem {day}", f"ended with {day}")
    if one.start is not None and one.start > today:
        first = marks.day(one.start)
        return say(f"ab {first} bis {day}", f"from {first} until {day}")
    left = (one.until - today).days
    soon = say(f" (noch {left} Tage)", f" ({left} days left)") if left <= SOON else ""
    return say(f"bis {day}{soon}", f"until {day}{soon}")


@app.command(
    help=say("Eine Duldung beenden; ab sofort gilt die Regel wieder.", "End a waiver; the rule counts again at once."),
    epilog=say("Beispiel: ", "Example: ") + "isms waiver end sw-museum-01 --rule snmp.no-v1-v2c",
)
def end(
    context: typer.Context,
    place: Annotated[
        str, typer.Argument(metavar=say("ORT", "PLACE"), help=say("Gerät oder Gebäude", "device or building"))
    ],
    rule: Rule,
    block: Block = None,
    json: Json = False,
) -> None:
    """End a waiver."""
    from isms.workflow import waivers

    ended = waivers.end(session(context).workspace, rule, place, now(), block)
    if json:
        show.json(ended)
        return
    show.line(say(f"Beendet: {rule} auf {marks.place(ended)}.", f"Ended: {rule} on {marks.place(ended)}."), fold=True)
