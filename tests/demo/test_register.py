"""What the views show of Musterstadt's register is what happened in its story, with what was planted there."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from inventory import rollout_edit, rollout_fields
from isms.core.model.forecast import Past
from isms.core.model.light import Light
from isms.core.model.progress import Answer
from isms.core.model.rollout import MeasureKind, Milestone, Role
from isms.core.model.stages import Stage
from isms.core.model.views_flaws import FlawKind
from isms.core.model.views_lists import DeadlineKind, Urgency
from isms.demo.rollout.plan import stories
from isms.store import open_store, values
from isms.store.workspace import create
from isms.workflow import building_history, demo_history, forecast, targets
from tests.demo.conftest import NOW, TODAY, Musterstadt

TOLD = TODAY - timedelta(days=2)  # the day of the last sitting


def flawed(played: Musterstadt, kind: FlawKind) -> set[str]:
    """The rows that have a flaw of a kind."""
    return {flaw.id for flaw in played.views.flaws if flaw.kind is kind}


def test_every_row_is_a_value_and_breaks_no_rule(played: Musterstadt) -> None:
    store = open_store(played.workspace.register)
    for name, table in rollout_fields.TABLES.items():
        for row in values(store.rows(name), table.type, name).values():
            assert list(table.rule(row)) == [], row
    assert flawed(played, FlawKind.DANGLING) == flawed(played, FlawKind.FUTURE) == set()


def test_every_table_has_rows(played: Musterstadt) -> None:
    store = open_store(played.workspace.register)
    counts = {name: len(store.rows(name)) for name in (*rollout_fields.TABLES, "milestones", "snapshots")}
    assert counts.pop("buildings") == 116
    assert all(count >= 4 for count in counts.values()), counts


def test_who_is_done_in_the_story_is_done_in_the_views(played: Musterstadt) -> None:
    found = {one.building.id for one in played.views.buildings if one.fibre.stage is Stage.DONE}
    template = played.scene.templates[MeasureKind.FIBRE]
    happened = {
        work.building.id
        for work in played.works
        if work.kind is MeasureKind.FIBRE
        and all(_told(work.happened(template.in_role(role).key)) for role in Role)
        and not work.missing
    }
    assert found == happened
    assert 60 <= len(found) <= 90


def _told(day: date | None) -> bool:
    """Whether something had happened by the last sitting."""
    return day is not None and day <= TOLD


def test_every_promise_that_moved_was_moved_with_a_reason_that_holds(played: Musterstadt) -> None:
    usual = {office.reason for office in played.scene.plan.offices.values()}
    moved = [
        entry
        for entry in played.entries
        if (entry.table, entry.field) == ("milestones", "plan") and entry.old is not None
    ]
    assert len(moved) > 200
    assert not [entry for entry in moved if entry.reason is None or entry.reason in usual]
    assert not [e for e in played.entries if (e.table, e.field) == ("milestones", "baseline") and e.old is not None]


def test_the_command_line_would_have_accepted_every_date(played: Musterstadt) -> None:
    templates, rows = played.scene.templates, dict[str, Milestone]()
    for entry in played.entries:
        if entry.table != "milestones" or entry.field in {"id", "measure", "name"}:
            continue
        measure, _, name = entry.id.rpartition("/")
        kind = MeasureKind(measure.rpartition(":")[2])
        step = templates[kind].step(name)
        assert step is not None
        old = rows.get(entry.id, Milestone(id=entry.id, measure=measure, name=name))
        day = None if entry.field == "dropped_reason" else date.fromisoformat(entry.new)
        edit = rollout_edit.Edit(
            dates={} if day is None else {entry.field: day},
            dropped=entry.new if day is None else None,
            reason=entry.reason,
        )
        new = rollout_edit.edited(old, step, edit, entry.when.date())
        assert isinstance(new, Milestone), (entry, new)
        rows[entry.id] = replace(new, dropped_reason=new.dropped_reason)


def test_the_school_that_is_stuck_stands_first_and_says_why(played: Musterstadt) -> None:
    first = played.views.stuck[0]
    assert (first.place.building, first.kind) == (played.id("grundschule-moosbach"), MeasureKind.FIBRE)
    assert "Bahn" in (first.blocker or "")
    assert first.next_step
    assert first.weeks > 52


def test_its_history_tells_each_of_its_promises_with_the_reasons(played: Musterstadt) -> None:
    told = building_history.history(played.workspace, played.id("grundschule-moosbach"), "permit", promises=True)
    plans = [one for one in told if one.field == "plan" and one.old is not None]
    assert [one.reason for one in plans] == [slip.reason for slip in stories()["stuck-rail"].slips]
    assert all(one.new > one.old for one in plans)
    slip = next(one for one in played.views.slips if one.place.building == played.id("grundschule-moosbach"))
    assert len(slip.reasons) == 3


def test_much_has_slipped_and_most_of_it_with_a_reason(played: Musterstadt) -> None:
    worst = [slip for slip in played.views.slips if slip.worst]
    assert len([slip for slip in worst if slip.days >= 14]) > 30
    assert len({reason for slip in worst for reason in slip.reasons}) > 12
    since = played.scene.began + timedelta(days=365)  # what slipped before is in the list that was taken over
    late = [slip for slip in worst if slip.days >= 21 and slip.expected > since]
    assert sum(bool(slip.reasons) for slip in late) >= 0.8 * len(late)


def test_deadlines_of_every_kind_are_near_and_some_have_passed(played: Musterstadt) -> None:
    found = played.views.deadlines
    assert {one.kind for one in found} == set(DeadlineKind)
    assert {one.urgency for one in found} == set(Urgency)
    near = {(one.kind, one.id) for one in found if one.urgency is Urgency.NEAR}
    assert near >= {
        (DeadlineKind.CONSENT, f"{played.id('kita-waldrand')}:fibre/consent"),
        (DeadlineKind.DRAW, "FB-2204-031"),
        (DeadlineKind.ANSWER, "A-2614"),
    }


def test_critical_listed_closed_and_small_sites_are_there(played: Musterstadt) -> None:
    buildings = {one.building.id: one for one in played.views.buildings}
    assert sum(one.building.kritis is True for one in buildings.values()) >= 10
    assert played.id("hauptschule-hafen") in played.views.left_out
    assert played.id("buergeramt-hafen") in played.views.left_out
    assert sum(one.fibre.stage is Stage.SUPPLIED for one in buildings.values()) == 8
    museum = f"{played.id('museum')}:fibre/monument"
    assert any(entry.id == museum and entry.field == "actual" for entry in played.entries)
    assert {one.fibre.stage for one in buildings.values()} == set(Stage)
    assert {one.wlan.stage for one in buildings.values()} >= {Stage.DONE, Stage.IN_WORK, Stage.NOT_BEGUN, Stage.UNKNOWN}


def test_new_buildings_without_cabling_are_found_and_cabled_ones_are_not(played: Musterstadt) -> None:
    found = {one.place.building: one.answer for one in played.views.uncabled}
    assert found == {
        played.id("kita-neu"): Answer.UNKNOWN,
        played.id("unterkunft-nord"): Answer.UNKNOWN,
    }


def test_lines_below_the_target_are_found(played: Musterstadt) -> None:
    slow = {one.place.building: one for one in played.views.slow if one.answer is Answer.UNMET}
    assert slow[played.id("grundschule-moosbach")].interim
    assert slow[played.id("gesamtschule")].mbit_measured == 412.5
    assert len(slow) > 10


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (FlawKind.OVERDRAWN, {"FB-2310-007"}),
        (FlawKind.ORDER, {"{kita-hafen}:fibre/house_entry"}),
        (FlawKind.COUNT, {"{schulamt}-meeting"}),
        (FlawKind.OUTSIDE, {"{wertstoffhof-sued}", "{sporthalle-linden}"}),
        (FlawKind.DUPLICATE, {"{kita-brunnen}"}),
        (FlawKind.NO_COORDINATES, {"WE-9017", "WE-9018"}),
        (FlawKind.MISSING, {"WE-9017", "WE-9018"}),
    ],
    ids=lambda given: given.value if isinstance(given, FlawKind) else "",
)
def test_exactly_the_planted_flaws_are_found(played: Musterstadt, kind: FlawKind, rows: set[str]) -> None:
    assert flawed(played, kind) == {row.format_map(played.scene.town.keys) for row in rows}


def test_flaws_that_work_under_way_may_have_too_are_found_where_they_were_planted(played: Musterstadt) -> None:
    assert f"{played.id('kita-hafen')}:fibre/acceptance" in flawed(played, FlawKind.UNACCEPTED)
    assert any(played.id("kita-hafen") in row for row in flawed(played, FlawKind.MISSING_DATE))
    assert f"{played.id('grundschule-kirchberg')}:fibre/monument" in flawed(played, FlawKind.PASSED_PLAN)


def test_grants_and_costs_tell_something_in_every_year(played: Musterstadt) -> None:
    money = played.views.money
    assert money is not None
    shares = {one.grant.id: one.share or 0 for one in money.grants}
    assert 0.95 < shares["FB-2201-014"] < 1
    assert [one.grant.id for one in money.grants if one.overdrawn] == ["FB-2310-007"]
    assert {one.year for one in money.years} >= set(range(TODAY.year - 3, TODAY.year + 1))
    assert all(one.planned.cents and one.planned.cents > 0 for one in money.years)


def test_access_points_are_planned_installed_and_in_operation(played: Musterstadt) -> None:
    whole = played.views.areas[-1]
    planned, installed, operating = whole.planned.value, whole.installed.value, whole.operating.value
    assert planned is not None
    assert installed is not None
    assert operating is not None
    assert planned > installed > operating > 500


def test_the_targets_show_every_light(played: Musterstadt) -> None:
    found = {one.progress.target.id: one.forecast.signal.light for one in targets.stands(played.workspace, NOW)}
    assert found["fibre-all"] is Light.AMBER
    assert found["gigabit-social"] is Light.RED
    assert found["kritis-supplied"] is Light.GREEN
    assert found["cabled-new"] is Light.GREY


def test_forecasts_of_the_past_can_be_judged_and_held_as_often_as_they_said(played: Musterstadt) -> None:
    told = forecast.forecast(played.workspace, "fibre-all", NOW, past=True).backtest
    assert told is not None
    assert told.counted(Past.JUDGED) >= 8
    p50, p85, p95 = (one.hits / one.points for one in told.coverage)
    assert 0.25 <= p50 <= 0.8
    assert p50 < p85 <= p95
    assert p95 >= 0.85


def test_the_pace_rose_fell_and_rose_again(played: Musterstadt) -> None:
    [progress, *_] = [one.progress for one in targets.stands(played.workspace, NOW)]
    began = played.scene.began
    half = Counter((day - began).days // 183 for day in progress.completed if day >= began)
    assert half[1] > half[0]
    assert half[3] < half[2]
    assert half[5] > half[3]


def test_a_snapshot_of_every_quarter_shows_the_way(played: Musterstadt) -> None:
    taken = targets.snapshots(played.workspace)
    assert len(taken) >= 11
    done = [tally.done for one in taken if (tally := one.tally("fibre-all")) is not None]
    assert done == sorted(done)
    assert len(set(done)) > 8
    assert {tally.light for one in taken for tally in one.tallies} == set(Light)


def test_the_same_seed_and_day_give_the_same_bytes(
    played: Musterstadt, tmp_path_factory: pytest.TempPathFactory
) -> None:
    until = NOW - timedelta(days=900)
    made = []
    for _ in range(2):
        workspace = create(tmp_path_factory.mktemp("twice") / "musterstadt", "Stadt Musterstadt")
        story = demo_history.begin(workspace, played.scene.town, TODAY, 2026)
        demo_history.play(workspace, story, until)
        made.append({path.name: path.read_bytes() for path in workspace.register.iterdir() if path.is_file()})
    assert made[0] == made[1]
    assert b"Quartalsbericht" in made[0]["journal.jsonl"]


def test_a_story_told_in_parts_is_the_same_story(played: Musterstadt, tmp_path_factory: pytest.TempPathFactory) -> None:
    first, second = NOW - timedelta(days=1000), NOW - timedelta(days=900)
    journals = []
    for moments in ([(None, second)], [(None, first), (first, second)]):
        workspace = create(tmp_path_factory.mktemp("parts") / "musterstadt", "Stadt Musterstadt")
        story = demo_history.begin(workspace, played.scene.town, TODAY, 2026)
        for after, until in moments:
            demo_history.play(workspace, story, until, after=after)
        journals.append((workspace.register / "journal.jsonl").read_bytes())
    assert journals[0] == journals[1]
