"""`isms rollout stuck|deadlines|slips|quality`."""

from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.core.clock import now
from isms.core.model.views_lists import Urgency
from isms.core.wording_rollout import MEASURES, PHASES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from isms.core.model.views_flaws import Flaw
    from isms.core.model.views_lists import Deadline, Place, Slip, Stuck

T = TypeVar("T")
app = typer.Typer()
MOST = 20
All = Annotated[
    bool,
    typer.Option("--all", help=say(f"alle Zeilen, nicht nur die ersten {MOST}", f"all lines, not the first {MOST}")),
]
URGENT: dict[Urgency, str] = {
    Urgency.OVERDUE: "bold red",
    Urgency.NEAR: "yellow",
    Urgency.SOON: "",
    Urgency.LATER: "dim",
}


@app.command(
    help=say(
        "Was am längsten in einer Phase liegt, mit Hindernis und nächstem Schritt.",
        "What has been in its phase for longest, with blocker and next step.",
    ),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout stuck --all",
)
def stuck(context: typer.Context, every: All = False, json: Json = False) -> None:
    """The measures under way, the longest in their phase first."""
    from isms.workflow import rollout_views, rollout_views_document, workspace

    found = rollout_views.stuck(workspace.required(session(context).workspace), now().date())
    if json:
        show.json(rollout_views_document.stuck(found, LANGUAGE))
        return
    if not found:
        show.note(say("Keine Maßnahme ist in Arbeit.", "No measure is under way."))
        return
    head = (
        say("Wochen", "weeks"),
        say("Gebäude", "building"),
        say("Phase", "phase"),
        say("als Nächstes", "next"),
        say("Hindernis", "blocker"),
    )
    show.table(head, [_stuck(one) for one in first(found, every=every)], numbers=(0,))
    show.line(say("▲ länger als üblich  ≥ vielleicht länger", "▲ longer than usual  ≥ perhaps longer"), style="dim")
    more(found, every=every)


def _stuck(one: "Stuck") -> "Sequence[show.Cell]":
    """A line of the table."""
    weeks = f"{'≥ ' if one.at_least else ''}{one.weeks}"
    planned = (
        "" if one.planned is None else say(f" (Plan {marks.day(one.planned)})", f" (plan {marks.day(one.planned)})")
    )
    following = one.next_step or (one.next.to(LANGUAGE) if one.next is not None else "–")
    who = "" if one.responsible is None else f"\n({one.responsible})"
    return (
        (f"▲ {weeks}", "yellow") if one.over else weeks,
        place(one.place),
        f"{PHASES[one.phase].to(LANGUAGE)}\n{MEASURES[one.kind].to(LANGUAGE)}",
        f"{following}{planned}",
        f"{one.blocker or '–'}{who}",
    )


@app.command(
    help=say(
        "Fristen: § 127 TKG, Kündigungen, Förderung, Mieten, Ziele; überfällige zuerst.",
        "Deadlines: § 127 TKG, notices, grants, leases, targets; the overdue first.",
    ),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout deadlines --days 90",
)
def deadlines(
    context: typer.Context,
    days: Annotated[
        int | None,
        typer.Option("--days", metavar=say("ZAHL", "NUMBER"), help=say("nur so weit voraus", "only so far ahead")),
    ] = None,
    every: All = False,
    json: Json = False,
) -> None:
    """What is due, the earliest first."""
    from isms.workflow import rollout_views, rollout_views_document, workspace

    told = rollout_views.deadlines(workspace.required(session(context).workspace), now().date())
    found = [one for one in told if days is None or one.left <= days]
    if json:
        show.json(rollout_views_document.deadlines(found, LANGUAGE))
        return
    if not found:
        show.note(say("Keine Frist ist eingetragen.", "No deadline is on record."))
        return
    head = (say("Tage", "days"), say("am", "on"), say("Frist", "deadline"), say("wofür", "for"))
    show.table(head, [_deadline(one) for one in first(found, every=every)], numbers=(0,))
    legend = "  ".join(f"{one.shape} {one.word.to(LANGUAGE)}" for one in Urgency)
    show.line(legend, style="dim")
    more(found, every=every)


def _deadline(one: "Deadline") -> "Sequence[show.Cell]":
    """A line of the table."""
    style = URGENT[one.urgency]
    return (
        (f"{one.urgency.shape} {one.left}".replace("-", "−"), style),
        (marks.day(one.on), style),
        f"{one.title.to(LANGUAGE)}\n({one.source.to(LANGUAGE)})",
        _for(one),
    )


def _for(one: "Deadline") -> str:
    """Which building a deadline is about, or how many."""
    if one.place is not None:
        return place(one.place)
    if len(one.buildings) == 1:
        return one.buildings[0]
    return marks.number(len(one.buildings), "", say("Gebäude", "buildings")) if one.buildings else "–"


@app.command(
    help=say(
        "Was später kommt als zuerst zugesagt, wie oft verschoben, und warum.",
        "What comes later than first promised, how often it was moved, and why.",
    ),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout slips --steps",
)
def slips(
    context: typer.Context,
    steps: Annotated[
        bool,
        typer.Option(
            "--steps", help=say("jeder Meilenstein, nicht nur der späteste", "every milestone, not the latest alone")
        ),
    ] = False,
    every: All = False,
    json: Json = False,
) -> None:
    """The greatest slip of each measure, what is under way first."""
    from isms.workflow import rollout_views, rollout_views_document, workspace

    told = rollout_views.slips(workspace.required(session(context).workspace), now().date())
    if json:
        show.json(rollout_views_document.slips(told, LANGUAGE))
        return
    found = [one for one in told if steps or one.worst]
    if not found:
        show.note(say("Nichts ist später als zugesagt.", "Nothing is later than promised."))
        return
    head = (
        say("Tage", "days"),
        say("Gebäude", "building"),
        say("Meilenstein", "milestone"),
        say("zugesagt → nun", "promised → now"),
        say("verschoben, weil", "moved, because"),
    )
    show.table(head, [_slip(one) for one in first(found, every=every)], numbers=(0,))
    show.line(
        say(
            "✔ schon geschehen  * ohne Basisplan: gegen die erste Zusage",
            "✔ has happened  * without a baseline: against the first promise",
        ),
        style="dim",
    )
    more(found, every=every)


def _slip(one: "Slip") -> "Sequence[show.Cell]":
    """A line of the table."""
    moved = f"{len(one.moves)}×" if one.moves else "–"
    reasons = "; ".join(one.reasons)
    return (
        f"✔ {one.days}" if one.happened else (str(one.days), "yellow"),
        place(one.place),
        f"{one.title.to(LANGUAGE)}\n{MEASURES[one.kind].to(LANGUAGE)}",
        f"{marks.day(one.promised)}{'*' if one.first_plan else ''}\n→ {marks.day(one.expected)}",
        f"{moved} {reasons}".strip(),
    )


@app.command(
    help=say(
        "Was im Register falsch ist oder fehlt: Daten, Lage, Doppelte, Reihenfolge.",
        "What is wrong or missing in the register: dates, places, twins, order.",
    ),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout quality --json",
)
def quality(context: typer.Context, every: All = False, json: Json = False) -> None:
    """The flaws of the register, the gravest first."""
    from isms.workflow import rollout_views, rollout_views_document, workspace

    found = rollout_views.quality(workspace.required(session(context).workspace), now().date())
    if json:
        show.json(rollout_views_document.quality(found, LANGUAGE))
        return
    if not found:
        show.line(say("✔ nichts gefunden", "✔ nothing found"), style="green")
        return
    counts: dict[str, int] = {}
    for one in found:
        word = one.kind.word.to(LANGUAGE)
        counts[word] = counts.get(word, 0) + 1
    show.fields(list(counts.items()))
    show.line()
    head = say("Mangel", "flaw"), say("Kennung", "id"), say("was", "what")
    show.table(head, [_flaw(one) for one in first(found, every=every)])
    more(found, every=every)


def _flaw(one: "Flaw") -> "Sequence[show.Cell]":
    """A line of the table."""
    return one.kind.word.to(LANGUAGE), one.id, one.problem.to(LANGUAGE)


def place(one: "Place") -> str:
    """A building by name and id."""
    return one.building if one.name is None else f"{one.name}\n{one.building}"


def first(found: "Sequence[T]", *, every: bool) -> "Sequence[T]":
    """All lines, or the first ones."""
    return found if every else found[:MOST]


def more(found: "Sequence[T]", *, every: bool) -> None:
    """Say how many lines are not shown."""
    rest = len(found) - MOST
    if rest > 0 and not every:
        show.note(say(f"{rest} weitere zeigt --all.", f"--all shows {rest} more."))
