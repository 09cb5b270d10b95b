"""A report as one web page that needs nothing else: no network, no server, and no script to be read."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from isms.core.model.text import Language
from reports import wording_page
from reports.blocks import bars_table
from reports.figure import AREAS
from reports.findings_view import visible
from reports.html_look import mark_rules, symbols
from reports.model import Block, Cell, Chart, Datum, Heading, Report, Slice, Table
from reports.text import words_of
from reports.typography import number, percent

TEMPLATES = Path(__file__).parent / "templates"
MOST_CHOICES = 80


def to_html(report: Report) -> bytes:
    """The page."""
    return _template().render(_values(report)).encode()


@cache
def _template() -> Template:
    """The page, read once; every value in it is text unless it says otherwise, and a missing one is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    areas = frozenset(look.value for look in AREAS)
    environment.filters.update(kind=lambda value: type(value).__name__, words=words_of)
    environment.globals.update(bars_table=bars_table, segments=segments, choices=choices, sort_key=sort_key, pct=_pct)
    environment.globals.update(share=good, areas=areas, count=number)
    return environment.get_template("report.html.j2")


def _harmless(value: Any) -> Any:
    """Text without characters that could do harm; what is markup already stays."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _values(report: Report) -> dict[str, Any]:
    """The report, the words around it, style and script."""
    style = _own("report.css") + mark_rules() + "".join(_ratios(report))
    searched = any(isinstance(block, Table) and block.filters for block in _blocks(report))
    script = _own("report.js") if searched else ""
    return {
        "report": report,
        "language": report.language,
        "say": {name: text.to(report.language) for name, text in wording_page.WORDS.items()},
        "style": Markup(style),  # noqa: S704 - our own file, and numbers
        "script": Markup(script),  # noqa: S704 - our own file
        "policy": policy(style, script),
        "symbols": symbols(),
        "anchors": frozenset(_anchors(report)),
    }


def _own(name: str) -> str:
    """A file of ours that goes into the page as it is."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def policy(style: str, script: str) -> str:
    """What the page may do: nothing but apply this style and run this script."""
    scripts = f"script-src '{_hash(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_hash(style)}'; {scripts}base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    """A text as a content security policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _blocks(report: Report) -> Iterator[Block]:
    """All blocks."""
    return (block for section in report.sections for block in section.blocks)


def _anchors(report: Report) -> Iterator[str]:
    """The places that can be led to."""
    yield from (section.anchor for section in report.sections)
    for block in _blocks(report):
        if isinstance(block, Heading):
            yield block.anchor
        elif isinstance(block, Table):
            yield from (row.anchor for row in block.rows if row.anchor)


def _ratios(report: Report) -> Iterator[str]:
    """The rules that keep maps from being stretched."""
    for block in _blocks(report):
        if isinstance(block, Chart) and block.figure.ratio is not None:
            look = f"height: auto; max-width: 56rem; aspect-ratio: 1 / {block.figure.ratio};"
            yield f"#{block.anchor} .plot {{ {look} }}\n"


def _pct(share: float) -> str:
    """A share as a length."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def segments(slices: tuple[Slice, ...], language: Language) -> list[tuple[Slice, str, str, str, str]]:
    """Each share that is not empty: where it begins, how wide it is, its middle, and its count where there is room."""
    whole = sum(piece.count for piece in slices)
    shown, begin = [], 0
    for piece in slices:
        if piece.count:
            wide = piece.count / whole
            count = number(piece.count, language)
            fits = wide > 0.02 * len(count) + 0.02
            middle = _pct((begin + piece.count / 2) / whole)
            shown.append((piece, _pct(begin / whole), _pct(wide), middle, count if fits else ""))
            begin += piece.count
    return shown


def good(slices: tuple[Slice, ...], language: Language) -> str:
    """The share of the first slice."""
    return percent(slices[0].count, sum(piece.count for piece in slices), language)


def choices(table: Table, column: int) -> list[str]:
    """The values of a column to choose from; none if there are too many or only one."""
    found = dict.fromkeys(visible(words_of(row.cells[column])) for row in table.rows)
    return sorted(found, key=str.casefold) if 1 < len(found) <= MOST_CHOICES else []


def sort_key(cell: Cell) -> str:
    """What a cell is sorted by, where that is not its words."""
    if not isinstance(cell, Datum):
        return ""
    return "" if cell.value is None else str(cell.value)
