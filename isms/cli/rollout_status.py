"""`isms rollout status` and `isms rollout districts`."""

from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.cli.targets import bar
from isms.core.clock import now
from isms.core.model.rollout import Phase
from isms.core.model.safety import Soundness
from isms.core.model.stages import Stage
from isms.core.wording_rollout import MEASURES, PHASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from isms.core.model.stages import Group, KindStatus, StageChange

app = typer.Typer()
MOST = 20
STYLES: dict[Stage, str] = {
    Stage.DONE: "green",
    Stage.IN_WORK: "yellow",
    Stage.SUPPLIED: "cyan",
    Stage.NOT_BEGUN: "dim",
    Stage.UNKNOWN: "dim",
}
Departments = Annotated[
    bool, typer.Option("--departments", help=say("nach Ämtern statt Ortsteilen", "by department, not by district"))
]


@app.command(
    "status",
    help=say(
        "Wie weit Glasfaser und WLAN sind: fertig, in Arbeit, nicht begonnen, unbekannt.",
        "How far fibre and WLAN are: done, in work, not begun, unknown.",
    ),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout status",
)
def status(context: typer.Context, json: Json = False) -> None:
    """The counts of both kinds, with the change since the last snapshot."""
    from isms.workflow import rollout_views, rollout_views_document, workspace

    moment = now()
    found = rollout_views.glance(workspace.required(session(context).workspace), moment)
    if json:
        show.json(rollout_views_document.status(moment.date(), found))
        return
    if not any(one.total for one in found.kinds):
        show.note(say("Kein Gebäude zählt: isms building import FILE", "No building counts: isms building import FILE"))
        return
    for one in found.kinds:
        show_kind(one)
    if found.marked:
        show_marked(found.marked)


def show_kind(one: "KindStatus") -> None:
    """One kind: the share done, the stages, the phases, and what must not be overlooked."""
    title, done = MEASURES[one.kind].to(LANGUAGE), one.of(Stage.DONE)
    share = one.share or 0
    show.line(title, style="bold")
    show.line(
        f"  {bar(share)} "
        + say(f"{done} von {one.total} fertig", f"{done} of {one.total} done")
        + f" ({marks.percent(share)})"
    )
    head = say("Stand", "stage"), say("Gebäude", "buildings"), say("seit zuletzt", "since before")
    show.table(head, [_stage(one, stage) for stage in Stage], numbers=(1, 2))
    phases = [(phase, one.within(phase)) for phase in Phase]
    words = " · ".join(f"{PHASES[phase].to(LANGUAGE)} {count}" for phase, count in phases if count)
    show.line(say("  Maßnahmen je Phase: ", "  Measures by phase: ") + (words or "–"), indent=2)
    for text in remarks(one):
        show.line(f"  {text}", style="yellow", indent=2)
    if one.change is not None:
        show.line(f"  {since(one.change)}", style="dim", indent=2)
    show.line()


def show_marked(marked: "Sequence[str]") -> None:
    """The finished buildings whose devices fail critical checks."""
    known, more = ", ".join(marked[:MOST]), len(marked) - MOST
    rest = say(f" und {more} weitere", f" and {more} more") if more > 0 else ""
    show.line(
        say(
            f"✘ Fertig, aber Geräte verletzen kritische Prüfungen: {known}{rest}",
            f"✘ Done, but devices fail critical checks: {known}{rest}",
        ),
        style="red",
        indent=2,
    )


def _stage(one: "KindStatus", stage: Stage) -> "Sequence[show.Cell]":
    """A line of the table."""
    count, change = one.of(stage), one.change
    moved = "" if change is None else f"{change.of(stage):+d}" if change.of(stage) else "±0"
    word = f"  {stage.shape} {stage.word.to(LANGUAGE)}"
    return (word, STYLES[stage] if count else "dim"), str(count), moved


def since(change: "StageChange") -> str:
    """Since when the change is counted, and how many buildings were added or fell away."""
    day = marks.day(change.since.date())
    more = say(f", {change.total:+d} Gebäude", f", {change.total:+d} buildings") if change.total else ""
    return say(f"Seit dem Schnappschuss vom {day}{more}.", f"Since the snapshot of {day}{more}.")


def remarks(one: "KindStatus") -> "Iterable[str]":
    """What must not be overlooked in the counts."""
    fails = Soundness.FAILS.shape
    counted = (
        (
            one.failing,
            say(f"{fails} {{}} fertig, aber mit Geräten, die eine kritische Prüfung verletzen",
                f"{fails} {{}} done, but with devices that fail critical checks"),
        ),
        (
            one.unaccepted,
            say("! {} in Betrieb ohne Abnahme: zählt nicht als fertig",
                "! {} in service without an acceptance: does not count as done"),
        ),
        (
            one.lapsed,
            say("! {} mit abgeschlossener Maßnahme, aber der Anschluss ist beendet, oder Access Points fehlen",
                "! {} with a finished measure, but the line has ended, or access points are missing"),
        ),
        (
            one.by_line,
            say("· {} fertig nach dem Anschluss allein, ohne Maßnahme im Register",
                "· {} done by the line alone, without a measure on record"),
        ),
    )  # fmt: skip
    return (text.format(count) for count, text in counted if count)


@app.command(
    "districts",
    help=say("Wie weit jeder Ortsteil ist, oder jedes Amt.", "How far each district is, or each department."),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout districts --departments",
)
def districts(context: typer.Context, departments: Departments = False, json: Json = False) -> None:
    """The counts of each district or department; unknown ones stand at the end."""
    from isms.workflow import rollout_views, rollout_views_document, workspace

    found = rollout_views.groups(workspace.required(session(context).workspace), now().date())
    if json:
        show.json(rollout_views_document.groups(*found))
        return
    chosen = found[1] if departments else found[0]
    if not chosen:
        show.note(say("Kein Gebäude zählt.", "No building counts."))
        return
    first = say("Amt", "department") if departments else say("Ortsteil", "district")
    counts = tuple(f"{name} {stage.shape}" for name in (say("GF", "F"), "W") for stage in SHOWN)
    head = (first, say("Geb.", "bldgs"), *counts, say("spät", "late"), say("Tage", "days"), Soundness.FAILS.shape)
    show.table(head, [_group(one) for one in chosen], numbers=range(1, len(head)), cut=(0,))
    for text in LEGEND:
        show.line(text, style="dim")


SHOWN = (Stage.DONE, Stage.IN_WORK, Stage.UNKNOWN)
LEGEND = (
    say("GF Glasfaser, W WLAN: ● fertig  ◐ in Arbeit  ? unbekannt", "F fibre, W WLAN: ● done  ◐ in work  ? unknown"),
    say(
        "spät: Maßnahmen hinter dem Basisplan, die Hälfte um mindestens so viele Tage",
        "late: measures behind the baseline, half of them by at least so many days",
    ),
    say("✘ Gebäude, deren Geräte eine kritische Prüfung verletzen", "✘ buildings whose devices fail critical checks"),
)


def _group(one: "Group") -> "Sequence[show.Cell]":
    """A line of the table."""
    late = str(one.late) if one.late else ""
    days = "" if one.late_days is None else str(one.late_days)
    fails = (str(one.failing), "red") if one.failing else ""
    name = one.name or say("(unbekannt)", "(unknown)")
    return name, str(one.total), *_counts(one.fibre), *_counts(one.wlan), late, days, fails


def _counts(one: "KindStatus") -> tuple[str, ...]:
    """The counts that the table has room for."""
    return tuple(str(one.of(stage)) for stage in SHOWN)


def brief(one: "KindStatus") -> str:
    """A kind in a few words, for one screen."""
    change = "" if one.change is None else f" ({one.change.of(Stage.DONE):+d})"
    done = say(f"{one.of(Stage.DONE)} von {one.total}", f"{one.of(Stage.DONE)} of {one.total}")
    return f"{MEASURES[one.kind].to(LANGUAGE)} {done}{change}"
