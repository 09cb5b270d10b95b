"""The demo's content: tables and blank configurations that lie beside the code as text."""

import csv
from importlib.resources import files


def content(name: str) -> str:
    """The text of a file of the demo's templates."""
    return (files("isms.demo") / "templates" / name).read_text(encoding="utf-8")


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table with `;` between its columns; lines that start with `#` are comments."""
    lines = (line for line in content(name).splitlines() if not line.startswith("#"))
    return tuple(csv.DictReader(lines, delimiter=";"))
