"""Findings that wait for a parameter say for which."""

from hypothesis import given
from hypothesis import strategies as st

from checks.outcome import not_set, waits_for
from checks.policy import parameters
from isms.core.model.text import Text


@given(st.lists(st.sampled_from(sorted(parameters())), min_size=1, unique=True))
def test_a_reason_names_what_was_asked_for(names: list[str]) -> None:
    de, en = not_set(", ".join(names))
    assert waits_for(Text(de=de, en=en)) == tuple(names)
    assert waits_for(Text(de=f"davor: {de} (und an 3 weiteren Stellen)", en=f"before: {en} (and in 3 more places)"))


@given(st.text())
def test_any_other_reason_waits_for_nothing(reason: str) -> None:
    assert waits_for(Text(de=not_set("NTP_ALLOWED")[0], en=reason)) == ()
