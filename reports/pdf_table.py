"""Tables of any length: cells are broken into lines once, pages take slices, the header is repeated."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from reports.model import Align, Badge, Cell, Column, Row, Table, Words
from reports.pdf_layout import Pen
from reports.pdf_marks import BLUE, COLOURS, INK, NAVY, RULE, STRIPE, WHITE, draw_mark
from reports.pdf_type import Type

SIZE = 8.4
LEADING = 10.6
PAD_X = 4.0
PAD_Y = 3.4
BADGE = 12.0
MOST_LINES = 14

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A table with the lines of every cell, the widths of its columns and the upper edge of every row."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    header: tuple[Lines, ...]
    rows: tuple[Row, ...]
    cells: tuple[tuple[Lines, ...], ...]
    tops: tuple[float, ...]

    @property
    def header_height(self) -> float:
        """The height of the repeated header."""
        return max(len(lines) for lines in self.header) * LEADING + 2 * PAD_Y + 1.0


@dataclass(frozen=True, slots=True)
class TableBox:
    """The rows from `start` up to `end` of a table."""

    table: Measured
    start: int
    end: int
    before: float = 8.0
    clings: bool = False

    @property
    def height(self) -> float:
        """Header and rows."""
        return self.table.header_height + self.table.tops[self.end] - self.table.tops[self.start]

    @property
    def least(self) -> float:
        """Header and two rows."""
        end = min(self.start + 2, self.end)
        return self.table.header_height + self.table.tops[end] - self.table.tops[self.start]

    def split(self, room: float) -> "tuple[TableBox, TableBox] | None":
        """Part between rows."""
        tops, limit = self.table.tops, room - self.table.header_height
        fit = self.start
        while fit < self.end and tops[fit + 1] - tops[self.start] <= limit:
            fit += 1
        if fit in {self.start, self.end}:
            return None
        return TableBox(self.table, self.start, fit), TableBox(self.table, fit, self.end)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw header, stripes and cells."""
        table, below = self.table, top - self.table.header_height
        self._draw_header(pen, x, top)
        offset = below + table.tops[self.start]
        self._draw_ground(pen, x, offset)
        lefts = (x, *accumulate(table.widths, initial=x))[1:]
        for index, column in enumerate(table.columns):
            place = (lefts[index], table.widths[index])
            self._draw_column(pen, index, column, place, offset)
        for number in range(self.start, self.end):
            anchor = table.rows[number].anchor
            if anchor:
                pen.canvas.bookmarkHorizontal(anchor, 0, offset - table.tops[number] + self.table.header_height + 4)

    def _draw_header(self, pen: Pen, x: float, top: float) -> None:
        """The header in white on navy."""
        canvas, table = pen.canvas, self.table
        canvas.setFillColor(NAVY)
        canvas.rect(x, top - table.header_height, sum(table.widths), table.header_height, stroke=0, fill=1)
        left = x
        for column, width, lines in zip(table.columns, table.widths, table.header, strict=True):
            for number, line in enumerate(lines):
                y = top - PAD_Y - SIZE * 0.95 - number * LEADING
                at = left + PAD_X if column.align is Align.LEFT else _right(pen, line, True, left + width)
                pen.text(at, y, line, (pen.type.fonts.bold, SIZE), WHITE)
            left += width

    def _draw_ground(self, pen: Pen, x: float, offset: float) -> None:
        """Stripes and the line below each row."""
        canvas, tops, width = pen.canvas, self.table.tops, sum(self.table.widths)
        canvas.setFillColor(STRIPE)
        for number in range(self.start + (self.start + 1) % 2, self.end, 2):
            canvas.rect(x, offset - tops[number + 1], width, tops[number + 1] - tops[number], stroke=0, fill=1)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.lines([(x, offset - top, x + width, offset - top) for top in tops[self.start + 1 : self.end + 1]])

    def _draw_column(self, pen: Pen, index: int, column: Column, place: tuple[float, float], offset: float) -> None:
        """All cells of a column, those of one font and colour together."""
        text, left, width = pen.canvas.beginText(), *place
        look: tuple[bool, Any] | None = None
        for number in range(self.start, self.end):
            cell = self.table.rows[number].cells[index]
            y = offset - self.table.tops[number] - PAD_Y - SIZE * 0.95
            wanted = _look(cell, column, pen)
            if wanted != look:
                text.setFont(pen.type.font(wanted[0]), SIZE)
                text.setFillColor(wanted[1])
                look = wanted
            lines = self.table.cells[number][index]
            for line in lines:
                at = left + PAD_X if column.align is Align.LEFT else _right(pen, line, wanted[0], left + width)
                text.setTextOrigin(at + (BADGE if isinstance(cell, Badge) else 0.0), y)
                text.textOut(line)
                y -= LEADING
            if isinstance(cell, Badge):
                draw_mark(pen.canvas, cell.mark, left + PAD_X + 4.0, y + LEADING * len(lines) + SIZE * 0.31, 3.9)
            elif isinstance(cell, Words) and cell.target:
                pen.link(cell.target, (left, y + LEADING - 2.0, left + width, y + LEADING * len(lines) + SIZE))
        pen.canvas.drawText(text)


def _look(cell: Cell, column: Column, pen: Pen) -> tuple[bool, Any]:
    """Whether a cell is bold, and its colour."""
    if isinstance(cell, Badge):
        return True, COLOURS[cell.mark]
    if isinstance(cell, Words):
        return cell.bold or column.bold, BLUE if cell.target in pen.known else INK
    return column.bold, INK


def _right(pen: Pen, line: str, bold: bool, right: float) -> float:
    """Where a line begins that ends at the right edge of its cell."""
    return right - PAD_X - pen.type.width(line, pen.type.font(bold), SIZE)


def table_box(table: Table, kind: Type, width: float) -> TableBox:
    """The table measured for a width."""
    whole = sum(column.share for column in table.columns)
    widths = tuple(width * column.share / whole for column in table.columns)
    header = tuple(
        kind.lines(column.title, kind.fonts.bold, SIZE, room - 2 * PAD_X)
        for column, room in zip(table.columns, widths, strict=True)
    )
    cells = tuple(
        tuple(
            _cell_lines(cell, column, kind, room)
            for cell, column, room in zip(row.cells, table.columns, widths, strict=True)
        )
        for row in table.rows
    )
    heights = (max(len(lines) for lines in row) * LEADING + 2 * PAD_Y for row in cells)
    tops = tuple(accumulate(heights, initial=0.0))
    return TableBox(Measured(table.columns, widths, header, table.rows, cells, tops), 0, len(table.rows))


def _cell_lines(cell: Cell, column: Column, kind: Type, width: float) -> Lines:
    """The lines of a cell, a boundless one cut off."""
    bold = column.bold or isinstance(cell, Badge) or (isinstance(cell, Words) and cell.bold)
    text = cell if isinstance(cell, str) else cell.word if isinstance(cell, Badge) else cell.text
    room = width - 2 * PAD_X - (BADGE if isinstance(cell, Badge) else 0.0)
    lines = kind.lines(text, kind.font(bold), SIZE, room)
    return lines if len(lines) <= MOST_LINES else (*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + " …")
