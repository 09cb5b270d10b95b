"""Delimited text (CSV) as German offices write it: any usual delimiter, `sep=` line, quoted line breaks."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from inventory.decoding import decode
from inventory.sheet import Cells, Line, check_size, trimmed
from isms.core.errors import InputError
from isms.core.model.text import Text

DELIMITERS = ";,\t|"
SEP_LINE = re.compile(r'\s*"?sep=(.)"?[ \t;,]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
SAMPLE = 200_000
SAMPLE_ROWS = 60
WHOLE = 2**31 - 1  # a cell may be as long as the file, such as the outline of a large site
MOST_IN_LINES = 128 * 1024  # a cell of many lines that is longer has swallowed the rows below it


def read(raw: bytes, source: str) -> tuple[list[Line], str, str | None]:
    """Every row that holds something, the encoding and the delimiter; raises InputError if it cannot be read."""
    text, encoding = decode(raw, source)
    said, start = declared(text)
    text = text[start:]
    lines: list[Line] = []
    wide = 0
    with _long_cells():
        delimiter = said or detect(text)
        for number, cells in _records(text, delimiter, source):
            lines.append(Line(number=number, cells=cells))
            wide = max(wide, len(cells))
            check_size(len(lines) - 1, wide, source)
    return lines, encoding, delimiter


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let the csv module, which knows one limit for all readers, take cells of any length meanwhile."""
    before = csv.field_size_limit(WHOLE)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def declared(text: str) -> tuple[str | None, int]:
    """The delimiter that a first line `sep=;` states, and where the table begins."""
    found = SEP_LINE.match(text)
    return (found.group(1), found.end()) if found else (None, 0)


def detect(text: str) -> str | None:
    """The delimiter that parts most rows into the same number of cells; None for a single column."""
    ranked = {delimiter: _evenness(text[:SAMPLE], delimiter) for delimiter in DELIMITERS}
    best = max(ranked, key=lambda delimiter: (ranked[delimiter], -DELIMITERS.index(delimiter)))
    return best if ranked[best] > (0, 0) else None


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the usual number of cells, and that number; 0 if it is one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        counts = Counter(len(record) for record in islice(reader, SAMPLE_ROWS) if any(record))
    except csv.Error:
        return 0, 0
    width, rows = max(((w, n) for w, n in counts.items() if w > 1), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return rows, width


def _records(text: str, delimiter: str | None, source: str) -> Iterator[tuple[int, Cells]]:
    """Every row that holds something, with its number; raises InputError naming the row that cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or DELIMITERS[0])
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            if any(len(cell) > MOST_IN_LINES and "\n" in cell for cell in record):
                raise _unreadable(source, number, Text(de="eine Zelle ohne Ende", en="a cell without an end"))
            cells = tuple(map(trimmed, record))
            if any(cells):
                yield number, cells
    except csv.Error as error:
        raise _unreadable(source, number + 1, Text(de=str(error), en=str(error))) from error


def _unreadable(source: str, row: int, why: Text) -> InputError:
    """That a row cannot be read, and what may be the cause."""
    return InputError(
        de=f"{source}, Zeile {row}: nicht lesbar ({why.de}). Fehlt ein Anführungszeichen?",
        en=f"{source}, row {row}: unreadable ({why.en}). Is a quotation mark missing?",
    )
