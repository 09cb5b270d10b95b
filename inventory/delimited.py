"""Delimited text (CSV) as German offices write it: usual encodings and delimiters, `sep=` line, quoted line breaks."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from inventory.sheet import Cells, Line, Sheet, check_size, trimmed
from isms.core.errors import InputError

DELIMITERS = ";,\t|"
MARKS = (  # the byte order mark, the codec to read with, the name to show
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
SEP_LINE = re.compile(r'"?sep=(.)"?[ \t;,]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
QUOTED = re.compile(r'"(?:[^"]|"")*"')


def read(raw: bytes, source: str) -> Sheet:
    """The table in a CSV file; raises InputError if it is none."""
    text, encoding = decode(raw, source)
    said, start = declared(text)
    delimiter = said or detect(text[start:])
    records = _records(text[start:], delimiter, source)
    header: Cells = ()
    lines: list[Line] = []
    for number, cells in records:
        if header:
            lines.append(Line(number=number, cells=cells))
            check_size(len(lines), len(header), source)
        else:
            header = cells
    if not header:
        raise InputError(de=f"{source} ist leer.", en=f"{source} is empty.")
    return Sheet(source=source, header=header, lines=tuple(lines), encoding=encoding, delimiter=delimiter)


def decode(raw: bytes, source: str) -> tuple[str, str]:
    """The text and the name of its encoding; raises InputError if it is no text."""
    for mark, codec, name in MARKS:
        if raw.startswith(mark):
            return _decoded(raw, codec, source), name
    if b"\0" in raw:
        codec = "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be"
        text = _decoded(raw, codec, source)
        if "\0" in text:
            raise _no_text(source)
        return text, "utf-16"
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded(raw, "cp1252", source), "cp1252"


def _decoded(raw: bytes, codec: str, source: str) -> str:
    """The text in a known encoding; raises InputError if the bytes do not fit."""
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        raise _no_text(source) from error


def _no_text(source: str) -> InputError:
    """The sentence for a binary file."""
    return InputError(
        de=f"{source} ist weder CSV noch XLSX noch YAML (kein lesbarer Text).",
        en=f"{source} is neither CSV nor XLSX nor YAML (no readable text).",
    )


def declared(text: str) -> tuple[str | None, int]:
    """The delimiter that a first line `sep=;` states, and where the table begins."""
    found = SEP_LINE.match(text)
    return (found.group(1), found.end()) if found else (None, 0)


def detect(text: str) -> str | None:
    """The delimiter that occurs most often in the header, outside of quotes; None for a single column."""
    header = QUOTED.sub("", text.lstrip("\r\n \ufeff")[:100_000]).lstrip("\r\n").splitlines()
    counts = Counter(char for char in (header[0] if header else "") if char in DELIMITERS)
    return max(counts, key=lambda char: (counts[char], -DELIMITERS.index(char))) if counts else None


def _records(text: str, delimiter: str | None, source: str) -> Iterator[tuple[int, Cells]]:
    """Every row that holds something, with its number; raises InputError naming the row that cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or DELIMITERS[0])
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            cells = tuple(trimmed(cell) for cell in record)
            if any(cells):
                yield number, cells
    except csv.Error as error:
        raise InputError(
            de=f"{source}, Zeile {number + 1}: nicht lesbar ({error}). Fehlt ein Anführungszeichen?",
            en=f"{source}, row {number + 1}: unreadable ({error}). Is a quotation mark missing?",
        ) from error
