"""A table as it was read from a file, whatever its format."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from inventory.cells import nothing
from isms.core.errors import InputError
from isms.core.model.text import Text

NO_VALUE = Text(
    de="Formel ohne gespeicherten Wert; in der Tabellenkalkulation öffnen und speichern",
    en="a formula without a stored value; open and save it in a spreadsheet program",
)
Cells = tuple[str, ...]
Point = tuple[float, float]
MOST_ROWS = 50_000
MOST_CELLS = 1_500_000
GUARDED = re.compile("'+[=+@-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row with the number a spreadsheet shows (in YAML: the line of the file), and the place on a map if it has one.

    The entries of a JSON list are numbered as a spreadsheet would: the first below the header is 2. `formulas` are
    those whose value the spreadsheet does not hold, by the place of their cells, which are empty: it is not known.
    """

    number: int
    cells: Cells
    point: Point | None = None
    formulas: tuple[tuple[int, str], ...] = ()

    def formula(self, places: Collection[int]) -> str | None:
        """The first formula without a value in some cells."""
        return next((text for place, text in self.formulas if place in places), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Headers and the rows below them; rows without any content are left out, cells are text without outer blanks.

    `crs` is the coordinate reference system that the file states, `notes` what the reader of the file should know.
    """

    source: str
    header: Cells
    lines: tuple[Line, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    crs: str | None = None
    notes: tuple[Text, ...] = ()

    def column(self, place: int) -> list[str]:
        """The cells of one column that hold something."""
        cells = (line.cells[place] for line in self.lines if place < len(line.cells))
        return [cell for cell in cells if not nothing(cell)]


def trimmed(cell: str) -> str:
    """The cell without outer blanks, and without the apostrophe that guards a spreadsheet against formulas."""
    text = cell.strip().strip("\ufeff\u200b").strip()
    return text[1:] if GUARDED.match(text) else text


def distinct(titles: Sequence[str]) -> Cells:
    """The titles, a repeated one followed by its count: `Name`, `Name (2)`."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        found.append(title if seen[title] == 1 or not title else f"{title} ({seen[title]})")
    return tuple(found)


def check_size(rows: int, columns: int, source: str) -> None:
    """Raise InputError if a table is too large to be held in memory with ease."""
    if rows > MOST_ROWS or rows * columns > MOST_CELLS:
        raise InputError(
            de=f"{source} ist zu groß: mehr als {MOST_ROWS} Zeilen oder {MOST_CELLS} Zellen. Die Datei teilen.",
            en=f"{source} is too large: more than {MOST_ROWS} rows or {MOST_CELLS} cells. Split the file.",
        )
