"""The head of the chain of runs, kept in the register, so that deleting the newest run is noticed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from isms.store import Store, Transaction, journal

JOURNAL = "journal.jsonl"
TABLE = "chain"
HEAD = "head"


def head(store: Store | Transaction) -> tuple[str, str] | None:
    """The id of the newest sealed run and the SHA-256 of its manifest; None before the first."""
    row = store.rows(TABLE).get(HEAD)
    return None if row is None else (row["run"], row["manifest_sha256"])


def advance(transaction: Transaction, run_id: str, manifest_sha256: str) -> None:
    """Make this run the newest; the journal keeps all that were."""
    transaction.put(TABLE, HEAD, {"run": run_id, "manifest_sha256": manifest_sha256})


def sealed(register: Path) -> dict[str, str]:
    """Every run that the journal tells of, with the SHA-256 of its manifest, oldest first."""
    found: dict[datetime, dict[str, str]] = {}
    for _, entry in journal.parse(b"".join(_lines(register / JOURNAL))).entries:
        if entry.table == TABLE and entry.id == HEAD and entry.new is not None:
            found.setdefault(entry.when, {})[entry.field] = str(entry.new)
    return {
        each["run"]: each["manifest_sha256"] for each in found.values() if each.keys() >= {"run", "manifest_sha256"}
    }


def _lines(path: Path) -> Iterator[bytes]:
    """The lines of the journal that may be about the chain; none where it cannot be read, which doctor tells."""
    try:
        with path.open("rb") as stream:
            yield from (line for line in stream if b'"chain"' in line)
    except OSError:
        return
