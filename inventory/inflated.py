"""What a zipped spreadsheet unpacks to, measured before anything of it is built in memory."""

import re
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from inventory.sheet import check_size
from isms.core.errors import InputError

MIB = 1 << 20
LIMIT = 256 * MIB
CHUNK = MIB
CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*?(/?)>""")
LONGEST_TAG = 200
ODS = "content.xml"


def check(path: Path) -> None:
    """Raise InputError if a spreadsheet unpacks to too much, spans too many cells or is damaged."""
    inflated = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                extent = Repeats() if member.filename == ODS else Extent()
                with archive.open(member) as stream:
                    while chunk := stream.read(CHUNK):
                        inflated += len(chunk)
                        within(inflated, LIMIT, path)
                        extent.feed(chunk)
                        check_size(extent.rows, extent.columns, str(path))
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zlib.error,
        OSError,
        expat.ExpatError,
    ) as error:
        raise unreadable(path) from error


def within(size: int, limit: int, path: Path) -> None:
    """Raise InputError for what would take too much memory."""
    if size > limit:
        raise too_large(path, limit)


def too_large(path: Path, limit: int) -> InputError:
    """The sentence for a file that takes more than `limit` bytes."""
    return InputError(
        de=f"{path} ist zu groß: mehr als {limit // MIB} MiB. Die Datei teilen.",
        en=f"{path} is too large: more than {limit // MIB} MiB. Split the file.",
    )


def unreadable(path: Path) -> InputError:
    """The sentence for a damaged or foreign file."""
    return InputError(
        de=f"{path} ist keine lesbare Tabelle. Als XLSX oder CSV speichern.",
        en=f"{path} is no readable spreadsheet. Save it as XLSX or CSV.",
    )


class Extent:
    """The last row and column of the cells in a sheet of XLSX that hold something."""

    def __init__(self) -> None:
        """Nothing seen yet."""
        self.rows = self.columns = 0
        self._rest = b""

    def feed(self, chunk: bytes) -> None:
        """Look at the next part; a tag that is cut off is looked at with the part that follows."""
        text = self._rest + chunk
        for letters, digits, empty in CELL.findall(text):
            if not empty:
                self.rows, self.columns = max(self.rows, int(digits)), max(self.columns, column_number(letters))
        self._rest = text[-LONGEST_TAG:]


class Repeats:
    """The last row and column of an ODS sheet that hold something; few words can repeat a cell a million times."""

    def __init__(self) -> None:
        """Nothing seen yet; doctypes are not for spreadsheets."""
        self.rows = self.columns = 0
        self._row = self._column = self._times = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EntityDeclHandler = self._entity

    def feed(self, chunk: bytes) -> None:
        """Look at the next part."""
        self._parser.Parse(chunk)

    def _start(self, name: str, words: dict[str, str]) -> None:
        """Count rows and cells with their repetitions."""
        kind = name.rpartition(":")[2]
        if kind == "table":
            self._row = 0
        elif kind == "table-row":
            self._times = _number(words.get("table:number-rows-repeated"))
            self._row += self._times
            self._column = 0
        elif kind in {"table-cell", "covered-table-cell"}:
            self._column += _number(words.get("table:number-columns-repeated"))
            if "office:value-type" in words or "calcext:value-type" in words:
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
        elif kind == "p":
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)

    def _entity(self, *_: object) -> None:
        """Refuse declared entities, which can grow without bounds."""
        raise RuntimeError("entities are not allowed")


def _number(words: str | None) -> int:
    """How often something is repeated."""
    return int(words) if words and words.isdigit() and len(words) < 10 else 1


def letters(place: int) -> str:
    """A for the column at place 0, AA for 26."""
    found = ""
    while place >= 0:
        found, place = chr(65 + place % 26) + found, place // 26 - 1
    return found


def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
