"""Buildings whose lines do not meet a target for their speed, and new ones without cabling. Pure."""

from collections.abc import Iterable, Mapping

from inventory.stages import counts
from inventory.stuck import place
from inventory.targets_metric import Site, judge
from isms.core.model.area import AreaKind
from isms.core.model.building import Origin
from isms.core.model.connection import Connection
from isms.core.model.progress import Answer, Judgement, Progress
from isms.core.model.rollout import MeasureKind
from isms.core.model.target import Metric, Scope, Target
from isms.core.model.text import Text
from isms.core.model.views_lists import SlowLine, Uncabled

NEW = (Origin.NEW_BUILDING, Origin.NEW_RENTAL)
CABLED = Text(de="für volle Abdeckung verkabelt", en="cabled for full coverage")
ASKED = Target(
    id="cabled",
    title=CABLED,
    kind=MeasureKind.WLAN,
    metric=Metric.CABLED,
    source=CABLED,
    scope=Scope(origins=NEW, areas=(AreaKind.FULL,)),
)


def slow(progresses: Iterable[Progress], sites: Iterable[Site]) -> tuple[SlowLine, ...]:
    """Who misses each target for the speed: those that fall short first, then those of which nobody knows, by id."""
    known = {site.building.id: site for site in sites}
    return tuple(
        _slow(progress.target, judgement, known)
        for progress in progresses
        if progress.target.metric is Metric.MBIT
        for judgement in sorted(progress.missing, key=lambda one: (one.answer is Answer.UNKNOWN, one.building))
    )


def _slow(target: Target, judgement: Judgement, known: Mapping[str, Site]) -> SlowLine:
    """One building with its best line."""
    site = known[judgement.building]
    line = max(site.active(), key=lambda one: (_speed(one), one.id), default=None)
    return SlowLine(
        place=place(site.building),
        target=target.id,
        title=target.title,
        wanted=target.value or 0,
        answer=judgement.answer,
        reason=judgement.reason,
        connection=None if line is None else line.id,
        medium=None if line is None else line.medium,
        provider=None if line is None else line.provider,
        mbit_contracted=None if line is None else line.mbit_contracted,
        mbit_measured=None if line is None else line.mbit_measured,
        interim=None if line is None else line.interim,
    )


def _speed(line: Connection) -> float:
    """What was measured, else what the contract says; unknown is less than anything."""
    speed = line.mbit_contracted if line.mbit_measured is None else line.mbit_measured
    return -1.0 if speed is None else speed


def uncabled(sites: Iterable[Site]) -> tuple[Uncabled, ...]:
    """The new buildings and new rentals that are not known to be cabled, by id."""
    new = [site for site in sites if site.building.origin in NEW and counts(site)]
    told = [(site, judge(ASKED, site)) for site in new]
    return tuple(
        Uncabled(place=place(site.building), building=site.building, answer=found.answer, reason=found.reason)
        for site, found in told
        if found.answer is not Answer.MET
    )
