"""The section on where: the map and the districts; and the table of the departments."""

from isms.core.model.stages import Group, Stage
from reports import figure_map
from reports import wording_rollout as words
from reports.build_rollout_targets import stage_bar, stage_legend
from reports.case_rollout import RolloutCase
from reports.mark import Mark
from reports.model import Badge, Bar, Bars, Block, Callout, Chart, Heading, Row, Section, Table, Words
from reports.typography import number

ORDER = tuple(Mark)
ON_PAPER = 12


def places(case: RolloutCase) -> Section:
    """Map, bars per district."""
    blocks: list[Block] = [Heading(text=case.say(words.MAP), anchor="map-heading", listed=False), *_map(case)]
    if case.views.districts:
        blocks += [Heading(text=case.say(words.FIBRE_DISTRICTS), anchor="fibre-districts", listed=False)]
        blocks += [stage_legend(case), district_bars(case, fibre=True)]
    return Section(title=case.say(words.PLACES), anchor="places", blocks=tuple(blocks))


def _map(case: RolloutCase) -> list[Block]:
    """The map with its legend and counts."""
    placed = figure_map.placed(case)
    told = ""
    for count, text in ((placed.nowhere, words.NOWHERE), (placed.far, words.FAR)):
        if count:
            told += case.say(text, n=case.count(count, words.BUILDING))
    if placed.hidden:
        many = case.say(words.HIDDEN, n=number(placed.hidden, case.language))
        told += " " + (case.say(words.HIDDEN_ONE) if placed.hidden == 1 else many) + "."
    if not placed.on_map:
        return [Callout((Words(case.say(words.NO_MAP) + told),), Mark.NONE)]
    counts: dict[Badge, int] = {}
    for one in placed.on_map:
        badge = case.phase(one.fibre)
        counts[badge] = counts.get(badge, 0) + 1
    ordered = sorted(counts, key=lambda badge: (ORDER.index(badge.mark), badge.word))
    columns = (case.column("stage", 60), case.column("count", 40, right=True))
    return [
        Chart(
            anchor="map",
            title=case.say(words.MAP),
            words=case.say(words.MAP_WORDS, n=case.count(len(placed.on_map), words.IN_BUILDINGS)) + told,
            figure=figure_map.figure(case, placed.on_map),
            table=Table(columns=columns, rows=tuple(Row((badge, case.number(counts[badge]))) for badge in ordered)),
            badges=tuple(ordered),
        )
    ]


def district_bars(case: RolloutCase, *, fibre: bool) -> Bars:
    """How far each district is with fibre or WLAN."""
    return Bars(tuple(_bar(case, one, fibre=fibre) for one in case.views.districts), most_on_paper=ON_PAPER)


def _bar(case: RolloutCase, group: Group, *, fibre: bool) -> Bar:
    """A district."""
    return stage_bar(case, group.fibre if fibre else group.wlan, group.name or case.say(words.NOBODY))


def groups_table(case: RolloutCase, groups: tuple[Group, ...], name: str) -> Table:
    """Districts or departments with their counts."""
    columns = (
        case.column(name, 34),
        *(case.column(key, 11, right=True) for key in ("total", "fibre", "wlan", "late", "failing")),
    )
    rows = []
    for group in groups:
        done = (group.fibre.of(Stage.DONE), group.wlan.of(Stage.DONE))
        numbers = (group.total, *done, group.late, group.failing)
        rows.append(Row((group.name or case.say(words.NOBODY), *(case.number(value) for value in numbers))))
    return Table(columns=columns, rows=tuple(rows), most_on_paper=6)
