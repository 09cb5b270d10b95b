"""`isms waiver`: accepted deviations."""

from datetime import date, datetime
from typing import Annotated

import typer

from isms.cli import marks, show
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.core.clock import now
from isms.core.model.finding import Waiver

app = typer.Typer(no_args_is_help=True, help=say("Geduldete Abweichungen", "Accepted deviations"))
ADD = "isms waiver add --rule snmp.no-v1-v2c --device sw-museum-01 --until 2027-03-31 --by IT --reason " + say(
    "Altgerät", "old"
)
Rule = Annotated[str, typer.Option("--rule", help=say("Kennung der Regel", "id of the rule"))]


@app.command(
    help=say("Eine Abweichung befristet dulden.", "Accept a deviation for a time."),
    epilog=say("Beispiel: ", "Example: ") + ADD,
)
def add(
    context: typer.Context,
    rule: Rule,
    until: Annotated[
        datetime,
        typer.Option(
            "--until",
            metavar=say("TAG", "DAY"),
            formats=["%Y-%m-%d", "%d.%m.%Y"],
            help=say("letzter Tag (JJJJ-MM-TT)", "last day (YYYY-MM-DD)"),
        ),
    ],
    by: Annotated[str, typer.Option("--by", help=say("wer sie genehmigt", "who approves"))],
    reason: Annotated[str, typer.Option("--reason", help=say("warum", "why"))],
    device: Annotated[str | None, typer.Option("--device", help=say("Gerät", "device"))] = None,
    site: Annotated[str | None, typer.Option("--site", help=say("Gebäude", "building"))] = None,
    ticket: Annotated[str | None, typer.Option("--ticket", help=say("Vorgang", "ticket"))] = None,
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
        start=moment.date(),
    )
    waivers.add(session(context).workspace, waiver, moment)
    if json:
        show.json(waiver)
        return
    day = marks.day(waiver.until)
    show.line(
        say(f"Geduldet bis {day}: {rule} auf {device or site}.", f"Waived until {day}: {rule} on {device or site}.")
    )


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
        show.note(say("Keine Duldungen.", "No waivers."))
    for number, one in enumerate(found):
        if number:
            show.line()
        show_waiver(one, now().date())


def show_waiver(one: Waiver, today: date) -> None:
    """A waiver: rule and place, until when and by whom, and why."""
    ended = one.until < today
    place, day = one.device or one.site, marks.day(one.until)
    ticket = say(f", Vorgang {one.ticket}", f", ticket {one.ticket}") if one.ticket else ""
    show.line(f"◇ {one.rule} · {place}", style="dim" if ended else "bold")
    show.line(
        say(
            f"  {'beendet mit dem' if ended else 'bis'} {day}, genehmigt von {one.by}{ticket}",
            f"  {'ended with' if ended else 'until'} {day}, approved by {one.by}{ticket}",
        )
    )
    show.line(f"  {one.reason}")


@app.command(
    help=say("Eine Duldung beenden; ab sofort gilt die Regel wieder.", "End a waiver; the rule counts again at once."),
    epilog=say("Beispiel: ", "Example: ") + "isms waiver end sw-museum-01 --rule snmp.no-v1-v2c",
)
def end(
    context: typer.Context,
    place: Annotated[str, typer.Argument(help=say("Gerät oder Gebäude", "device or building"))],
    rule: Rule,
    json: Json = False,
) -> None:
    """End a waiver."""
    from isms.workflow import waivers

    ended = waivers.end(session(context).workspace, rule, place, now())
    if json:
        show.json(ended)
        return
    show.line(say(f"Beendet: {ended.rule} auf {place}.", f"Ended: {ended.rule} on {place}."))
