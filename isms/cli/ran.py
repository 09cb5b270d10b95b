"""What `isms check run` shows: what fails, what changed, what was not judged, where the evidence lies."""

from collections import Counter
from heapq import nsmallest
from itertools import groupby
from typing import TYPE_CHECKING

from isms.cli import check_show, marks, show
from isms.cli.language import LANGUAGE, say
from isms.core.model.finding import Severity
from isms.core.wording import UNREACHABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from isms.workflow.ranking import Places, Ranking
    from isms.workflow.tally import RunResult

MOST_RULES, MOST_WORST, MOST_NEW, MOST_ENDING, MOST_UNREACHABLE, MOST_SKIPPED = 12, 5, 10, 5, 20, 5
NAMES = 15  # columns for the names of what to do next


def show_run(result: "RunResult", ranking: "Ranking", places: "Places | None") -> None:
    """A run in words: the gravest rules, then the worst devices or, of a narrow run, every place; what changed, and
    what to do next."""
    show_counts(result)
    show_rules(result)
    if places is None:
        show_worst(ranking)
    else:
        check_show.show_by_rule(places.gravest(), places.counts, result.titles, {})
    show.line()
    show_changes(result)
    show_ending(result)
    show_unreachable(result)
    show_skipped(result)
    show_next(result, exactly=places is not None)


def show_rules(result: "RunResult") -> None:
    """The rules that fail, by weight; all that are critical, then as many as one screen takes."""
    weights = Counter(weight for _, weight, _ in result.failing)
    most = max(MOST_RULES, weights[Severity.CRITICAL])
    shown = result.failing[:most]
    if not shown:
        return
    titles = {name: title.to(LANGUAGE) for name, title in result.titles.items()}
    rows: list[tuple[show.Cell, ...]] = []
    for weight, group in groupby(shown, key=lambda one: one[1]):
        rows.append((marks.severity(weight), "", ""))
        rows += [(f"  {name}", titles.get(name, ""), marks.grouped(count)) for name, _, count in group]
    columns = (say("Regel", "Rule"), say("Was sie verlangt", "What it demands"), say("Geräte", "Devices"))
    show.line()
    show.table(columns, rows, numbers=(2,), cut=(1,), whole=(0, 2))
    weights.subtract(weight for _, weight, _ in shown)
    show_more(weights)


def show_more(weights: "Mapping[Severity, int]") -> None:
    """How many rules are not shown, by weight."""
    more = sum(weights.values())
    if not more:
        return
    parts = ", ".join(f"{marks.severity(weight)[0]} {weights[weight]}" for weight in Severity if weights.get(weight))
    rules = marks.number(more, say("weitere Regel", "more rule"), say("weitere Regeln", "more rules"))
    show.line(say(f"… und {rules}: {parts}", f"… and {rules}: {parts}"))


def show_worst(ranking: "Ranking") -> None:
    """The devices that need help first, with their fails by weight."""
    worst = ranking.worst(MOST_WORST)
    if not worst:
        return
    weights = [weight for weight in Severity if any(one.fails.get(weight) for one in worst)]
    heads = tuple(marks.WEIGHTS[weight][0] for weight in weights)
    rows = [(f"  {one.device}", *(str(one.fails.get(weight, "")) for weight in weights)) for one in worst]
    show.line()
    first = say("Geräte mit den schwersten Mängeln", "Devices with the gravest fails")
    show.table((first, *heads), rows, numbers=range(1, len(heads) + 1), cut=(0,))
    more = len(ranking) - len(worst)
    if more:
        devices = marks.number(more, say("weiteres Gerät", "more device"), say("weitere Geräte", "more devices"))
        show.line(say(f"… und {devices} mit Mängeln", f"… and {devices} with fails"))


def show_next(result: "RunResult", *, exactly: bool) -> None:
    """Where the evidence lies, and what to do next, as commands to copy."""
    if result.folder is not None:
        show.path(say(f"Versiegelt: {result.folder}", f"Sealed: {result.folder}"))
    for name, command in steps(result, exactly=exactly):
        show.line(f"{name + ':':<{NAMES}}{command}")


def steps(result: "RunResult", *, exactly: bool) -> "Iterator[tuple[str, str]]":
    """What to do next: why, and the command; where exactly is told already by a narrow run."""
    if result.failing:
        rule = result.failing[0][0]
        if not exactly:
            command = "isms check show" if result.folder is not None else "isms check run …"
            yield say("Wo genau", "Where exactly"), f"{command} --rule {rule}"
        yield say("Abhilfe", "Remedy"), f"isms rule show {rule}"
    if result.folder is not None:
        if result.summary["unknown"] and not exactly:
            yield say("Unklares", "What is open"), "isms policy missing"
        yield say("Bericht", "Report"), "isms report check"


def show_counts(result: "RunResult") -> None:
    """How many devices were judged, and the verdicts."""
    one = {name: marks.grouped(count) for name, count in result.summary.items()}
    noun = say("Gerät", "device") if result.summary["devices"] == 1 else say("Geräte", "devices")
    devices = f"{one['devices']} {noun}"
    errors = say(f", {one['error']} Prüffehler", f", {one['error']} error") if result.summary["error"] else ""
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
    ranks = {rule: weight.rank for rule, weight, _ in result.failing}
    # A rule that fails nowhere without a waiver has no weight here.
    gravest = nsmallest(MOST_NEW, found.newly_failing, key=lambda pair: (ranks.get(pair[1], len(Severity)), pair))
    for name, rule in gravest:
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
