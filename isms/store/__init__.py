"""The register: tables of rows, changed in transactions; what every way of keeping them must offer."""

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from isms.core import codec
from isms.store.journal import Journal

T = TypeVar("T")
Record = dict[str, Any]


class Transaction(Protocol):
    """Changes that are kept together or not at all."""

    def rows(self, table: str) -> dict[str, Record]:
        """The rows of a table by id, with the changes made so far."""
        ...

    def put(self, table: str, key: str, record: Any, reason: str | None = None) -> None:
        """Keep a row, given as a value of ours or plain data, in place of the one with the same id.

        The journal tells the row's own reason, else that of the transaction.
        """
        ...

    def remove(self, table: str, key: str) -> None:
        """Drop a row; nothing happens if there is none."""
        ...


class Store(Protocol):
    """Tables that survive crashes, with a journal of who changed what, when and why."""

    def rows(self, table: str) -> dict[str, Record]:
        """The rows of a table by id, as last committed; raises InputError if the table is damaged."""
        ...

    def transaction(
        self, *, who: str, when: datetime, reason: str | None = None
    ) -> AbstractContextManager[Transaction]:
        """Changes committed at the end of the block, unless it raises; one writer at a time.

        Raises OutsideError if the disk refuses or another command does not finish.
        """
        ...

    def read_journal(self, like: re.Pattern[bytes] | None = None) -> Journal:
        """Who changed what, when and why, as last committed; with `like` only the lines in which it occurs."""
        ...


def open_store(root: Path) -> Store:
    """The store of the register in the folder `root`; what a crash left unfinished is finished first."""
    from isms.store.tiny import TinyStore

    store = TinyStore(root)
    store.tidy_if_free()
    return store


def values(rows: Mapping[str, Record], kind: type[T], table: str) -> dict[str, T]:
    """Rows as values of ours, by id; raises InputError if one does not fit."""
    return {key: codec.from_plain(row, kind, f"register/{table}.json: {key}") for key, row in rows.items()}
