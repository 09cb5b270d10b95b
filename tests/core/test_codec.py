"""Reading hand-written files: every mistake at once, each with its place."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isms.core import codec
from isms.core.errors import InputError
from isms.core.model.text import Language


class Colour(StrEnum):
    """A few words."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something a person writes down."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    name: str
    size: int = 0
    colour: Colour = Colour.RED
    until: date | None = None
    parts: tuple[str, ...] = ()
    active: bool = True


def read(text: str) -> Thing:
    """The text as a thing."""
    return codec.read(Thing, codec.parse_yaml(text, "thing.yaml"))


def test_a_good_file_becomes_a_value() -> None:
    text = "name: Mast\nsize: 3\ncolour: blue\nuntil: 2027-01-31\nparts: [a, b]\n"
    expected = Thing(name="Mast", size=3, colour=Colour.BLUE, until=date(2027, 1, 31), parts=("a", "b"))
    assert read(text) == expected


def test_a_key_with_wrong_letters_is_answered_with_the_one_that_is_meant() -> None:
    with pytest.raises(InputError, match=r"colours: unknown key; probably meant: colour"):
        read("name: Mast\ncolours: red\n")


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        (tuple[Thing, ...], "- {name: a}\n- {name: b, siez: 1}\n", "1.siez"),
        (dict[str, Thing | None], "a: {name: a, siez: 1}\n", "a.siez"),
        (dict[str, tuple[Thing, ...]], "a: [{name: a, siez: 1}]\n", "a.0.siez"),
    ],
)
def test_the_key_that_is_meant_is_found_at_every_depth(kind: type[object], text: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        codec.read(kind, codec.parse_yaml(text, "thing.yaml"))
    assert f"{key}: unknown key; probably meant: size" in str(caught.value)


def test_every_mistake_is_named_with_its_line() -> None:
    text = "size: viel\ncolour: green\nuntil: 2027-13-01\nparts: eins\nwrong: 1\nactive: vielleicht\n"
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.to(Language.DE).splitlines() == [
        "7 Fehler:",
        "thing.yaml:1: name: fehlt",
        "thing.yaml:1: size: ganze Zahl erwartet",
        "thing.yaml:2: colour: erlaubt ist 'red' oder 'blue'",
        "thing.yaml:3: until: Datum erwartet (JJJJ-MM-TT)",
        "thing.yaml:4: parts: Liste erwartet",
        "thing.yaml:5: wrong: unbekannter Schlüssel; es gibt: name, size, colour, until, parts, active",
        "thing.yaml:6: active: true oder false erwartet",
    ]
    assert "thing.yaml:2: colour: allowed is 'red' or 'blue'" in caught.value.to(Language.EN)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("name: [a\n", "thing.yaml:2", id="open bracket"),
        pytest.param("name: a\nname: b\n", "thing.yaml:2: name", id="key twice"),
        pytest.param("a: b: c\n", "thing.yaml:1", id="two colons"),
        pytest.param("\tname: a\n", "thing.yaml:1", id="tab"),
    ],
)
def test_broken_yaml_is_named_with_its_place(text: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.to(Language.DE).startswith(place)


def test_broken_toml_is_named_with_its_file() -> None:
    with pytest.raises(InputError, match=r"isms\.toml: .*line 1"):
        codec.parse_toml("name = \n", "isms.toml")


@pytest.mark.parametrize("text", ["", "null", "[]", "3"], ids=repr)
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read(text)


@given(
    st.builds(
        Thing,
        name=st.text(
            st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\x85\u2028\u2029")
        ),
        size=st.integers(0, 2**40),
        colour=st.sampled_from(Colour),
        until=st.none() | st.dates(),
        parts=st.lists(st.text("abcäß: #-'\"")).map(tuple),
        active=st.booleans(),
    )
)
def test_a_value_survives_yaml_and_json(thing: Thing) -> None:
    assert read(codec.to_yaml(thing)) == thing
    assert codec.from_json(codec.to_json(thing), Thing, "here") == thing
    assert codec.from_plain(codec.to_plain(thing), Thing, "here") == thing


@given(st.lists(st.dictionaries(st.text(), st.text() | st.integers(-9, 9)), max_size=4))
def test_many_values_are_spelled_as_each_alone_a_line_each(values: list[dict[str, str | int]]) -> None:
    spelled = [codec.to_canonical_json(value) for value in values]
    assert codec.to_canonical_lines(values).split(b"\n") == [*spelled, b""]


def test_the_canonical_spelling_does_not_depend_on_the_order_of_keys() -> None:
    assert codec.to_canonical_json({"b": 1, "a": 2}) == codec.to_canonical_json({"a": 2, "b": 1}) == b'{"a":2,"b":1}'


@pytest.mark.parametrize("raw", [b"{", b'{"name": 3}', b"\xff"], ids=repr)
def test_damaged_json_is_our_sentence(raw: bytes) -> None:
    with pytest.raises(InputError, match="journal is damaged"):
        codec.from_json(raw, Thing, "journal")


def test_plain_data_that_does_not_fit_is_our_sentence() -> None:
    with pytest.raises(InputError, match="table is damaged"):
        codec.from_plain({"size": "x"}, Thing, "table")
