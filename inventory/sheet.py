"""A table as it was read from a file, whatever its format."""

from dataclasses import dataclass

from isms.core.errors import InputError

Cells = tuple[str, ...]
MOST_ROWS = 100_000
MOST_CELLS = 3_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row with the number a spreadsheet shows (in YAML: the line of the file)."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Headers and the rows below them; rows without any content are left out, cells are text without outer blanks."""

    source: str
    header: Cells
    lines: tuple[Line, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None


def trimmed(cell: str) -> str:
    """The cell without outer blanks, and without the apostrophe that guards a spreadsheet against formulas."""
    text = cell.strip()
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@" else text


def check_size(rows: int, columns: int, source: str) -> None:
    """Raise InputError if a table is too large to be held in memory with ease."""
    if rows > MOST_ROWS or rows * columns > MOST_CELLS:
        raise InputError(
            de=f"{source} ist zu groß: mehr als {MOST_ROWS} Zeilen oder {MOST_CELLS} Zellen. Die Datei teilen.",
            en=f"{source} is too large: more than {MOST_ROWS} rows or {MOST_CELLS} cells. Split the file.",
        )
