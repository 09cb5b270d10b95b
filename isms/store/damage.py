"""Finding damage in the register, and mending it from the last good generation and the journal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from isms import files
from isms.core.model.text import Text
from isms.store import commit, generation, journal
from isms.store.commit import JOURNAL, RECORD, SUFFIX
from isms.store.generation import DamagedError, Generation, Record
from isms.store.journal import Journal, Stamp
from isms.store.tiny import TinyStore

ASIDE = ".damaged"
MENDED = "doctor --mend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Something wrong with a file of the register."""

    file: str
    problem: Text


def look(store: TinyStore) -> tuple[Damage, ...]:
    """Everything wrong with the register; nothing is changed. What the next command tidies is no damage."""
    try:
        told = store.read_journal()
    except DamagedError:
        return (Damage(file=RECORD, problem=Text(de="unlesbar", en="unreadable")),)
    bad_tables = [
        Damage(file=f"{table}{SUFFIX}", problem=Text(de="beschädigt oder fehlt", en="damaged or missing"))
        for table in names(store, told)
        if good_rows(store, table) is None
    ]
    bad_lines = [
        Damage(file=JOURNAL, problem=Text(de=f"Zeile {number} unlesbar", en=f"line {number} unreadable"))
        for number, _ in told.unreadable
    ]
    found = (*bad_tables, *bad_lines)
    return found if found or told.torn is not None else tuple(_silence(store, told))


def _silence(store: TinyStore, told: Journal) -> Iterator[Damage]:
    """The tables of which the journal tells something else than they hold."""
    tables = {table: good_rows(store, table) or {} for table in store.tables()}
    for table in journal.differing(told, tables):
        yield Damage(
            file=JOURNAL,
            problem=Text(de=f"erzählt {table}{SUFFIX} nicht vollständig", en=f"doesn't tell all of {table}{SUFFIX}"),
        )


def names(store: TinyStore, told: Journal) -> tuple[str, ...]:
    """All tables that have a file or of which the journal knows rows."""
    known = {table for table, rows in journal.replay(entry for _, entry in told.entries).items() if rows}
    return tuple(sorted(known | set(store.tables())))


def good_rows(store: TinyStore, table: str) -> dict[str, Record] | None:
    """The rows of a table that must be there; None if it is damaged or missing."""
    try:
        raw = store.raw(table)
        return None if raw is None else generation.decode(raw, table, table).rows
    except DamagedError:
        return None


def mend(store: TinyStore, *, who: str, when: datetime) -> tuple[Text, ...]:
    """Repair what `look` finds and tell what was done and what was lost; raises OutsideError if the disk refuses."""
    with store.locked(store.patience), store.refusals():
        done = _settle(store)
        told = store.read_journal()
        if not look(store):
            return done
        tables: dict[str, dict[str, Record]] = {}
        for table in names(store, told):
            rows = good_rows(store, table)
            if rows is None:
                rows, report = _restore(store, table, told)
                done += (report,)
                _set_aside(store, f"{table}{SUFFIX}")
            tables[table] = rows
        done += tuple(_about_journal(told, tables))
        _write(store, tables, told, (when, who, MENDED))
        return done


def _settle(store: TinyStore) -> tuple[Text, ...]:
    """Carry out what was decided; where that is damaged, it is not carried out."""
    try:
        store.settle()
    except DamagedError:
        (store.root / RECORD).unlink()
        commit.clear(store.root)
        return (Text(de="Eine begonnene Änderung wurde verworfen.", en="A change that had begun was dropped."),)
    return ()


def _restore(store: TinyStore, table: str, told: Journal) -> tuple[dict[str, Record], Text]:
    """The rows of a damaged table as far as they can be told, and what was lost."""
    try:
        last = generation.decode(store.previous(table).read_bytes(), table, table)
        source = Text(de="aus dem letzten guten Stand und dem Journal", en="from the last good state and the journal")
    except (FileNotFoundError, DamagedError):
        last = Generation(rows={})
        source = Text(de="aus dem Journal", en="from the journal")
    rows = journal.replay(told.since(last.journal), {table: last.rows}).get(table, {})
    lost = _lost(told, last, table)
    file = f"{table}{SUFFIX}"
    return rows, Text(
        de=f"{file}: {len(rows)} Zeilen {source.de} wiederhergestellt; {lost.de}.",
        en=f"{file}: {len(rows)} rows restored {source.en}; {lost.en}.",
    )


def _lost(told: Journal, last: Generation, table: str) -> Text:
    """What cannot be told again."""
    if not last.rows and not any(entry.table == table for _, entry in told.entries):
        return Text(de="der Inhalt ist verloren", en="the content is lost")
    if told.unreadable:
        count = len(told.unreadable)
        return Text(de=f"bis zu {count} Änderungen verloren", en=f"up to {count} changes lost")
    if last.journal > told.length:
        return Text(de="Änderungen danach sind verloren, falls es welche gab", en="later changes, if any, are lost")
    return Text(de="nichts verloren", en="nothing lost")


def _about_journal(told: Journal, tables: dict[str, dict[str, Record]]) -> Iterator[Text]:
    """What becomes of the journal."""
    if told.unreadable:
        count = len(told.unreadable)
        yield Text(
            de=f"{JOURNAL}: {count} unlesbare Zeilen nach {JOURNAL}{ASIDE} gelegt und den Stand nachgetragen.",
            en=f"{JOURNAL}: {count} unreadable lines set aside in {JOURNAL}{ASIDE}, the state was entered again.",
        )
    elif journal.differing(told, tables):
        yield Text(de=f"{JOURNAL}: Fehlendes nachgetragen.", en=f"{JOURNAL}: what was missing has been entered.")


def _set_aside(store: TinyStore, name: str) -> None:
    """Keep the damaged file for someone who wants to look."""
    if (store.root / name).exists():
        (store.root / name).replace(store.root / f"{name}{ASIDE}")


def _write(store: TinyStore, tables: dict[str, dict[str, Record]], told: Journal, stamp: Stamp) -> None:
    """Write every table anew, and a journal of the readable lines that tells them all."""
    if told.unreadable:
        bad = b"".join(b"%d: %s\n" % (number, line) for number, line in told.unreadable)
        files.write_atomically(store.root / f"{JOURNAL}{ASIDE}", bad, mode=files.PRIVATE)
    kept = [entry for _, entry in told.entries]
    lines = journal.to_lines([*kept, *journal.untold(told, tables, stamp)])
    for table, rows in tables.items():
        raw = generation.encode(table, Generation(rows=rows, journal=len(lines)))
        for path in (store.previous(table), store.path(table)):
            files.write_atomically(path, raw, mode=files.PRIVATE)
    files.write_atomically(store.root / JOURNAL, lines, mode=files.PRIVATE)
