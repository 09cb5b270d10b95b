"""Dates, money, shares, flags, counts and words as offices write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory import typed
from isms.core.model.connection import Medium
from isms.core.model.text import Text
from isms.core.wording_rollout import MEDIA

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("21.11.2026", date(2026, 11, 21)),
        ("1.2.2026", date(2026, 2, 1)),
        ("1. 2. 2026", date(2026, 2, 1)),
        ("21.11.26", date(2026, 11, 21)),
        ("01.01.98", date(1998, 1, 1)),
        ("2026-11-21", date(2026, 11, 21)),
        ("2026-11-21 00:00:00", date(2026, 11, 21)),
        ("2026-11-21T00:00:00", date(2026, 11, 21)),
        ("", None),
        ("-", None),
        ("31.02.2026", typed.NO_SUCH_DAY),
        ("2026-13-01", typed.NO_SUCH_DAY),
        ("morgen", typed.NO_DATE),
        ("Q4 2027", typed.NO_DATE),
        ("11/21/2026", typed.NO_DATE),
    ],
)
def test_a_day(cell: str, value: object) -> None:
    assert typed.day(cell) == value


@pytest.mark.parametrize("cell", ["0001-01-01", "01.01.9999", "1899-12-31"])
def test_a_year_that_nobody_means_is_refused(cell: str) -> None:
    assert isinstance(typed.day(cell), Text)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_in_both_spellings(value: date) -> None:
    assert typed.day(value.isoformat()) == value == typed.day(f"{value:%d.%m.}{value.year:04}")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12.345,67", 1_234_567),
        ("12345,67", 1_234_567),
        ("12345.67", 1_234_567),
        ("12,345.67", 1_234_567),
        ("12.345", 1_234_500),
        ("1.234.567", 123_456_700),
        ("12.5", 1250),
        ("0,5", 50),
        ("12 345,00 €", 1_234_500),
        (f"12{NBSP}345 EUR", 1_234_500),
        ("€ 7", 700),
        ("0", 0),
        ("-", None),
        ("-5", typed.NEGATIVE),
        ("-12.345,67 €", typed.NEGATIVE),
        ("1,234", typed.NO_MONEY),
        ("12.34.56", typed.NO_MONEY),
        ("5,", typed.NO_MONEY),
        ("viel", typed.NO_MONEY),
        ("9" * 15, Text(de="zu groß", en="too large")),
    ],
)
def test_an_amount(cell: str, value: object) -> None:
    assert typed.cents(cell) == value


@given(st.integers(0, 10**12))
def test_every_amount_is_read_as_germans_write_it(amount: int) -> None:
    euros = f"{amount // 100:,}".replace(",", ".")
    assert typed.cents(f"{euros},{amount % 100:02} €") == amount


@pytest.mark.parametrize(
    ("cell", "value"),
    [("80 %", 0.8), ("80%", 0.8), ("80", 0.8), ("0,8", 0.8), ("66,67 %", 0.6667), ("100 %", 1), ("0", 0), ("-", None)],
)
def test_a_share(cell: str, value: float | None) -> None:
    assert typed.share(cell) == value


@pytest.mark.parametrize("cell", ["101 %", "120", "-5 %", "halb"])
def test_what_is_no_share(cell: str) -> None:
    assert isinstance(typed.share(cell), Text)


@pytest.mark.parametrize(
    ("cell", "value"), [("X", True), ("ja", True), ("Nein", False), ("0", False), ("", None), ("–", None)]
)
def test_a_flag(cell: str, value: bool | None) -> None:
    assert typed.flag(cell) is value


def test_what_is_no_flag() -> None:
    assert isinstance(typed.flag("vielleicht"), Text)


@pytest.mark.parametrize(("cell", "value"), [("1.200", 1200), ("17", 17), ("17,0", 17), ("1 000 000", 1_000_000)])
def test_a_count(cell: str, value: int) -> None:
    assert typed.whole(0, 10**7)(cell) == value


@pytest.mark.parametrize("cell", ["-1", "1,5", "viele", "99999999"])
def test_what_is_no_count(cell: str) -> None:
    assert isinstance(typed.whole(0, 10**7)(cell), Text)


@pytest.mark.parametrize("cell", ["own_fibre", "Eigene Glasfaser", "OWN FIBRE", "lwl"])
def test_a_word_is_known_in_both_languages(cell: str) -> None:
    assert typed.word(MEDIA, LWL=Medium.OWN_FIBRE)(cell) is Medium.OWN_FIBRE


def test_an_unknown_word_is_answered_with_those_there_are() -> None:
    found = typed.word(MEDIA)("Brieftaube")
    assert isinstance(found, Text)
    assert "eigene Glasfaser" in found.de
    assert "own_fibre" in found.en


@pytest.mark.parametrize("cell", ["WE-0017", "12/34", "Schule am Park", "St. Martin", "a.b", "17:fibre"])
def test_an_id(cell: str) -> None:
    assert typed.identity(f" {cell} ") == cell


@pytest.mark.parametrize(
    "cell", ["../x", "a/../b", "/etc/passwd", "a/", "..", ".", "a\\b", "~root", "x" * 81, "a\x00b"]
)
def test_what_could_be_a_path_is_no_id(cell: str) -> None:
    assert isinstance(typed.identity(cell), Text)


def test_several_ids_stand_between_commas() -> None:
    assert typed.identities("WE-1, WE-2;WE-1") == ("WE-1", "WE-2")
    assert typed.identities("-") == ()
    assert isinstance(typed.identities("WE-1, ../x"), Text)
