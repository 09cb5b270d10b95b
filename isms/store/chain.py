"""The head of the chain of runs, kept in the register, so that deleting the newest run is noticed."""

from isms.store import Store, Transaction

TABLE = "chain"
HEAD = "head"


def head(store: Store | Transaction) -> tuple[str, str] | None:
    """The id of the newest sealed run and the SHA-256 of its manifest; None before the first."""
    row = store.rows(TABLE).get(HEAD)
    return None if row is None else (row["run"], row["manifest_sha256"])


def advance(transaction: Transaction, run_id: str, manifest_sha256: str) -> None:
    """Make this run the newest; the journal keeps all that were."""
    transaction.put(TABLE, HEAD, {"run": run_id, "manifest_sha256": manifest_sha256})
