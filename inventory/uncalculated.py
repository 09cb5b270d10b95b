"""Cells of XLSX of which the reader of spreadsheets says that they are empty, though they are not: formulas whose value
nobody stored (a program wrote the file), and formulas that ended in an error."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

from inventory.inflated import CHUNK, column_number

BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
LONGEST = 65_536  # bytes of a cell with a formula; Excel allows 8,192 letters
CELL = re.compile(
    rb"<(?P<p>(?:\w+:)?)c\s(?P<words>[^<>]*)>\s*"
    rb"(?:<(?P=p)f\b[^<>]*?(?:/>|>(?P<formula>[^<]*)</(?P=p)f>)\s*)?"
    rb"(?:<(?P=p)v\s*/>|<(?P=p)v\s*>(?P<value>[^<]*)</(?P=p)v>)?\s*</(?P=p)c>"
)
PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
KIND = re.compile(rb"\bt=[\"'](\w+)[\"']")
ERROR, TEXT = b"e", b"str"


@dataclass(frozen=True, slots=True)
class Odd:
    """What really stands in a cell: an error such as `#REF!`, else the formula without a value."""

    text: str
    error: bool


Place = tuple[int, int]
"""Row and column, both from 0."""


def cells(path: Path) -> dict[str, dict[Place, Odd]]:
    """Such cells of every worksheet by its name; nothing for a file that is no XLSX or not built like one."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: dict(_odd(archive, part)) for name, part in _parts(archive)}
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError):
        return {}


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and file of every worksheet."""
    links = {link.get("Id"): link.get("Target", "") for link in _tree(archive, LINKS)}
    for one in _tree(archive, BOOK).iter():
        if one.tag.rpartition("}")[2] == "sheet":
            link = next((value for key, value in one.items() if key.endswith("relationships}id")), None)
            target = links.get(link, "")
            part = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
            if part in archive.NameToInfo:
                yield one.get("name", ""), part


def _tree(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """A small part of the file."""
    return ElementTree.fromstring(archive.read(part))  # noqa: S314 - in a process of its own with bounded memory


def _odd(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[Place, Odd]]:
    """The cells in a worksheet, a part of the file at a time."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            text = rest + chunk
            for found in CELL.finditer(text):
                yield from _cell(found)
            end = max(text.rfind(b"</c>"), text.rfind(b":c>"))
            rest = text[max(end, len(text) - LONGEST) :]


def _cell(found: re.Match[bytes]) -> Iterator[tuple[Place, Odd]]:
    """A cell, if it is one that is not empty but read so."""
    words, value = found["words"], found["value"]
    place, kind = PLACE.search(words), KIND.search(words)
    formula = re.search(rb"<(?:\w+:)?f\b", found[0]) is not None
    is_text = kind is not None and kind[1] == TEXT and value is not None
    if place is None:
        return
    at = int(place[2]) - 1, column_number(place[1]) - 1
    if kind is not None and kind[1] == ERROR and value:
        yield at, Odd(_read(value), error=True)
    elif formula and not value and not is_text:  # of a text, nothing is a value
        yield at, Odd(f"={_read(found['formula'] or b'')}", error=False)


def _read(raw: bytes) -> str:
    """What stands in the file, as people wrote it."""
    return unescape(raw.decode("utf-8", "replace"))
