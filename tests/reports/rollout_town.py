"""A fictional municipality's rollout as views: any number of buildings alike each time."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random

from isms.core.model.building import Building, Origin
from isms.core.model.forecast import FanPoint, Forecast, Outlook, Question, Signal
from isms.core.model.light import Light
from isms.core.model.progress import Answer, Change, Judgement, Progress
from isms.core.model.rollout import MeasureKind, Phase
from isms.core.model.safety import DeviceSafety, Safety, Soundness
from isms.core.model.shape import Shape
from isms.core.model.stages import BuildingView, Group, KindStatus, Progressed, Stage
from isms.core.model.target import Metric, Target
from isms.core.model.text import Language, Text
from isms.core.model.views import Power, Total, Views
from isms.core.model.views_flaws import Flaw, FlawKind
from isms.core.model.views_lists import Uncabled
from isms.core.settings import ReportSettings, Settings, WorkspaceSettings
from reports.build_rollout import rollout
from reports.case_rollout import Aim, RolloutCase
from reports.model import Report
from tests.reports.rollout_lists import REASON, TODAY, WORK, areas, deadlines, money, place_of, slip, slow, stuck

DISTRICTS = ("Altstadt", "Hafen", "Linden", "Moosbach", "Nordfeld", "Oberdorf", "Südvorstadt", "Weststadt")
TYPES = ("Grundschule", "Kita", "Verwaltung", "Feuerwache", "Bücherei", "Turnhalle")
DEPARTMENTS = ("Schulamt", "Jugendamt", "Hauptamt", "Feuerwehr")
SETTINGS = Settings(
    workspace=WorkspaceSettings(name="Stadt Musterstadt", unit="Stabsstelle Digitale Infrastruktur"),
    report=ReportSettings(marking="TLP:GREEN", version="1.0"),
)
STAGE_WEIGHTS = {Stage.DONE: 38, Stage.IN_WORK: 36, Stage.SUPPLIED: 6, Stage.NOT_BEGUN: 14, Stage.UNKNOWN: 6}
NASTY = "<script>alert(1)</script> =cmd|' /C calc'!A0 \u202e\x00&amp; \"x\" 🏫"


@cache
def a_case(count: int = 60, language: Language = Language.DE, *, with_kritis: bool = False) -> RolloutCase:
    """The case of so many buildings; every thirteenth is KRITIS."""
    dice = Random(count)
    buildings = tuple(_building(number, dice) for number in range(count))
    hidden = frozenset(one.building.id for one in buildings if one.building.kritis)
    return RolloutCase(
        views=_views(buildings, dice),
        aims=_aims(buildings, dice),
        settings=SETTINGS,
        language=language,
        shapes=_shapes(),
        hidden=frozenset() if with_kritis else hidden,
    )


def a_report(count: int = 60, language: Language = Language.DE) -> Report:
    """The report of so many buildings."""
    return rollout(a_case(count, language))


def _building(number: int, dice: Random) -> BuildingView:
    """A building in the open North Sea."""
    district = number % len(DISTRICTS)
    held = Building(
        id=f"WE-{number:04}",
        name=f"{TYPES[number % len(TYPES)]} {DISTRICTS[district]} {number}",
        street=f"Weg {number}",
        district=DISTRICTS[district] if number % 29 else None,
        type=TYPES[number % len(TYPES)],
        department=DEPARTMENTS[number % len(DEPARTMENTS)],
        lat=round(54.42 + 0.03 * (district % 3) + dice.uniform(0, 0.028), 6) if number % 31 else None,
        lon=round(6.84 + 0.05 * (district // 3) + dice.uniform(0, 0.048), 6),
        kritis=number % 13 == 5,
        origin=Origin.EXISTING,
    )
    fibre, wlan = _progressed(MeasureKind.FIBRE, dice), _progressed(MeasureKind.WLAN, dice)
    state = Soundness.FAILS if number % 11 == 3 else dice.choice((Soundness.PASSES, Soundness.NO_DEVICES))
    devices = () if state is Soundness.NO_DEVICES else (_device(number, state),)
    return BuildingView(building=held, fibre=fibre, wlan=wlan, safety=Safety(state=state, devices=devices))


def _device(number: int, state: Soundness) -> DeviceSafety:
    return DeviceSafety(
        device=f"sw-{number}", state=state, failing=("mgmt.no-telnet",) if state is Soundness.FAILS else ()
    )


def _progressed(kind: MeasureKind, dice: Random) -> Progressed:
    [stage] = dice.choices(list(STAGE_WEIGHTS), list(STAGE_WEIGHTS.values()))
    phase = {Stage.DONE: Phase.OPERATION, Stage.IN_WORK: dice.choice(WORK)}.get(stage)
    past, ahead = TODAY - timedelta(days=dice.randint(1, 1000)), TODAY + timedelta(days=dice.randint(1, 700))
    return Progressed(
        kind=kind,
        stage=stage,
        reason=REASON,
        phase=phase,
        done_on=past if stage is Stage.DONE else None,
        expected=ahead if stage is Stage.IN_WORK else None,
    )


def _views(buildings: tuple[BuildingView, ...], dice: Random) -> Views:
    return Views(
        day=TODAY,
        buildings=buildings,
        left_out=("WE-9000", "WE-9001"),
        kinds=tuple(_status(kind, buildings) for kind in MeasureKind),
        districts=tuple(_groups(buildings, "district")),
        departments=tuple(_groups(buildings, "department")),
        stuck=tuple(stuck(one, weeks) for one, weeks in zip(buildings, range(140, 0, -3), strict=False)),
        deadlines=tuple(deadlines(buildings)),
        slips=tuple(slip(one, days) for one, days in zip(buildings[7:], range(400, 0, -17), strict=False)),
        slow=tuple(slow(one) for one in buildings[:9]),
        uncabled=tuple(
            Uncabled(place=place_of(one), building=one.building, answer=Answer.UNKNOWN, reason=REASON)
            for one in buildings[:3]
        ),
        areas=areas(),
        power=Power(
            operating=Total(value=5400.0),
            planned=Total(value=9800.0, unknown=3),
            hours=8760,
            assumptions=(Text(de="Annahme: rund um die Uhr.", en="Assumed: all day long."),),
        ),
        money=money(),
        flaws=tuple(
            Flaw(kind=FlawKind.MISSING_DATE, table="milestones", id=f"m-{number}", problem=REASON)
            for number in range(7)
        ),
    )


def _status(kind: MeasureKind, buildings: tuple[BuildingView, ...]) -> KindStatus:
    stages = [one.of(kind).stage for one in buildings]
    return KindStatus(
        kind=kind, total=len(buildings), stages=tuple((stage, stages.count(stage)) for stage in Stage), phases=()
    )


def _groups(buildings: tuple[BuildingView, ...], field: str) -> list[Group]:
    names = sorted({getattr(one.building, field) for one in buildings}, key=lambda name: (name is None, name or ""))
    groups = []
    for name in names:
        inside = tuple(one for one in buildings if getattr(one.building, field) == name)
        fibre, wlan = (_status(kind, inside) for kind in MeasureKind)
        groups.append(Group(name=name, fibre=fibre, wlan=wlan, late=len(inside) // 4, failing=len(inside) // 9))
    return groups


def _aims(buildings: tuple[BuildingView, ...], dice: Random) -> tuple[Aim, ...]:
    lights = (
        (Light.GREEN, date(2029, 12, 31), True),
        (Light.AMBER, date(2028, 6, 30), True),
        (Light.RED, date(2025, 12, 31), False),
        (Light.GREY, None, False),
    )
    return tuple(_aim(place, buildings, light, dice) for place, light in enumerate(lights))


def _aim(place: int, buildings: tuple[BuildingView, ...], light: tuple[Light, date | None, bool], dice: Random) -> Aim:
    target = Target(
        id=f"target-{place}",
        title=Text(
            de=(
                "Alle städtischen Gebäude am Glasfasernetz",
                "Mehr als 1 Gbit/s für Schulen",
                "WLAN im Rathaus",
                "Neues",
            )[place],
            en="All of them",
        ),
        kind=MeasureKind.FIBRE,
        metric=Metric.FIBRE,
        source=REASON,
        deadline=light[1],
        quota=0.9 if place == 1 else 1.0,
    )
    judged = tuple(
        Judgement(
            building=one.building.id,
            answer=Answer.MET if one.fibre.stage is Stage.DONE else Answer.UNMET,
            reason=REASON,
            since=one.fibre.done_on,
        )
        for one in buildings[place :: place + 1]
    )
    progress = Progress(target=target, day=TODAY, judged=judged)
    return Aim(
        progress=progress,
        forecast=_forecast(progress, light),
        change=Change(
            since=datetime(2026, 10, 1, tzinfo=UTC),
            done=3,
            total=0,
            unknown=0,
            light=Light.AMBER if place else light[0],
        ),
        promised=tuple(sorted(TODAY + timedelta(days=dice.randint(-900, 500)) for _ in judged)),
    )


def _forecast(progress: Progress, light: tuple[Light, date | None, bool]) -> Forecast:
    question = Question(
        today=TODAY,
        total=progress.needed,
        done=progress.done,
        completed=progress.completed,
        deadline=light[1],
        since=min(progress.completed, default=None),
    )
    outlook = None
    if light[2]:
        p50, p85, p95 = (TODAY + timedelta(days=days) for days in (520, 690, 830))
        outlook = Outlook(
            p50=p50, p85=p85, p95=p95, horizon=date(2046, 1, 1), runs=2000, share=0.62, fan=_fan(progress)
        )
    refusal = Text(de="Keine Prognose: zu wenig Daten.", en="No forecast: too little data.")
    return Forecast(
        question=question,
        weeks=(1,) * 26,
        signal=Signal(light=light[0], reason=Text(de="P85 ≤ Frist", en="P85 ≤ deadline")),
        outlook=outlook,
        refusals=() if outlook else (refusal,),
    )


def _fan(progress: Progress) -> tuple[FanPoint, ...]:
    left = max(0, progress.needed - progress.done)

    def at(week: int, weeks: int) -> int:
        return progress.done + min(left, round(left * week / weeks))

    return tuple(
        FanPoint(
            day=TODAY + timedelta(weeks=week), p15=at(week, 58), p50=at(week, 74), p85=at(week, 98), p95=at(week, 118)
        )
        for week in range(2, 119, 4)
    )


def _shapes() -> tuple[Shape, ...]:
    """Districts side by side."""
    return tuple(
        Shape(
            name=name,
            polygons=(
                (
                    tuple(
                        (6.84 + 0.05 * (place // 3 + right), 54.42 + 0.03 * (place % 3 + up))
                        for right, up in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
                    ),
                ),
            ),
        )
        for place, name in enumerate(DISTRICTS)
    )
