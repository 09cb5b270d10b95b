"""How counts are written."""

import pytest

from isms.cli import marks


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (9999, "9999"), (10_000, "10.000"), (133_252, "133.252")])
def test_thousands_are_told_apart_from_five_digits_on(count: int, shown: str) -> None:
    assert marks.grouped(count) == shown
