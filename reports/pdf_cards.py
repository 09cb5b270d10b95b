"""Boxes that place cards on a page."""

from dataclasses import dataclass, replace
from typing import Any

from reports.model import Card, Cards
from reports.pdf_beside import GUTTER, side_by_side
from reports.pdf_layout import Box, Pen
from reports.pdf_marks import COLOURS, GREY, INK, NAVY, RULE, STRIPE, draw_mark
from reports.pdf_type import Type


@dataclass(frozen=True, slots=True)
class CardBox:
    """A target: light, bar, and what belongs to it."""

    card: Card
    title: tuple[str, ...]
    facts: tuple[str, ...]
    width: float
    least_height: float = 0.0
    before: float = 9.0
    clings: bool = False

    @property
    def height(self) -> float:
        """Title, light, bar and facts."""
        return max(self.least_height, 43.0 + 12.6 * len(self.title) + 10.6 * len(self.facts))

    @property
    def least(self) -> float:
        """It is not parted."""
        return self.height

    def split(self, room: float) -> None:  # noqa: ARG002
        """It is not parted."""
        return

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw ground, title, light, bar and facts."""
        canvas, fonts, colour = pen.canvas, pen.type.fonts, COLOURS[self.card.badge.mark]
        canvas.setFillColor(STRIPE)
        canvas.rect(x, top - self.height, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(colour)
        canvas.rect(x, top - self.height, 4.0, self.height, stroke=0, fill=1)
        left, right, y = x + 14.0, x + self.width - 10.0, top - 15.0
        for line in self.title:
            pen.text(left, y, line, (fonts.bold, 10.4), NAVY)
            y -= 12.6
        y -= 2.0
        draw_mark(canvas, self.card.badge.mark, left + 5.0, y + 3.2, 4.6)
        pen.text(left + 14.0, y, self.card.badge.word, (fonts.bold, 10.0), colour)
        figure = pen.type.clean(self.card.figure)
        pen.text(right - pen.type.width(figure, fonts.bold, 10.0), y, figure, (fonts.bold, 10.0), INK)
        y -= 14.0
        _draw_share(canvas, self.card, (left, y, right - left), colour)
        for number, line in enumerate(self.facts):
            pen.text(left, y - 12.0 - number * 10.6, line, (fonts.regular, 8.4), GREY)


def _draw_share(canvas: Any, card: Card, place: tuple[float, float, float], colour: Any) -> None:
    """How much is done, and how much has to be."""
    x, y, wide = place
    canvas.setFillColor(RULE)
    canvas.rect(x, y, wide, 7.0, stroke=0, fill=1)
    canvas.setFillColor(colour)
    canvas.rect(x, y, wide * min(1.0, card.share), 7.0, stroke=0, fill=1)
    if card.quota < 1:
        canvas.setFillColor(INK)
        canvas.rect(x + wide * card.quota - 0.6, y - 1.5, 1.2, 10.0, stroke=0, fill=1)


def card_boxes(block: Cards, kind: Type, width: float) -> list[Box]:
    """The cards two by two, as high as the one beside."""
    half = (width - GUTTER) / 2
    boxes = [_card_box(card, kind, half) for card in block.cards]
    pairs = (boxes[start : start + 2] for start in range(0, len(boxes), 2))
    level = [replace(one, least_height=max(box.height for box in pair)) for pair in pairs for one in pair]
    return side_by_side(level, half)


def _card_box(card: Card, kind: Type, width: float) -> CardBox:
    """A card for a width, a line for each fact."""
    title = kind.lines(card.title, kind.fonts.bold, 10.4, width - 24.0)[:4]
    facts = [
        line
        for name, value in card.facts
        for line in kind.lines(f"{name}: {value}", kind.fonts.regular, 8.4, width - 24.0)
    ]
    return CardBox(card, title, tuple(facts[:8]), width)
