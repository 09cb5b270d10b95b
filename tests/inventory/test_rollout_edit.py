"""Changing the dates of a milestone: what may be said, and when a reason is owed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory import rollout_edit
from inventory.rollout_edit import Edit, edited, moved
from inventory.rollout_templates import read
from isms.core.model.rollout import MeasureKind, Milestone

TODAY = date(2026, 11, 21)
STEPS = read({})[MeasureKind.FIBRE]
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
DATES = st.dictionaries(st.sampled_from(["plan", "baseline", "actual", "applied", "extended_until"]), st.none() | DAYS)
EDITS = st.builds(Edit, dates=DATES, dropped=st.none() | st.just("weil"), reason=st.none() | st.just("darum"))
MILESTONES = st.builds(
    Milestone,
    id=st.just("1:fibre/consent"),
    measure=st.just("1:fibre"),
    name=st.just("consent"),
    plan=st.none() | DAYS,
    baseline=st.none() | DAYS,
    actual=st.none() | st.dates(date(2020, 1, 1), TODAY),
    dropped_reason=st.none() | st.just("weil"),
)
NEW = Milestone(id="1:fibre/award", measure="1:fibre", name="award")


def change(old: Milestone, edit: Edit, key: str = "award") -> object:
    """The milestone after an edit, or the fields that are wrong."""
    step = STEPS.step(key)
    assert step is not None
    found = edited(old, step, edit, TODAY)
    return tuple(field for field, _ in found) if isinstance(found, tuple) else found


def test_a_first_promise_needs_no_reason() -> None:
    assert change(NEW, Edit(dates={"plan": TODAY})) == replace(NEW, plan=TODAY)


@pytest.mark.parametrize("day", [None, date(2027, 1, 1)])
def test_a_promise_that_moves_or_goes_needs_one(day: date | None) -> None:
    promised = replace(NEW, plan=date(2026, 12, 1))
    assert change(promised, Edit(dates={"plan": day})) == ("reason",)
    assert change(promised, Edit(dates={"plan": day}, reason="Frost")) == replace(promised, plan=day)


def test_the_same_promise_again_needs_none() -> None:
    promised = replace(NEW, plan=TODAY)
    assert change(promised, Edit(dates={"plan": TODAY})) == promised


def test_what_happened_needs_no_reason() -> None:
    promised = replace(NEW, plan=date(2026, 12, 1))
    assert change(promised, Edit(dates={"actual": TODAY})) == replace(promised, actual=TODAY)


def test_what_has_happened_cannot_be_dropped() -> None:
    assert change(replace(NEW, actual=TODAY), Edit(dropped="weil")) == ("",)


def test_several_mistakes_are_named_at_once() -> None:
    promised = replace(NEW, plan=TODAY)
    edit = Edit(dates={"plan": None, "actual": date(2027, 1, 1), "applied": TODAY})
    assert change(promised, edit) == ("actual", "applied", "reason")


def test_a_period_ends_after_its_application() -> None:
    asked = Milestone(id="1:fibre/consent", measure="1:fibre", name="consent", applied=date(2026, 9, 1))
    assert change(asked, Edit(dates={"extended_until": date(2026, 8, 1)}), "consent") == ("extended_until",)
    assert change(asked, Edit(dates={"applied": None, "extended_until": TODAY}), "consent") == ("extended_until",)


@given(old=MILESTONES, edit=EDITS)
def test_no_promise_ever_moves_without_a_reason(old: Milestone, edit: Edit) -> None:
    found = change(old, edit, "consent")
    if isinstance(found, Milestone):
        assert edit.reason or not moved(old, edit)
        assert all(getattr(old, name) in (None, getattr(found, name)) for name in rollout_edit.PROMISES) or edit.reason
        assert found.actual is None or found.actual <= TODAY


@given(old=MILESTONES, edit=EDITS)
def test_an_edit_that_was_made_changes_nothing_when_made_again(old: Milestone, edit: Edit) -> None:
    found = change(old, edit, "consent")
    if isinstance(found, Milestone):
        assert change(found, replace(edit, reason="noch einmal"), "consent") == found


@given(old=MILESTONES, edit=EDITS)
def test_only_what_is_named_changes(old: Milestone, edit: Edit) -> None:
    found = change(old, edit, "consent")
    if isinstance(found, Milestone):
        named = {*edit.dates, "dropped_reason"}
        assert {name for name in Milestone.__slots__ if getattr(old, name) != getattr(found, name)} <= named
