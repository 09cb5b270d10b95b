"""The whole story of the rollout: who entered what into the register at which sitting."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from isms.core.model.building import Building
from isms.core.model.rollout import MeasureKind, Template
from isms.demo.rollout import areas, costs, lines, premises, records, steps
from isms.demo.rollout.days import at
from isms.demo.rollout.events import Event, Sitting, sittings
from isms.demo.rollout.plan import Plan, Story, plan, stories
from isms.demo.rollout.works import Order, Work, before, finished, told, usual
from isms.demo.town import Town

BEFORE, QUEUE = "before", "queue"
LUCK = 3.0  # how much chance, compared with the priorities, decides who comes first
Templates = Mapping[MeasureKind, Template]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the story is made from."""

    town: Town
    plan: Plan
    stories: Mapping[str, Story]
    templates: Templates
    buildings: Mapping[str, Building]
    began: date
    today: date
    seed: int

    def dice(self, *names: str) -> Random:
        """Chance for one purpose, so that none depends on how often another was asked."""
        return Random("/".join((str(self.seed), *names)))


def setting(town: Town, templates: Templates, today: date, seed: int) -> Setting:
    """Everything that the story is made from, on a day."""
    found = plan()
    return Setting(
        town=town,
        plan=found,
        stories=stories(),
        templates=templates,
        buildings=premises.furnished(town, found, today, seed),
        began=at(today, found.began),
        today=today,
        seed=seed,
    )


def history(scene: Setting) -> tuple[Sitting, ...]:
    """Everything that was ever entered, sitting by sitting; nothing lies ahead of the day."""
    found = [
        *premises.told(scene.buildings, scene.plan, scene.today),
        *_lines(scene),
        *(event for work in works(scene) for event in _of_work(work, scene)),
        *records.told(scene.town.keys, scene.today),
    ]
    return sittings(found, scene.plan.offices, scene.began, scene.today)


def works(scene: Setting) -> tuple[Work, ...]:
    """Every measure with all that happens to it: fibre in the order of the priorities, WLAN where fibre comes first."""
    fibre = _works(scene, MeasureKind.FIBRE, lambda key: scene.buildings[key].priority or 0)
    lit = {work.building.id: work.days["in_service"] for work in fibre}
    wlan = _works(scene, MeasureKind.WLAN, lambda key: (lit[scene.buildings[key].id] - scene.began).days / 90)
    return (*fibre, *wlan)


def _works(scene: Setting, kind: MeasureKind, rank: Callable[[str], float]) -> list[Work]:
    """The measures of one kind."""
    chosen = {key: row[kind.value] for key, row in premises.marks().items()}
    dice = scene.dice(kind.value, "pace")
    luck = {key: rank(key) + dice.uniform(0, LUCK) for key, word in chosen.items() if word == QUEUE}
    days = finished(scene.plan.programmes[kind], len(luck), scene.began, scene.today, dice)
    queue = dict(zip(sorted(luck, key=lambda key: luck[key]), days, strict=True))
    first = {key: before(scene.began, dice) for key, word in chosen.items() if word == BEFORE}
    special = {key: scene.stories[word] for key, word in chosen.items() if word in scene.stories}
    return [
        *(_usual(scene, kind, key, day) for key, day in (first | queue).items()),
        *(_told(scene, kind, key, story) for key, story in special.items()),
    ]


def _usual(scene: Setting, kind: MeasureKind, key: str, day: date) -> Work:
    """A measure as most are."""
    building, programme = scene.buildings[key], scene.plan.programmes[kind]
    dice = scene.dice(key, kind.value)
    route = lines.chosen(scene.plan, building, dice) if kind is MeasureKind.FIBRE else None
    order = Order(programme=programme, template=scene.templates[kind], building=building, step=programme.done, day=day)
    return usual(order, route, dice)


def _told(scene: Setting, kind: MeasureKind, key: str, story: Story) -> Work:
    """A measure with a story."""
    building, dice = scene.buildings[key], scene.dice(key, kind.value)
    order = Order(
        programme=scene.plan.programmes[kind],
        template=scene.templates[kind],
        building=building,
        step=story.step,
        day=at(scene.today, story.day),
    )
    route = (story.route, scene.plan.routes[story.route]) if story.route is not None else None
    return told(order, story, route, scene.today, dice)


def _of_work(work: Work, scene: Setting) -> Iterator[Event]:
    """Everything that is entered because of a measure."""
    dice = scene.dice(work.id)
    programme = scene.plan.programmes[work.kind]
    yield from steps.of_work(work, programme, dice.choice(programme.partners), scene.today)
    yield from costs.of_work(work, programme, programme.grants.get(work.building.type or ""), dice)
    if work.kind is MeasureKind.FIBRE:
        yield from lines.of_fibre(work, scene.plan, dice)
    else:
        yield from areas.of_work(work, scene.plan.profile(work.building.type), dice)


def _lines(scene: Setting) -> Iterator[Event]:
    """The lines that the buildings had from the start on."""
    for key, row in premises.marks().items():
        start = at(scene.today, scene.plan.appears.get(key, scene.plan.began))
        yield from lines.of_building(
            scene.buildings[key], scene.plan, row["fibre"], start, scene.today, scene.dice(key, "line")
        )
