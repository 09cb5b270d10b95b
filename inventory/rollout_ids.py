"""Ids for rows that nobody gave one: readable, and none that is taken. Pure."""

from collections.abc import Collection, Mapping
from itertools import count

from inventory.rollout_fields import TABLES

MADE = frozenset({"connections", "areas", "costs", "requirements"})
LETTERS = {"connections": "L", "requirements": "R"}


def free_id(table: str, given: Mapping[str, str], taken: Collection[str]) -> str | None:
    """The next free id of a line (WE-1-L1), an area (WE-1-meeting), a need (WE-1-R1) or a cost (2026-0001); None where
    the office has ids of its own."""
    building = given.get("building", "").strip()
    if table in LETTERS and building:
        return next(one for number in count(1) if (one := f"{building}-{LETTERS[table]}{number}") not in taken)
    if table == "areas" and building:
        kind = TABLES["areas"].readers["kind"](given.get("kind", ""))
        first = f"{building}-{getattr(kind, 'value', 'area')}"
        return next(one for number in count(1) if (one := first if number == 1 else f"{first}-{number}") not in taken)
    if table == "costs":
        year = given.get("year", "").strip()
        return next(one for number in count(1) if (one := f"{year}-{number:04}") not in taken) if year else None
    return None
