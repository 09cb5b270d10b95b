"""A second row of titles below the header that says the same: in another language, or as a database calls it. Pure."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from inventory.columns import Synonyms, base
from inventory.header import folded, forms, unprefixed
from inventory.sheet import Cells, Sheet

Means = Callable[[str], Collection[str]]
LETTER = re.compile(r"[^\W\d_]")
ENOUGH = 3  # so many titles that say the same are no coincidence; with the id among them two will do


def meanings(known: Synonyms) -> Means:
    """The fields that a title may stand for, by the words of the offices."""
    fields: dict[str, set[str]] = {}
    for name, words in known.items():
        for word in (base(name), *words):
            fields.setdefault(folded(word), set()).add(base(name))
    return lambda title: set().union(*(fields.get(form, ()) for form in forms(title)))


def without(sheet: Sheet, means: Means) -> Sheet:
    """The sheet without a second row of titles."""
    if sheet.lines and repeats(sheet.header, sheet.lines[0].cells, means):
        return replace(sheet, lines=sheet.lines[1:])
    return sheet


def repeats(header: Cells, cells: Cells, means: Means) -> bool:
    """Whether a row says the same as the header: words alone, and two of three in a known column are its title."""
    if not all(LETTER.search(cell) for cell in cells if cell):
        return False
    pairs = zip(unprefixed(header), unprefixed(cells), strict=False)
    known = [(fields, set(means(cell))) for title, cell in pairs if cell and (fields := set(means(title)))]
    same = [fields & others for fields, others in known if fields & others]
    enough = len(same) >= ENOUGH or (len(same) > 1 and any("id" in fields for fields in same))
    return enough and len(same) * 3 >= len(known) * 2
