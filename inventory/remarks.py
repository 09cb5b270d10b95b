"""Rows of a table that are no entry: sums, headings between the rows, notes below them. Pure."""

import re

from inventory.header import filled
from inventory.sheet import Cells
from isms.core.model.text import Text

REMARK = Text(de="Summe, Überschrift oder Fußnote, kein Eintrag", en="a sum, heading or footnote, no entry")
WORDS = re.compile(
    r"(?:summen?|gesamt|gesamtsumme|gesamtergebnis|insgesamt|total|zwischensumme|quellen?|stand|hinweise?|anmerkung(?:en)?|"
    r"legende|erstellt|erläuterung(?:en)?|fußnoten?|source|note|sum)\b(?!-)|\*|[0-9]\)\s",
    re.IGNORECASE,
)


def announced(header: Cells, cells: Cells) -> bool:
    """Whether a row with few cells begins with a word for sums and notes."""
    few = filled(cells) * 2 <= filled(header) + 1
    return filled(header) > 2 and few and WORDS.match(next(filter(None, cells), "")) is not None


def alone(header: Cells, cells: Cells) -> bool:
    """Whether a row holds one cell only, and that is no number."""
    cell = next(filter(None, cells), "")
    return filled(header) > 2 and filled(cells) == 1 and bool(re.search(r"\s", cell) or not re.search("[0-9]", cell))
