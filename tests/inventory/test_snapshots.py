"""Snapshots: what changed since the targets were last recorded."""

from datetime import UTC, datetime, timedelta

from inventory.forecast import forecast
from inventory.snapshots import change, newest, snapshot
from isms.core import codec
from isms.core.model.forecast import Question
from isms.core.model.light import Light
from isms.core.model.progress import Answer, Judgement, Progress, Snapshot
from isms.core.model.target import Metric
from isms.core.model.text import Text
from tests.inventory.rollouts import asked
from tests.inventory.towns import DAY, a_target

NOW = datetime(2026, 11, 22, 8, 0, 0, tzinfo=UTC)
WHY = Text(de="so", en="so")


def a_progress(**answers: Answer) -> Progress:
    """A target over these buildings."""
    judged = tuple(Judgement(building=name, answer=answer, reason=WHY) for name, answer in sorted(answers.items()))
    return Progress(target=a_target(Metric.FIBRE), day=DAY, judged=judged)


BEFORE = a_progress(a=Answer.MET, b=Answer.UNMET, c=Answer.UNKNOWN)
NOBODY = forecast(Question(today=DAY, total=3, done=1, completed=()))


def test_a_snapshot_keeps_counts_names_light_and_quarters() -> None:
    found = snapshot([(BEFORE, NOBODY)], NOW, "vor der Sitzung")
    [tally] = found.tallies
    assert (found.id, found.note) == ("2026-11-22T08-00-00Z", "vor der Sitzung")
    assert (tally.done, tally.total, tally.unknown, tally.met, tally.light) == (1, 3, 1, ("a",), Light.GREY)
    assert (tally.p50, tally.p85, tally.p95) == (None, None, None)
    known = snapshot([(BEFORE, forecast(asked((2,) * 26, 26), runs=20))], NOW).tallies[0]
    assert (known.p50, known.p85) == ("Q1 2027", "Q1 2027")


def test_a_snapshot_survives_being_written_and_read() -> None:
    found = snapshot([(BEFORE, NOBODY)], NOW)
    assert codec.from_plain(codec.to_plain(found), Snapshot, "register") == found


def test_a_change_names_who_came_to_meet_the_target_and_who_ceased_to() -> None:
    after = a_progress(a=Answer.UNMET, b=Answer.MET, c=Answer.MET, d=Answer.UNMET)
    found = change(snapshot([(BEFORE, NOBODY)], NOW), after)
    assert found is not None
    assert (found.done, found.total, found.unknown) == (1, 1, -1)
    assert (found.gained, found.lost, found.since) == (("b", "c"), ("a",), NOW)


def test_without_a_snapshot_of_the_target_there_is_no_change() -> None:
    assert change(None, BEFORE) is None
    assert change(snapshot([], NOW), BEFORE) is None


def test_nothing_changed_is_a_change_of_nothing() -> None:
    found = change(snapshot([(BEFORE, NOBODY)], NOW), BEFORE)
    assert found is not None
    assert (found.done, found.total, found.unknown, found.gained, found.lost) == (0, 0, 0, (), ())


def test_the_newest_snapshot_until_a_moment_is_compared_with() -> None:
    taken = [snapshot([], NOW - timedelta(days=age)) for age in (3, 1, 2)]
    assert newest(taken, NOW) == taken[1]
    assert newest(taken, NOW - timedelta(days=1, seconds=1)) == taken[2]
    assert newest(taken, taken[1].taken_at) == taken[1]
    assert newest(taken, NOW - timedelta(days=9)) is None
