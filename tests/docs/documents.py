"""What the documents show: fenced blocks, tables, commands."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[2]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (TOP / "docs").glob("*.md")))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`(isms [^`]+)`(?!`)")
EXIT = re.compile(r"#.*exit[- ]code (\d+)", re.IGNORECASE)
CELL = re.compile(r"(?<!\\)\|")


class Command(NamedTuple):
    """A command as it is shown, its words, and the exit code that is promised."""

    text: str
    words: tuple[str, ...]
    code: int


def text(document: str) -> str:
    """The text of a document."""
    return (TOP / document).read_text(encoding="utf-8")


def fences(document: str, language: str) -> tuple[str, ...]:
    """The fenced blocks of a language, in their order."""
    return tuple(body for kind, body in FENCE.findall(text(document)) if kind == language)


def command(line: str) -> Command:
    """The command on a line; a comment behind it may promise an exit code."""
    promised = EXIT.search(line)
    return Command(line, tuple(shlex.split(line, comments=True)), int(promised[1]) if promised else 0)


def dialogues(document: str) -> Iterator[tuple[Command, tuple[str, ...]]]:
    """The commands in the terminal blocks (`$ …`), in their order, each with the output that is shown."""
    for block in fences(document, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, *output = part.splitlines()
            yield command(line), tuple(output)


def mentioned(document: str) -> tuple[Command, ...]:
    """The commands named in sentences."""
    return tuple(command(found) for found in INLINE.findall(FENCE.sub("", text(document))))


def table(document: str, heading: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table whose first cell is `heading`, without their code marks."""
    lines = text(document).splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        cells = (cell.strip().replace("\\|", "|") for cell in CELL.split(line)[1:-1])
        rows.append(tuple(cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == "`" else cell for cell in cells))
    return tuple(rows)
