"""The sections on the targets: their lights, how far the buildings are, and the course with its forecast."""

from collections.abc import Iterator
from datetime import date, timedelta

from isms.core.model.forecast import FanPoint, quarter
from isms.core.model.light import RULES, Light
from isms.core.model.rollout import MeasureKind
from isms.core.model.stages import KindStatus, Stage
from isms.core.model.text import Text
from isms.core.model.views_lists import Urgency
from isms.core.wording_rollout import MEASURES
from isms.core.wording_targets import scope
from reports import figure_burnup
from reports import wording_rollout as words
from reports.case_rollout import Aim, RolloutCase
from reports.mark import Mark
from reports.model import (
    Bar,
    Bars,
    Block,
    Callout,
    Card,
    Cards,
    Chart,
    Charts,
    Column,
    Datum,
    Heading,
    Legend,
    Paragraph,
    Row,
    Section,
    Slice,
    Table,
    Words,
)
from reports.typography import day, number, percent

MOST_QUARTERS = 60


def targets(case: RolloutCase) -> Section:
    """The lights, and what must not be missed."""
    blocks: list[Block] = [Paragraph((Words(_state(case)),))]
    if case.aims:
        blocks += [Cards(tuple(_card(case, one) for one in case.aims))]
        blocks += [Paragraph((Words(case.say(words.LIGHT_RULE, rule=_rule(case))),))]
    else:
        blocks.append(Callout((Words(case.say(words.NO_TARGETS)),), Mark.NONE))
    blocks += _warnings(case)
    if case.views.buildings:
        blocks += [Heading(text=case.say(words.STAGES_NOW), anchor="stages", listed=False)]
        blocks += [stage_legend(case), Bars(tuple(stage_bar(case, one) for one in case.views.kinds))]
    return Section(title=case.say(words.TARGETS), anchor="targets", blocks=tuple(blocks))


def _rule(case: RolloutCase) -> str:
    """When which light shows."""
    return "; ".join(f"{light.word.to(case.language)}: {RULES[light].to(case.language)}" for light in Light)


def _state(case: RolloutCase) -> str:
    """How far it is, in a sentence."""
    texts: dict[MeasureKind, Text] = {MeasureKind.FIBRE: words.FIBRE_STATE, MeasureKind.WLAN: words.WLAN_STATE}
    if not case.views.buildings:
        return case.say(words.NO_BUILDINGS)
    return "".join(
        case.say(
            texts[one.kind],
            done=number(one.of(Stage.DONE), case.language),
            all=number(one.total, case.language),
            share=percent(one.of(Stage.DONE), one.total, case.language),
            work=number(one.of(Stage.IN_WORK), case.language),
        )
        for one in case.views.kinds
    )


def _warnings(case: RolloutCase) -> Iterator[Block]:
    """What asks for attention."""
    failing = sum(one.marked for one in case.views.buildings)
    overdue = sum(one.urgency is Urgency.OVERDUE for one in case.views.deadlines)
    for count, one, many, mark in (
        (failing, words.FAILING_ONE, words.FAILING, Mark.NO),
        (overdue, words.OVERDUE_ONE, words.OVERDUE, Mark.PARTLY),
    ):
        if count:
            text = case.say(one) if count == 1 else case.say(many, n=number(count, case.language))
            yield Callout((Words(text),), mark)


def stage_bar(case: RolloutCase, one: KindStatus, label: str | None = None) -> Bar:
    """How many buildings are at which stage."""
    slices = tuple(Slice(case.stage(stage), one.of(stage)) for stage in Stage)
    return Bar(label or MEASURES[one.kind].to(case.language), slices)


def stage_legend(case: RolloutCase) -> Legend:
    """What the colours of the bars mean."""
    return Legend(tuple(case.stage(stage) for stage in Stage))


def _card(case: RolloutCase, aim: Aim) -> Card:
    """A target with its light."""
    progress, target = aim.progress, aim.progress.target
    figure = case.say(
        words.OF_ALL if progress.needed == progress.total else words.QUOTA,
        done=number(progress.done, case.language),
        needed=number(progress.needed, case.language),
        total=number(progress.total, case.language),
        share=percent(progress.done, progress.total, case.language),
    )
    return Card(
        title=target.title.to(case.language),
        badge=case.light(aim.forecast.signal.light),
        share=progress.done / progress.total if progress.total else 0.0,
        quota=target.quota,
        figure=figure,
        facts=tuple(_facts(case, aim)),
    )


def _facts(case: RolloutCase, aim: Aim) -> Iterator[tuple[str, str]]:
    """What belongs to a target."""
    rows, progress, outlook = words.CARD_ROWS, aim.progress, aim.forecast.outlook
    due = progress.target.deadline
    yield case.say(rows["deadline"]), day(due, case.language) if due else case.say(words.NO_DEADLINE)
    if outlook is not None:
        yield case.say(rows["forecast"]), " / ".join(outlook.quarters)
        if outlook.share is not None:
            yield case.say(rows["share"]), percent(round(outlook.share * outlook.runs), outlook.runs, case.language)
    if progress.unknown:
        yield case.say(rows["unknown"]), number(progress.unknown, case.language)
    if progress.unplaced:
        yield case.say(rows["unplaced"]), number(len(progress.unplaced), case.language)
    if aim.change is not None:
        yield case.say(words.SINCE, day=day(aim.change.since.date(), case.language)), changed(case, aim)
    if aim.forecast.trend is not None:
        yield case.say(rows["trend"]), aim.forecast.trend.words.to(case.language)
    yield case.say(rows["reason"]), aim.forecast.signal.reason.to(case.language)


def changed(case: RolloutCase, aim: Aim) -> str:
    """What became of a target since the last snapshot."""
    if aim.change is None:
        return "–"
    before, now = aim.change.light, aim.forecast.signal.light
    light = "" if before is now else f" ({case.light(before).word} → {case.light(now).word})"
    if not aim.change.done:
        return case.say(words.NO_CHANGE) + light
    return f"{aim.change.done:+d}".replace("-", "−") + light


def course(case: RolloutCase) -> Section:
    """The burn-up of every target."""
    blocks: list[Block] = [Paragraph((Words(case.say(words.COURSE_TEXT)),))]
    blocks += [Charts(tuple(_burnup(case, aim, f"burnup-{place}") for place, aim in enumerate(case.aims, 1)))]
    return Section(title=case.say(words.COURSE), anchor="course", blocks=tuple(blocks))


def _burnup(case: RolloutCase, aim: Aim, anchor: str) -> Chart:
    """The drawing with its words and its table."""
    progress, outlook = aim.progress, aim.forecast.outlook
    told = case.say(
        words.BURNUP,
        done=number(progress.done, case.language),
        needed=number(progress.needed, case.language),
        day=day(progress.day, case.language),
    )
    if outlook is not None:
        p50, p85, p95 = outlook.quarters
        told += case.say(words.BURNUP_FAN, p50=p50, p85=p85, p95=p95)
    told += "".join(f" {text.to(case.language)}" for text in aim.forecast.refusals)
    if aim.promised:
        told += case.say(words.BURNUP_PROMISED, n=number(len(aim.promised), case.language))
    return Chart(
        anchor=anchor,
        title=progress.target.title.to(case.language),
        words=told,
        figure=figure_burnup.figure(aim, case.language),
        table=course_table(case, aim),
    )


def course_table(case: RolloutCase, aim: Aim) -> Table:
    """The burn-up quarter by quarter."""
    scale, today = figure_burnup.scale_of(aim), aim.progress.day
    done, promised = figure_burnup.done(aim), figure_burnup.promised(aim)
    rows = []
    for end in _quarter_ends(scale.first, scale.last):
        past = end <= today
        point = None if past else _at(aim, end)
        counts = (point.p50, point.p85, point.p95) if point else (None, None, None)
        values = (figure_burnup.reached(done, end) if past else None, figure_burnup.reached(promised, end), *counts)
        rows.append(Row((quarter(end), *(case.number(value) for value in values))))
    return Table(columns=course_columns(case), rows=tuple(rows))


def course_columns(case: RolloutCase) -> tuple[Column, ...]:
    """The columns of a burn-up."""
    names = ("done", "promised", "p50", "p85", "p95")
    return (case.column("quarter", 20), *(case.column(name, 16, right=True) for name in names))


def _quarter_ends(first: date, last: date) -> Iterator[date]:
    """The last days of the quarters, oldest first."""
    year, month = first.year, (first.month - 1) // 3 * 3 + 4
    for _ in range(MOST_QUARTERS):
        year, month = (year + 1, month - 12) if month > 12 else (year, month)
        end = date(year, month, 1) - timedelta(days=1)
        if end > last:
            return
        yield end
        month += 3


def _at(aim: Aim, end: date) -> FanPoint | None:
    """What the runs have reached on a day; after the last point of the fan that point."""
    fan = aim.forecast.outlook.fan if aim.forecast.outlook else ()
    before = [point for point in fan if point.day <= end]
    return before[-1] if before else None


def targets_table(case: RolloutCase) -> Table:
    """The targets with their lights as a table."""
    names = ("done", "needed", "total", "share", "unknown", "deadline", "p50", "p85", "p95", "change")
    columns = (
        case.column("target", 40),
        case.column("light", 10),
        *(case.column(name, 10, right=True) for name in names),
    )
    return Table(columns=columns, rows=tuple(_target_row(case, one) for one in case.aims))


def _target_row(case: RolloutCase, aim: Aim) -> Row:
    """A target."""
    progress, outlook = aim.progress, aim.forecast.outlook
    quarters: tuple[str | Datum, ...] = outlook.quarters if outlook else ("–", "–", "–")
    return Row(
        (
            f"{progress.target.title.to(case.language)} ({scope(progress.target.scope).to(case.language)})",
            case.light(aim.forecast.signal.light),
            *(case.number(value) for value in (progress.done, progress.needed, progress.total)),
            case.share(progress.done, progress.total),
            case.number(progress.unknown),
            case.day(progress.target.deadline),
            *quarters,
            changed(case, aim),
        )
    )
