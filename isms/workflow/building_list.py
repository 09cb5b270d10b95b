"""Choosing buildings with words that read like a sentence, and what is known of each on a day."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from isms.core.errors import InputError
from isms.core.model.area import Area
from isms.core.model.building import Building
from isms.core.model.connection import Connection
from isms.core.model.rollout import MeasureKind, Phase, Standing, measure_id
from isms.core.model.target import Metric, Target
from isms.core.nearest import advice
from isms.core.wording_rollout import MEASURES, PHASES
from isms.store.workspace import Workspace
from isms.workflow import rollout
from isms.workflow.buildings import all_buildings
from isms.workflow.buildings import building as existing
from isms.workflow.register import rows

if TYPE_CHECKING:
    from inventory.building_filter import Words
    from inventory.targets_metric import Site as Site  # noqa: PLC0414 - the command line names the type from here

METRICS = {MeasureKind.FIBRE: Metric.FIBRE, MeasureKind.WLAN: Metric.WLAN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What is asked for: words, what a building must have and lack, the phase its measure is in; closed ones too?"""

    types: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The buildings that fit, all that is known of each, and how many fit but are closed."""

    sites: tuple["Site", ...] = ()
    closed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """A sentence with its words understood."""

    words: "Words"
    having: tuple[MeasureKind, ...] = ()
    lacking: tuple[MeasureKind, ...] = ()
    phases: tuple[tuple[MeasureKind | None, Phase], ...] = field(default_factory=tuple)


def listed(workspace: Workspace, sentence: Sentence, today: date) -> Listed:
    """The buildings that fit, by id; raises InputError for a word that is none."""
    wish = _understood(sentence)
    found = [site for site in sites(workspace, today) if _fits(site, wish)]
    shut = [site for site in found if _closed(site.building, today)]
    open_ones = [site for site in found if not _closed(site.building, today)]
    return Listed(sites=tuple(found if sentence.closed else open_ones), closed=0 if sentence.closed else len(shut))


def sites(workspace: Workspace, today: date) -> tuple["Site", ...]:
    """Every building with its lines, its areas and where its measures stand, by id."""
    from inventory.targets_metric import Site

    connections: dict[str, list[Connection]] = {}
    for line in rows(workspace, "connections"):
        connections.setdefault(line.building, []).append(line)
    areas: dict[str, list[Area]] = {}
    for area in rows(workspace, "areas"):
        areas.setdefault(area.building, []).append(area)
    standings = rollout.standings(workspace, today)
    return tuple(
        Site(
            building=one,
            day=today,
            connections=tuple(connections.get(one.id, ())),
            areas=tuple(areas.get(one.id, ())),
            fibre=standings.get(measure_id(one.id, MeasureKind.FIBRE)),
            wlan=standings.get(measure_id(one.id, MeasureKind.WLAN)),
        )
        for one in all_buildings(workspace)
    )


def site(workspace: Workspace, key: str, today: date) -> "Site":
    """All that is known of one building; raises InputError, with similar ids, if there is none."""
    existing(workspace, key)
    return next(one for one in sites(workspace, today) if one.building.id == key)


def has(site: "Site", kind: MeasureKind) -> bool:
    """Whether a building is known to have fibre or WLAN, as the targets count it; unknown is no."""
    from inventory.targets_metric import judge
    from isms.core.model.progress import Answer

    title = MEASURES[kind]
    target = Target(id=kind.value, title=title, kind=kind, metric=METRICS[kind], source=title)
    return judge(target, site).answer is Answer.MET


def standing(site: "Site", kind: MeasureKind) -> Standing | None:
    """Where the measure of a kind stands; None if there is none."""
    return site.fibre if kind is MeasureKind.FIBRE else site.wlan


def _understood(sentence: Sentence) -> _Wish:
    """The sentence with its words understood; raises InputError."""
    from inventory.building_filter import Words

    return _Wish(
        words=Words(
            types=sentence.types,
            districts=sentence.districts,
            departments=sentence.departments,
            text=sentence.text,
        ),
        having=tuple(map(kind_of, sentence.having)),
        lacking=tuple(map(kind_of, sentence.lacking)),
        phases=tuple(map(phase_of, sentence.phases)),
    )


def _fits(site: "Site", wish: _Wish) -> bool:
    """Whether a building is one of those asked for."""
    from inventory.building_filter import fits

    return (
        fits(site.building, wish.words)
        and all(has(site, kind) for kind in wish.having)
        and not any(has(site, kind) for kind in wish.lacking)
        and (not wish.phases or any(_is_in(site, kind, phase) for kind, phase in wish.phases))
    )


def _is_in(site: "Site", kind: MeasureKind | None, phase: Phase) -> bool:
    """Whether a measure of the kind, or of any, is in the phase."""
    found = (standing(site, one) for one in MeasureKind if kind in (None, one))
    return any(one is not None and one.phase is phase for one in found)


def _closed(building: Building, today: date) -> bool:
    """Whether a building is closed by now."""
    return building.closed_on is not None and building.closed_on <= today


def kind_of(word: str) -> MeasureKind:
    """Fibre or WLAN, in either language; raises InputError."""
    from inventory.rollout_fields import KIND

    found = KIND(word)
    if isinstance(found, MeasureKind):
        return found
    raise InputError(
        de=f"‚{word}‘: erlaubt ist fibre (Glasfaser) oder wlan.", en=f"'{word}': allowed is 'fibre' or 'wlan'."
    )


def phase_of(word: str) -> tuple[MeasureKind | None, Phase]:
    """A phase in either language, with `fibre:` or `wlan:` before it for that measure alone; raises InputError."""
    from inventory.typed import word as reader

    prefix, mark, rest = word.partition(":")
    kind = kind_of(prefix) if mark else None
    phase = reader(PHASES)(rest if mark else word)
    if isinstance(phase, Phase):
        return kind, phase
    de, en = advice(word, [text.de for text in PHASES.values()]).de, advice(word, [*Phase]).en
    raise InputError(de=f"Die Phase ‚{word}‘ gibt es nicht. {de}", en=f"There is no phase '{word}'. {en}")
