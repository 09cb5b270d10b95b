"""`isms status`: one screen."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from isms.cli import marks, rollout_status, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.core.clock import now
from isms.core.model.control import Status
from isms.core.model.finding import Severity
from isms.core.model.safety import Soundness
from isms.core.wording import EDITIONS, STATUSES

if TYPE_CHECKING:
    from isms.workflow.rollout_views import Glance
    from isms.workflow.status import Compliance, Overview, WorstDevice

SHAPES = {
    Status.MET: ("✔", "green"),
    Status.PARTLY: ("◐", "yellow"),
    Status.NOT_MET: ("✘", "bold red"),
    Status.OPEN: ("○", "dim"),
    Status.STALE: ("◷", "yellow"),
    Status.DISPENSABLE: ("–", "dim"),
}
SOUND = {
    Soundness.FAILS: say("mit kritischen Mängeln", "with critical fails"),
    Soundness.UNKNOWN: say("ungeprüft", "unchecked"),
    Soundness.PASSES: say("ohne", "without"),
}
BAR = 30
ROOM, MOST_ENDING = 5, 2  # lines below "to do now", so that all fits 80 × 24


def status(context: typer.Context, json: Json = False) -> None:
    """The workspace at a glance."""
    from isms.workflow import status as workflow

    found = workflow.overview(session(context).workspace, now())
    if json:
        show.json({**{name: getattr(found, name) for name in found.__slots__}, "rollout": glance(found.rollout)})
        return
    show.line(found.name, style="bold")
    show_register(found)
    show_rollout(found.rollout)
    if found.compliance is None:
        show.line(say("Prüfung       noch keine: isms check run", "Audit         none yet: isms check run"))
        return
    show_compliance(found.compliance)
    show_grundschutz(found)
    show_attention(found)


def glance(found: "Glance") -> object:
    """The rollout for programs."""
    from isms.workflow import rollout_views_document

    return rollout_views_document.glance(found)


def show_rollout(found: "Glance") -> None:
    """How far fibre and WLAN are, and in how many buildings the devices pass the critical checks."""
    kinds = [rollout_status.brief(one) for one in found.kinds if one.total]
    if kinds:
        show.line(say("Ausbau        ", "Rollout       ") + " · ".join(kinds))
    states = [(state, count) for state, count in found.safety.items() if state is not Soundness.NO_DEVICES]
    if states:
        words = " · ".join(f"{state.shape} {SOUND[state]} {count}" for state, count in states)
        show.line(say("Gebäude       ", "Buildings     ") + words)


def show_register(found: "Overview") -> None:
    """What stands in the register."""
    buildings = marks.number(found.buildings, say("Gebäude", "building"), say("Gebäude", "buildings"))
    devices = counted_devices(found.devices)
    places = found.sites_with_devices
    show.line(
        say(
            f"Register      {buildings}, {places} davon mit Geräten · {devices}",
            f"Register      {buildings}, {places} of them with devices · {devices}",
        )
    )


def counted_devices(count: int) -> str:
    """So many devices."""
    return marks.number(count, say("Gerät", "device"), say("Geräte", "devices"))


def show_compliance(run: "Compliance") -> None:
    """The newest run."""
    when = marks.moment(run.started_at)
    devices, fails = run.summary["devices"], run.summary["fail"]
    waived, unknown = run.summary["waived"], run.summary["unknown"]
    filled = round(BAR * run.clean_devices / devices) if devices else 0
    bar = "█" * filled + "░" * (BAR - filled)
    show.line(
        say(
            f"Prüfung       {when} · {fails} verletzt, {waived} geduldet, {unknown} unklar",
            f"Audit         {when} · {fails} fail, {waived} waived, {unknown} unknown",
        )
    )
    show.line(
        say(
            f"Geräte        {bar} {run.clean_devices} von {devices} ohne schweren Mangel",
            f"Devices       {bar} {run.clean_devices} of {devices} without a grave fail",
        )
    )
    weights = " ".join(f"{marks.severity(weight)[0]} {count}" for weight, count in run.fails.items())
    show.line(say(f"Mängel        {weights or 'keine'}", f"Fails         {weights or 'none'}"))
    if run.changes is not None:
        newly, mended = len(run.changes.newly_failing), len(run.changes.mended)
        show.line(
            say(
                f"Seit zuletzt  {newly} neu verletzt, {mended} behoben",
                f"Since before  {newly} newly failing, {mended} mended",
            )
        )


def show_grundschutz(found: "Overview") -> None:
    """How many answers each edition has."""
    show.line()
    for edition, counts in found.grundschutz.items():
        show.line(f"  {EDITIONS[edition].to(LANGUAGE)}")
        words = "   ".join(f"{SHAPES[one][0]} {STATUSES[edition][one]} {count}" for one, count in counts.items())
        show.line(f"    {words}")


def show_attention(found: "Overview") -> None:
    """What needs attention now, and as many of the worst devices as the screen has room for."""
    calls = [*alarms(found), *due(found.rollout), *endings(found)]
    worst = found.worst[: max(ROOM - len(calls), 0)]
    show.line()
    where = say(" · wo genau: isms check show --device NAME", " · where exactly: isms check show --device NAME")
    show.line(say("Jetzt zu tun", "To do now") + (where if worst else ""), style="bold")
    for text, style in calls:
        show.line(f"  {text}", style=style, indent=2)
    if worst:
        show_worst(worst)
    elif not calls:
        show.line(say("  ✔ nichts", "  ✔ nothing"), style="green")


def alarms(found: "Overview") -> Iterator[tuple[str, str]]:
    """What is wrong with the evidence itself, as text and style."""
    if found.evidence_valid is False:
        yield (
            say("✘ Nachweise sind verändert: isms evidence verify", "✘ Evidence was changed: isms evidence verify"),
            "bold red",
        )
    run = found.compliance
    if run is None:
        return
    if run.unreachable:
        devices = counted_devices(run.unreachable)
        yield say(f"! {devices} ohne Konfiguration", f"! {devices} without a configuration"), "yellow"
    judged = run.summary["devices"] + run.unreachable
    if judged < found.devices:
        yield (
            say(
                f"! Der letzte Lauf prüfte {judged} von {found.devices} Geräten: isms check run",
                f"! The newest run judged {judged} of {found.devices} devices: isms check run",
            ),
            "yellow",
        )
    if not run.fresh:
        yield say("◷ Die Nachweise sind zu alt: isms check run", "◷ The evidence is too old: isms check run"), "yellow"


def due(found: "Glance") -> Iterator[tuple[str, str]]:
    """What the rollout asks for, as text and style: overdue deadlines, and finished buildings whose devices fail."""
    if found.overdue:
        late = marks.number(found.overdue, say("Frist", "deadline"), say("Fristen", "deadlines"))
        yield say(f"✘ {late} überfällig: isms rollout deadlines", f"✘ {late} overdue: isms rollout deadlines"), "red"
    if found.marked:
        there = marks.number(len(found.marked), say("Gebäude", "building"), say("Gebäude", "buildings"))
        yield (
            say(
                f"✘ {there} fertig ausgebaut, aber mit kritischen Mängeln an Geräten",
                f"✘ {there} done, but with critical fails of devices",
            ),
            "red",
        )


def endings(found: "Overview") -> Iterator[tuple[str, str]]:
    """The waivers that end soon, as text and style."""
    for waiver in found.waivers_ending[:MOST_ENDING]:
        place, day = marks.place(waiver), marks.day(waiver.until)
        yield (
            say(f"◇ Duldung endet {day}: {waiver.rule}, {place}", f"◇ Waiver ends {day}: {waiver.rule}, {place}"),
            "yellow",
        )
    more = len(found.waivers_ending) - MOST_ENDING
    if more > 0:
        ending = marks.number(more, say("weitere Duldung endet", "more waiver ends"), say("weitere enden", "more end"))
        yield say(f"◇ {ending} bald: isms waiver list", f"◇ {ending} soon: isms waiver list"), "yellow"


def show_worst(worst: Sequence["WorstDevice"]) -> None:
    """The devices that need help first, with their fails per severity; what each shape means stands above."""
    weights = [weight for weight in Severity if any(one.fails.get(weight) for one in worst)]
    columns = (
        say("  Gerät", "  Device"),
        say("Gebäude", "Building"),
        *(marks.WEIGHTS[weight][0] for weight in weights),
    )
    rows: list[tuple[show.Cell, ...]] = [
        (
            (f"✘ {one.device}", "red"),
            one.building or "–",
            *(str(one.fails[weight]) if weight in one.fails else "" for weight in weights),
        )
        for one in worst
    ]
    show.table(columns, rows, numbers=range(2, len(columns)), cut=(0, 1))
