"""The sections to look things up in: areas, lines, the state of the data, and all buildings."""

from collections import Counter

from isms.core.model.stages import BuildingView, Progressed
from isms.core.model.views import Power, Total
from isms.core.model.views_lists import SlowLine
from isms.core.wording_rollout import AREAS, MEDIA, ORIGINS
from isms.core.wording_targets import ANSWERS
from reports import wording_rollout as words
from reports.build_rollout_places import district_bars, groups_table
from reports.build_rollout_targets import stage_legend
from reports.case_rollout import RolloutCase
from reports.model import Block, Datum, Heading, Paragraph, Row, Section, Table, Words

DISTRICT, TYPE, FIBRE, WLAN, SAFETY = 2, 3, 4, 6, 8


def more(case: RolloutCase) -> Section:
    """What does not concern everybody."""
    blocks: list[Block] = []
    if case.views.districts:
        blocks += [Heading(text=case.say(words.WLAN_DISTRICTS), anchor="wlan-districts", listed=False)]
        blocks += [stage_legend(case), district_bars(case, fibre=False)]
    for anchor, title, table in (
        ("departments", words.DEPARTMENTS, groups_table(case, case.views.departments, "department")),
        ("areas", words.AREAS, areas_table(case)),
        ("slow", words.SLOW, slow_table(case)),
        ("uncabled", words.UNCABLED, uncabled_table(case)),
        ("flaws", words.FLAWS, flaws_table(case)),
    ):
        blocks.append(Heading(text=case.say(title), anchor=anchor, listed=False))
        blocks.append(table)
        if anchor == "areas" and case.views.power is not None:
            blocks.append(Heading(text=case.say(words.POWER), anchor="power", listed=False))
            blocks.append(_power(case, case.views.power))
    return Section(title=case.say(words.MORE), anchor="more", blocks=tuple(blocks), on_paper=False)


def areas_table(case: RolloutCase) -> Table:
    """The areas by kind, with their access points."""
    names = ("areas", "rooms", "planned", "installed", "operating")
    columns = (case.column("area", 30), *(case.column(name, 14, right=True) for name in names))
    rows = []
    for one in case.views.areas:
        name = case.say(words.ALL_AREAS) if one.kind is None else AREAS[one.kind].to(case.language)
        totals = (one.rooms, one.planned, one.installed, one.operating)
        rows.append(Row((name, case.number(one.areas), *(_total(case, total) for total in totals))))
    return Table(columns=columns, rows=tuple(rows))


def _total(case: RolloutCase, total: Total) -> Datum:
    """A sum, and in how many rows it is not known."""
    known = case.number(total.value)
    if not total.unknown:
        return known
    return Datum(known.value, case.say(words.UNKNOWN_AMOUNT, amount=known.text, n=total.unknown))


def _power(case: RolloutCase, power: Power) -> Paragraph:
    """What access points draw."""
    text = case.say(
        words.POWER_TEXT,
        now=_total(case, power.operating).text,
        now_kwh=case.number(power.kwh(power.operating)).text,
        then=_total(case, power.planned).text,
        then_kwh=case.number(power.kwh(power.planned)).text,
        assumptions=" ".join(one.to(case.language) for one in power.assumptions),
    )
    return Paragraph((Words(text),))


def slow_table(case: RolloutCase) -> Table:
    """Buildings whose best line does not meet a target."""
    columns = (
        case.column("place", 32, bold=True),
        case.column("line", 18),
        case.column("provider", 18),
        case.column("mbit", 10, right=True),
        case.column("wanted", 10, right=True),
        case.column("answer", 12),
    )
    rows = (_slow_row(case, one) for one in case.views.slow if case.named(one.place.building))
    return Table(columns=columns, rows=tuple(rows))


def _slow_row(case: RolloutCase, one: SlowLine) -> Row:
    """A line."""
    speed = one.mbit_measured if one.mbit_measured is not None else one.mbit_contracted
    return Row(
        (
            case.place(one.place),
            MEDIA[one.medium].to(case.language) if one.medium else "–",
            one.provider or "–",
            case.number(speed),
            case.number(one.wanted),
            ANSWERS[one.answer].to(case.language),
        )
    )


def uncabled_table(case: RolloutCase) -> Table:
    """New buildings and new rentals that are not known to be cabled."""
    columns = (
        case.column("place", 40, bold=True),
        case.column("type", 20),
        case.column("answer", 15),
        case.column("reason", 25),
    )
    rows = (
        Row(
            (
                case.place(one.place),
                ORIGINS[one.building.origin].to(case.language) if one.building.origin else "–",
                ANSWERS[one.answer].to(case.language),
                one.reason.to(case.language),
            )
        )
        for one in case.views.uncabled
        if case.named(one.place.building)
    )
    return Table(columns=columns, rows=tuple(rows))


def flaws_table(case: RolloutCase) -> Table:
    """How many flaws of each kind the register has."""
    counts = Counter(one.kind for one in case.views.flaws)
    columns = (case.column("flaw", 70), case.column("count", 30, right=True))
    rows = (Row((kind.word.to(case.language), case.number(count))) for kind, count in sorted(counts.items()))
    return Table(columns=columns, rows=tuple(rows))


def buildings(case: RolloutCase) -> Section:
    """Every building that counts and may be named."""
    blocks = (Paragraph((Words(case.say(words.BUILDINGS_TEXT)),)), buildings_table(case))
    return Section(title=case.say(words.BUILDINGS), anchor="buildings", blocks=blocks, on_paper=False, wide=True)


def buildings_table(case: RolloutCase) -> Table:
    """The buildings with what they have and will have."""
    columns = (
        case.column("id", 10, bold=True),
        case.column("name", 22),
        case.column("district", 12),
        case.column("type", 12),
        case.column("fibre", 13),
        case.column("fibre_on", 11),
        case.column("wlan", 13),
        case.column("fibre_on", 11),
        case.column("safety", 16),
    )
    rows = (_building_row(case, one) for one in case.views.buildings if case.named(one.building.id))
    return Table(columns=columns, rows=tuple(rows), filters=(DISTRICT, TYPE, FIBRE, WLAN, SAFETY))


def _building_row(case: RolloutCase, one: BuildingView) -> Row:
    """A building."""
    held = one.building
    return Row(
        (
            held.id,
            held.name or "–",
            held.district or "–",
            held.type or "–",
            case.phase(one.fibre),
            _when(case, one.fibre),
            case.phase(one.wlan),
            _when(case, one.wlan),
            case.safety(one.safety.state),
        )
    )


def _when(case: RolloutCase, one: Progressed) -> Datum:
    """Since when it is done, or when it is expected."""
    return case.day(one.done_on or one.expected)
