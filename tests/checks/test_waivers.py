"""Which accepted deviation a failing rule has on a device."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.waivers import by_place, ending, holds, waiver_for
from isms.core.model.device import Device
from isms.core.model.finding import Waiver
from tests.fakes import a_device

TODAY = date(2026, 6, 15)
DEVICE = a_device("sw1", site="rathaus")


def a_waiver(**fields: object) -> Waiver:
    """A waiver for a rule on sw1 that holds today, with other fields."""
    given: dict[str, object] = {"rule": "mgmt.no-http", "until": date(2026, 12, 31), "by": "ISB", "reason": "Altgerät"}
    if "site" not in fields:
        given["device"] = "sw1"
    return Waiver(**{**given, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "until", "wanted"),
    [
        (None, date(2026, 6, 15), True),
        (None, date(2026, 6, 14), False),
        (date(2026, 6, 15), date(2026, 6, 15), True),
        (date(2026, 6, 16), date(2026, 6, 30), False),
        (date(2026, 6, 1), date(2026, 6, 30), True),
    ],
)
def test_a_waiver_holds_from_its_first_to_its_last_day(start: date | None, until: date, wanted: bool) -> None:
    assert holds(a_waiver(start=start, until=until), TODAY) is wanted


def found(device: Device, waivers: Iterable[Waiver], today: date = TODAY) -> Waiver | None:
    """The waiver of mgmt.no-http on a device, where all that decides stands in `line vty 0 4`."""
    return waiver_for("mgmt.no-http", device, by_place(waivers), today, lambda block: block == "line vty 0 4")


@pytest.mark.parametrize(
    ("waiver", "wanted"),
    [
        (a_waiver(), True),
        (a_waiver(device="SW1"), False),
        (a_waiver(device="sw10"), False),
        (a_waiver(rule="mgmt.no-telnet"), False),
        (a_waiver(site="rathaus"), True),
        (a_waiver(site="schule"), False),
        (a_waiver(until=date(2026, 6, 14)), False),
    ],
)
def test_a_waiver_covers_its_rule_on_its_device_or_site(waiver: Waiver, wanted: bool) -> None:
    assert found(DEVICE, [waiver]) == (waiver if wanted else None)


def test_a_device_without_site_is_in_no_site() -> None:
    nowhere = a_waiver(device=None)
    assert found(a_device("sw2"), [nowhere]) is None


def test_the_devices_own_waiver_comes_before_its_sites() -> None:
    own, site = a_waiver(until=date(2026, 7, 1)), a_waiver(site="rathaus")
    assert found(DEVICE, [site, own]) == own


def test_the_waiver_that_ends_last_comes_first() -> None:
    short, long = a_waiver(until=date(2026, 7, 1)), a_waiver(until=date(2027, 7, 1))
    assert found(DEVICE, [short, long]) == long


def test_a_waiver_for_a_block_holds_where_all_stands_in_it() -> None:
    inside, outside, whole = a_waiver(block="line vty 0 4"), a_waiver(block="line con 0"), a_waiver()
    assert found(DEVICE, [whole, outside, inside]) == inside
    assert found(DEVICE, [outside, whole]) == whole
    assert found(DEVICE, [outside]) is None


DATES = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(untils=st.lists(DATES, max_size=5), today=DATES)
def test_there_is_a_waiver_as_long_as_one_has_not_ended(untils: list[date], today: date) -> None:
    waiver = found(DEVICE, [a_waiver(until=until) for until in untils], today)
    assert (waiver is not None) is any(today <= until for until in untils)


def test_those_that_end_within_thirty_days_are_announced() -> None:
    days = (date(2026, 7, 15), date(2026, 6, 15), date(2026, 7, 16), date(2026, 6, 14))
    at_last, today, *_ = waivers = [a_waiver(until=until) for until in days]
    later = a_waiver(start=date(2026, 6, 16), until=date(2026, 6, 20))
    assert ending([*waivers, later], TODAY) == (today, at_last)
