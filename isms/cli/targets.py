"""`isms rollout targets` and `isms rollout snapshot`."""

from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import completion, marks, show
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.core.clock import now
from isms.core.model.light import RULES, Light

if TYPE_CHECKING:
    from isms.core.model.forecast import Forecast, Question
    from isms.core.model.progress import Change, Progress
    from isms.workflow.targets import Stand

app = typer.Typer()
STYLES: dict[Light, str] = {Light.GREEN: "green", Light.AMBER: "yellow", Light.RED: "bold red", Light.GREY: "dim"}
WIDTH, INDENT = 20, 9
Wanted = Annotated[
    str | None,
    typer.Option(
        "--target",
        metavar=say("ZIEL", "TARGET"),
        help=say("nur dieses Ziel", "this target only"),
        autocompletion=completion.targets,
    ),
]
Note = Annotated[str | None, typer.Option("--note", help=say("wozu, z. B. ‚Ausschuss 12/2026‘", "what for"))]


@app.command(
    "targets",
    help=say("Wie weit die Ziele sind und wann sie erreicht werden.", "How far the targets are, and when met."),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout targets --target fibre-all",
)
def targets_(context: typer.Context, target: Wanted = None, json: Json = False) -> None:
    """Every target with its light; one alone with the buildings that are missing."""
    from isms.workflow import targets, targets_document, workspace

    found = targets.chosen(targets.stands(workspace.required(session(context).workspace), now()), target)
    if json:
        show.json(targets_document.targets(found, LANGUAGE))
        return
    for one in found:
        show_stand(one)
    if target is not None:
        for one in found:
            show_missing(one.progress)
    if found:
        show_rule()
    else:
        show.line(say("templates/targets.yaml nennt kein Ziel.", "templates/targets.yaml names no target."))


@app.command(
    help=say("Den Stand der Ziele festhalten, zum späteren Vergleich.", "Record how the targets stand."),
    epilog=say('Beispiel: isms rollout snapshot --note "Ausschuss"', 'Example: isms rollout snapshot --note "council"'),
)
def snapshot(context: typer.Context, note: Note = None, json: Json = False) -> None:
    """Record how the targets stand."""
    from isms.workflow import targets, targets_document, workspace

    taken, found = targets.take_snapshot(workspace.required(session(context).workspace), now(), note)
    if json:
        show.json(targets_document.snapshot(taken, found, LANGUAGE))
        return
    show.line(say(f"Stand festgehalten: {taken.id}", f"Recorded: {taken.id}"), style="bold")
    for one in found:
        show_stand(one)


def show_stand(stand: "Stand") -> None:
    """One target in a few lines."""
    progress, found = stand.progress, stand.forecast
    show_title(progress, found)
    for text in (*counted(progress), *expected(found), changed(stand.change)):
        if text:
            show.line(" " * INDENT + text)
    show.line()


def show_title(progress: "Progress", found: "Forecast") -> None:
    """The light and the name of a target."""
    light = found.signal.light
    word = f"{light.shape} {light.word.to(LANGUAGE)}".ljust(INDENT)
    show.line(f"{word}{progress.target.title.to(LANGUAGE)} ({progress.target.id})", STYLES[light], indent=INDENT)


def counted(progress: "Progress") -> list[str]:
    """How many are done, as a bar and in numbers, and what else there is to count."""
    share = progress.done / progress.total if progress.total else 0
    percent = marks.percent(share)
    numbers = say(
        f"{progress.done} von {progress.total} ({percent})", f"{progress.done} of {progress.total} ({percent})"
    )
    quota = say(f", nötig {progress.needed}", f", {progress.needed} needed") if progress.target.quota < 1 else ""
    beside = [
        (progress.unknown, say("unbekannt", "unknown")),
        (progress.supplied, say("versorgt ohne Glasfaser", "supplied without fibre")),
        (len(progress.left_out), say("ausgenommen", "left out")),
        (len(progress.unplaced), say("ohne Angabe, ob im Ziel", "perhaps in scope")),
    ]
    more = ", ".join(f"{count} {words}" for count, words in beside if count)
    return [f"{bar(share)} {numbers}{quota}", *([more] if more else [])]


def bar(share: float) -> str:
    """A share as a bar, full only if nothing is missing and empty only if nothing is there."""
    signs = int(share * WIDTH)
    signs = max(signs, 1) if share > 0 else signs
    return "█" * signs + "░" * (WIDTH - signs)


def expected(found: "Forecast") -> list[str]:
    """The deadline, the reason of the light, and the quarters or the first reason why there are none."""
    reason = found.signal.reason.to(LANGUAGE)
    deadline = deadline_of(found.question)
    lines = [f"{deadline}: {reason}" if deadline else reason]
    if found.outlook is not None:
        p50, p85, p95 = found.outlook.quarters
        lines.append(f"P50 {p50} · P85 {p85} · P95 {p95}{met_share(found)}")
    return [*lines, *(one.to(LANGUAGE) for one in found.refusals[:1])]


def deadline_of(question: "Question") -> str:
    """The deadline in words."""
    return "" if question.deadline is None else say("Frist ", "Deadline ") + marks.day(question.deadline)


def met_share(found: "Forecast") -> str:
    """The share of runs that meet a deadline which is still ahead."""
    asked = found.question
    if found.outlook is None or found.outlook.share is None or (asked.deadline or asked.today) < asked.today:
        return ""
    share = marks.percent(found.outlook.share)
    return say(f"; {share} der Läufe rechtzeitig", f"; {share} of the runs in time")


def changed(change: "Change | None") -> str:
    """What changed since the last snapshot."""
    if change is None:
        return ""
    parts = [say(f"{change.done:+d} erreicht", f"{change.done:+d} met")]
    if change.lost:
        parts.append(say(f"{len(change.lost)} nicht mehr", f"{len(change.lost)} no longer"))
    if change.total:
        parts.append(say(f"{change.total:+d} im Ziel", f"{change.total:+d} in scope"))
    if change.p85:
        parts.append(say(f"P85 war {change.p85}", f"P85 was {change.p85}"))
    return say("Seit ", "Since ") + f"{marks.day(change.since.date())}: " + ", ".join(parts)


def show_missing(progress: "Progress") -> None:
    """The buildings that do not meet a target, and those that count for none."""
    from isms.core.wording_targets import ANSWERS

    rows = [(one.building, ANSWERS[one.answer].to(LANGUAGE), one.reason.to(LANGUAGE)) for one in progress.missing]
    rows += [(one.building, say("ausgenommen", "left out"), one.reason.to(LANGUAGE)) for one in progress.left_out]
    unclear = say("unklar", "unclear")
    rows += [(one, unclear, say("Angabe fehlt, ob im Ziel", "perhaps in scope")) for one in progress.unplaced]
    if rows:
        show.table((say("Gebäude", "Building"), say("Stand", "State"), say("Grund", "Reason")), rows)
        show.line()


def show_rule() -> None:
    """The rule of the traffic light, a line for each."""
    show.line(say("Die Ampel:", "The lights:"), style="dim")
    for light in Light:
        word = f"{light.shape} {light.word.to(LANGUAGE)}".ljust(INDENT)
        show.line(f"{word}{RULES[light].to(LANGUAGE)}", style="dim", indent=INDENT)
