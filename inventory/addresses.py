"""An address in one cell: 'Weg 1, 12345 Ort' in its parts. Pure."""

import re
from dataclasses import dataclass

from inventory import cells
from isms.core.model.text import Text

POSTCODE = re.compile(r"(?:\b(?:DE?|D)\s?-\s?)?(?<![0-9])([0-9]{5})(?![0-9])|(?<=[,;\n])\s*([0-9]{4})(?=\s+[A-ZÄÖÜ])")
EDGES = " ,;-–/\t\r\n"
PARTS = re.compile(r"\s*[,;\n]\s*")
COUNTRY = re.compile(r"[,;\s]*\b(?:Deutschland|Germany|Bundesrepublik Deutschland)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The parts of an address; what it does not say is None."""

    street: str | None = None
    postcode: str | None = None
    city: str | None = None


def has_postcode(cell: str) -> bool:
    """Whether the cell holds more than street and house number."""
    return POSTCODE.search(cell) is not None


def split(cell: str) -> Address | Text | None:
    """The parts of an address; all of it is the street where there is no postcode and no city behind a comma."""
    if cells.nothing(cell):
        return None
    found = POSTCODE.search(cell)
    if found is None:
        return _without_postcode(COUNTRY.sub("", cell))
    before, after = cell[: found.start()].strip(EDGES), COUNTRY.sub("", cell[found.end() :].strip(EDGES))
    city, *rest = PARTS.split(after) if after else [""]
    street = _street(PARTS.split(before)) if before else ", ".join(rest)
    code = (found.group(1) or found.group(2)).zfill(5)
    return _checked(street, code, city)


def _without_postcode(cell: str) -> Address | Text:
    """Street and city, if there are just these two; else all is the street."""
    parts = [part for part in PARTS.split(cell) if part]
    if len(parts) == 2 and re.search("[0-9]", parts[0]) and not re.search("[0-9]", parts[1]):
        return _checked(parts[0], None, parts[1])
    return _checked(cell, None, "")


def _street(parts: list[str]) -> str:
    """The last part with a house number; what stands before names the house."""
    return next((part for part in reversed(parts) if re.search("[0-9]", part)), parts[-1])


def _checked(street: str, postcode: str | None, city: str) -> Address | Text:
    """The parts as text, or why one of them does not fit."""
    values = cells.text(street), cells.text(city)
    wrong = next((value for value in values if isinstance(value, Text)), None)
    if wrong is not None:
        return wrong
    line, town = (value if isinstance(value, str) else None for value in values)
    return Address(street=line, postcode=postcode, city=town)
