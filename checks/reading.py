"""From a file's bytes to text; what cannot be text is a sentence that says why."""

import codecs
import stat
from pathlib import Path

from isms.core.model.text import Text

MOST_BYTES = 20_000_000
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Control characters that recorded sessions contain: backspace, tab, line ends, form feed, escape, end of text.
HARMLESS = frozenset(b"\a\b\t\n\v\f\r\x1b\x03")
CONTROL = bytes(code for code in range(32) if code not in HARMLESS)
SAMPLE = 100_000

EMPTY = Text(de="Die Datei ist leer.", en="The file is empty.")
BINARY = Text(de="Das ist keine Textdatei.", en="This is no text file.")
TOO_LARGE = Text(
    de=f"Die Datei ist größer als {MOST_BYTES // 1_000_000} MB und wurde nicht gelesen.",
    en=f"The file is larger than {MOST_BYTES // 1_000_000} MB and was not read.",
)


def decode(raw: bytes) -> str | Text:
    """The text of a file in UTF-8, UTF-16 with its mark, or cp1252; or why there is none."""
    if len(raw) > MOST_BYTES:
        return TOO_LARGE
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return _checked(raw[len(bom) :].decode(encoding, errors="replace"))
    if b"\0" in raw or _is_binary(raw[:SAMPLE]):
        return BINARY
    try:
        return _checked(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_decode_western(raw))


def read(path: Path) -> str | Text:
    """The text of a regular file, or why it cannot be had; a large or special file is not opened."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Text(de="Das ist keine gewöhnliche Datei.", en="This is no regular file.")
        if found.st_size > MOST_BYTES:
            return TOO_LARGE
        return decode(path.read_bytes())
    except OSError as error:
        why = error.strerror or type(error).__name__
        return Text(de=f"Die Datei ist nicht lesbar: {why}.", en=f"The file cannot be read: {why}.")


def _checked(text: str) -> str | Text:
    """The text, unless nothing is in it."""
    if not text.strip():
        return EMPTY
    return BINARY if "\0" in text else text


def _is_binary(raw: bytes) -> bool:
    """Whether more than one byte in fifty is a control character that no text has."""
    return len(raw) - len(raw.translate(None, CONTROL)) > len(raw) / 50


def _decode_western(raw: bytes) -> str:
    """Western European text; latin-1 where cp1252 has no character."""
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
