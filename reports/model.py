"""A report as plain values: what it says, without a word on how a format shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from isms.core.model.text import Language
from reports.figure import Figure
from reports.mark import Mark


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Badge:
    """A status: shape and word."""

    mark: Mark
    word: str


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text; `target` is the anchor it leads to."""

    text: str
    bold: bool = False
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Datum:
    """A number or a day, and how people write it."""

    value: float | date | None
    text: str


Cell = str | Badge | Words | Datum


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; `share` is its width relative to the others, `most_lines` where a long text is cut off."""

    title: str
    share: float
    align: Align = Align.LEFT
    bold: bool = False
    most_lines: int = 14


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `anchor` makes it a place to lead to, `starts_group` sets it off from the row before.

    Inside a group an empty cell stands for that of the group's first row.
    """

    cells: tuple[Cell, ...]
    anchor: str | None = None
    starts_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a header that is repeated on every page; on paper it may end after `most_on_paper` rows.

    On a screen it can be searched if there are `filters`: the columns that a value can be chosen of.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    most_on_paper: int | None = None
    filters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a sheet of a workbook."""

    name: str
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a section; `anchor` leads to it, `listed` ones stand in the table of contents."""

    text: str
    anchor: str
    level: int = 2
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; one that `leads` stands on the page of what it leads to."""

    words: tuple[Words, ...]
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """Running text that must not be missed."""

    words: tuple[Words, ...]
    mark: Mark = Mark.OPEN


@dataclass(frozen=True, slots=True)
class Code:
    """Lines as a device or a shell reads them."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a numbered list, with lines for a device where there are any."""

    words: tuple[Words, ...]
    code: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered list."""

    items: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """A share of a chart."""

    badge: Badge
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A ring chart; its middle shows the share of the first slice."""

    title: str
    slices: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class Rings:
    """Ring charts side by side."""

    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of stacked shares."""

    label: str
    slices: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked bars, each as wide as its whole; at their end the share of what is good. On paper they may be fewer."""

    bars: tuple[Bar, ...]
    most_on_paper: int | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """What the marks of a chart stand for."""

    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """How far one thing is: `share` of it is done, `quota` of it has to be (1 = all)."""

    title: str
    badge: Badge
    share: float
    quota: float
    figure: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards, one for each thing that is wanted."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing, what it shows in a sentence, its legend, and the same as a table, which paper has no room for."""

    anchor: str
    title: str
    words: str
    figure: Figure
    table: Table
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Charts:
    """Drawings of one kind under their titles; on paper side by side, with one legend."""

    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A line of a configuration; `number` None stands for left-out lines, `decides` marks what led to the verdict."""

    number: int | None
    text: str
    decides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Why a rule is broken on a device, to be checked by hand."""

    title: str
    badge: Badge
    reason: str
    lines: tuple[ProofLine, ...]
    facts: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Callout | Code | Steps | Rings | Bars | Table | Proof | Cards | Legend | Chart | Charts


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered part of a report that starts on a page of its own; `wide` ones on landscape pages.

    What is too long to be read from end to end is not `on_paper`."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    wide: bool = False
    on_paper: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report: pages for people in `sections`, the same values for programs in `document`, `sheet` (CSV) and
    `sheets` (a workbook). A short one needs no table of `contents`."""

    name: str
    id: str
    language: Language
    title: str
    subtitle: str
    document_name: str
    organisation: str
    unit: str
    marking: str
    version: str
    author: str
    created_at: datetime
    control: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    document: object
    sheet: Table
    sheets: tuple[Sheet, ...] = ()
    contents: bool = True
