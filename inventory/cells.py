"""One cell to one value: pure functions that give the value, None for nothing, or the reason why it does not fit."""

import ipaddress
import re
from collections.abc import Callable, Collection
from typing import Any

from isms.core.model.text import Text

Reader = Callable[[str], Any]
NOTHING = ("", "-", "–", "—")
LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")
POSTCODE = re.compile(r"(?:DE?[- ]?)?([0-9]{4,5})")
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
MOST_PORTS = 65_535


def text(cell: str) -> str | Text | None:
    """The text in one line."""
    line = " ".join(cell.split())
    if line in NOTHING:
        return None
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
    if cell in NOTHING:
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
    if cell in NOTHING:
        return None
    if re.fullmatch("[0-9]{1,5}", cell) and 1 <= int(cell) <= MOST_PORTS:
        return int(cell)
    return Text(de="kein Port (1–65535)", en="no port (1–65535)")


def tags(cell: str) -> tuple[str, ...] | Text:
    """The words between commas and blanks, each once, in their order."""
    words = tuple(dict.fromkeys(re.split(r"[,;\s]+", cell.strip(",; \t\r\n"))))
    if not all(word.isprintable() for word in words):
        return Text(de="enthält Steuerzeichen", en="contains control characters")
    return () if words == ("",) or cell in NOTHING else words


def number(least: float, most: float) -> Reader:
    """A reader of numbers within bounds, with decimal point or comma."""

    def read(cell: str) -> float | Text | None:
        """The number."""
        if cell in NOTHING:
            return None
        if not NUMBER.fullmatch(cell):
            return Text(de="keine Zahl", en="not a number")
        value = float(cell.replace(",", "."))
        if not least <= value <= most:
            return Text(de=f"nicht zwischen {least:g} und {most:g}", en=f"not between {least:g} and {most:g}")
        return value

    return read


def postcode(cell: str) -> str | Text | None:
    """A German postcode of five digits; a leading zero that a spreadsheet took away is put back."""
    if cell in NOTHING:
        return None
    found = POSTCODE.fullmatch(cell)
    if found is None:
        return Text(de="keine Postleitzahl (fünf Ziffern)", en="no postcode (five digits)")
    return found.group(1).zfill(5)


def one_of(known: Collection[str]) -> Reader:
    """A reader of words from a list; case, blanks and hyphens do not matter."""

    def read(cell: str) -> str | Text | None:
        """The word as the list spells it."""
        if cell in NOTHING:
            return None
        word = re.sub(r"[\s-]+", "_", cell.casefold())
        listed = ", ".join(sorted(known))
        return word if word in known else Text(de=f"unbekannt; bekannt: {listed}", en=f"unknown; known: {listed}")

    return read
