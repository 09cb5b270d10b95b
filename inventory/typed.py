"""Cells that hold dates, money, shares, flags, counts and words from a list, as German offices write them. Pure: each
reader gives the value, None for nothing, or the reason why it does not fit."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from inventory.cells import NOTHING, Reader
from inventory.header import folded
from isms.core.model.text import Text

E = TypeVar("E", bound=StrEnum)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
FIRST_YEAR, LAST_YEAR = 1900, 2199
YES = ("ja", "j", "yes", "y", "x", "true", "wahr", "1", "✓", "✔")
NO = ("nein", "n", "no", "false", "falsch", "0")
MONEY = re.compile(r"(?:€|EUR)?\s*(-?[0-9][0-9.,' \u202f\xa0]*)\s*(?:€|EUR|Euro)?", re.IGNORECASE)
GROUPED = re.compile(r"[0-9]{1,3}(?:[.' \u202f\xa0][0-9]{3})+")
MOST_CENTS = 10**14
SHARE = re.compile(r"([+-]?[0-9]+(?:[.,][0-9]+)?)\s*(%)?")
IDENTITY = 80

NO_DATE = Text(de="kein Datum (TT.MM.JJJJ oder JJJJ-MM-TT)", en="no date (DD.MM.YYYY or YYYY-MM-DD)")
NO_SUCH_DAY = Text(de="diesen Tag gibt es nicht", en="there is no such day")
NO_MONEY = Text(de="kein Betrag in Euro (z. B. 12.345,67)", en="no amount in euros (for example 12.345,67)")
NEGATIVE = Text(de="darf nicht negativ sein", en="must not be negative")


def day(cell: str) -> date | Text | None:
    """A date, written the German way or the international one; two digits of a year from 70 on mean 19…"""
    if cell in NOTHING:
        return None
    if found := ISO.fullmatch(cell):
        year, month, number = map(int, found.groups())
    elif found := GERMAN.fullmatch(cell):
        number, month, year = map(int, found.groups())
        if len(found[3]) == 2:
            year += 1900 if year >= 70 else 2000
    else:
        return NO_DATE
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Text(
            de=f"das Jahr liegt nicht zwischen {FIRST_YEAR} und {LAST_YEAR}",
            en=f"the year is not between {FIRST_YEAR} and {LAST_YEAR}",
        )
    try:
        return date(year, month, number)
    except ValueError:
        return NO_SUCH_DAY


def flag(cell: str) -> bool | Text | None:
    """Yes or no."""
    word = cell.strip().casefold()
    if word in NOTHING:
        return None
    if word in YES or word in NO:
        return word in YES
    return Text(de="weder ja noch nein", en="neither yes nor no")


def whole(least: int, most: int) -> Reader:
    """A reader of whole numbers within bounds; dots between groups of three digits do not matter."""

    def read(cell: str) -> int | Text | None:
        """The number."""
        if cell in NOTHING:
            return None
        plain = re.sub(r"(?<=[0-9])[.' \u202f\xa0](?=[0-9]{3}(?:\D|$))", "", cell)
        plain = re.sub(r"[.,]0+$", "", plain)
        if not re.fullmatch(r"[+-]?[0-9]{1,15}", plain):
            return Text(de="keine ganze Zahl", en="no whole number")
        if not least <= int(plain) <= most:
            return Text(de=f"nicht zwischen {least} und {most}", en=f"not between {least} and {most}")
        return int(plain)

    return read


def cents(cell: str) -> int | Text | None:
    """An amount in euros, as cents."""
    if cell in NOTHING:
        return None
    found = MONEY.fullmatch(cell.strip())
    if found is None:
        return NO_MONEY
    digits = found[1].strip()
    if digits.startswith("-"):
        return NEGATIVE
    euros, fraction = _split(digits)
    if euros is None or not re.fullmatch(r"[0-9]{1,15}", euros) or not re.fullmatch(r"[0-9]{0,2}", fraction):
        return NO_MONEY
    value = int(euros) * 100 + int(fraction.ljust(2, "0") or "0")
    return value if value <= MOST_CENTS else Text(de="zu groß", en="too large")


def _split(digits: str) -> tuple[str | None, str]:
    """Euros without grouping, and what stands behind the decimal mark; None if the marks make no sense.

    With one dot or more and no comma, groups of three digits are thousands (12.345), else the dot is the decimal mark.
    """
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and dot > comma:
        digits = digits.translate(str.maketrans(",.", ".,"))
    head, mark, fraction = digits.rpartition(",") if "," in digits else (digits, "", "")
    if mark and not fraction:
        return None, ""
    if not mark and not GROUPED.fullmatch(digits) and digits.count(".") == 1:
        head, _, fraction = digits.partition(".")
        return (head, fraction) if fraction else (None, "")
    if head.isdigit():
        return head, fraction
    return (re.sub(r"\D", "", head), fraction) if GROUPED.fullmatch(head) else (None, "")


def share(cell: str) -> float | Text | None:
    """A share from 0 to 1, written `80 %`, `80` or `0,8`."""
    if cell in NOTHING:
        return None
    found = SHARE.fullmatch(cell)
    if found is None:
        return Text(de="kein Anteil (z. B. 80 %)", en="no share (for example 80 %)")
    value = float(found[1].replace(",", "."))
    if value < 0:
        return NEGATIVE
    value = value / 100 if found[2] or value > 1 else value
    return round(value, 6) if value <= 1 else Text(de="über 100 %", en="above 100 %")


def word(known: Mapping[E, Text], **also: E) -> Reader:
    """A reader of words from a list, in German or English or as they are stored; case and blanks do not matter."""
    words = {folded(name): one for one, text in known.items() for name in (one.value, text.de, text.en)}
    words |= {folded(name): one for name, one in also.items()}
    de, en = ", ".join(text.de for text in known.values()), ", ".join(one.value for one in known)

    def read(cell: str) -> E | Text | None:
        """The word as it is stored."""
        if cell in NOTHING:
            return None
        return words.get(folded(cell)) or Text(de=f"erlaubt ist: {de}", en=f"allowed is: {en}")

    return read


def identity(cell: str) -> str | Text | None:
    """An id: one line that could not be mistaken for a path that leads elsewhere."""
    value = " ".join(cell.split())
    if value in NOTHING:
        return None
    if not value.isprintable() or len(value) > IDENTITY:
        return Text(
            de=f"keine Kennung: höchstens {IDENTITY} Zeichen, ohne Steuerzeichen",
            en=f"no id: at most {IDENTITY} characters, no control characters",
        )
    if "\\" in value or value.startswith(("~", "=")) or any(part.strip(". ") == "" for part in value.split("/")):
        return Text(
            de="keine Kennung: ‚..‘, \\ und ein / am Anfang oder Ende sind nicht erlaubt",
            en="no id: '..', \\ and a / at the beginning or end are not allowed",
        )
    return value


def identities(cell: str) -> tuple[str, ...] | Text | None:
    """Ids between commas or semicolons, each once, in their order."""
    values = [identity(part) for part in re.split(r"[,;\n]", cell) if part.strip() not in NOTHING]
    wrong = [value for value in values if isinstance(value, Text)]
    return wrong[0] if wrong else tuple(dict.fromkeys(value for value in values if isinstance(value, str)))
