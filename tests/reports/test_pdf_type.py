"""Setting type: nothing is lost, nothing is too wide."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.fonts import register
from reports.model import Words
from reports.pdf_type import Type

FONTS = register()
KIND = Type(FONTS)
ROOMS = st.floats(min_value=12.0, max_value=400.0)


@given(st.text(), ROOMS)
def test_lines_lose_nothing_but_white_space(text: str, room: float) -> None:
    lines = KIND.lines(text, FONTS.regular, 9.0, room)
    assert "".join(lines).replace(" ", "") == KIND.clean(text).replace(" ", "")


@given(st.text(), ROOMS)
def test_no_line_is_wider_than_its_room(text: str, room: float) -> None:
    for line in KIND.lines(text, FONTS.regular, 9.0, room):
        assert KIND.width(line, FONTS.regular, 9.0) <= room + 0.001 or len(line) == 1


@settings(max_examples=50)
@given(st.lists(st.builds(Words, st.text(max_size=30), st.booleans()), max_size=6), ROOMS)
def test_rich_lines_lose_nothing_but_white_space(words: list[Words], room: float) -> None:
    lines = KIND.rich_lines(tuple(words), 9.0, room)
    shown = "".join(text for line in lines for text, _, _ in line)
    assert shown.replace(" ", "") == "".join(KIND.clean(each.text) for each in words).replace(" ", "")


def test_what_devices_say_is_set_in_a_monospaced_font() -> None:
    for bold in (False, True):
        assert {KIND.width(character, KIND.code_font(bold), 10.0) for character in "iW 0-{"} == {6.0}


def test_without_the_monospaced_font_that_of_the_text_is_taken(tmp_path: Path) -> None:
    fonts = register(tmp_path)
    assert (fonts.mono, fonts.mono_bold) == (fonts.regular, fonts.bold)


@given(st.text(), ROOMS)
def test_a_line_of_code_keeps_its_blanks_and_all_that_its_font_can_show(text: str, room: float) -> None:
    shown = "".join(KIND.code_lines(text, FONTS.mono, 8.0, room))
    assert [known for known in shown if ord(known) not in KIND.code_glyphs.face] == []
    plain = text.isascii() and text.isprintable()
    assert not plain or shown == text.rstrip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Größe – „ja“ §", "Größe – „ja“ §"),
        ("a\0b\x1bc", "abc"),
        ("a\tb\nc", "a b c"),
        ("links\u202erechts\u200b", "linksrechts"),
        ("Feuer 🔥", "Feuer ?"),
        ("\ud800", ""),
    ],
)
def test_what_the_font_cannot_show_is_marked_and_what_is_invisible_goes(text: str, shown: str) -> None:
    assert KIND.clean(text) == shown


def test_over_long_words_break_after_a_separator() -> None:
    room = KIND.width("standort/rathaus/", FONTS.regular, 9.0) + 8.0
    assert KIND.lines("standort/rathaus/switch-001", FONTS.regular, 9.0, room)[0] == "standort/rathaus/"
