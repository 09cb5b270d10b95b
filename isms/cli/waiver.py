"""`isms waiver`: accepted deviations."""

from datetime import datetime
from typing import Annotated

import typer

from isms.cli import show
from isms.cli.language import say
from isms.cli.options import Json, session
from isms.core.clock import now
from isms.core.model.finding import Waiver

app = typer.Typer(no_args_is_help=True, help=say("Geduldete Abweichungen", "Accepted deviations"))
EXAMPLE = (
    "isms waiver add --rule snmp.no-v1-v2c --device sw-museum-01 --until 2027-03-31 --by IT-Leitung --reason Altgerät"
)
Rule = Annotated[str, typer.Option("--rule", help=say("Kennung der Regel", "id of the rule"))]


@app.command(
    help=say("Eine Abweichung befristet dulden.", "Accept a deviation for a time."),
    epilog=EXAMPLE,
)
def add(
    context: typer.Context,
    rule: Rule,
    until: Annotated[
        datetime, typer.Option("--until", formats=["%Y-%m-%d", "%d.%m.%Y"], help=say("letzter Tag", "last day"))
    ],
    by: Annotated[str, typer.Option("--by", help=say("wer sie genehmigt", "who approves"))],
    reason: Annotated[str, typer.Option("--reason", help=say("warum", "why"))],
    device: Annotated[str | None, typer.Option("--device", help=say("Gerät", "device"))] = None,
    site: Annotated[str | None, typer.Option("--site", help=say("Gebäude", "building"))] = None,
    ticket: Annotated[str | None, typer.Option("--ticket", help=say("Vorgang", "ticket"))] = None,
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
    show.line(
        say(
            f"Geduldet bis {waiver.until}: {rule} auf {device or site}.",
            f"Accepted until {waiver.until}: {rule} on {device or site}.",
        )
    )


@app.command(
    "list", help=say("Alle Duldungen, auch beendete.", "All waivers, ended ones too."), epilog="isms waiver list --json"
)
def list_(context: typer.Context, json: Json = False) -> None:
    """All waivers."""
    from isms.workflow import waivers

    found = waivers.waivers(session(context).workspace)
    if json:
        show.json({"waivers": found})
        return
    today = now().date()
    columns = (
        say("Regel", "Rule"),
        say("Wo", "Where"),
        say("bis", "until"),
        say("genehmigt von", "approved by"),
        say("warum", "why"),
    )
    ended = say(" (beendet)", " (ended)")
    rows = [
        (one.rule, one.device or one.site or "", f"{one.until}{ended if one.until < today else ''}", one.by, one.reason)
        for one in found
    ]
    show.table(columns, rows)


@app.command(
    help=say("Eine Duldung beenden; ab sofort gilt die Regel wieder.", "End a waiver; the rule counts again at once."),
    epilog="isms waiver end sw-museum-01 --rule snmp.no-v1-v2c",
)
def end(
    context: typer.Context,
    place: Annotated[str, typer.Argument(help=say("Gerät oder Gebäude", "device or building"))],
    rule: Rule,
) -> None:
    """End a waiver."""
    from isms.workflow import waivers

    ended = waivers.end(session(context).workspace, rule, place, now())
    show.line(say(f"Beendet: {ended.rule} auf {place}.", f"Ended: {ended.rule} on {place}."))
