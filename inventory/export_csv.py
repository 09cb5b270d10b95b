"""Buildings as CSV that Excel opens as it should: byte order mark, semicolons, no cell that runs as a formula."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from inventory.export_fields import NAMES, titles, worded
from isms.core.model.building import Building
from isms.core.model.text import Language

DELIMITER = ";"
FORMULA = re.compile("'*[=+@-]")


def render(buildings: Sequence[Building], language: Language) -> bytes:
    """One row per building below the titles, in the given order."""
    rows = ((_cell(name, getattr(building, name), language) for name in NAMES) for building in buildings)
    return _written(titles(language), rows)


def render_table(header: Sequence[str], rows: Iterable[Sequence[Any]], language: Language) -> bytes:
    """Any table of texts, numbers and days."""
    return _written(header, ((_cell("", value, language) for value in row) for row in rows))


def _written(header: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """The bytes of a file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _cell(name: str, value: Any, language: Language) -> str:
    """The value of a field; numbers need no guard."""
    text = worded(name, value, language)
    return guarded(text) if isinstance(value, str) else text


def guarded(text: str) -> str:
    """The text, behind an apostrophe if a spreadsheet would take it for a formula; the importer takes it off again."""
    bare = text.strip()
    return f"'{bare}" if FORMULA.match(bare) else bare
