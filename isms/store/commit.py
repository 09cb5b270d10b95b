"""How several files change in one step: new files beside the old, one record that decides, then the renames.

Whoever dies before the record is written has changed nothing; whoever dies after it has changed everything, and the
next command puts the new files in place. Every step may be repeated.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from isms import files
from isms.core import codec
from isms.core.errors import InputError
from isms.store.generation import damaged

RECORD = ".commit"
JOURNAL = "journal.jsonl"
SUFFIX = ".json"
LEFT_OVER = (".*.new", "*.tmp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """What was decided: the SHA-256 of every new file by its name, and where the journal's new lines begin."""

    sha256: dict[str, str]
    journal_from: int


def staged(register: Path, name: str) -> Path:
    """Where the new form of a file waits."""
    return register / f".{name}.new"


def stage(register: Path, name: str, data: bytes) -> str:
    """Write the new form of a file, durably; gives its SHA-256. Raises OSError."""
    descriptor = os.open(staged(register, name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, files.PRIVATE)
    with os.fdopen(descriptor, "wb") as stream:
        os.fchmod(descriptor, files.PRIVATE)
        stream.write(data)
        stream.flush()
        os.fsync(descriptor)
    return hashlib.sha256(data).hexdigest()


def decide(register: Path, new: Mapping[str, bytes]) -> Commit:
    """Write all new files and then the record: now the change is made. Raises OSError, then nothing changed."""
    journal = register / JOURNAL
    try:
        commit = Commit(
            sha256={name: stage(register, name, data) for name, data in new.items()},
            journal_from=journal.stat().st_size if journal.exists() else 0,
        )
        files.write_atomically(register / RECORD, codec.to_json(commit) + b"\n", mode=files.PRIVATE)
    except BaseException:
        # The record first: without it the other files mean nothing.
        for path in (register / RECORD, *(staged(register, name) for name in new)):
            with contextlib.suppress(OSError):
                path.unlink()
        raise
    return commit


def pending(register: Path) -> Commit | None:
    """The change that was decided but not yet put in place; raises DamagedError if its record is unreadable."""
    path = register / RECORD
    try:
        return codec.from_json(path.read_bytes(), Commit, str(path))
    except FileNotFoundError:
        return None
    except InputError as error:
        raise damaged(str(path)) from error


def finish(register: Path, commit: Commit) -> None:
    """Put the decided files in place; may be repeated after a crash at any point. Raises OSError, DamagedError."""
    for name, sha256 in commit.sha256.items():
        waiting = staged(register, name)
        if not waiting.exists():
            continue
        data = waiting.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise damaged(str(waiting))
        if name == JOURNAL:
            append(register / JOURNAL, commit.journal_from, data)
        else:
            waiting.replace(register / name)
    files.sync_folder(register)
    (register / RECORD).unlink()
    staged(register, JOURNAL).unlink(missing_ok=True)
    files.sync_folder(register)


def append(journal: Path, start: int, data: bytes) -> None:
    """Let the journal go on with these lines from byte `start`, whatever stood there. Raises OSError."""
    descriptor = os.open(journal, os.O_RDWR | os.O_CREAT, files.PRIVATE)
    with os.fdopen(descriptor, "r+b") as stream:
        stream.truncate(min(start, os.fstat(descriptor).st_size))
        stream.seek(0, os.SEEK_END)
        stream.write(data)
        stream.flush()
        os.fsync(descriptor)


def left_over(register: Path) -> Iterator[Path]:
    """What a crash may have left: a record not yet carried out, files of changes that never were decided."""
    if (register / RECORD).exists():
        yield register / RECORD
    for pattern in LEFT_OVER:
        yield from register.glob(pattern)


def clear(register: Path) -> None:
    """Remove the files of changes that never were decided. Raises OSError."""
    for pattern in LEFT_OVER:
        for path in register.glob(pattern):
            path.unlink(missing_ok=True)
