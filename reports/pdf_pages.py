"""What stands around the text: title page, header, footer, table of contents."""

from dataclasses import dataclass
from typing import Any

from isms.core.model.text import Language
from reports import wording
from reports.model import Column, Report, Row, Table
from reports.pdf_layout import MARGIN, Page, Pen, frame_width, page_size
from reports.pdf_marks import ALERT, BLUE, GOLD, GREY, INK, NAVY, PALE, RULE, WHITE
from reports.pdf_table import TableBox, table_box
from reports.pdf_type import Type
from reports.typography import day

BAND = 300.0
ENTRY = 17.0
SUB_ENTRY = 14.5


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    text: str
    anchor: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class ContentsBox:
    """The table of contents."""

    entries: tuple[Entry, ...]
    width: float
    before: float = 10.0
    clings: bool = False

    @property
    def height(self) -> float:
        """All lines."""
        return sum(_step(entry) for entry in self.entries)

    @property
    def least(self) -> float:
        """A first line."""
        return ENTRY

    def split(self, room: float) -> "tuple[ContentsBox, ContentsBox] | None":
        """Part between lines."""
        used, fit = 0.0, 0
        while fit < len(self.entries) and used + _step(self.entries[fit]) <= room:
            used += _step(self.entries[fit])
            fit += 1
        if fit in {0, len(self.entries)}:
            return None
        return ContentsBox(self.entries[:fit], self.width), ContentsBox(self.entries[fit:], self.width)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw each line with its page number and the way there."""
        y = top
        for entry in self.entries:
            y -= _step(entry)
            look = (pen.type.font(entry.level == 1), 10.2 if entry.level == 1 else 9.4)
            left = x + (entry.level - 1) * 16.0
            text = pen.type.lines(entry.text, *look, self.width - 60.0)[0]
            page = str(entry.page)
            wide = pen.type.width(page, *look)
            pen.text(left, y, text, look, NAVY if entry.level == 1 else INK)
            pen.text(x + self.width - wide, y, page, look, NAVY if entry.level == 1 else INK)
            begin = left + pen.type.width(text, *look) + 6.0
            _leader(pen.canvas, begin, x + self.width - wide - 6.0, y)
            pen.link(entry.anchor, (left, y - 3.0, x + self.width, y + 10.0))


def _step(entry: Entry) -> float:
    """The height of a line."""
    return ENTRY if entry.level == 1 else SUB_ENTRY


def _leader(canvas: Any, left: float, right: float, y: float) -> None:
    """Dots from a title to its page."""
    canvas.saveState()
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.8)
    canvas.setLineCap(1)
    canvas.setDash(0.1, 3.2)
    if right > left:
        canvas.line(left, y + 1.0, right, y + 1.0)
    canvas.restoreState()


def control_table(report: Report, kind: Type) -> TableBox:
    """The table of the document control."""
    columns = (
        Column(title=wording.COLUMNS["item"].to(report.language), share=26, bold=True),
        Column(title=wording.COLUMNS["value"].to(report.language), share=74, most_lines=3),
    )
    rows = tuple(Row(row) for row in report.control)
    return table_box(Table(columns=columns, rows=rows), kind, frame_width(wide=False))


def draw_title(report: Report, pen: Pen) -> None:
    """The band with the title, and the document control below."""
    width, height = page_size(wide=False)
    canvas, bold, regular = pen.canvas, pen.type.fonts.bold, pen.type.fonts.regular
    canvas.setFillColor(NAVY)
    canvas.rect(0, height - BAND, width, BAND, stroke=0, fill=1)
    path = canvas.beginPath()
    corners = ((0.55, 0.0), (1.0, 0.0), (1.0, BAND), (0.82, BAND))
    path.moveTo(width * corners[0][0], height)
    for share, down in corners[1:]:
        path.lineTo(width * share, height - down)
    path.close()
    canvas.setFillColor(BLUE)
    canvas.drawPath(path, stroke=0, fill=1)
    room = width * 0.66
    pen.text(MARGIN, height - 80.0, pen.type.lines(report.marking, bold, 9.4, room)[0], (bold, 9.4), GOLD)
    pen.text(MARGIN, height - 150.0, pen.type.lines(report.title, bold, 30.0, room)[0], (bold, 30.0), WHITE)
    pen.text(MARGIN, height - 180.0, pen.type.lines(report.subtitle, regular, 15.5, room)[0], (regular, 15.5), PALE)
    canvas.setFillColor(GOLD)
    canvas.rect(MARGIN, height - 196.0, 46.0, 4.0, stroke=0, fill=1)
    owner = pen.type.lines(f"{report.organisation} · {report.unit}", regular, 11.5, room)
    for number, line in enumerate(owner[:3]):
        pen.text(MARGIN, height - 226.0 - number * 15.0, line, (regular, 11.5), WHITE)
    pen.text(MARGIN, height - BAND - 46.0, wording.CONTROL.to(report.language), (bold, 13.0), NAVY)
    table = control_table(report, pen.type)
    table.draw(pen, MARGIN, height - BAND - 56.0)
    if pen.type.fonts.fallback:
        note = wording.FALLBACK.to(report.language)
        pen.text(MARGIN, height - BAND - 72.0 - table.height, note, (regular, 8.0), GREY)


def draw_frame(report: Report, pen: Pen, page: Page, place: tuple[int, int]) -> None:
    """Marking, header, footer and page number."""
    (width, height), (number, all_pages) = page.size, place
    regular, bold, canvas = pen.type.fonts.regular, pen.type.fonts.bold, pen.canvas
    right, room, lines = width - MARGIN, width * 0.42, pen.type.lines
    if report.marking:
        canvas.setFont(bold, 7.6)
        canvas.setFillColor(ALERT)
        canvas.drawCentredString(width / 2, height - 24.0, lines(report.marking, bold, 7.6, width - 2 * MARGIN)[0])
    canvas.setFont(regular, 7.8)
    canvas.setFillColor(GREY)
    canvas.drawString(MARGIN, height - 38.0, lines(f"{report.organisation} · {report.unit}", regular, 7.8, room)[0])
    canvas.drawRightString(right, height - 38.0, lines(report.document_name, regular, 7.8, room)[0])
    canvas.drawString(MARGIN, 38.0, lines(footer(report, report.language), regular, 7.8, width - 2 * MARGIN - 90.0)[0])
    canvas.drawRightString(right, 38.0, wording.PAGE.to(report.language).format(n=number, all=all_pages))
    canvas.setStrokeColor(NAVY)
    canvas.setLineWidth(0.9)
    canvas.line(MARGIN, height - 44.0, right, height - 44.0)
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, 50.0, right, 50.0)


def footer(report: Report, language: Language) -> str:
    """Version, date and id, as they stand below every page."""
    words = (wording.VERSION, wording.STAND, wording.REPORT_ID)
    values = (report.version, day(report.created_at.date(), language), report.id)
    return " · ".join(f"{word.to(language)} {value}" for word, value in zip(words, values, strict=True))
