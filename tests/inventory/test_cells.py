"""One cell to one value."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory import cells
from isms.core.model.text import Text

READERS = {
    "text": cells.text,
    "name": cells.name,
    "address": cells.address,
    "port": cells.port,
    "tags": cells.tags,
    "lat": cells.number(-90, 90),
    "postcode": cells.postcode,
    "platform": cells.one_of(["cisco_ios", "juniper_junos"]),
}
FITS: list[tuple[str, str, Any]] = [
    ("text", "Zweite\n Zeile", "Zweite Zeile"),
    ("name", "sw-1.eg", "sw-1.eg"),
    ("address", "192.0.2.1", "192.0.2.1"),
    ("address", "2001:DB8:0::1", "2001:db8::1"),
    ("address", "sw1.muster-stadt.de", "sw1.muster-stadt.de"),
    ("port", "22", 22),
    ("port", "65535", 65535),
    ("tags", "a, b;c  a", ("a", "b", "c")),
    ("lat", "50,25", 50.25),
    ("lat", "-7.5", -7.5),
    ("postcode", "01067", "01067"),
    ("postcode", "1067", "01067"),
    ("postcode", "D-12345", "12345"),
    ("platform", "Cisco IOS", "cisco_ios"),
    ("platform", "juniper-junos", "juniper_junos"),
]
DOES_NOT_FIT = [
    ("text", "a\x1b[2J"),
    ("name", "../etc/passwd"),
    ("name", "a\\b"),
    ("name", ".."),
    ("name", "a\x00b"),
    ("address", "192.0.2.300"),
    ("address", "192.0.2.1/24"),
    ("address", "sw_1"),
    ("address", "-sw1"),
    ("address", "a" * 64),
    ("port", "0"),
    ("port", "65536"),
    ("port", "22.0"),
    ("port", "9" * 5000),
    ("tags", "a,\x07"),
    ("lat", "abc"),
    ("lat", "nan"),
    ("lat", "91"),
    ("lat", "1" * 5000),
    ("postcode", "123"),
    ("postcode", "123456"),
    ("postcode", "A-1010x"),
    ("platform", "quux"),
]


@pytest.mark.parametrize(("field", "cell", "value"), FITS)
def test_what_fits_becomes_a_value(field: str, cell: str, value: Any) -> None:
    assert READERS[field](cell) == value


@pytest.mark.parametrize(("field", "cell"), DOES_NOT_FIT, ids=lambda value: value[:20])
def test_what_does_not_fit_becomes_a_reason(field: str, cell: str) -> None:
    assert isinstance(READERS[field](cell), Text)


@pytest.mark.parametrize("field", READERS)
@pytest.mark.parametrize("cell", ["", "-", "–"])
def test_an_empty_cell_or_a_dash_is_nothing(field: str, cell: str) -> None:
    assert READERS[field](cell) in (None, ())


@given(st.sampled_from(sorted(READERS)), st.text())
def test_no_cell_crashes_a_reader_and_every_value_reads_as_itself_again(field: str, cell: str) -> None:
    value = READERS[field](cell)
    if isinstance(value, str | int | float):
        again = READERS[field](f"{value:f}" if isinstance(value, float) else str(value))
        assert again == pytest.approx(value, abs=1e-6) if isinstance(value, float) else again == value
