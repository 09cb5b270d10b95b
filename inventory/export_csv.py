"""Buildings as CSV that Excel opens as it should: byte order mark, semicolons, no cell that runs as a formula."""

import codecs
import csv
import io
import re
from collections.abc import Sequence

from inventory.export_fields import NAMES, titles, worded
from isms.core.model.building import Building
from isms.core.model.text import Language

DELIMITER = ";"
FORMULA = re.compile("'*[=+@-]")


def render(buildings: Sequence[Building], language: Language) -> bytes:
    """One row per building below the titles, in the given order."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow(titles(language))
    writer.writerows([_cell(name, building, language) for name in NAMES] for building in buildings)
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _cell(name: str, building: Building, language: Language) -> str:
    """A field of a building; numbers need no guard."""
    value = getattr(building, name)
    text = worded(name, value, language)
    return guarded(text) if isinstance(value, str) else text


def guarded(text: str) -> str:
    """The text, behind an apostrophe if a spreadsheet would take it for a formula; the importer takes it off again."""
    bare = text.strip()
    return f"'{bare}" if FORMULA.match(bare) else bare
