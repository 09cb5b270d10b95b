"""A report as GitHub Flavored Markdown, for wikis and mails; drawings as their tables."""

from collections.abc import Callable, Iterator
from typing import Any

from isms.core.model.text import Language
from reports import wording
from reports.blocks import bars_table
from reports.findings_marked import escaped, fenced, row
from reports.model import (
    Align,
    Badge,
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
    Steps,
    Table,
    Words,
)
from reports.text import words_of

Lines = Iterator[str]


def to_markdown(report: Report) -> bytes:
    """The whole report."""
    parts = [f"# {escaped(report.title)}", escaped(report.subtitle), *_control(report)]
    for section in report.sections:
        parts.append(f"## {escaped(section.title)}")
        for block in section.blocks:
            parts += [part for part in BLOCKS[type(block)](block, report.language) if part]
    return ("\n\n".join(parts) + "\n").encode()


def _control(report: Report) -> Lines:
    """Whose report it is, and the document control."""
    yield f"**{escaped(f'{report.organisation} · {report.unit}')}**"
    yield "\n".join(f"- {escaped(name)}: {escaped(value)}" for name, value in report.control)


def _said(words: tuple[Words, ...]) -> str:
    """Running text."""
    return "".join(_kept(one.text, "**" if one.bold and one.text.strip() else "") for one in words)


def _kept(text: str, mark: str = "") -> str:
    """A stretch of text, marked, with the blanks at its ends."""
    before, after = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    return f"{before}{mark}{escaped(text)}{mark}{after if text.strip() else ''}"


def _heading(block: Heading, _: Language) -> Lines:
    yield f"{'#' * (block.level + 1)} {escaped(block.text)}"


def _paragraph(block: Paragraph, _: Language) -> Lines:
    yield _said(block.words).strip()


def _callout(block: Callout, _: Language) -> Lines:
    yield f"> {_said(block.words).strip()}"


def _code(block: Code, _: Language) -> Lines:
    yield fenced(block.lines)


def _steps(block: Steps, _: Language) -> Lines:
    for number, item in enumerate(block.items, 1):
        yield f"{number}. {_said(item.words).strip()}"
        if item.code:
            yield fenced(item.code)


def _table(block: Table, language: Language) -> Lines:
    if not block.rows:
        yield escaped(wording.EMPTY_TABLE.to(language))
        return
    lines = [row(escaped(column.title) for column in block.columns)]
    lines.append(row("--:" if column.align is Align.RIGHT else ":--" for column in block.columns))
    lines += [row(escaped(words_of(cell)) for cell in one.cells) for one in block.rows]
    yield "\n".join(lines)


def _bars(block: Bars, language: Language) -> Lines:
    yield from _table(bars_table(block, language), language)


def _chart(block: Chart, language: Language) -> Lines:
    yield escaped(block.words)
    yield from _table(block.table, language)


def _charts(block: Charts, language: Language) -> Lines:
    for one in block.charts:
        yield f"### {escaped(one.title)}"
        yield from _chart(one, language)


def _cards(block: Cards, _: Language) -> Lines:
    for card in block.cards:
        facts = (f"- {escaped(name)}: {escaped(value)}" for name, value in card.facts)
        head = f"**{escaped(card.title)}**: {_badge(card.badge)}, {escaped(card.figure)}"
        yield "\n".join((head, "", *facts))


def _badge(badge: Badge) -> str:
    """A status by its word."""
    return escaped(badge.word)


def _rings(block: Rings, _: Language) -> Lines:
    for ring in block.rings:
        counts = (f"{_badge(piece.badge)} {piece.count}" for piece in ring.slices)
        yield f"{escaped(ring.title)}: {', '.join(counts)}"


def _proof(block: Proof, _: Language) -> Lines:
    yield f"**{escaped(block.title)}** – {_badge(block.badge)}: {escaped(block.reason)}"
    if block.lines:
        yield fenced(f"{'' if line.number is None else line.number} {line.text}".strip() for line in block.lines)


def _legend(_: Legend, __: Language) -> Lines:
    yield from ()


BLOCKS: dict[type[Block], Callable[[Any, Language], Lines]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Callout: _callout,
    Code: _code,
    Steps: _steps,
    Table: _table,
    Bars: _bars,
    Chart: _chart,
    Charts: _charts,
    Cards: _cards,
    Rings: _rings,
    Proof: _proof,
    Legend: _legend,
}
