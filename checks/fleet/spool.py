"""What all devices of a run contribute to the rules about them together: kept in a temporary database on the disk, so
that memory does not grow with their number. It goes when it is closed; redacted text is all it ever holds."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from types import TracebackType
from typing import Any, NamedTuple, Self

from isms.core.errors import OutsideError
from isms.core.model.device import Device
from isms.core.model.fact import Fact, Seen

TABLES = """
CREATE TABLE devices(id INTEGER PRIMARY KEY, wanted, name, platform, site, role, tags, sha256, collected_at, file);
CREATE TABLE facts(device INTEGER, kind TEXT, key TEXT, value TEXT, line INTEGER, text TEXT, block TEXT);
"""
INDEXES = """
CREATE INDEX by_device ON facts(device, kind);
CREATE INDEX by_key ON facts(kind, key, device);
CREATE TABLE shared AS
  SELECT f.kind, f.key, COUNT(DISTINCT f.device) AS devices, MIN(d.name) AS first, MAX(d.name) AS last
  FROM facts f JOIN devices d ON d.id = f.device GROUP BY f.kind, f.key HAVING COUNT(DISTINCT f.device) > 1;
CREATE UNIQUE INDEX shared_by_key ON shared(kind, key);
"""
MOST_FACTS = 16  # sets of facts of a device that are at hand
AT_ONCE = 64
SHARED = """
SELECT s.key, s.devices, s.first, s.last
FROM facts f INDEXED BY by_device CROSS JOIN shared s ON s.kind=f.kind AND s.key=f.key WHERE f.device=? AND f.kind=?
"""
OTHER = f"facts WHERE kind=?{AT_ONCE + 1} AND key=wanted.key AND device<>?{AT_ONCE + 2}"
ONLY = f"""
WITH wanted(key) AS (VALUES {", ".join(["(?)"] * AT_ONCE)})
SELECT d.id, d.name, d.platform, f.kind, f.key, f.value, f.line, f.text, f.block
FROM wanted CROSS JOIN facts f ON f.rowid=(SELECT rowid FROM {OTHER} LIMIT 1) JOIN devices d ON d.id=f.device
WHERE 1=(SELECT COUNT(*) FROM (SELECT 1 FROM {OTHER} LIMIT 2))
"""  # noqa: S608 - fixed words


class Others(NamedTuple):
    """How many other devices have the same, and the name of one of them."""

    devices: int
    name: str


class Holder(NamedTuple):
    """Another device that has a fact."""

    id: int
    name: str
    platform: str
    fact: Fact


class Spool:
    """Takes what devices contribute one after another; then, `sorted_out`, answers what several of them have."""

    def __init__(self) -> None:
        """A new database without a name, on the disk."""
        self._base = sqlite3.connect("", isolation_level=None)
        self._count = 0
        self._sorted = False
        self._facts: dict[tuple[int, str], tuple[Fact, ...]] = {}

    def __enter__(self) -> Self:
        """Make the tables."""
        with _DISK:
            # Nobody else reads it and it is never needed again: no journal, no waiting for the disk.
            self._base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000;")
            self._base.executescript(TABLES)
            self._base.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove it."""
        self._base.close()

    def add(self, seen: Seen, *, wanted: bool = True) -> None:
        """Keep what a device contributes; `wanted` are those that are judged, the others are only compared with."""
        one, moment = seen.device, seen.collected_at.isoformat() if seen.collected_at is not None else None
        row = (one.name, seen.platform, one.site, one.role, "\n".join(one.tags), seen.sha256, moment, seen.file)
        with _DISK:
            self._count += 1
            self._base.execute("INSERT INTO devices VALUES(?,?,?,?,?,?,?,?,?,?)", (self._count, wanted, *row))
            self._base.executemany(
                "INSERT INTO facts VALUES(?,?,?,?,?,?,?)",
                [(self._count, *map(_plain, (f.kind, f.key, f.value, f.line, f.text, f.block))) for f in seen.facts],
            )

    def devices(self) -> Iterator[tuple[int, Seen]]:
        """The wanted devices in the order in which they came, without their facts."""
        self._sort()
        names = "id, name, platform, site, role, tags, sha256, collected_at, file"
        with _DISK:
            rows = self._base.cursor().execute(f"SELECT {names} FROM devices WHERE wanted ORDER BY id")  # noqa: S608 - fixed names
            for number, name, platform, site, role, tags, sha256, moment, file in rows:
                device = Device(
                    name=name, platform=platform, site=site, role=role, tags=tuple(tags.split("\n") if tags else ())
                )
                collected = datetime.fromisoformat(moment) if moment is not None else None
                yield number, Seen(device=device, platform=platform, sha256=sha256, collected_at=collected, file=file)

    def facts(self, device: int, kind: str) -> tuple[Fact, ...]:
        """The facts of one kind that a device has, in the order of its lines."""
        if (device, kind) not in self._facts:
            self._sort()
            if len(self._facts) >= MOST_FACTS:
                self._facts.clear()
            asked = (
                "SELECT kind, key, value, line, text, block FROM facts WHERE device=? AND kind=? ORDER BY line, rowid"
            )
            with _DISK:
                self._facts[device, kind] = tuple([_fact(row) for row in self._base.execute(asked, (device, kind))])
        return self._facts[device, kind]

    def shared(self, device: int, name: str, kind: str) -> dict[str, Others]:
        """The other devices that have the same facts as the device of this number and name, by what they share."""
        self._sort()
        with _DISK:
            rows = self._base.execute(SHARED, (device, kind)).fetchall()
        return {key: Others(count - 1, last if first == name else first) for key, count, first, last in rows}

    def only_holders(self, device: int, kind: str, keys: Iterable[str]) -> dict[str, Holder]:
        """For each fact the other device that has it, if there is exactly one, and has it once."""
        self._sort()
        asked, found = iter(keys), {}
        while part := list(islice(asked, AT_ONCE)):
            values = (*part, *[None] * (AT_ONCE - len(part)), kind, device)
            with _DISK:
                for number, name, platform, *fact in self._base.execute(ONLY, values):
                    found[str(fact[1])] = Holder(number, name, platform, _fact(fact))
        return found

    def _sort(self) -> None:
        """Prepare for questions, once."""
        if not self._sorted:
            with _DISK:
                self._base.execute("COMMIT")
                self._base.executescript(INDEXES)
            self._sorted = True


def _plain(value: str | int | None) -> str | int | None:
    """A value as the database keeps it: bytes of a configuration that were no text become visible escapes."""
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


def _fact(row: Sequence[Any]) -> Fact:
    """A row as a fact."""
    kind, key, value, line, text, block = row
    return Fact(kind=kind, key=key, value=value, line=line, text=text, block=block)


class _Disk:
    """Turns a refusal of the disk into our error."""

    __slots__ = ()

    def __enter__(self) -> None:
        """Something is about to be asked of the disk."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say in our words what it refused."""
        if isinstance(error, sqlite3.Error):
            raise OutsideError(
                de=f"Der Zwischenspeicher für den Vergleich der Geräte versagt ({error}). Ist die Platte voll? "
                "TMPDIR kann auf eine andere zeigen.",
                en=f"The temporary store for comparing devices fails ({error}). Is the disk full? "
                "TMPDIR may name another.",
            ) from error


_DISK = _Disk()
