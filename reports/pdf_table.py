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
GAP = 4.0
SHORT = 170.0

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
        """Header, rows and the gap below."""
        return self.table.header_height + self.table.tops[self.end] - self.table.tops[self.start] + GAP

    @property
    def least(self) -> float:
        """Header and two rows, or the whole of a short table."""
        end = self.end if self.height <= SHORT else min(self.start + 2, self.end)
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
        for index in range(len(table.columns)):
            self._draw_column(pen, index, (lefts[index], table.widths[index]), offset)
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
        canvas.setStrokeColor(NAVY)
        canvas.setLineWidth(0.8)
        starts = [tops[number] for number in range(self.start + 1, self.end) if self.table.rows[number].starts_group]
        canvas.lines([(x, offset - top, x + width, offset - top) for top in starts])

    def _shown(self, number: int, index: int) -> tuple[Cell, Lines]:
        """A cell with its lines; on top of a page an empty one repeats a line of the cell its group began with."""
        cell, lines = self.table.rows[number].cells[index], self.table.cells[number][index]
        if cell or number != self.start:
            return cell, lines
        first = next((at for at in range(number, -1, -1) if self.table.rows[at].starts_group), number)
        lines = self.table.cells[first][index]
        return self.table.rows[first].cells[index], (lines[0] + " …",) if len(lines) > 1 else lines

    def _draw_column(self, pen: Pen, index: int, place: tuple[float, float], offset: float) -> None:
        """All cells of a column in one text object, font and colour changed only where they differ."""
        column, (left, width) = self.table.columns[index], place
        text = pen.canvas.beginText()
        text.setLeading(LEADING)
        look: tuple[bool, Any] | None = None
        for number in range(self.start, self.end):
            cell, lines = self._shown(number, index)
            wanted = _look(cell, column, pen)
            if wanted != look:
                text.setFont(pen.type.font(wanted[0]), SIZE, LEADING)
                text.setFillColor(wanted[1])
                look = wanted
            y = offset - self.table.tops[number] - PAD_Y - SIZE * 0.95
            if column.align is Align.RIGHT:
                _set_right(pen, text, lines, wanted[0], (left + width, y))
            else:
                text.setTextOrigin(left + PAD_X + (BADGE if isinstance(cell, Badge) else 0.0), y)
                _set_lines(text, lines)
            if isinstance(cell, Badge):
                draw_mark(pen.canvas, cell.mark, left + PAD_X + 4.0, y + SIZE * 0.31, 3.9)
            elif isinstance(cell, Words) and cell.target:
                pen.link(cell.target, (left, y - LEADING * (len(lines) - 1) - 2.0, left + width, y + SIZE))
        pen.canvas.drawText(text)


def _set_lines(text: Any, lines: Lines) -> None:
    """Lines below each other; `textLine` is used because `textOut` measures again what was measured."""
    for line in lines:
        text.textLine(line)


def _set_right(pen: Pen, text: Any, lines: Lines, bold: bool, place: tuple[float, float]) -> None:
    """Lines that end at the right edge of their cell."""
    for number, line in enumerate(lines):
        text.setTextOrigin(_right(pen, line, bold, place[0]), place[1] - number * LEADING)
        text.textLine(line)


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
    most = column.most_lines
    return lines if len(lines) <= most else (*lines[: most - 1], lines[most - 1] + " …")
