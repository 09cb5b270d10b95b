"""What `isms check run` shows: what fails, what changed, what was not judged, where the evidence lies."""

from typing import TYPE_CHECKING

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.core.model.finding import Severity
from isms.core.wording import UNREACHABLE

if TYPE_CHECKING:
    from isms.workflow.tally import RunResult

MOST_RULES, MOST_NEW, MOST_ENDING, MOST_UNREACHABLE, MOST_SKIPPED = 20, 10, 5, 20, 5
GRAVE = frozenset({Severity.CRITICAL, Severity.HIGH})


def show_run(result: "RunResult") -> None:
    """A run in words."""
    show_counts(result)
    if result.failing:
        demands = say("Was sie verlangt", "What it demands")
        columns = (say("Gewicht", "Severity"), say("Regel", "Rule"), demands, say("Geräte", "Devices"))
        titles = {name: title.to(LANGUAGE) for name, title in result.titles.items()}
        # They are sorted by weight; what is grave is shown whatever its number.
        shown = [one for place, one in enumerate(result.failing) if place < MOST_RULES or one[1] in GRAVE]
        rows = [(marks.severity(weight), name, titles.get(name, ""), str(n)) for name, weight, n in shown]
        show.line()
        show.table(columns, rows, numbers=(3,), cut=(0, 1))
        more = len(result.failing) - len(shown)
        if more:
            rules = marks.number(more, say("weitere Regel", "more rule"), say("weitere Regeln", "more rules"))
            show.line(
                say(
                    f"… und {rules} mit geringerem Gewicht (alle mit --json und im Bericht)",
                    f"… and {rules} of less weight (all with --json and in the report)",
                )
            )
    show.line()
    show_changes(result)
    show_ending(result)
    show_unreachable(result)
    show_skipped(result)
    if result.folder is not None:
        show.path(say(f"Versiegelt: {result.folder}", f"Sealed: {result.folder}"))
        show.line(
            say(
                "Bericht: isms report check · Prüfen: isms evidence verify",
                "Report: isms report check · Verify: isms evidence verify",
            )
        )


def show_counts(result: "RunResult") -> None:
    """How many devices were judged, and the verdicts."""
    one = result.summary
    devices = marks.number(one["devices"], say("Gerät", "device"), say("Geräte", "devices"))
    errors = say(f", {one['error']} Prüffehler", f", {one['error']} error") if one["error"] else ""
    show.line(
        say(
            f"{devices} geprüft: {one['fail']} verletzt, {one['waived']} geduldet, {one['pass']} erfüllt, "
            f"{one['unknown']} unklar, {one['na']} nicht anwendbar{errors}.",
            f"{devices} judged: {one['fail']} fail, {one['waived']} waived, {one['pass']} pass, "
            f"{one['unknown']} unknown, {one['na']} not applicable{errors}.",
        ),
        style="bold",
    )
    if result.taken_over:
        show.line(
            say(
                f"{result.taken_over} davon unverändert seit dem Lauf davor und übernommen (--fresh prüft alle neu).",
                f"{result.taken_over} of them unchanged since the run before and taken over (--fresh judges all anew).",
            )
        )


def show_changes(result: "RunResult") -> None:
    """What changed since the run before."""
    if result.changes is None:
        return
    found = result.changes
    newly, mended, still = len(found.newly_failing), len(found.mended), len(found.still_failing)
    show.line(
        say(
            f"Seit dem Lauf davor: {newly} neu verletzt, {mended} behoben, {still} weiter verletzt.",
            f"Since the run before: {newly} newly failing, {mended} mended, {still} still failing.",
        )
    )
    for name, rule in found.newly_failing[:MOST_NEW]:
        show.line(say(f"  ✘ neu: {name}: {rule}", f"  ✘ new: {name}: {rule}"), style="red")
    more = newly - MOST_NEW
    if more > 0:
        show.line(say(f"  … und {more} weitere", f"  … and {more} more"))


def show_ending(result: "RunResult") -> None:
    """The waivers that end soon: then what they cover fails again."""
    for one in result.waivers_ending[:MOST_ENDING]:
        place, day = marks.place(one), marks.day(one.until)
        words = say(f"◇ Duldung endet {day}: {one.rule}, {place}", f"◇ Waiver ends {day}: {one.rule}, {place}")
        show.line(words, style="yellow", indent=2, fold=True)
    more = len(result.waivers_ending) - MOST_ENDING
    if more > 0:
        show.line(say(f"  … und {more} weitere: isms waiver list", f"  … and {more} more: isms waiver list"))


def show_unreachable(result: "RunResult") -> None:
    """The devices without a configuration, on stderr: nobody should take them for good."""
    for item in result.unreachable[:MOST_UNREACHABLE]:
        why = f"{UNREACHABLE[item.reason].to(LANGUAGE)}: {item.detail}"
        show.note(
            say(f"! {item.device}: keine Konfiguration ({why})", f"! {item.device}: no configuration ({why})"),
            style="yellow",
        )
    more = len(result.unreachable) - MOST_UNREACHABLE
    if more > 0:
        show.note(
            say(
                f"! … und {more} weitere ohne Konfiguration (vollständig mit --json)",
                f"! … and {more} more without a configuration (all with --json)",
            ),
            style="yellow",
        )


def show_skipped(result: "RunResult") -> None:
    """The files that are no configuration, on stderr."""
    for skipped in result.skipped[:MOST_SKIPPED]:
        words = skipped.reason.to(LANGUAGE)
        show.note(say(f"  übersprungen: {skipped.file}: {words}", f"  skipped: {skipped.file}: {words}"))
    more = len(result.skipped) - MOST_SKIPPED
    if more > 0:
        files = marks.number(more, say("weitere Datei", "more file"), say("weitere Dateien", "more files"))
        show.note(say(f"  … und {files} (vollständig mit --json)", f"  … and {files} (all with --json)"))
