"""What the user sees: tables and sentences for people, JSON for programs. The only home of rich.

Results go to stdout, everything else to stderr. Text from devices and files is never markup.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def console(*, error: bool = False) -> "Console":
    """A console without markup; 80 columns wide where there is no terminal."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else 80
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def json(document: Any) -> None:
    """One JSON document on stdout, and nothing else."""
    from isms.core import codec

    sys.stdout.buffer.write(codec.to_json(document, indent=2) + b"\n")
    sys.stdout.flush()


def line(text: str = "", style: str | None = None) -> None:
    """A sentence of the result."""
    console().print(clean(text), style=style)


def note(text: str, style: str | None = None) -> None:
    """A remark beside the result, on stderr."""
    console(error=True).print(clean(text), style=style)


Cell = str | tuple[str, str]


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str | None = None) -> None:
    """A table; a cell is plain text, or text with a style."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        pairs = ((cell, "") if isinstance(cell, str) else cell for cell in row)
        grid.add_row(*(Text(clean(text), style=style) for text, style in pairs))
    console().print(grid)


def fields(pairs: Iterable[tuple[str, object]]) -> None:
    """Names and values, one pair a line; what has no value is a dash."""
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, show_header=False, pad_edge=False)
    for name, value in pairs:
        shown = "–" if value is None or value == "" else str(value)
        grid.add_row(Text(clean(name), style="bold"), Text(clean(shown)))
    console().print(grid)


def clean(text: str) -> str:
    """The text without control characters, so that a configuration cannot steer the terminal."""
    return "".join(char if char.isprintable() or char in "\n\t" else "�" for char in text)


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Any]:
    """A callable that counts one step; a bar only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda: bar.advance(task)
