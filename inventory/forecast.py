"""When the rollout will be done, judged by its own last half-year: many invented futures instead of one hopeful date.

Each run draws what the pace may be from the completions of the last 26 weeks, then week after week from that pace until
nothing remains. P85 is the day by which 85 % of the runs are done. Pure: same question, same seed, same answer.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from inventory.forecast_light import signal
from inventory.forecast_paths import RUNS, Draw, fan, observed, outlook, paths, stated
from inventory.forecast_trend import trend
from isms.core.errors import InputError
from isms.core.model.forecast import QUARTER, WEEK, Forecast, Outlook, Question, Scenario
from isms.core.model.text import Text

WINDOW = 26  # weeks that are looked back on
FEWEST = 8  # completions in them
EMPTY = 8  # weeks in a row without a completion
SEED = 1


def forecast(question: Question, *, capacity: float | None = None, runs: int = RUNS, seed: int = SEED) -> Forecast:
    """The outlook, its light, and what speaks against trusting it; `capacity` asks for a scenario with so many per
    quarter. Raises InputError if that is not more than zero."""
    weeks = weekly(question.completed, question.today, question.since)
    refusals = refused(weeks) if question.remaining else ()
    answer = None
    if question.remaining and not refusals:
        answer = _outlook(question, observed(weeks), runs, seed)
    return Forecast(
        question=question,
        weeks=weeks,
        signal=signal(question, answer),
        outlook=answer,
        refusals=refusals,
        trend=trend(weeks, seed) if answer else None,
        scenario=None if capacity is None else _scenario(question, weeks, capacity, runs, seed),
    )


def weekly(completed: Sequence[date], today: date, since: date | None = None) -> tuple[int, ...]:
    """Completions in each of the last 26 weeks that end today, oldest first; no week that began before `since`."""
    ages = Counter((today - day).days // WEEK for day in completed)
    known = WINDOW if since is None else min(WINDOW, max(1, ((today - since).days + 1) // WEEK))
    return tuple(ages[age] for age in reversed(range(known)))


def refused(weeks: Sequence[int]) -> tuple[Text, ...]:
    """Why these weeks are no ground for a forecast; empty if they are one."""
    return tuple(reason for reason in (_too_few(sum(weeks)), _standstill(weeks)) if reason is not None)


def _too_few(count: int) -> Text | None:
    """A refusal if there are too few completions."""
    if count >= FEWEST:
        return None
    one_de, one_en = ("Fertigstellung", "completion") if count == 1 else ("Fertigstellungen", "completions")
    return Text(
        de=f"Keine Prognose: nur {count} {one_de} in den letzten {WINDOW} Wochen, nötig sind {FEWEST}.",
        en=f"No forecast: only {count} {one_en} in the last {WINDOW} weeks, {FEWEST} are needed.",
    )


def _standstill(weeks: Sequence[int]) -> Text | None:
    """A refusal if nothing was finished for long."""
    if any(weeks[-EMPTY:]) or len(weeks) < EMPTY:
        return None
    return Text(
        de=f"Keine Prognose: seit {EMPTY} Wochen oder länger wurde nichts fertig; was war, sagt dann nichts mehr.",
        en=f"No forecast: nothing was finished for {EMPTY} weeks or more; what was tells nothing any more.",
    )


def _outlook(question: Question, draw: Draw, runs: int, seed: int) -> Outlook:
    """What many runs say, with the fan for a chart."""
    found = paths(draw, question.remaining, runs=runs, seed=seed)
    told = outlook(found, question.remaining, question.today, question.deadline)
    return replace(told, fan=fan(found, question.done, question.remaining, question.today))


def _scenario(question: Question, weeks: Sequence[int], capacity: float, runs: int, seed: int) -> Scenario | None:
    """What would be at a stated capacity; with the ups and downs of the last weeks if there are enough of them."""
    if not 0 < capacity < float("inf"):
        raise InputError(
            de=f"Eine Kapazität von {capacity:g} je Quartal ergibt keine Prognose; nötig ist mehr als 0.",
            en=f"A capacity of {capacity:g} per quarter gives no forecast; more than 0 is needed.",
        )
    if not question.remaining:
        return None
    varied = not refused(weeks)
    draw = stated(weeks if varied else (), capacity / QUARTER)
    answer = _outlook(question, draw, runs if varied else 1, seed)
    return Scenario(capacity=capacity, varied=varied, outlook=answer, words=_assumed(capacity, varied))


def _assumed(capacity: float, varied: bool) -> Text:
    """What a scenario assumes."""
    how_de = f"Schwankung wie in den letzten {WINDOW} Wochen" if varied else "jede Woche gleich viele"
    how_en = f"ups and downs as in the last {WINDOW} weeks" if varied else "the same number each week"
    number = f"{capacity:.4g}"
    return Text(
        de=f"Annahme: {number.replace('.', ',')} je Quartal, {how_de}. Keine Prognose, sondern ein Szenario.",
        en=f"Assumed: {number} per quarter, {how_en}. Not a forecast but a scenario.",
    )
