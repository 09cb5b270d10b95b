"""What the user sees: tables and sentences for people, JSON for programs. The only home of rich.

Results go to stdout, everything else to stderr. Text from devices and files is never markup.
"""

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

NARROW = 80
GAP = 3  # between two columns


def console(*, error: bool = False) -> "Console":
    """A console without markup; 80 columns wide where there is no terminal."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else NARROW
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False)


def room() -> int:
    """How many columns wide the screen is."""
    return console().width


def json(document: Any) -> None:
    """One JSON document on stdout, and nothing else."""
    from isms.core import codec

    sys.stdout.buffer.write(codec.to_json(document, indent=2) + b"\n")
    sys.stdout.flush()


def line(text: str = "", style: str | None = None, *, indent: int = 0, fold: bool = False) -> None:
    """A sentence of the result, wrapped between words, all but its first line indented; a word that is longer than the
    screen, such as a path, stays whole unless `fold`."""
    _wrapped(console(), text, style, indent, fold=fold)


def note(text: str, style: str | None = None) -> None:
    """A remark beside the result, on stderr; one line each for a program, wrapped on a terminal."""
    out = console(error=True)
    if out.is_terminal:
        _wrapped(out, text, style, 0, fold=False)
    else:
        out.print(clean(text), style=style, soft_wrap=True)


def path(place: object) -> None:
    """A path on a line of its own, never broken, for a program to take."""
    console().print(clean(str(place)), soft_wrap=True)


def quote(text: str, style: str | None = None) -> None:
    """A line of a configuration as it stands there, cut where the screen ends."""
    out = console()
    shown = clean(text).expandtabs()
    out.print(shown if len(shown) <= out.width else f"{shown[: out.width - 1]}…", style=style, soft_wrap=True)


def command(text: str) -> None:
    """A line to enter on a device, whole: a command is copied, and what it would cut off stands at the end."""
    console().print(clean(text).expandtabs(), soft_wrap=True)


def _wrapped(out: "Console", text: str, style: str | None, indent: int, *, fold: bool) -> None:
    """Print paragraphs within the width of the console."""
    from textwrap import wrap

    for paragraph in clean(text).split("\n"):
        kept = len(paragraph) - len(paragraph.lstrip())
        lead, rest = paragraph[:kept], " " * (kept + indent)
        found = wrap(
            paragraph[kept:],
            out.width,
            initial_indent=lead,
            subsequent_indent=rest,
            break_long_words=fold,
            break_on_hyphens=False,
        )
        out.print("\n".join(found), style=style, soft_wrap=True)


def deafen() -> None:
    """Let nothing more be written to an output that nobody reads."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


Cell = str | tuple[str, str]


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    title: str | None = None,
    numbers: Collection[int] = (),
    cut: Collection[int] = (),
    whole: Collection[int] = (),
) -> None:
    """A table; a cell is plain text, or text with a style.

    The columns in `numbers` are set to the right; those in `cut` end with … where there is no room, others go on in
    the next line. Those in `whole` leave the lack of room to the others, as long as there is room for their headings:
    a name or an address is there to be copied.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    known = [*rows]
    fixed = _widths(columns, known, whole, cut)
    for place, column in enumerate(columns):
        justify: Literal["left", "right"] = "right" if place in numbers else "left"
        short = place in cut
        overflow: Literal["ellipsis", "fold"] = "ellipsis" if short else "fold"
        grid.add_column(column, overflow=overflow, justify=justify, no_wrap=short, width=fixed.get(place))
    for row in known:
        pairs = ((cell, "") if isinstance(cell, str) else cell for cell in row)
        grid.add_row(*(Text(clean(text), style=style) for text, style in pairs))
    _without_margin(grid)


def _widths(
    columns: Sequence[str], rows: Sequence[Sequence[Cell]], whole: Collection[int], cut: Collection[int]
) -> dict[int, int]:
    """How wide the columns are that are to stay whole, and those that are cut for their sake; nothing if there is no
    room for both names and headings."""
    if not whole:
        return {}
    needed = {place: max(len(columns[place]), *(_long(row[place]) for row in rows), 0) for place in range(len(columns))}
    left = room() - GAP * (len(columns) - 1) - sum(needed[place] for place in whole)
    others = [place for place in needed if place not in whole]
    if left < sum(len(columns[place]) for place in others):
        return {}
    fixed = {place: needed[place] for place in whole}
    return fixed | {place: min(needed[place], left // len(others)) for place in others if place in cut}


def _long(cell: Cell) -> int:
    """How many columns of the screen a cell takes."""
    return len(cell if isinstance(cell, str) else cell[0])


def _without_margin(grid: "Table") -> None:
    """Print a table without spaces at the ends of its lines."""
    out = console()
    if out.is_terminal:
        out.print(grid)
        return
    with out.capture() as captured:
        out.print(grid)
    out.file.write("".join(f"{text.rstrip()}\n" for text in captured.get().splitlines()))


def fields(pairs: Iterable[tuple[str, object]]) -> None:
    """Names and values, one pair a line; what has no value is a dash."""
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, show_header=False, pad_edge=False)
    for name, value in pairs:
        shown = "–" if value is None or value == "" else str(value)
        grid.add_row(Text(clean(name), style="bold"), Text(clean(shown)))
    _without_margin(grid)


def clean(text: str) -> str:
    """The text without control characters, so that a configuration cannot steer the terminal."""
    return "".join(char if char.isprintable() or char in "\n\t\xa0" else "�" for char in text)


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Callable[..., None]]:
    """A callable that counts one step, and may say of how many; a bar only on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _of=None: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda of=total: bar.update(task, total=of, advance=1)
