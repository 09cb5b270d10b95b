"""Numbers, dates and lists as people write them."""

from datetime import UTC, date, datetime

import pytest

from isms.core.model.text import Language
from reports.typography import day, listed, moment, number, percent, shortened

DE, EN = Language.DE, Language.EN


def test_thousands_stand_apart() -> None:
    assert (number(18402, DE), number(18402, EN), number(999, DE)) == ("18.402", "18,402", "999")


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(0, 0, "0"), (999, 1000, "99"), (1000, 1000, "100"), (1, 1000, "<\N{NO-BREAK SPACE}1")]
)
def test_only_everything_is_a_hundred_per_cent_and_only_nothing_none(part: int, whole: int, shown: str) -> None:
    assert percent(part, whole, DE) == f"{shown}\N{NO-BREAK SPACE}%"


def test_dates_follow_the_language() -> None:
    assert (day(date(2026, 11, 1), DE), day(date(2026, 11, 1), EN), day(None, DE)) == ("01.11.2026", "2026-11-01", "–")
    assert moment(datetime(2026, 11, 21, 20, 5, tzinfo=UTC), DE) == "21.11.2026, 20:05 Uhr (UTC)"


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a und b"),
        (list("abc"), "a, b und c"),
        (list("abcd"), "a, b und 2 weitere"),
    ],
)
def test_long_lists_end_in_a_count(names: list[str], shown: str) -> None:
    assert listed(names, DE, most=2) == shown


def test_a_list_is_never_cut_for_a_single_name() -> None:
    assert listed(list("abc"), EN, most=2) == "a, b and c"


def test_long_texts_are_cut_with_an_ellipsis() -> None:
    assert (shortened("abcdef", 4), shortened("abcd", 4)) == ("abc…", "abcd")
