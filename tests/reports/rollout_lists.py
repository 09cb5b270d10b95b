"""The lists of a fictional rollout: what is stuck, due, slipped, slow, and what it costs."""

from datetime import UTC, date, datetime, timedelta

from isms.core.model.area import AreaKind
from isms.core.model.connection import Medium
from isms.core.model.money import Grant
from isms.core.model.progress import Answer
from isms.core.model.rollout import MeasureKind, Phase
from isms.core.model.stages import BuildingView
from isms.core.model.text import Text
from isms.core.model.views import AreaRow, Total
from isms.core.model.views_lists import Deadline, DeadlineKind, Move, Place, Slip, SlowLine, Stuck, Urgency
from isms.core.model.views_money import Amount, GrantMoney, Money, YearMoney

TODAY = date(2026, 11, 21)
REASON = Text(de="Grund", en="reason")
WORK = (Phase.NEED, Phase.PLANNING, Phase.APPROVAL, Phase.TENDER, Phase.BUILD, Phase.ACCEPTANCE)


def place_of(one: BuildingView) -> Place:
    held = one.building
    return Place(building=held.id, name=held.name, district=held.district, department=held.department)


def stuck(one: BuildingView, weeks: int) -> Stuck:
    return Stuck(
        place=place_of(one),
        kind=MeasureKind.FIBRE if weeks % 2 else MeasureKind.WLAN,
        phase=WORK[weeks % len(WORK)],
        weeks=weeks,
        since=TODAY - timedelta(weeks=weeks),
        at_least=weeks % 5 == 0,
        usual=12 if weeks % 4 else None,
        next=Text(de="Gestattung", en="permission"),
        blocker="Denkmalschutz: Leitungsweg durch das Gewölbe ungeklärt" if weeks % 3 else None,
        next_step="Ortstermin mit der Unteren Denkmalbehörde" if weeks % 2 else None,
        responsible="Hochbauamt",
    )


def deadlines(buildings: tuple[BuildingView, ...]) -> list[Deadline]:
    kinds, urgencies = list(DeadlineKind), (Urgency.OVERDUE, Urgency.NEAR, Urgency.SOON, Urgency.LATER)
    return [
        Deadline(
            kind=kinds[number % len(kinds)],
            on=TODAY + timedelta(days=25 * number - 40),
            left=25 * number - 40,
            urgency=urgencies[min(3, number // 3)],
            title=Text(de=f"Frist Nummer {number} mit einem Titel", en=f"Deadline number {number} with a title"),
            source=REASON,
            id=f"d-{number}",
            place=place_of(one) if number % 3 else None,
        )
        for number, one in enumerate(buildings[:18])
    ]


def slip(one: BuildingView, days: int) -> Slip:
    move = Move(
        on=datetime(2026, 5, 1, tzinfo=UTC), who="vera", field="plan", old=None, new=None, reason="Tiefbau knapp"
    )
    return Slip(
        place=place_of(one),
        kind=MeasureKind.FIBRE,
        milestone="acceptance",
        title=Text(de="Abnahme", en="acceptance"),
        promised=TODAY - timedelta(days=days // 2),
        expected=TODAY + timedelta(days=days - days // 2),
        days=days,
        happened=False,
        moves=(move,) if days % 2 else (),
        worst=True,
    )


def slow(one: BuildingView) -> SlowLine:
    return SlowLine(
        place=place_of(one),
        target="gigabit",
        title=REASON,
        wanted=1000,
        answer=Answer.UNMET,
        reason=REASON,
        medium=Medium.DSL,
        provider="Musternetz",
        mbit_contracted=100,
    )


def areas() -> tuple[AreaRow, ...]:
    def row(kind: AreaKind | None, size: int) -> AreaRow:
        known = Total(value=size)
        return AreaRow(
            kind=kind, areas=size, rooms=known, planned=known, installed=known, operating=Total(value=size, unknown=2)
        )

    return (row(AreaKind.MEETING, 12), row(AreaKind.PUBLIC, 30), row(None, 42))


def money() -> Money:
    def amount(euros: int) -> Amount:
        return Amount(cents=euros * 100)

    years = tuple(
        YearMoney(year=year, planned=amount(900_000), ordered=amount(650_000), paid=amount(410_000), rows=9)
        for year in (2025, 2026, 2027)
    )
    grant = Grant(
        id="GF-2024-17",
        programme="Graue Flecken",
        rate=0.8,
        approved=120_000_000,
        drawn=45_000_050,
        buildings=("WE-0005", "WE-0006"),
    )
    over = Grant(id="DP-2023-04", programme="DigitalPakt", rate=0.9, approved=10_000_000, drawn=11_000_000)
    grants = (
        GrantMoney(grant=grant, left=74_999_950, own_share=30_000_000, computed=True, paid=amount(500_000)),
        GrantMoney(grant=over, left=0, own_share=None, computed=False, paid=amount(100_000), overdrawn=1_000_000),
    )
    whole = YearMoney(year=None, planned=amount(2_700_000), ordered=amount(1_950_000), paid=amount(1_230_000), rows=27)
    return Money(
        years=years,
        whole=whole,
        grants=grants,
        approved=amount(1_300_000),
        drawn=amount(560_000),
        left=amount(740_000),
        own_share=Amount(),
    )
