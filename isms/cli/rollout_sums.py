"""`isms rollout speeds|wlan|money`."""

from typing import TYPE_CHECKING

import typer

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.cli.rollout_lists import All, first, more, place
from isms.cli.values import money as euros
from isms.core.clock import now
from isms.core.model.progress import Answer
from isms.core.wording_rollout import AREAS, MEDIA, ORIGINS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from isms.core.model.views import AreaRow, Power, Total
    from isms.core.model.views_lists import SlowLine, Uncabled
    from isms.core.model.views_money import Amount, GrantMoney, Money, YearMoney

app = typer.Typer()
SHAPES: dict[Answer, str] = {Answer.MET: "✔", Answer.UNMET: "✘", Answer.UNKNOWN: "?"}
LEGEND = say("  ✘ verfehlt  ? unbekannt", "  ✘ missed  ? unknown")


@app.command(
    help=say(
        "Anschlüsse unter dem Ziel, und neue Gebäude ohne Verkabelung.",
        "Lines below the target, and new buildings without cabling.",
    ),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout speeds",
)
def speeds(context: typer.Context, every: All = False, json: Json = False) -> None:
    """Who does not meet a target for the speed, or of whom nobody knows."""
    from isms.workflow import rollout_views, rollout_views_document, workspace

    slow, uncabled = rollout_views.speeds(workspace.required(session(context).workspace), now().date())
    if json:
        show.json(rollout_views_document.speeds(slow, uncabled, LANGUAGE))
        return
    if slow:
        show_slow(slow, every=every)
    else:
        show.line(say("Kein Anschluss liegt unter einem Ziel.", "No line is below a target."))
    show.line()
    if uncabled:
        show_uncabled(uncabled, every=every)
    else:
        show.line(say("Kein neues Gebäude ohne Verkabelung.", "No new building without cabling."))


def show_slow(found: "Sequence[SlowLine]", *, every: bool) -> None:
    """The lines, with what was agreed and what was measured."""
    head = (
        say("Gebäude", "building"),
        say("Anschluss", "line"),
        say("Vertrag", "contract"),
        say("gemessen", "measured"),
        say("Ziel", "target"),
        say("Stand", "state"),
    )
    show.table(head, [_slow(one) for one in first(found, every=every)], numbers=(2, 3, 4))
    show.line(say("Mbit/s  ~ nur für den Übergang", "Mbit/s  ~ for the time being only") + LEGEND, style="dim")
    more(found, every=every)


def _slow(one: "SlowLine") -> "Sequence[show.Cell]":
    """A line of the table."""
    medium = "–" if one.connection is None else "?" if one.medium is None else MEDIA[one.medium].to(LANGUAGE)
    return (
        place(one.place),
        f"~ {medium}" if one.interim else medium,
        number(one.mbit_contracted),
        number(one.mbit_measured),
        number(one.wanted),
        f"{SHAPES[one.answer]} {one.reason.to(LANGUAGE)}",
    )


def show_uncabled(found: "Sequence[Uncabled]", *, every: bool) -> None:
    """New buildings and new rentals that are not known to be cabled."""
    head = say("Gebäude", "building"), say("Herkunft", "origin"), say("Stand", "state")
    rows = [
        (
            place(one.place),
            "" if one.building.origin is None else ORIGINS[one.building.origin].to(LANGUAGE),
            f"{SHAPES[one.answer]} {one.reason.to(LANGUAGE)}",
        )
        for one in first(found, every=every)
    ]
    title = say("Neu, aber nicht für volle Abdeckung verkabelt", "New, but not cabled for full coverage")
    show.table(head, rows, title=title)
    more(found, every=every)


@app.command(
    help=say(
        "WLAN-Bereiche, Access Points und ihr Strom im Jahr.", "WLAN areas, access points and their power in a year."
    ),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout wlan --json",
)
def wlan(context: typer.Context, json: Json = False) -> None:
    """Access points planned, installed and in operation, and what they draw."""
    from isms.workflow import rollout_views, rollout_views_document, workspace

    areas, power = rollout_views.wireless(workspace.required(session(context).workspace), now().date())
    if json:
        show.json(rollout_views_document.wireless(areas, power, LANGUAGE))
        return
    if not areas:
        show.note(say("Kein Bereich ist eingetragen: isms area add …", "No area is on record: isms area add …"))
        return
    head = (
        say("Bereich", "area"),
        say("Bereiche", "areas"),
        say("Räume", "rooms"),
        say("APs geplant", "APs planned"),
        say("montiert", "installed"),
        say("in Betrieb", "operating"),
    )
    show.table(head, [_area(one) for one in areas], numbers=range(1, len(head)))
    show.line()
    show_power(power)


def _area(one: "AreaRow") -> "Sequence[show.Cell]":
    """A line of the table."""
    word = say("alle", "all") if one.kind is None else AREAS[one.kind].to(LANGUAGE)
    return word, str(one.areas), *map(total, (one.rooms, one.planned, one.installed, one.operating))


def show_power(power: "Power") -> None:
    """What the access points draw, by district, with the assumptions beside."""
    head = (
        say("Strom", "power"),
        say("Watt", "watts"),
        say("kWh im Jahr", "kWh a year"),
        say("Watt geplant", "watts planned"),
        say("kWh geplant", "kWh planned"),
    )
    rows = [(say("alle", "all"), power.operating, power.planned)]
    rows += [(one.name or say("(unbekannt)", "(unknown)"), one.operating, one.planned) for one in power.districts]
    show.table(
        head,
        [
            (name, total(now_), number(power.kwh(now_)), total(later), number(power.kwh(later)))
            for name, now_, later in rows
        ],
        numbers=range(1, len(head)),
        cut=(0,),
    )
    for one in power.assumptions:
        show.line(one.to(LANGUAGE), style="dim")
    show.line(say("+ ? n: in n Bereichen unbekannt", "+ ? n: unknown in n areas"), style="dim")


@app.command(
    help=say(
        "Kosten je Haushaltsjahr und was von jeder Förderung übrig ist.",
        "Costs per budget year, and what is left of each grant.",
    ),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout money",
)
def money(context: typer.Context, json: Json = False) -> None:
    """What the rollout costs and who pays."""
    from isms.workflow import rollout_views, rollout_views_document, workspace

    found = rollout_views.money(workspace.required(session(context).workspace))
    if json:
        show.json(rollout_views_document.money(found))
        return
    if not found.years and not found.grants:
        show.note(say("Weder Kosten noch Förderung eingetragen.", "Neither costs nor grants are on record."))
        return
    if found.years:
        show_years(found)
    if found.grants:
        show.line()
        show_grants(found)
    show.line(say("+ ? n: in n Zeilen unbekannt", "+ ? n: unknown in n rows"), style="dim")


def show_years(found: "Money") -> None:
    """The budget years, and all together."""
    head = say("Jahr", "year"), say("geplant", "planned"), say("beauftragt", "ordered"), say("bezahlt", "paid")
    show.table(head, [_year(one) for one in (*found.years, found.whole)], numbers=(1, 2, 3))


def _year(one: "YearMoney") -> "Sequence[show.Cell]":
    """A line of the table."""
    word = say("alle", "all") if one.year is None else str(one.year)
    return word, *map(amount, (one.planned, one.ordered, one.paid))


def show_grants(found: "Money") -> None:
    """The grants, and all together."""
    head = (
        say("Förderung", "grant"),
        say("bewilligt", "approved"),
        say("abgerufen", "drawn"),
        say("übrig", "left"),
        say("Eigenanteil", "own share"),
    )
    rows = [_grant(one) for one in found.grants]
    rows.append((say("alle", "all"), *map(amount, (found.approved, found.drawn, found.left, found.own_share))))
    show.table(head, rows, numbers=(1, 2, 3, 4), cut=(0,))
    over = [one for one in found.grants if one.overdrawn]
    for one in over:
        show.line(
            say(
                f"✘ {one.grant.id}: {euros(one.overdrawn)} mehr abgerufen als bewilligt",
                f"✘ {one.grant.id}: {euros(one.overdrawn)} more drawn than approved",
            ),
            style="bold red",
        )
    if any(one.computed for one in found.grants):
        show.line(say("* aus dem Fördersatz berechnet", "* computed from the rate"), style="dim")


def _grant(one: "GrantMoney") -> "Sequence[show.Cell]":
    """A line of the table."""
    share = "" if one.share is None else f" ({marks.percent(one.share)})"
    own = "?" if one.own_share is None else euros(one.own_share) + ("*" if one.computed else "")
    return one.grant.id, known(one.grant.approved), f"{known(one.grant.drawn)}{share}", known(one.left), own


def known(cents: int | None) -> str:
    """An amount; a question mark where it is unknown."""
    return "?" if cents is None else euros(cents)


def amount(one: "Amount") -> str:
    """A sum, with how many rows it lacks."""
    return known(one.cents) + (f" + ? {one.unknown}" if one.unknown and one.cents is not None else "")


def total(one: "Total") -> str:
    """A sum, with how many rows it lacks."""
    return number(one.value) + (f" + ? {one.unknown}" if one.unknown and one.value is not None else "")


def number(value: float | None) -> str:
    """A number with its thousands parted; a question mark where it is unknown."""
    if value is None:
        return "?"
    return f"{value:,.0f}".replace(",", say(".", ","))
