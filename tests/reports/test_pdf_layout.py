"""Filling pages: every box has its place, none hangs over the edge."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.fonts import register
from reports.model import Column, Heading, Paragraph, Row, Step, Steps, Table, Words
from reports.pdf_layout import BOTTOM, Box, frame_width, paginate
from reports.pdf_table import TableBox, table_box
from reports.pdf_text import CodeBox, HeadingBox, ProseBox, code_box, heading_box, paragraph_box, step_boxes
from reports.pdf_type import Type

KIND = Type(register())
WIDTH = frame_width(wide=False)


def table_of(count: int) -> TableBox:
    """A table whose rows have one to thirty lines."""
    rows = tuple(Row(("Wort " * (number * 7 % 200), str(number))) for number in range(count))
    return table_box(Table(columns=(Column(title="A", share=1), Column(title="B", share=3)), rows=rows), KIND, WIDTH)


BLOCKS = st.one_of(
    st.integers(1, 900).map(lambda count: paragraph_box(Paragraph((Words("Wort " * count),)), KIND, WIDTH)),
    st.integers(1, 90).map(table_of),
    st.sampled_from(("Überschrift", "lang " * 900)).map(
        lambda text: heading_box(Heading(text=text, anchor="a"), KIND, WIDTH)
    ),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=8))
def test_boxes_stay_inside_the_page_and_no_heading_ends_it(boxes: list[Box]) -> None:
    pages = paginate(boxes, wide=False)
    for number, page in enumerate(pages):
        for top, box in page.placed:
            assert top - box.height >= BOTTOM - 4.001
        last = page.placed[-1][1]
        assert not isinstance(last, HeadingBox) or number == len(pages) - 1 or isinstance(boxes[-1], HeadingBox)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 300))
def test_all_rows_of_a_table_are_placed_in_order(count: int) -> None:
    parts = [box for page in paginate([table_of(count)], wide=False) for _, box in page.placed]
    rows = [row for part in parts if isinstance(part, TableBox) for row in range(part.start, part.end)]
    assert rows == list(range(count))


@pytest.mark.parametrize("lines", range(1, 60))
def test_a_heading_stands_on_the_page_of_what_it_leads_to(lines: int) -> None:
    filler = ProseBox(lines=((("Wort", False, None),),) * lines)
    heading = heading_box(Heading(text="Überschrift", anchor="a"), KIND, WIDTH)
    leading = paragraph_box(Paragraph((Words("Wie folgt:"),), leads=True), KIND, WIDTH)
    placed = [page.placed for page in paginate([filler, heading, leading, table_of(3)], wide=False)]
    assert isinstance(placed[-1][-1][1], TableBox)
    assert heading in [
        box for _, box in next(page for page in placed if any(isinstance(box, TableBox) for _, box in page))
    ]


@pytest.mark.parametrize("lines", range(1, 60))
@pytest.mark.parametrize("words", [1, 60])
def test_what_leads_to_code_stands_on_its_page(lines: int, words: int) -> None:
    filler = ProseBox(lines=((("Wort", False, None),),) * lines)
    step = Step(words=(Words("Abhilfe: " * words),), code=("line vty 0 15", " transport input ssh"))
    placed = [page.placed for page in paginate([filler, *step_boxes(Steps(items=(step,)), KIND, WIDTH)], wide=False)]
    code = [number for number, page in enumerate(placed) if any(isinstance(box, CodeBox) for _, box in page)]
    prose = [number for number, page in enumerate(placed) if any(getattr(box, "label", "") == "1." for _, box in page)]
    assert code == prose


@pytest.mark.parametrize("lines", range(1, 60))
@pytest.mark.parametrize(("count", "parts"), [(8, 1), (30, 2)])
def test_a_few_lines_of_code_are_not_parted_and_none_stands_alone(lines: int, count: int, parts: int) -> None:
    filler = ProseBox(lines=((("Wort", False, None),),) * lines)
    code = code_box(("line vty 0 15",) * count, KIND, WIDTH)
    pages = paginate([filler, code], wide=False)
    placed = [box for page in pages for _, box in page.placed if isinstance(box, CodeBox)]
    assert len(placed) <= parts
    assert sum(len(box.lines) for box in placed) == count
    assert min(len(box.lines) for box in placed) >= 2
