"""What was meant by a name that there is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isms.core.errors import InputError
from isms.core.model.text import Text
from isms.core.nearest import advice, hint, nearest, refuse

NAMES = ("NTP_SERVERS", "NTP_ALLOWED", "DNS_SERVERS", "MGMT_NETWORKS", "RSA_BITS", "DH_BITS")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("NTP_SERVER", ("NTP_SERVERS",)),
        ("ntp-allowed", ("NTP_ALLOWED",)),
        ("MGMT_NETWORK", ("MGMT_NETWORKS",)),
        ("bits", ("DH_BITS", "RSA_BITS")),
        ("SERVERS", ("DNS_SERVERS", "NTP_SERVERS")),
        ("b", ()),
        ("", ()),
        ("zzzzzz", ()),
    ],
)
def test_names_are_near_if_letters_are_wrong_or_a_part_is_missing(word: str, meant: tuple[str, ...]) -> None:
    assert nearest(word, NAMES) == meant


@given(st.sampled_from(NAMES), st.data())
def test_a_name_with_a_wrong_letter_is_always_found(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    assert nearest(f"{name[:place]}?{name[place + 1 :]}", NAMES)[0] == name


def test_what_is_meant_comes_before_where_all_stand() -> None:
    assert hint("RSA_BYTS", NAMES, "`isms policy show`") == Text(
        de="gemeint ist wohl: RSA_BITS; alle zeigt `isms policy show`",
        en="probably meant: RSA_BITS; `isms policy show` shows all",
    )
    assert advice("RSA_BYTS", NAMES) == Text(de="Gemeint ist wohl: RSA_BITS.", en="Probably meant: RSA_BITS.")


def test_where_none_is_near_all_are_named_or_the_place_where_they_stand() -> None:
    assert advice("zzz", ("fibre", "wlan")) == Text(de="Es gibt: fibre, wlan.", en="Known: fibre, wlan.")
    assert advice("zzz", NAMES, "`isms x`") == Text(de="Alle zeigt `isms x`.", en="`isms x` shows all.")
    assert hint("zzz", ()) == Text(de="es gibt: –", en="known: –")


def test_all_that_is_unknown_is_told_at_once() -> None:
    refuse(())
    with pytest.raises(InputError) as caught:
        refuse([Text(de="a.", en="b."), Text(de="c.", en="d.")])
    assert caught.value.message == Text(de="a.\nc.", en="b.\nd.")
