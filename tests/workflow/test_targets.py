"""Targets, forecasts and snapshots of a workspace."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from isms.core.codec import MistakesError
from isms.core.errors import InputError
from isms.core.model.forecast import Completion, Past
from isms.core.model.light import Light
from isms.store import open_store
from isms.store.workspace import Workspace, create
from isms.workflow import forecast, targets
from tests.workflow.offices import BUILDINGS, NOW, TODAY, an_office, done_on, finish, key

OWN = """\
- id: all
  title: {de: Alle, en: All}
  kind: fibre
  metric: fibre
  quota: 0.9
  deadline: 2028-12-31
  source: {de: Rat, en: council}
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Three years of a rollout; only for looking at."""
    return an_office(tmp_path_factory.mktemp("office") / "town")


def with_targets(root: Path, text: str) -> None:
    """Give a workspace targets of its own."""
    (root / "templates").mkdir()
    (root / "templates" / "targets.yaml").write_text(text, encoding="utf-8")


def completions(workspace: Workspace) -> tuple[Completion, ...]:
    """When buildings were finished, and since when that is known."""
    [stand, *_] = targets.stands(workspace, NOW)
    entries = (entry for _, entry in open_store(workspace.register).read_journal().entries)
    return forecast.completions(stand.progress, targets.register(workspace), entries)


def test_the_shipped_targets_stand_as_the_register_says(office: Workspace) -> None:
    fibre, gigabit, wlan, cabled = targets.stands(office, NOW)
    count = len(done_on())
    assert (fibre.progress.done, fibre.progress.total, fibre.progress.unknown) == (count, BUILDINGS, BUILDINGS - count)
    assert fibre.forecast.outlook is not None
    assert (gigabit.progress.done, gigabit.forecast.signal.light) == (count, Light.RED)
    assert (wlan.progress.total, wlan.forecast.signal.light) == (0, Light.GREY)
    assert (cabled.progress.total, len(cabled.progress.unplaced)) == (0, BUILDINGS)


def test_targets_of_ones_own_take_the_place_of_the_shipped_ones(tmp_path: Path) -> None:
    workspace = an_office(tmp_path / "town")
    with_targets(workspace.root, OWN)
    [stand] = targets.stands(workspace, NOW)
    assert (stand.progress.target.id, stand.progress.needed) == ("all", 54)
    assert stand.forecast.question.remaining == 54 - stand.progress.done
    with_targets(create(tmp_path / "other", "Other").root, "[]")


def test_mistakes_in_the_targets_are_named_with_the_file_of_the_workspace(tmp_path: Path) -> None:
    workspace = create(tmp_path / "town", "Town")
    with_targets(workspace.root, OWN.replace("0.9", "90"))
    with pytest.raises(MistakesError, match=r"templates/targets\.yaml:5: 0\.quota"):
        targets.stands(workspace, NOW)


def test_without_a_target_there_is_no_forecast(tmp_path: Path) -> None:
    workspace = create(tmp_path / "town", "Town")
    with_targets(workspace.root, "[]")
    assert targets.stands(workspace, NOW) == ()
    with pytest.raises(InputError, match="names no target"):
        forecast.forecast(workspace, None, NOW)


def test_an_empty_register_has_grey_lights_and_no_date(tmp_path: Path) -> None:
    workspace = create(tmp_path / "town", "Town")
    for stand in targets.stands(workspace, NOW):
        assert (stand.progress.total, stand.forecast.signal.light, stand.forecast.outlook) == (0, Light.GREY, None)
    found = forecast.forecast(workspace, None, NOW, past=True).backtest
    assert found is not None
    assert found.points == ()


def test_an_unknown_target_is_refused_with_the_known_ones(office: Workspace) -> None:
    with pytest.raises(InputError, match="fibre-all"):
        forecast.forecast(office, "nope", NOW)
    with pytest.raises(InputError, match="fibre-all"):
        targets.chosen(targets.stands(office, NOW), "nope")


def test_the_backtest_of_a_steady_rollout_holds(office: Workspace) -> None:
    found = forecast.forecast(office, "fibre-all", NOW, past=True).backtest
    assert found is not None
    assert found.counted(Past.JUDGED) >= 8
    assert found.coverage[1].hits >= 0.8 * found.coverage[1].points


def test_a_snapshot_is_compared_with_later(tmp_path: Path) -> None:
    workspace = an_office(tmp_path / "town")
    before, _ = targets.take_snapshot(workspace, NOW, " vor der Sitzung ")
    with open_store(workspace.register).transaction(who="IT", when=NOW + timedelta(days=1)) as change:
        finish(change, BUILDINGS - 1, TODAY + timedelta(days=1))
    after, [fibre, *_] = targets.take_snapshot(workspace, NOW + timedelta(days=2))
    assert fibre.change is not None
    assert (fibre.change.done, fibre.change.gained, fibre.change.lost) == (1, (key(BUILDINGS - 1),), ())
    assert fibre.change.since == NOW
    assert targets.snapshots(workspace) == (before, after)
    assert (before.note, after.note) == ("vor der Sitzung", None)


def test_what_was_entered_late_counts_as_known_since_then(tmp_path: Path) -> None:
    known = completions(an_office(tmp_path / "town", delay=30))
    began = done_on()[0] + timedelta(days=30)
    late = [one for one in known if one.on >= began]
    assert late
    assert all(one.known == one.on + timedelta(days=30) for one in late)
    assert all(one.known == one.on for one in known if one.on < began)


def test_a_history_that_was_brought_in_at_once_counts_as_known_on_its_own_days(tmp_path: Path) -> None:
    workspace = create(tmp_path / "town", "Town")
    from isms.core.model.building import Building

    days = done_on()
    with open_store(workspace.register).transaction(who="IT", when=NOW) as change:
        for number, day in enumerate(days):
            change.put("buildings", key(number), Building(id=key(number)))
            finish(change, number, day)
    assert [one.known for one in completions(workspace)] == days


def test_what_was_taken_back_is_known_only_since_it_was_entered_again(tmp_path: Path) -> None:
    workspace = an_office(tmp_path / "town")
    store = open_store(workspace.register)
    row = f"{key(20)}:fibre/in_service"
    for when, told in ((NOW - timedelta(days=5), False), (NOW - timedelta(days=2), True)):
        with store.transaction(who="IT", when=when) as change:
            record = dict(change.rows("milestones")[row])
            kept = {name: value for name, value in record.items() if told or name != "actual"}
            change.put("milestones", row, kept | ({"actual": str(done_on()[20])} if told else {}))
    known = {one.on: one.known for one in completions(workspace)}
    assert known[done_on()[20]] == TODAY - timedelta(days=2)
    assert known[done_on()[21]] == done_on()[21]


def test_the_rollout_began_with_the_first_thing_that_happened(office: Workspace) -> None:
    [fibre, *_] = targets.stands(office, NOW)
    assert fibre.forecast.question.since == done_on()[0]
    assert targets.began(replace(fibre.progress, judged=()), targets.register(office)) == date(2023, 11, 30)
