"""The state in which a building left the register, as one short word that an exported table carries along. Pure."""

import hashlib
from collections.abc import Sequence

from isms.core import codec
from isms.core.model.building import Building

MARK = "isms-Stand: "
LETTERS = 32


def title(fields: Sequence[str]) -> str:
    """The header of the column of fingerprints: it names the fields that they are taken of."""
    return MARK + ",".join(fields)


def fields_of(title: str) -> tuple[str, ...] | None:
    """The fields that the header of a column of fingerprints names; None for another column."""
    return tuple(title.removeprefix(MARK).split(",")) if title.startswith(MARK) else None


def fingerprint(building: Building, fields: Sequence[str]) -> str:
    """128 bits of SHA-256 over the id and the named fields, behind a letter, so that no spreadsheet sees a number."""
    state = [["id", building.id], *([name, getattr(building, name)] for name in fields)]
    return "s" + hashlib.sha256(codec.to_canonical_json(state)).hexdigest()[:LETTERS]
