"""The head of the chain of runs, kept in the register, so that deleting the newest run is noticed."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from isms.store import Store, Transaction, journal

JOURNAL = "journal.jsonl"
TABLE = "chain"
HEAD = "head"
RUN, SHA256 = "run", "manifest_sha256"


def head(store: Store | Transaction) -> tuple[str, str] | None:
    """The id of the newest sealed run and the SHA-256 of its manifest; None before the first."""
    row = store.rows(TABLE).get(HEAD)
    return None if row is None else (row[RUN], row[SHA256])


def advance(transaction: Transaction, run_id: str, manifest_sha256: str) -> None:
    """Make this run the newest; the journal keeps all that were."""
    transaction.put(TABLE, HEAD, {RUN: run_id, SHA256: manifest_sha256})


def sealed(register: Path) -> dict[str, str]:
    """Every run that the journal tells of, with the SHA-256 of its manifest, oldest first."""
    told = (entry for _, entry in journal.parse(b"".join(_lines(register / JOURNAL))).entries)
    ours = [entry for entry in told if entry.table == TABLE and entry.id == HEAD and entry.new is not None]
    return {
        str(run.new): str(sha256.new)
        for sha256, run in pairwise(ours)  # of one change, fields in the order of their names
        if (sha256.field, run.field, sha256.when) == (SHA256, RUN, run.when)
    }


def _lines(path: Path) -> Iterator[bytes]:
    """The lines of the journal that may be about the chain; none where it cannot be read, which doctor tells."""
    try:
        with path.open("rb") as stream:
            yield from (line for line in stream if b'"chain"' in line)
    except OSError:
        return
