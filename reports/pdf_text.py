"""Boxes of running text: headings, paragraphs, callouts, code, numbered lists."""

from dataclasses import dataclass
from typing import Any

from reports.mark import Mark
from reports.model import Callout, Code, Heading, Paragraph, Steps, Words
from reports.pdf_layout import Pen
from reports.pdf_marks import BLUE, COLOURS, INK, NAVY, STRIPE, draw_mark
from reports.pdf_type import Piece, Type

SIZE = 9.6
LEADING = 13.6
CODE_SIZE = 7.8
ADVANCE = 0.6  # of its size is a character of the monospaced font wide
CODE_LEADING = 11.8
MOST_INDENT = 24
WHOLE = 8  # so many lines of code are not parted
HEADINGS: dict[int, tuple[float, float, float]] = {1: (19.0, 24.0, 0.0), 2: (12.5, 16.0, 18.0), 3: (10.5, 14.0, 15.0)}


@dataclass(frozen=True, slots=True)
class HeadingBox:
    """A heading; it never stands last on a page."""

    lines: tuple[str, ...]
    level: int
    anchor: str
    text: str
    listed: bool
    font: str
    clings: bool = True

    @property
    def height(self) -> float:
        """Lines and the gap below."""
        return len(self.lines) * HEADINGS[self.level][1] + (5.0 if self.level == 1 else 0.0)

    @property
    def before(self) -> float:
        """The gap above."""
        return HEADINGS[self.level][2]

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the lines and make the place known."""
        size, leading, _ = HEADINGS[self.level]
        pen.canvas.bookmarkHorizontal(self.anchor, 0, top + 8)
        for number, line in enumerate(self.lines):
            pen.text(x, top - size * 0.86 - number * leading, line, (self.font, size), NAVY)


@dataclass(frozen=True, slots=True)
class ProseBox:
    """Lines of text with emphasis and links, optionally hung on a number or shaded."""

    lines: tuple[tuple[Piece, ...], ...]
    label: str = ""
    indent: float = 0.0
    before: float = 6.0
    clings: bool = False

    @property
    def height(self) -> float:
        """All lines."""
        return len(self.lines) * LEADING

    @property
    def least(self) -> float:
        """Two lines, so that none stands alone."""
        return min(len(self.lines), 2) * LEADING

    def split(self, room: float) -> "tuple[ProseBox, ProseBox] | None":
        """Part between lines."""
        fit = int(room // LEADING)
        if fit < 1 or fit >= len(self.lines):
            return None
        rest = ProseBox(self.lines[fit:], indent=self.indent, before=self.before, clings=self.clings)
        return ProseBox(self.lines[:fit], self.label, self.indent, self.before), rest

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw line after line."""
        if self.label:
            wide = pen.type.width(self.label, pen.type.fonts.bold, SIZE)
            baseline = top - SIZE * 0.95
            pen.text(x + self.indent - 6.0 - wide, baseline, self.label, (pen.type.fonts.bold, SIZE), NAVY)
        for number, line in enumerate(self.lines):
            draw_pieces(pen, line, x + self.indent, top - SIZE * 0.95 - number * LEADING)


def draw_pieces(pen: Pen, line: tuple[Piece, ...], x: float, y: float, look: tuple[float, Any] = (SIZE, INK)) -> None:
    """A line of pieces, its links in blue."""
    size, colour = look
    for text, bold, target in line:
        font = pen.type.font(bold)
        wide = pen.type.width(text, font, size)
        linked = target in pen.known
        pen.text(x, y, text, (font, size), BLUE if linked else colour)
        if linked:
            pen.link(target, (x, y - 2.0, x + wide, y + size))
        x += wide


def indented(text: str, size: float) -> tuple[float, str]:
    """How far a line of code is indented, in points, and the line without its indentation.

    Also where no monospaced font is there, whose own spaces would be too narrow to show which line stands below which.
    """
    text = text.expandtabs(4)
    bare = text.lstrip(" ")
    return min(len(text) - len(bare), MOST_INDENT) * size * ADVANCE, bare


@dataclass(frozen=True, slots=True)
class CalloutBox:
    """Text on a tinted ground with a mark."""

    lines: tuple[tuple[Piece, ...], ...]
    mark: Mark
    width: float
    before: float = 10.0
    clings: bool = False

    @property
    def height(self) -> float:
        """Lines and padding."""
        return len(self.lines) * LEADING + 15.0

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw ground, bar, mark and text."""
        pen.canvas.setFillColor(STRIPE)
        pen.canvas.rect(x, top - self.height, self.width, self.height, stroke=0, fill=1)
        pen.canvas.setFillColor(COLOURS[self.mark])
        pen.canvas.rect(x, top - self.height, 3.0, self.height, stroke=0, fill=1)
        draw_mark(pen.canvas, self.mark, x + 17.0, top - 14.0, 5.2)
        for number, line in enumerate(self.lines):
            draw_pieces(pen, line, x + 30.0, top - 8.0 - SIZE * 0.95 - number * LEADING)


@dataclass(frozen=True, slots=True)
class CodeBox:
    """Lines for a device or a shell on a tinted ground, each with its indentation in points."""

    lines: tuple[tuple[float, str], ...]
    width: float
    indent: float = 0.0
    before: float = 4.0
    clings: bool = False

    @property
    def height(self) -> float:
        """Lines and padding."""
        return len(self.lines) * CODE_LEADING + 7.0

    @property
    def least(self) -> float:
        """The first lines; a few are not parted."""
        return min(len(self.lines), WHOLE) * CODE_LEADING + 7.0

    def split(self, room: float) -> "tuple[CodeBox, CodeBox] | None":
        """Part between lines."""
        fit = min(int((room - 7.0) // CODE_LEADING), len(self.lines) - 2)
        if fit < 1:
            return None
        return CodeBox(self.lines[:fit], self.width, self.indent), CodeBox(self.lines[fit:], self.width, self.indent)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw ground and lines."""
        pen.canvas.setFillColor(STRIPE)
        left, wide = x + self.indent, self.width - self.indent
        pen.canvas.rect(left, top - self.height, wide, self.height, stroke=0, fill=1)
        for number, (shift, line) in enumerate(self.lines):
            y = top - 4.0 - CODE_SIZE * 0.95 - number * CODE_LEADING
            pen.text(left + 8.0 + shift, y, line, (pen.type.fonts.mono, CODE_SIZE), INK)


def heading_box(block: Heading, kind: Type, width: float) -> HeadingBox:
    """A heading, broken into lines."""
    size = HEADINGS[block.level][0]
    lines = kind.lines(block.text, kind.fonts.bold, size, width)[:3]
    return HeadingBox(lines, block.level, block.anchor, kind.clean(block.text), block.listed, kind.fonts.bold)


def paragraph_box(block: Paragraph, kind: Type, width: float) -> ProseBox:
    """A paragraph, broken into lines."""
    return ProseBox(kind.rich_lines(block.words, SIZE, width), clings=block.leads)


def callout_box(block: Callout, kind: Type, width: float) -> CalloutBox:
    """A callout, broken into lines."""
    return CalloutBox(kind.rich_lines(block.words, SIZE, width - 42.0), block.mark, width)


def code_box(lines: tuple[str, ...], kind: Type, width: float, indent: float = 0.0) -> CodeBox:
    """Code, over-long lines broken."""
    broken: list[tuple[float, str]] = []
    for line in lines:
        shift, bare = indented(line, CODE_SIZE)
        parts = kind.code_lines(bare, kind.fonts.mono, CODE_SIZE, width - indent - 16.0 - shift)
        broken.extend((shift, part) for part in parts)
    return CodeBox(tuple(broken), width, indent)


def step_boxes(block: Steps, kind: Type, width: float) -> list[ProseBox | CodeBox]:
    """A numbered list, each item followed by its code."""
    boxes: list[ProseBox | CodeBox] = []
    for number, item in enumerate(block.items, 1):
        lines = kind.rich_lines(item.words, SIZE, width - 20.0)
        boxes.append(ProseBox(lines, f"{number}.", 20.0, clings=bool(item.code)))
        if item.code:
            boxes.append(code_box(item.code, kind, width, 20.0))
    return boxes


def standalone_code(block: Code, kind: Type, width: float) -> CodeBox:
    """A block of code across the page."""
    return code_box(block.lines, kind, width)


def plain(text: str) -> tuple[Words, ...]:
    """A string as running text."""
    return (Words(text),)
