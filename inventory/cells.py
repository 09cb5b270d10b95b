"""One cell to one value: pure functions that give the value, None for nothing, or the reason why it does not fit."""

import ipaddress
import re
from collections.abc import Callable, Collection
from typing import Any

from inventory.numerals import numeral
from isms.core.model.text import Text

Reader = Callable[[str], Any]
NOTHING = frozenset((
    "", "-", "--", "---", "–", "—", "?", "null", "<null>", "(null)", "n/a", "#n/a", "#nv", "k.a.", "k. a.",
    "keine angabe", "unbekannt",
))  # fmt: skip
BROKEN = re.compile(r"#(?:REF!|BEZUG!|VALUE!|WERT!|DIV/0!|NAME\?|NUM!|ZAHL!|NULL!)")
INVISIBLE = dict.fromkeys(map(ord, "\xad\u200b\u200c\u200d\u2060\ufeff"))
LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")
POSTCODE = re.compile(r"(?:DE?[- ]*)?([0-9]{4,5})(?:[.,]0+)?")
MOST_PORTS = 65_535
LONGEST_TEXT = 2_000


def nothing(cell: str) -> bool:
    """Whether the cell says that there is nothing: empty, a dash, `null`, `k. A.`."""
    return cell.strip().casefold() in NOTHING


def text(cell: str) -> str | Text | None:
    """The text in one line."""
    line = " ".join(cell.translate(INVISIBLE).split())
    if nothing(line):
        return None
    if BROKEN.fullmatch(line):
        return Text(de="Fehlerwert einer Formel", en="error value of a formula")
    if len(line) > LONGEST_TEXT:
        return Text(de=f"länger als {LONGEST_TEXT} Zeichen", en=f"longer than {LONGEST_TEXT} characters")
    if line.isprintable():
        return line
    return Text(de="enthält Steuerzeichen", en="contains control characters")


def name(cell: str) -> str | Text | None:
    """A name that may become the name of a file."""
    value = text(cell)
    if isinstance(value, str) and (set(value) & set("/\\") or value in (".", "..")):
        return Text(de="enthält Pfadtrenner", en="contains path separators")
    return value


def address(cell: str) -> str | Text | None:
    """An IP address or host name."""
    if nothing(cell):
        return None
    try:
        return str(ipaddress.ip_address(cell))
    except ValueError:
        labels = cell.rstrip(".").split(".")
        if len(cell) <= 253 and all(map(LABEL.fullmatch, labels)) and not labels[-1].isdigit():
            return cell
        return Text(de="weder IP-Adresse noch Hostname", en="neither an IP address nor a host name")


def port(cell: str) -> int | Text | None:
    """A TCP port."""
    if nothing(cell):
        return None
    if re.fullmatch("[0-9]{1,5}", cell) and 1 <= int(cell) <= MOST_PORTS:
        return int(cell)
    return Text(de="kein Port (1–65535)", en="no port (1–65535)")


def tags(cell: str) -> tuple[str, ...] | Text:
    """The words between commas and blanks, each once, in their order."""
    words = tuple(dict.fromkeys(re.split(r"[,;\s]+", cell.strip(",; \t\r\n"))))
    if not all(word.isprintable() for word in words):
        return Text(de="enthält Steuerzeichen", en="contains control characters")
    return () if words == ("",) or nothing(cell) else words


def number(least: float, most: float, *, thousands: str = "") -> Reader:
    """A reader of numbers within bounds; `thousands` is the mark before three digits that is no decimal one."""

    def read(cell: str) -> float | Text | None:
        """The number."""
        if nothing(cell):
            return None
        value = numeral(cell, thousands)
        if value is None:
            return Text(de="keine Zahl", en="not a number")
        if not least <= value <= most:
            return Text(de=f"nicht zwischen {least:,g} und {most:,g}", en=f"not between {least:,g} and {most:,g}")
        return value

    return read


def postcode(cell: str) -> str | Text | None:
    """A German postcode of five digits; a leading zero that a spreadsheet took away is put back."""
    if nothing(cell):
        return None
    found = POSTCODE.fullmatch(cell.replace(" ", ""))
    if found is None:
        return Text(de="keine Postleitzahl (fünf Ziffern)", en="no postcode (five digits)")
    return found.group(1).zfill(5)


def one_of(known: Collection[str]) -> Reader:
    """A reader of words from a list; case, blanks and hyphens do not matter."""

    def read(cell: str) -> str | Text | None:
        """The word as the list spells it."""
        if nothing(cell):
            return None
        word = re.sub(r"[\s-]+", "_", cell.casefold())
        listed = ", ".join(sorted(known))
        return word if word in known else Text(de=f"unbekannt; bekannt: {listed}", en=f"unknown; known: {listed}")

    return read
