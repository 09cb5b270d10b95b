"""TinyDB, made safe. The only home of tinydb and the file lock."""

import contextlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from tinydb.storages import Storage
from tinydb.table import Document, Table

from isms import files
from isms.core import codec
from isms.core.errors import OutsideError
from isms.store import commit, generation, journal
from isms.store.commit import JOURNAL, SUFFIX
from isms.store.generation import Generation, Record
from isms.store.journal import Entry, Stamp

LOCK = ".lock"
PREVIOUS = ".1"
FOLDER = 0o700
PATIENCE = 60.0  # seconds a command waits for another that writes
RECONCILED = "Journal ergänzt / journal completed"


class Rows(Table):
    """A TinyDB table whose documents have the ids of the administration instead of numbers."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB numbers its documents, but asks this class alone


class Kept(Storage):
    """What TinyDB reads from and writes to: the bytes of one generation of one table."""

    def __init__(self, raw: bytes | None, table: str, source: str, length: int = 0) -> None:
        """Begin with these bytes; `length` is that of the journal when the new generation is committed."""
        self.raw = raw
        self.table = table
        self.source = source
        self.length = length

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The rows, checked; raises DamagedError."""
        return None if self.raw is None else {self.table: generation.decode(self.raw, self.table, self.source).rows}

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Turn the rows into the bytes of a new generation; `decide` brings them to the disk."""
        new = Generation(rows=data.get(self.table, {}), journal=self.length)
        self.raw = generation.encode(self.table, new)


def read_rows(raw: bytes | None, table: str, source: str) -> dict[str, Record]:
    """The rows in the bytes of a table's file; raises DamagedError."""
    return {str(row.doc_id): dict(row) for row in Rows(Kept(raw, table, source), table)}


def written(rows: dict[str, Record], table: str, length: int) -> bytes:
    """The bytes of a table's file with these rows."""
    storage = Kept(None, table, table, length)
    Rows(storage, table).insert_multiple(Document(row, key) for key, row in rows.items())  # type: ignore[arg-type]
    return storage.raw or b""


class TinyChange:
    """The changes of one transaction, in memory until they are committed."""

    def __init__(self, store: "TinyStore") -> None:
        """Begin with what is committed."""
        self.store = store
        self.before: dict[str, dict[str, Record]] = {}
        self.after: dict[str, dict[str, Record]] = {}
        self.reasons: dict[tuple[str, str], str] = {}

    def _open(self, table: str) -> dict[str, Record]:
        """The rows of a table as they will be."""
        if table not in self.after:
            self.before[table] = self.store.rows(table)
            self.after[table] = dict(self.before[table])
        return self.after[table]

    def rows(self, table: str) -> dict[str, Record]:
        """The rows of a table by id, with the changes made so far."""
        return {key: dict(row) for key, row in self._open(table).items()}

    def put(self, table: str, key: str, record: Any, reason: str | None = None) -> None:
        """Keep a row in place of the one with the same id; fields that are None are not there."""
        as_read = codec.from_json(codec.to_json(record), dict[str, Any], table)
        row = {field: value for field, value in as_read.items() if value is not None}
        if not row:
            raise ValueError(f"{table}/{key}: a row needs at least one field")
        self._open(table)[key] = row
        if reason is not None:
            self.reasons[table, key] = reason

    def remove(self, table: str, key: str) -> None:
        """Drop a row; nothing happens if there is none."""
        self._open(table).pop(key, None)

    def changed(self) -> tuple[str, ...]:
        """The tables that will differ."""
        return tuple(table for table in sorted(self.after) if self.after[table] != self.before[table])

    def entries(self, stamp: Stamp) -> Iterator[Entry]:
        """What the journal will tell."""
        for table in self.changed():
            for entry in journal.changes(table, self.before[table], self.after[table], stamp):
                own = self.reasons.get((table, entry.id))
                yield entry if own is None else replace(entry, reason=own)


class TinyStore:
    """The register in a folder: one TinyDB file per table and the journal."""

    def __init__(self, root: Path, patience: float = PATIENCE) -> None:
        """The register at `root`, which need not exist yet."""
        self.root = root
        self.patience = patience

    def rows(self, table: str) -> dict[str, Record]:
        """The rows of a table by id, as last committed; raises InputError if the table is damaged."""
        return read_rows(self.raw(table), table, str(self.path(table)))

    def path(self, table: str) -> Path:
        """Where a table lies."""
        return self.root / f"{table}{SUFFIX}"

    def previous(self, table: str) -> Path:
        """Where the last good generation of a table lies."""
        return self.root / f"{table}{SUFFIX}{PREVIOUS}"

    def raw(self, table: str) -> bytes | None:
        """The committed bytes of a table; None if there never was one. Raises DamagedError if it is gone."""
        found = self._found(table)
        if found is None and self._was_there(table):
            # Another command may have made the table between the two looks.
            found = self._found(table)
            if found is None:
                raise generation.damaged(str(self.path(table)))
        return found

    def _was_there(self, table: str) -> bool:
        """Whether an older generation or the journal knows the table."""
        lines = self.root / JOURNAL
        mention = b'"table":%s,' % codec.to_json(table)
        return self.previous(table).exists() or (lines.exists() and mention in lines.read_bytes())

    def _found(self, table: str) -> bytes | None:
        """The committed bytes of a table, be they in place or waiting."""
        decided = commit.pending(self.root)
        name = f"{table}{SUFFIX}"
        places = [self.path(table)]
        if decided is not None and name in decided.sha256:
            places.insert(0, commit.staged(self.root, name))
        for place in places:
            # Another command may put the waiting file in place between two looks; the second finds it there.
            with contextlib.suppress(FileNotFoundError):
                return place.read_bytes()
        return None

    @contextmanager
    def transaction(self, *, who: str, when: datetime, reason: str | None = None) -> Iterator[TinyChange]:
        """Changes committed at the end of the block, unless it raises; one writer at a time."""
        with self.locked(self.patience):
            with self.refusals():
                self._tidy(who, when)
            change = TinyChange(self)
            yield change
            if change.changed():
                with self.refusals():
                    decided = self._decide(change, (when, who, reason))
                # The change is decided and every reader sees it; if the disk refuses now, the next command goes on.
                with contextlib.suppress(OSError):
                    commit.finish(self.root, decided)

    def _decide(self, change: TinyChange, stamp: Stamp) -> commit.Commit:
        """Keep the last good generation of every changed table and decide the new one."""
        lines = journal.to_lines(change.entries(stamp))
        length = self.journal_length() + len(lines)
        changed = change.changed()
        new = {f"{table}{SUFFIX}": written(change.after[table], table, length) for table in changed}
        for table in changed:
            raw = self.raw(table)
            if raw is not None:
                files.write_atomically(self.previous(table), raw, mode=files.PRIVATE)
        return commit.decide(self.root, {**new, JOURNAL: lines})

    def journal_length(self) -> int:
        """How long the journal is, in bytes."""
        path = self.root / JOURNAL
        return path.stat().st_size if path.exists() else 0

    def read_journal(self, like: re.Pattern[bytes] | None = None) -> journal.Journal:
        """The journal as last committed, a decided change that is not in place yet included.

        With `like` only the lines in which it occurs are read, which is quicker in a long journal.
        """
        try:
            raw = (self.root / JOURNAL).read_bytes()
        except FileNotFoundError:
            raw = b""
        decided = commit.pending(self.root)
        if decided is not None:
            with contextlib.suppress(FileNotFoundError):
                raw = raw[: decided.journal_from] + commit.staged(self.root, JOURNAL).read_bytes()
        return journal.parse(raw, like)

    def tables(self) -> tuple[str, ...]:
        """The names of all tables that have a file, be it in place or decided and waiting."""
        decided = commit.pending(self.root)
        names = {path.name for path in self.root.glob(f"[!.]*{SUFFIX}*")} | set(decided.sha256 if decided else ())
        found = {name.split(SUFFIX)[0] for name in names}
        return tuple(sorted(name for name in found if f"{name}{SUFFIX}l" != JOURNAL))

    def tidy_if_free(self) -> None:
        """Finish what a crash left unfinished, if no other command is at it and the disk allows it."""
        if self.root.is_dir() and any(commit.left_over(self.root)):
            with contextlib.suppress(OSError, OutsideError), self.locked(0):
                self.settle()

    def settle(self) -> None:
        """Carry out a decided change, drop undecided ones."""
        decided = commit.pending(self.root)
        if decided is not None:
            commit.finish(self.root, decided)
        commit.clear(self.root)

    def _tidy(self, who: str, when: datetime) -> None:
        """Settle what a crash left, and complete a journal whose last line is torn."""
        self.settle()
        path = self.root / JOURNAL
        if self.journal_length() and not ends_whole(path):
            lines = journal.to_lines(self.untold((when, who, RECONCILED)))
            commit.append(path, self.read_journal().torn or 0, lines)

    def untold(self, stamp: Stamp) -> list[Entry]:
        """What the journal would have to tell in addition so that it tells the tables as they are."""
        return journal.untold(self.read_journal(), {name: self.rows(name) for name in self.tables()}, stamp)

    @contextmanager
    def locked(self, patience: float) -> Iterator[None]:
        """Be the only writer; raises OutsideError if another does not finish or the disk refuses."""
        with self.refusals():
            self.root.mkdir(parents=True, exist_ok=True, mode=FOLDER)
            lock = FileLock(self.root / LOCK, timeout=patience, mode=files.PRIVATE, poll_interval=0.02)
            try:
                lock.acquire()
            except Timeout as error:
                raise OutsideError(
                    de=f"Ein anderer Befehl schreibt seit {patience:.0f} s in {self.root}. Später noch einmal.",
                    en=f"Another command has been writing to {self.root} for {patience:.0f} s. Try again later.",
                ) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """The disk's refusals in our words."""
        try:
            yield
        except OSError as error:
            raise files.refused(self.root, error) from error


def ends_whole(path: Path) -> bool:
    """Whether the last line of a file has its end."""
    with path.open("rb") as stream:
        stream.seek(-1, 2)
        return stream.read(1) == b"\n"
