"""What changed since the targets were last recorded. Pure; the register keeps the snapshots."""

from collections.abc import Iterable
from datetime import datetime

from isms.core.model.forecast import Forecast
from isms.core.model.progress import Change, Progress, Snapshot, Tally
from isms.core.model.stages import StageTally

Standing = tuple[Progress, Forecast]


def snapshot(
    standings: Iterable[Standing], now: datetime, note: str | None = None, stages: Iterable[StageTally] = ()
) -> Snapshot:
    """The targets as they stand now, and how far the buildings are."""
    tallies = tuple(tally(progress, forecast) for progress, forecast in standings)
    return Snapshot(id=f"{now:%Y-%m-%dT%H-%M-%SZ}", taken_at=now, tallies=tallies, note=note, stages=tuple(stages))


def tally(progress: Progress, forecast: Forecast) -> Tally:
    """What is kept of one target."""
    p50, p85, p95 = forecast.outlook.quarters if forecast.outlook else (None, None, None)
    return Tally(
        target=progress.target.id,
        done=progress.done,
        total=progress.total,
        unknown=progress.unknown,
        light=forecast.signal.light,
        met=progress.met,
        p50=p50,
        p85=p85,
        p95=p95,
    )


def newest(snapshots: Iterable[Snapshot], now: datetime) -> Snapshot | None:
    """The last snapshot taken until a moment."""
    return max((one for one in snapshots if one.taken_at <= now), key=lambda one: one.taken_at, default=None)


def change(before: Snapshot | None, progress: Progress) -> Change | None:
    """What became of a target since a snapshot; None if it is not in it."""
    then = before.tally(progress.target.id) if before is not None else None
    if before is None or then is None:
        return None
    return Change(
        since=before.taken_at,
        done=progress.done - then.done,
        total=progress.total - then.total,
        unknown=progress.unknown - then.unknown,
        light=then.light,
        p85=then.p85,
        gained=tuple(one for one in progress.met if one not in set(then.met)),
        lost=tuple(one for one in then.met if one not in set(progress.met)),
    )
