"""`isms status`: one screen."""

from typing import TYPE_CHECKING

import typer

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.core.clock import now
from isms.core.model.control import Status
from isms.core.model.finding import Severity
from isms.core.wording import EDITIONS, STATUSES

if TYPE_CHECKING:
    from isms.workflow.status import Compliance, Overview

SHAPES = {
    Status.MET: ("✔", "green"),
    Status.PARTLY: ("◐", "yellow"),
    Status.NOT_MET: ("✘", "bold red"),
    Status.OPEN: ("○", "dim"),
    Status.STALE: ("◷", "yellow"),
    Status.DISPENSABLE: ("–", "dim"),
}
BAR = 30


def status(context: typer.Context, json: Json = False) -> None:
    """The workspace at a glance."""
    from isms.workflow import status as workflow

    found = workflow.overview(session(context).workspace, now())
    if json:
        show.json(found)
        return
    show.line(found.name, style="bold")
    show_register(found)
    if found.compliance is None:
        show.line(say("Noch keine Prüfung: `isms check run`", "No audit yet: `isms check run`"))
        return
    show_compliance(found.compliance)
    show_grundschutz(found)
    show_attention(found)


def show_register(found: "Overview") -> None:
    """What stands in the register."""
    places = found.sites_with_devices
    show.line(
        say(
            f"Register      {found.buildings} Gebäude, {places} davon mit Geräten · {found.devices} Geräte",
            f"Register      {found.buildings} buildings, {places} of them with devices · {found.devices} devices",
        )
    )


def show_compliance(run: "Compliance") -> None:
    """The newest run."""
    day = f"{run.started_at:%d.%m.%Y %H:%M} UTC"
    devices, fails = run.summary["devices"], run.summary["fail"]
    waived, unknown = run.summary["waived"], run.summary["unknown"]
    filled = round(BAR * run.clean_devices / devices) if devices else 0
    bar = "█" * filled + "░" * (BAR - filled)
    show.line(
        say(
            f"Prüfung       {day} · {fails} verletzt, {waived} geduldet, {unknown} unklar",
            f"Audit         {day} · {fails} fail, {waived} waived, {unknown} unknown",
        )
    )
    show.line(
        say(
            f"Geräte        {bar} {run.clean_devices} von {devices} ohne schweren Mangel",
            f"Devices       {bar} {run.clean_devices} of {devices} without a grave fail",
        )
    )
    weights = " · ".join(f"{marks.severity(weight)[0]} {count}" for weight, count in run.fails.items())
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
    show.line("Grundschutz", style="bold")
    for edition, counts in found.grundschutz.items():
        show.line(f"  {EDITIONS[edition].to(LANGUAGE)}")
        words = "   ".join(f"{SHAPES[one][0]} {STATUSES[edition][one]} {count}" for one, count in counts.items())
        show.line(f"    {words}")


def show_attention(found: "Overview") -> None:
    """What needs attention now."""
    show.line()
    show.line(say("Jetzt zu tun", "To do now"), style="bold")
    if found.evidence_valid is False:
        show.line(
            say(
                "  ✘ Nachweise sind verändert: `isms evidence verify`",
                "  ✘ Evidence was changed: `isms evidence verify`",
            ),
            style="bold red",
        )
    run = found.compliance
    if run is not None and run.unreachable:
        show.line(
            say(
                f"  ! {run.unreachable} Geräte ohne Konfiguration",
                f"  ! {run.unreachable} devices without a configuration",
            ),
            style="yellow",
        )
    if run is not None and not run.fresh:
        show.line(
            say("  ◷ Die Nachweise sind zu alt: `isms check run`", "  ◷ The evidence is too old: `isms check run`"),
            style="yellow",
        )
    for one in found.worst:
        where = f" ({one.building})" if one.building else ""
        show.line(f"  ✘ {one.device}{where}: {counted(one.fails)}", style="red")
    for waiver in found.ending:
        place = waiver.device or waiver.site
        show.line(
            say(
                f"  ◇ Duldung endet {waiver.until}: {waiver.rule} auf {place}",
                f"  ◇ Waiver ends {waiver.until}: {waiver.rule} on {place}",
            ),
            style="yellow",
        )


def counted(fails: dict[Severity, int]) -> str:
    """Fails per severity in words."""
    return ", ".join(f"{count} × {marks.severity(weight)[0]}" for weight, count in fails.items())
