from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.reading import BINARY, EMPTY, MOST_BYTES, TOO_LARGE, decode, read
from isms.core.model.text import Text

WORDS = "hostname Straße\r\nbanner motd ^C Zutritt für Befugte – € ^C\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_are_read(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


def test_utf_16_is_read_in_both_byte_orders() -> None:
    assert decode(b"\xfe\xff" + WORDS.encode("utf-16-be")) == WORDS
    assert decode(b"\xff\xfe" + WORDS.encode("utf-16-le")) == WORDS


def test_bytes_that_windows_has_no_letter_for_are_read_too() -> None:
    assert decode(b"hostname \x81\xfc\n") == "hostname \x81ü\n"


@pytest.mark.parametrize(
    "raw", [b"", b"  \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"], ids=["none", "blank", "mark", "mark 16"]
)
def test_an_empty_file_says_so(raw: bytes) -> None:
    assert decode(raw) is EMPTY


@pytest.mark.parametrize("raw", [b"\x7fELF\x02\x01\x00", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(1, 32)) * 9])
def test_a_binary_file_says_so(raw: bytes) -> None:
    assert decode(raw) is BINARY


def test_a_recorded_session_with_escapes_is_text() -> None:
    raw = b"sw1#show run\r\n\x1b[7m--More--\x1b[m\x08\x08hostname sw1\r\nbanner motd \x03x\x03\r\n"
    assert decode(raw) == raw.decode()


def test_one_line_of_twenty_megabytes_is_text_and_more_is_refused() -> None:
    assert decode(b"x" * MOST_BYTES) == "x" * MOST_BYTES
    assert decode(b"x" * (MOST_BYTES + 1)) is TOO_LARGE


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.cfg"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    assert read(path) is TOO_LARGE


def test_a_missing_file_and_a_folder_are_sentences(tmp_path: Path) -> None:
    missing, folder = read(tmp_path / "x"), read(tmp_path)
    assert isinstance(missing, Text)
    assert "No such file" in missing.en
    assert isinstance(folder, Text)
    assert folder.de == "Das ist keine gewöhnliche Datei."


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_sentence(raw: bytes) -> None:
    found = decode(raw)
    assert isinstance(found, Text) or found.strip()


@given(st.text(min_size=1).filter(lambda text: text.strip() and text.isprintable()))
def test_text_in_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8")) == text.removeprefix("\ufeff")
