"""The journal: one line per changed field, so that every state of the register can be told again."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from isms.core import codec
from isms.core.errors import InputError

Record = dict[str, Any]
Rows = Mapping[str, Record]
Stamp = tuple[datetime, str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One changed field; None stands for a field that is not there. A row without fields does not exist."""

    when: datetime
    who: str
    table: str
    id: str
    field: str
    old: Any
    new: Any
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What a journal file holds; `entries` with the byte each line starts at; `unreadable` lines, counted from 1.

    `torn` is the byte at which a last line without its end begins: a crash, no damage.
    `length` counts whole lines only.
    """

    entries: tuple[tuple[int, Entry], ...] = ()
    unreadable: tuple[tuple[int, bytes], ...] = ()
    torn: int | None = None
    length: int = 0

    def since(self, byte: int) -> Iterator[Entry]:
        """The entries that begin at this byte or later."""
        return (entry for start, entry in self.entries if start >= byte)


def changes(table: str, before: Rows, after: Rows, stamp: Stamp) -> Iterator[Entry]:
    """One entry per field that differs, by id and field; `stamp` is when, who and why."""
    when, who, reason = stamp
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key, {}), after.get(key, {})
        for field in sorted(old.keys() | new.keys()):
            was, is_now = old.get(field), new.get(field)
            if was != is_now:
                yield Entry(when=when, who=who, table=table, id=key, field=field, old=was, new=is_now, reason=reason)


def replay(entries: Iterable[Entry], start: Mapping[str, Rows] | None = None) -> dict[str, dict[str, Record]]:
    """The tables that result when the entries happen in order, beginning with `start`."""
    tables = {table: {key: dict(row) for key, row in rows.items()} for table, rows in (start or {}).items()}
    for entry in entries:
        row = tables.setdefault(entry.table, {}).setdefault(entry.id, {})
        if entry.new is None:
            row.pop(entry.field, None)
        else:
            row[entry.field] = entry.new
        if not row:
            del tables[entry.table][entry.id]
    return tables


def differing(journal: Journal, tables: Mapping[str, Rows]) -> tuple[str, ...]:
    """The tables of which the journal tells something else than they hold."""
    told = replay(entry for _, entry in journal.entries)
    return tuple(name for name in sorted(told.keys() | tables.keys()) if told.get(name, {}) != tables.get(name, {}))


def untold(journal: Journal, tables: Mapping[str, Rows], stamp: Stamp) -> list[Entry]:
    """What the journal would have to tell in addition so that it tells the tables as they are."""
    told = replay(entry for _, entry in journal.entries)
    names = sorted(told.keys() | tables.keys())
    return [e for name in names for e in changes(name, told.get(name, {}), tables.get(name, {}), stamp)]


def to_lines(entries: Iterable[Entry]) -> bytes:
    """The entries as lines of JSON."""
    return b"".join(codec.to_json(entry) + b"\n" for entry in entries)


def parse(raw: bytes, like: re.Pattern[bytes] | None = None) -> Journal:
    """What a journal file holds, damaged lines set apart; of the lines those alone in which `like` occurs."""
    entries: list[tuple[int, Entry]] = []
    unreadable: list[tuple[int, bytes]] = []
    start = 0
    for number, line in enumerate(raw.split(b"\n")[:-1], start=1):
        try:
            if like is None or like.search(line):
                entries.append((start, codec.from_json(line, Entry, "journal.jsonl")))
        except InputError:
            unreadable.append((number, line))
        start += len(line) + 1
    torn = start if start < len(raw) else None
    return Journal(entries=tuple(entries), unreadable=tuple(unreadable), torn=torn, length=start)
