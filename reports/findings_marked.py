"""Text as Markdown that shows it and does nothing else (GitHub Flavored Markdown 0.29)."""

import re
from collections.abc import Iterable

from reports.findings_view import visible

# Everything that can begin markup, a link, a mention, a formula or an emoji; a character reference never does.
MARKUP = re.compile(r"[#$&*<>@\[\\\]_`|~]|^[-+=]|(?<=\d)[.)](?=\s|$)|:(?=//|[\w+-]+:)|(?<=www)\.", re.IGNORECASE)
RUNS = re.compile("`+")


def escaped(text: str) -> str:
    """The text on one line, as text anywhere in Markdown, cells of tables included."""
    return MARKUP.sub(lambda found: f"&#{ord(found[0])};", visible(text).strip())


def code(text: str) -> str:
    """The text as a device has it, inside a line or a cell."""
    return f"<code>{escaped(text)}</code>"


def fenced(lines: Iterable[str]) -> str:
    """Lines as a block of code; the fence is longer than any in them."""
    block = "\n".join(map(visible, lines))
    fence = "`" * max(3, 1 + max(map(len, RUNS.findall(block)), default=0))
    return f"{fence}text\n{block}\n{fence}"


def row(cells: Iterable[str]) -> str:
    """A row of a table; its cells are Markdown already."""
    return f"| {' | '.join(cells)} |"
