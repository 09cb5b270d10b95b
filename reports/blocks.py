"""What formats make of blocks that they cannot show."""

from isms.core.model.text import Language
from reports import wording_page
from reports.model import Bars, Column, Datum, Row, Table
from reports.typography import number


def bars_table(block: Bars, language: Language) -> Table:
    """The counts of stacked bars as a table."""
    badges = [piece.badge for piece in block.bars[0].slices] if block.bars else []
    titles = ("", *(badge.word for badge in badges), wording_page.WORDS["total"].to(language))
    rows = []
    for bar in block.bars:
        counts = [piece.count for piece in bar.slices]
        cells = (Datum(count, number(count, language)) for count in (*counts, sum(counts)))
        rows.append(Row((bar.label, *cells)))
    return Table(columns=tuple(Column(title=title, share=1) for title in titles), rows=tuple(rows))
