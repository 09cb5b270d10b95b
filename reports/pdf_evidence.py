"""The box that shows a person why a rule is broken: reason, lines of the configuration, hash and time."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.model import Badge, Proof, Words
from reports.pdf_layout import Pen
from reports.pdf_marks import COLOURS, GREY, INK, LIT, NAVY, RULE, STRIPE, draw_mark
from reports.pdf_text import draw_pieces, indented
from reports.pdf_type import Piece, Type

TITLE = 10.4
SIZE = 9.0
LEADING = 12.0
CODE = 7.8
CODE_LEADING = 11.6
BASELINE = 8.4  # below the upper edge of a line of code
FACT = 7.8
FACT_LEADING = 10.8
INSET = 14.0
NUMBER = 34.0
MOST_LINES = 40

# Number, indentation in points, text, whether it decides.
CodeLine = tuple[str, float, str, bool]


@dataclass(frozen=True, slots=True)
class ProofBox:
    """A piece of evidence, never parted."""

    title: tuple[str, ...]
    badge: Badge
    reason: tuple[str, ...]
    code: tuple[CodeLine, ...]
    facts: tuple[tuple[Piece, ...], ...]
    width: float
    before: float = 11.0
    clings: bool = False

    @property
    def height(self) -> float:
        """All parts and padding."""
        code = len(self.code) * CODE_LEADING + (10.0 if self.code else 0.0)
        head = len(self.title) * 13.5 + len(self.reason) * LEADING
        return 22.0 + head + code + len(self.facts) * FACT_LEADING

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw frame, title, reason, code and facts."""
        self._draw_frame(pen, x, top)
        y = top - 9.0 - TITLE * 0.9
        word = pen.type.clean(self.badge.word)
        at = x + self.width - 12.0 - pen.type.width(word, pen.type.fonts.bold, SIZE)
        pen.text(at, y, word, (pen.type.fonts.bold, SIZE), COLOURS[self.badge.mark])
        draw_mark(pen.canvas, self.badge.mark, at - 9.0, y + SIZE * 0.33, 4.8)
        y = _draw_lines(pen, (x + INSET, y), self.title, (pen.type.fonts.bold, TITLE, 13.5), NAVY)
        y = _draw_lines(pen, (x + INSET, y - 2.0), self.reason, (pen.type.fonts.regular, SIZE, LEADING), INK)
        y = self._draw_code(pen, x + INSET, y + LEADING * 0.72 - 2.0)
        for line in self.facts:
            y -= FACT_LEADING
            draw_pieces(pen, line, x + INSET, y, (FACT, GREY))

    def _draw_frame(self, pen: Pen, x: float, top: float) -> None:
        """The border and the bar in the colour of the verdict."""
        pen.canvas.setStrokeColor(RULE)
        pen.canvas.setLineWidth(0.6)
        pen.canvas.roundRect(x, top - self.height, self.width, self.height, 3.0, stroke=1, fill=0)
        pen.canvas.setFillColor(COLOURS[self.badge.mark])
        pen.canvas.rect(x, top - self.height, 3.0, self.height, stroke=0, fill=1)

    def _draw_code(self, pen: Pen, x: float, top: float) -> float:
        """The lines of the configuration; the lower edge comes back."""
        if not self.code:
            return top
        wide, high = self.width - INSET - 12.0, len(self.code) * CODE_LEADING + 4.0
        pen.canvas.setFillColor(STRIPE)
        pen.canvas.rect(x, top - high, wide, high, stroke=0, fill=1)
        for index, (number, indent, text, lit) in enumerate(self.code):
            y = top - 2.0 - index * CODE_LEADING
            if lit:
                pen.canvas.setFillColor(LIT)
                pen.canvas.rect(x, y - CODE_LEADING, wide, CODE_LEADING, stroke=0, fill=1)
                pen.canvas.setFillColor(COLOURS[self.badge.mark])
                pen.canvas.rect(x, y - CODE_LEADING, 2.0, CODE_LEADING, stroke=0, fill=1)
            at = x + NUMBER - 8.0 - pen.type.width(number, pen.type.fonts.mono, CODE)
            pen.text(at, y - BASELINE, number, (pen.type.fonts.mono, CODE), GREY)
            pen.text(x + NUMBER + indent, y - BASELINE, text, (pen.type.code_font(lit), CODE), INK)
        return top - high - 3.0


def _draw_lines(
    pen: Pen, at: tuple[float, float], lines: tuple[str, ...], look: tuple[str, float, float], colour: object
) -> float:
    """Lines below each other; the next baseline comes back."""
    x, y = at
    for line in lines:
        pen.text(x, y, line, look[:2], colour)
        y -= look[2]
    return y


def proof_box(proof: Proof, kind: Type, width: float) -> ProofBox:
    """The evidence measured for a width."""
    badge_room = kind.width(kind.clean(proof.badge.word), kind.fonts.bold, SIZE) + 40.0
    return ProofBox(
        title=kind.lines(proof.title, kind.fonts.bold, TITLE, width - INSET - badge_room)[:3],
        badge=proof.badge,
        reason=kind.lines(proof.reason, kind.fonts.regular, SIZE, width - INSET - 14.0)[:8],
        code=tuple(_code(proof, kind, width))[:MOST_LINES],
        facts=kind.rich_lines(tuple(_facts(proof)), FACT, width - INSET - 14.0)[:6],
        width=width,
    )


def _facts(proof: Proof) -> Iterator[Words]:
    """The facts in a row; a name never stands apart from its value."""
    for index, (name, value) in enumerate(proof.facts):
        yield Words(f"{' · ' if index else ''}{name}\N{NO-BREAK SPACE}", bold=True)
        yield Words(f"{value} " if index + 1 < len(proof.facts) else value)


def _code(proof: Proof, kind: Type, width: float) -> Iterator[CodeLine]:
    """The lines of the configuration, over-long ones broken, each with its indentation."""
    for line in proof.lines:
        number = "" if line.number is None else str(line.number)
        indent, text = indented(line.text, CODE)
        room = width - INSET - 12.0 - NUMBER - 6.0 - indent
        for index, part in enumerate(kind.code_lines(text, kind.code_font(line.decides), CODE, room)[:3]):
            yield number if index == 0 else "", indent, part, line.decides
