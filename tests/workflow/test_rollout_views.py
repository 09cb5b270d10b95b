"""What the register shows on a day, read from a workspace."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from isms.core.errors import InputError
from isms.core.model.rollout import MeasureKind
from isms.core.model.safety import Soundness
from isms.core.model.stages import Stage
from isms.core.model.views import Views
from isms.core.model.views_flaws import FlawKind
from isms.core.model.views_lists import DeadlineKind
from isms.store import open_store
from isms.store.workspace import Workspace, create
from isms.workflow import rollout_views, targets
from tests.workflow.towns import NOW, a_town

TODAY = NOW.date()
SQUARE = {"type": "Polygon", "coordinates": [[[6.8, 54.4], [7.0, 54.4], [7.0, 54.4535], [6.8, 54.4535], [6.8, 54.4]]]}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A small town; only for looking at."""
    return a_town(tmp_path_factory.mktemp("town") / "town")


@pytest.fixture(scope="module")
def views(town: Workspace) -> Views:
    """Everything the town's register shows."""
    return rollout_views.views(town, NOW)


def test_everything_together_says_the_same_as_each_view_alone(town: Workspace, views: Views) -> None:
    assert views.kinds == rollout_views.glance(town, NOW).kinds
    assert (views.districts, views.departments) == rollout_views.groups(town, TODAY)
    assert views.stuck == rollout_views.stuck(town, TODAY)
    assert views.deadlines == rollout_views.deadlines(town, TODAY)
    assert views.slips == rollout_views.slips(town, TODAY)
    assert (views.slow, views.uncabled) == rollout_views.speeds(town, TODAY)
    assert (views.areas, views.power) == rollout_views.wireless(town, TODAY)
    assert views.money == rollout_views.money(town)
    assert views.flaws == rollout_views.quality(town, TODAY)


def test_the_town_is_counted_as_it_is(views: Views) -> None:
    fibre, wlan = views.kinds
    assert [count for _, count in fibre.stages] == [1, 3, 0, 2, 2]
    assert [count for _, count in wlan.stages] == [1, 0, 0, 1, 6]
    assert (fibre.total, fibre.unaccepted, views.left_out) == (8, 1, ("WE-09",))
    assert [one.place.building for one in views.stuck] == ["WE-02", "WE-04", "WE-03"]
    assert {one.kind for one in views.deadlines} == set(DeadlineKind) - {
        *(DeadlineKind.BOUND, DeadlineKind.INTERIM_REPORT)
    }
    wanted = {FlawKind.UNACCEPTED, FlawKind.OVERDRAWN, FlawKind.FUTURE, FlawKind.MISSING_DATE}
    assert wanted <= {one.kind for one in views.flaws}


def test_a_slip_has_its_reasons_from_the_journal(views: Views) -> None:
    [slip] = [one for one in views.slips if one.worst]
    assert (slip.place.building, slip.days, slip.reasons) == ("WE-02", 280, ("Frost", "Denkmalamt"))
    assert [one.who for one in slip.moves] == ["IT", "IT"]


def test_the_quick_look_into_the_journal_finds_every_move_that_it_tells(town: Workspace) -> None:
    told = [entry for _, entry in open_store(town.register).read_journal().entries if entry.table == "milestones"]
    moved = [entry for entry in told if entry.field in {"plan", "baseline"} and entry.old is not None]
    first = [entry for entry in told if entry.field == "plan" and entry.old is None]
    quick = [one for moves in rollout_views.moves(town).values() for one in moves]
    assert sum(one.old is not None for one in quick) == len(moved) > 0
    assert sum(one.field == "plan" and one.old is None for one in quick) == len(first) > 0


def test_after_a_snapshot_the_change_is_counted_for_both_kinds(tmp_path: Path) -> None:
    town = a_town(tmp_path / "town")
    assert {one.change for one in rollout_views.glance(town, NOW).kinds} == {None}
    targets.take_snapshot(town, NOW)
    later = NOW + timedelta(days=1)
    with open_store(town.register).transaction(who="IT", when=later) as change:
        row = {"id": "WE-04:fibre/acceptance", "measure": "WE-04:fibre", "name": "acceptance", "actual": "2026-11-22"}
        change.put("milestones", "WE-04:fibre/acceptance", row)
        change.put("buildings", "WE-10", {"id": "WE-10", "name": "Neu"})
    fibre, wlan = (one.change for one in rollout_views.glance(town, later).kinds)
    assert fibre is not None
    assert wlan is not None
    assert (fibre.since, fibre.total, wlan.total) == (NOW, 1, 1)
    assert [fibre.of(stage) for stage in Stage] == [1, -1, 0, 0, 1]


def test_before_the_first_run_nobody_knows_whether_the_devices_pass(town: Workspace, views: Views) -> None:
    states = {one.building.id: one.safety.state for one in views.buildings}
    assert (states["WE-01"], states["WE-02"]) == (Soundness.UNKNOWN, Soundness.NO_DEVICES)
    glance = rollout_views.glance(town, NOW)
    assert (glance.safety, glance.marked) == ({Soundness.UNKNOWN: 2}, ())


def test_a_map_of_the_districts_tells_what_lies_elsewhere(tmp_path: Path) -> None:
    town = a_town(tmp_path / "town")
    assert rollout_views.shapes(town) == ()
    feature = {"type": "Feature", "properties": {"name": "Altstadt"}, "geometry": SQUARE}
    file = town.root / "districts.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    told = {one.id for one in rollout_views.quality(town, TODAY) if one.kind is FlawKind.OUTSIDE}
    assert told == {"WE-05", "WE-06", "WE-07"}
    for text in ("{", "{}", "[]"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=r"districts\.geojson"):
            rollout_views.quality(town, TODAY)


def test_of_an_empty_register_every_view_is_empty(tmp_path: Path) -> None:
    found = rollout_views.views(create(tmp_path / "town", "Leer"), NOW)
    assert [one.total for one in found.kinds] == [0, 0]
    assert {one.kind for one in found.kinds} == set(MeasureKind)
    lists = (found.buildings, found.districts, found.stuck, found.deadlines, found.slips, found.slow, found.flaws)
    assert not any(lists)
    assert found.power is not None
    assert found.power.operating.value is None
