"""One table as the bytes of its file, and back: with a schema version and a checksum, so that damage shows."""

import hashlib
from dataclasses import dataclass
from typing import Any

from isms.core import codec
from isms.core.errors import InputError

SCHEMA = 1
META = "_meta"
Record = dict[str, Any]


class DamagedError(InputError):
    """A file of the register is not what was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """The rows of a table by id; `journal`: how long the journal was, in bytes, when they were committed."""

    rows: dict[str, Record]
    journal: int = 0


def encode(table: str, generation: Generation) -> bytes:
    """The file of a table: TinyDB's layout, rows in the order of their ids."""
    rows = {key: generation.rows[key] for key in sorted(generation.rows)}
    meta = {"schema": SCHEMA, "sha256": checksum(generation), "journal": generation.journal}
    return codec.to_json({META: {"1": meta}, table: rows}, indent=1) + b"\n"


def decode(raw: bytes, table: str, source: str) -> Generation:
    """The table in a file; raises DamagedError unless it is whole, InputError if a newer version wrote it."""
    try:
        document = codec.from_json(raw, dict[str, dict[str, Record]], source)
        meta, rows = document[META]["1"], document[table]
        schema, expected = int(meta["schema"]), meta["sha256"]
        found = Generation(rows=rows, journal=int(meta["journal"]))
    except (InputError, KeyError, TypeError, ValueError) as error:
        raise damaged(source) from error
    if schema > SCHEMA:
        raise InputError(
            de=f"{source} hat das Schema {schema}, diese Version kennt {SCHEMA}. Eine neuere Version verwenden.",
            en=f"{source} has schema {schema}, this version knows {SCHEMA}. Use a newer version.",
        )
    if checksum(found) != expected:
        raise damaged(source)
    return found


def checksum(generation: Generation) -> str:
    """The SHA-256 of what a generation says, whatever the order of its rows."""
    return hashlib.sha256(codec.to_canonical_json(generation)).hexdigest()


def damaged(source: str) -> DamagedError:
    """The sentence for a damaged file."""
    return DamagedError(
        de=f"{source} ist beschädigt. `isms doctor` zeigt den Schaden, `isms doctor --mend` behebt ihn.",
        en=f"{source} is damaged. `isms doctor` shows the damage, `isms doctor --mend` repairs it.",
    )
