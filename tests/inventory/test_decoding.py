"""Encodings of offices, mixed ones, and text that was encoded twice."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.decoding import decode, encoded_twice, repaired
from isms.core.errors import InputError
from tests.inventory.importing_files import found, plan, reasons

TEXT = "WE;Name;Ort\n1;Grundschule Süd – „Große Wörth“;Köln\n2;Bürgerbüro;Öhringen\n"
PLAIN = "WE;Name;Ort\n1;Grundschule Süd;Köln\n2;Bürgerbüro;Öhringen\n3;Außenstelle Maßweg;Überlingen\n"


@pytest.mark.parametrize(
    ("codec", "text", "name"),
    [
        ("utf-8", TEXT, "utf-8"),
        ("utf-8-sig", TEXT, "utf-8"),
        ("cp1252", TEXT, "cp1252"),
        ("latin-1", PLAIN, "cp1252"),
        ("utf-16", TEXT, "utf-16"),
        ("utf-16-le", TEXT, "utf-16"),
        ("utf-16-be", TEXT, "utf-16"),
        ("cp850", PLAIN, "cp850"),
    ],
)
def test_usual_encodings_are_told_from_each_other(codec: str, text: str, name: str) -> None:
    assert decode(text.encode(codec), "a.csv") == (text, name)


def test_a_stray_byte_of_an_old_program_does_not_spoil_a_whole_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(PLAIN.encode() + "4;Bädle;Bühl\n".encode("cp1252"))
    made = plan(tmp_path / "a.csv")
    assert [building.city for building in found(made)] == ["Köln", "Öhringen", "Überlingen", "Bühl"]
    assert made.report.encoding == "utf-8"


def test_a_zero_byte_spoils_its_row_only(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(PLAIN.encode() + b"4;Bau\0hof;Ort\n5;Depot;Ort\n")
    made = plan(tmp_path / "a.csv")
    assert reasons(made) == [(5, "Name", "contains control characters")]
    assert [building.id for building in found(made)] == ["1", "2", "3", "5"]


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, b"\0" * 100, b"\xff\xfea"])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError, match="not a text"):
        decode(raw, "a.csv")


def twice(text: str) -> str:
    """The text as a program shows it that takes UTF-8 for Windows' own encoding."""
    return "".join(bytes([byte]).decode("cp1252") if byte not in UNDEFINED else chr(byte) for byte in text.encode())


UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


@given(st.text("aä öüßÄÖÜ–„“é 1€", max_size=20))
def test_text_that_was_encoded_twice_is_put_right_even_if_it_was_thrice(text: str) -> None:
    assert repaired(twice(text)) == text
    assert repaired(twice(twice(text))) == text
    assert repaired(text) == text


def test_text_that_was_encoded_twice_is_noticed_and_mended_on_request(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(twice(PLAIN), encoding="utf-8")
    noticed, mended = plan(tmp_path / "a.csv"), plan(tmp_path / "a.csv", repair=True)
    assert "look encoded twice" in noticed.report.notes[0].en
    assert found(noticed)[1].name == "BÃ¼rgerbÃ¼ro"
    assert [building.name for building in found(mended)] == ["Grundschule Süd", "Bürgerbüro", "Außenstelle Maßweg"]


@given(st.text("aäöüÄÖÜß éñçâÂÃ", max_size=30))
def test_ordinary_words_do_not_look_encoded_twice(text: str) -> None:
    if not encoded_twice(text):
        assert repaired(text) == text


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_decoder(raw: bytes) -> None:
    try:
        text, _ = decode(raw, "a.csv")
    except InputError:
        return
    assert isinstance(text, str)
