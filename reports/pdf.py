"""A report as PDF: fonts embedded, outline, contents, links; the same report gives the same bytes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from isms.core.model.text import Language
from reports import wording
from reports.fonts import Fonts, register
from reports.model import (
    Bars,
    Block,
    Callout,
    Cards,
    Chart,
    Charts,
    Code,
    Heading,
    Legend,
    Paragraph,
    Proof,
    Report,
    Rings,
    Section,
    Steps,
    Table,
)
from reports.pdf_cards import card_boxes
from reports.pdf_charts import bars_boxes, rings_box
from reports.pdf_evidence import proof_box
from reports.pdf_figure import badges_box, chart_boxes, figure_boxes
from reports.pdf_layout import MARGIN, Box, Page, Pen, frame_width, page_size, paginate
from reports.pdf_marks import define_marks
from reports.pdf_pages import ContentsBox, Entry, draw_frame, draw_title
from reports.pdf_table import TableBox, table_box
from reports.pdf_text import HeadingBox, callout_box, heading_box, paragraph_box, plain, standalone_code, step_boxes
from reports.pdf_type import Type
from reports.typography import number

BOXES: dict[type[Block], Callable[[Any, Type, float], Box]] = {
    Heading: heading_box,
    Paragraph: paragraph_box,
    Callout: callout_box,
    Code: standalone_code,
    Proof: proof_box,
    Table: table_box,
    Legend: badges_box,
}

SEVERAL: dict[type[Block], Callable[[Any, Type, float], Iterable[Box]]] = {
    Steps: step_boxes,
    Cards: card_boxes,
    Chart: figure_boxes,
    Charts: chart_boxes,
}


@dataclass(frozen=True, slots=True)
class Book:
    """All pages of a report in order, the title page and the contents first."""

    pages: tuple[Page, ...]
    known: frozenset[str]


def render(report: Report, fonts: Fonts | None = None) -> bytes:
    """The report as PDF, set in `fonts` or the ones that are installed."""
    kind = Type(fonts or register())
    book = lay_out(report, kind)
    sink = BytesIO()
    canvas = Canvas(sink, pageCompression=1, invariant=1, initialFontName=kind.fonts.regular, lang=_lang(report))
    _describe(canvas, report, kind)
    define_marks(canvas)
    pen = Pen(canvas, kind, book.known)
    for place, page in enumerate(book.pages, 1):
        _draw_page(report, pen, page, (place, len(book.pages)))
    canvas.save()
    return sink.getvalue()


def lay_out(report: Report, kind: Type) -> Book:
    """The pages of a report, with every page number known."""
    printed = (section for section in report.sections if section.on_paper)
    parts = [_section_pages(report, place, section, kind) for place, section in enumerate(printed, 1)]
    length = len(_contents_pages(report, _entries(parts, 0), kind))
    contents = _contents_pages(report, _entries(parts, 1 + length), kind)
    title = Page(size=page_size(wide=False), title=True)
    pages = [title, *contents, *(page for part in parts for page in part)]
    return Book(tuple(pages), frozenset(_anchors(pages)))


def _section_pages(report: Report, place: int, section: Section, kind: Type) -> list[Page]:
    """The pages of a section, from a fresh one."""
    width = frame_width(section.wide)
    title = Heading(text=f"{place} {section.title}", anchor=section.anchor, level=1)
    blocks = (title, *(part for block in section.blocks for part in _shortened(block, report.language)))
    boxes = [box for block in blocks for box in _boxes(block, kind, width, report.language)]
    return paginate(boxes, section.wide)


def _shortened(block: Block, language: Language) -> Iterator[Block]:
    """A block, cut where it ends on paper, and how much is left out."""
    if not isinstance(block, Table | Bars) or block.most_on_paper is None:
        yield block
        return
    most = block.most_on_paper
    left_out = len(block.rows if isinstance(block, Table) else block.bars) - most
    yield replace(block, rows=block.rows[:most]) if isinstance(block, Table) else replace(block, bars=block.bars[:most])
    if left_out > 0:
        yield Paragraph(plain(wording.MORE_ROWS.to(language).format(n=number(left_out, language))))


def _boxes(block: Block, kind: Type, width: float, language: Language) -> list[Box]:
    """A block as boxes."""
    if isinstance(block, Table) and not block.rows:
        return [paragraph_box(Paragraph(plain(wording.EMPTY_TABLE.to(language))), kind, width)]
    if isinstance(block, Rings):
        return [rings_box(block, width, language)]
    if isinstance(block, Bars):
        return [*bars_boxes(block, kind, width, language)]
    if type(block) in SEVERAL:
        return [*SEVERAL[type(block)](block, kind, width)]
    return [BOXES[type(block)](block, kind, width)]


def _entries(parts: list[list[Page]], before: int) -> list[Entry]:
    """The headings with their pages, `before` pages coming first."""
    pages = enumerate((page for part in parts for page in part), before + 1)
    return [
        Entry(box.text, box.anchor, box.level, number)
        for number, page in pages
        for _, box in page.placed
        if isinstance(box, HeadingBox) and box.listed
    ]


def _contents_pages(report: Report, entries: list[Entry], kind: Type) -> list[Page]:
    """The pages of the table of contents; none for a short report."""
    if not report.contents:
        return []
    width = frame_width(wide=False)
    heading = Heading(text=wording.CONTENTS.to(report.language), anchor="contents", level=1, listed=False)
    return paginate([heading_box(heading, kind, width), ContentsBox(tuple(entries), width)], wide=False)


def _anchors(pages: list[Page]) -> Iterator[str]:
    """The places that can be led to."""
    for page in pages:
        for _, box in page.placed:
            if isinstance(box, HeadingBox):
                yield box.anchor
            elif isinstance(box, TableBox):
                yield from (row.anchor for row in box.table.rows[box.start : box.end] if row.anchor)


def _describe(canvas: Canvas, report: Report, kind: Type) -> None:
    """What the file says about itself."""
    canvas.setTitle(kind.clean(f"{report.document_name} – {report.organisation}"))
    canvas.setAuthor(kind.clean(report.author if report.author[:1] not in {"", "–"} else report.organisation))
    canvas.setSubject(kind.clean(f"{report.title}, {report.subtitle}, {report.id}"))
    canvas.setCreator("isms-toolkit")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_: f"D:{report.created_at:%Y%m%d%H%M%S}+00'00'")
    canvas.showOutline()


def _draw_page(report: Report, pen: Pen, page: Page, place: tuple[int, int]) -> None:
    """Draw a page and note its headings in the outline."""
    pen.canvas.setPageSize(page.size)
    if page.title:
        draw_title(report, pen)
    else:
        draw_frame(report, pen, page, place)
    for top, box in page.placed:
        box.draw(pen, MARGIN, top)
        if isinstance(box, HeadingBox):
            pen.canvas.addOutlineEntry(box.text, box.anchor, box.level - 1, closed=box.level == 1)
    pen.canvas.showPage()


def _lang(report: Report) -> Any:
    """The language of the document as PDF readers know it."""
    return {Language.DE: "de-DE", Language.EN: "en-GB"}[report.language]
