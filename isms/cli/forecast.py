"""`isms rollout forecast`: when a target will be reached, and how well such forecasts held."""

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from isms.cli import marks, show, targets
from isms.cli.language import LANGUAGE, say
from isms.cli.options import Json, session
from isms.core.clock import now
from isms.core.errors import InputError
from isms.core.model.forecast import Past, quarter

if TYPE_CHECKING:
    from isms.core.model.forecast import Backtest, BacktestPoint, FanPoint, Forecast, Outlook, Scenario

app = typer.Typer()
LEVELS = "▁▂▃▄▅▆▇█"
WIDE, MOST_ROWS, MOST_POINTS = 40, 12, 12
CAPACITY = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:(?:/|je|pro|per)\s*(\w+))?", re.IGNORECASE)
PER_QUARTER = {"q": 1, "m": 3, "w": 13, "j": 1 / 4, "y": 1 / 4}  # by the first letter, in both languages
HOW_SURE = {"P50": say("die Hälfte", "half"), "P85": "85 %", "P95": "95 %"}
Backwards = Annotated[
    bool, typer.Option("--backtest", help=say("wie gut frühere Prognosen hielten", "how well past forecasts held"))
]
Capacity = Annotated[
    str | None,
    typer.Option(
        "--capacity",
        metavar=say("ZAHL", "NUMBER"),
        help=say(
            "Szenario: so viele je Quartal, oder z. B. 10/Monat", "scenario: so many per quarter, or e.g. 10/month"
        ),
    ),
]


@app.command(
    help=say("Wann ein Ziel erreicht wird, mit Wahrscheinlichkeit.", "When a target will be reached, with odds."),
    epilog=say("Beispiel: ", "Example: ") + "isms rollout forecast --target fibre-all --capacity 30 --backtest",
)
def forecast(
    context: typer.Context,
    target: targets.Wanted = None,
    capacity: Capacity = None,
    backtest: Backwards = False,
    json: Json = False,
) -> None:
    """The forecast of a target, the first one if none is named."""
    from isms.workflow import forecast as forecasts
    from isms.workflow import targets_document, workspace

    answered = forecasts.forecast(
        workspace.required(session(context).workspace),
        target,
        now(),
        capacity=None if capacity is None else per_quarter(capacity),
        past=backtest,
    )
    if json:
        show.json(targets_document.forecast(answered, LANGUAGE))
        return
    targets.show_title(answered.progress, answered.forecast)
    show_forecast(answered.forecast, targets.counted(answered.progress))
    if answered.backtest is not None:
        show_backtest(answered.backtest)
    targets.show_rule()


def per_quarter(text: str) -> float:
    """A stated capacity per quarter, given as `30`, `10/Monat`, `3 per week`; raises InputError if it is none."""
    found = CAPACITY.fullmatch(text.strip())
    unit = (found[2] or "q")[0].lower() if found else ""
    if found is None or unit not in PER_QUARTER:
        raise InputError(
            de=f"--capacity {text}: eine Zahl je Quartal erwartet, z. B. 30 oder 10/Monat.",
            en=f"--capacity {text}: a number per quarter expected, e.g. 30 or 10/month.",
        )
    return float(found[1].replace(",", ".")) * PER_QUARTER[unit]


def show_forecast(found: "Forecast", counts: list[str]) -> None:
    """Where it stands, how fast it went, and when it will be done."""
    for text in (*counts, *targets.expected(found)[:1]):
        show.line(" " * targets.INDENT + text)
    show.line()
    show_pace(found)
    for refusal in found.refusals:
        show.line(refusal.to(LANGUAGE), style="bold")
    if found.outlook is not None:
        show_outlook(found.outlook, found)
    if found.trend is not None:
        show.line(f"! {found.trend.words.to(LANGUAGE)}", style="yellow", indent=2)
    if found.scenario is not None:
        show_scenario(found.scenario, found)
    show.line()


def show_pace(found: "Forecast") -> None:
    """The completions of the last weeks as a curve, and the pace that would be needed."""
    most = max((*found.weeks, 1))
    curve = "".join(LEVELS[count * (len(LEVELS) - 1) // most] if count else "·" for count in found.weeks)
    number = sum(found.weeks)
    pace = marks.decimal(found.pace)
    show.line(
        say(
            f"Fertig je Woche {curve} {number} in {len(found.weeks)} Wochen, {pace} je Quartal",
            f"Done per week {curve} {number} in {len(found.weeks)} weeks, {pace} per quarter",
        )
    )
    if found.needed is not None and found.question.remaining:
        needed = marks.decimal(found.needed)
        show.line(say(f"Für die Frist nötig: {needed} je Quartal", f"The deadline needs {needed} per quarter"))


def show_outlook(outlook: "Outlook", found: "Forecast") -> None:
    """The three quarters, the share in time, and how the number may grow."""
    show.line()
    for (name, sure), words, day in zip(HOW_SURE.items(), outlook.quarters, outlook.days, strict=True):
        by = "" if day is None else say(f"bis {marks.day(day)}", f"by {marks.day(day)}")
        of_runs = say(f"{sure} der {outlook.runs} Läufe fertig", f"{sure} of {outlook.runs} runs done")
        show.line(f"{name}  {words:<10} {by:<15} {of_runs}", style="bold" if name == "P85" else None)
    share = targets.met_share(found).lstrip("; ")
    if share:
        show.line(share)
    show_fan(outlook.fan, found)


def show_fan(fan: "tuple[FanPoint, ...]", found: "Forecast") -> None:
    """How many are done at the end of each quarter: surely, probably, perhaps."""
    points = last_of_quarters(fan)
    if not points:
        return
    show.line()
    total, done = found.question.total, found.question.done
    for point in points:
        drawn = _drawn([point.p85, point.p50, point.p15], (done, total))
        span = f"{point.p85}–{point.p15}" if point.p85 < point.p15 else f"{point.p15}"
        show.line(f"{quarter(point.day)} {drawn} {span}")
    show.line(
        say(
            f"von {done} bis {total}: █ in 85 % der Läufe, ▒ in der Hälfte, ░ in 15 %",
            f"from {done} to {total}: █ in 85 % of the runs, ▒ in half of them, ░ in 15 %",
        ),
        style="dim",
    )


def last_of_quarters(fan: "tuple[FanPoint, ...]") -> "list[FanPoint]":
    """The last point of each quarter; of many quarters only some, but always the last."""
    ends: dict[str, FanPoint] = {quarter(point.day): point for point in fan}
    points = list(ends.values())
    step = -(-len(points) // MOST_ROWS)
    return points[::-1][::step][::-1] if points else []


def _drawn(levels: list[int], ends: tuple[int, int]) -> str:
    """A bar of three shades."""
    done, total = ends
    sure, half, some = ((level - done) * WIDE // max(1, total - done) for level in levels)
    return ("█" * sure + "▒" * (half - sure) + "░" * (some - half)).ljust(WIDE, "·")


def show_scenario(scenario: "Scenario", found: "Forecast") -> None:
    """What would be at a stated capacity."""
    show.line()
    show.line(scenario.words.to(LANGUAGE), style="bold")
    p50, p85, p95 = scenario.outlook.quarters
    share, deadline = scenario.outlook.share, found.question.deadline
    told = ""
    if share is not None and deadline is not None and deadline >= found.question.today:
        told = say(f"; {marks.percent(share)} rechtzeitig", f"; {marks.percent(share)} in time")
    show.line(f"P50 {p50} · P85 {p85} · P95 {p95}{told}")


def show_backtest(past: "Backtest") -> None:
    """How forecasts of the past held."""
    show.line(say("Rückblick: hätten frühere Prognosen gehalten?", "Looking back: would forecasts have held?"), "bold")
    if past.coverage:
        columns = (say("bis", "by"), say("kam rechtzeitig", "came in time"), say("soll", "expected"), "")
        rows = [
            (f"P{one.level}", f"{one.hits}/{one.points}", f"{one.level} %", targets.bar(one.hits / one.points))
            for one in past.coverage
        ]
        show.table(columns, rows, numbers=(1, 2))
    if past.late is not None:
        weeks = marks.decimal(abs(past.late))
        later = say("später", "later") if past.late > 0 else say("früher", "earlier")
        show.line(say(f"Im Mittel {weeks} Wochen {later} als P50.", f"In the median {weeks} weeks {later} than P50."))
    show.line(past.words.to(LANGUAGE))
    show_points(past)


def show_points(past: "Backtest") -> None:
    """The newest forecasts of the past beside what came true."""
    told = [point for point in past.points if point.outlook is not None][-MOST_POINTS:]
    rows: list[tuple[show.Cell, ...]] = [
        (
            marks.day(point.day),
            f"+{point.goal}",
            *(_day(day) for day in point.outlook.days[:2]),
            _day(point.came) if point.came else say("noch nicht", "not yet"),
            held(point),
        )
        for point in told
        if point.outlook is not None
    ]
    if rows:
        columns = (say("Stand", "As of"), say("Ziel", "Goal"), "P50", "P85", say("kam", "came"), "")
        show.table(columns, rows, numbers=(1,))
    refused = past.counted(Past.REFUSED)
    if refused:
        show.line(say(f"{refused} Stichtage ohne Prognose: zu wenig Daten.", f"{refused} days without a forecast."))
    show.line()


def held(point: "BacktestPoint") -> tuple[str, str]:
    """Whether P85 held, where that is judged."""
    if point.state is not Past.JUDGED or point.outlook is None:
        return say("offen", "open"), "dim"
    good = point.came is not None and point.outlook.p85 is not None and point.came <= point.outlook.p85
    return ("✔ P85", "green") if good else ("✘ P85", "red")


def _day(day: date | None) -> str:
    """A day, or that it is out of sight."""
    return "> 20 J." if day is None else marks.day(day)
