"""What all devices of a run contribute to the rules about them together: kept in a temporary database on the disk, so
that memory does not grow with their number. It goes when it is closed; redacted text is all it ever holds.

Most of what a device says concerns nobody else. So facts are first kept as they are spelled; once somebody asks, the
database finds in one go which of them have a neighbour (checks/fleet/near.py) on another device, and only these are
laid out.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import groupby, islice
from operator import attrgetter, itemgetter
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from checks.fleet.near import neighbourhood
from isms.core.errors import OutsideError
from isms.core.facts import Facts, Values, spelled
from isms.core.model.device import Device
from isms.core.model.fact import Seen

T = TypeVar("T")

TABLES = """
CREATE TABLE devices(id INTEGER PRIMARY KEY, wanted, name, platform, site, role, tags, sha256, collected_at, file);
CREATE TABLE said(device INTEGER PRIMARY KEY, facts BLOB);
CREATE TABLE counts(device INTEGER, kind TEXT, facts INTEGER, PRIMARY KEY(device, kind)) WITHOUT ROWID;
CREATE TABLE marks(near INTEGER, device INTEGER, place INTEGER);
CREATE TABLE crowded(near INTEGER PRIMARY KEY);
CREATE TABLE facts(device INTEGER, kind TEXT, key TEXT, value TEXT, near INTEGER);
CREATE TABLE mixed(near INTEGER PRIMARY KEY);
"""
CROWDED = """
INSERT INTO crowded SELECT near FROM marks GROUP BY near HAVING MIN(device)<>MAX(device) ORDER BY near
"""
CROWD = """
SELECT m.device, m.place, m.near FROM marks m CROSS JOIN crowded c ON c.near=m.near ORDER BY m.rowid
"""
# One may be the end of a link where there are different facts; what three devices have is the end of none.
INDEXES = """
DROP TABLE marks;
DROP TABLE crowded;
CREATE INDEX by_device ON facts(device, kind);
CREATE INDEX by_key ON facts(kind, key, device);
CREATE TABLE keys AS
  SELECT f.kind, f.key, f.near, COUNT(DISTINCT f.device) AS devices, MIN(d.name) AS first, MAX(d.name) AS last
  FROM facts f JOIN devices d ON d.id = f.device GROUP BY f.kind, f.key;
CREATE UNIQUE INDEX by_kind ON keys(kind, key);
INSERT INTO mixed SELECT near FROM keys GROUP BY near HAVING COUNT(*)>1 AND MIN(devices)<3 ORDER BY near;
"""
WANTED = """
SELECT id, name, platform, site, role, tags, sha256, collected_at, file
FROM devices WHERE wanted AND id>? ORDER BY id LIMIT 256
"""
MOST_READ = 16  # devices whose facts are at hand
AT_ONCE = 64
LINE = attrgetter("line")
SHARED = """
SELECT k.key, k.devices, k.first, k.last
FROM facts f INDEXED BY by_device CROSS JOIN keys k ON k.kind=f.kind AND k.key=f.key
WHERE f.device=? AND f.kind=? AND k.devices>1
"""
OTHER = f"facts WHERE kind=?{AT_ONCE + 1} AND key=wanted.key AND device<>?{AT_ONCE + 2}"
ONLY = f"""
WITH wanted(key) AS (VALUES {", ".join(["(?)"] * AT_ONCE)})
SELECT f.key, d.id, d.name, d.platform, f.value
FROM wanted CROSS JOIN facts f ON f.rowid=(SELECT rowid FROM {OTHER} LIMIT 1) JOIN devices d ON d.id=f.device
WHERE 1=(SELECT COUNT(*) FROM (SELECT 1 FROM {OTHER} LIMIT 2))
"""  # noqa: S608 - fixed words


class Others(NamedTuple):
    """How many other devices have the same, and the name of one of them."""

    devices: int
    name: str


class Holder(NamedTuple):
    """Another device that has a fact, and what it says about it beside the key."""

    id: int
    name: str
    platform: str
    value: str


class Spool:
    """Takes what devices contribute one after another; then, `sorted_out`, answers what several of them have."""

    def __init__(self) -> None:
        """A new database without a name, on the disk."""
        self._base = sqlite3.connect("", isolation_level=None)
        self._count = 0
        self._sorted = False
        self._read = lru_cache(maxsize=MOST_READ)(self._facts)
        self._made = lru_cache(maxsize=MOST_READ)(self._make)

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
            if seen.facts:
                self._base.execute("INSERT INTO said VALUES(?,?)", (self._count, spelled(seen.facts)))

    def devices(self) -> Iterator[tuple[int, Seen]]:
        """The wanted devices in the order in which they came, without their facts."""
        rows, last = self._rows(0), 0
        while rows:
            for number, name, platform, site, role, tags, sha256, moment, file in rows:
                device = Device(
                    name=name, platform=platform, site=site, role=role, tags=tuple(tags.split("\n") if tags else ())
                )
                collected = datetime.fromisoformat(moment) if moment is not None else None
                yield number, Seen(device=device, platform=platform, sha256=sha256, collected_at=collected, file=file)
                last = number
            rows = self._rows(last)

    def _rows(self, last: int) -> list[Any]:
        """The next wanted devices after one; no reading goes on while somebody has the database sorted."""
        with _DISK:
            return self._base.execute(WANTED, (last,)).fetchall()

    def facts(self, device: int, kind: str) -> Values:
        """The facts of one kind that a device has, in the order of its lines."""
        return tuple([fact for fact in self._read(device) if fact.kind == kind])

    def _facts(self, device: int) -> Values:
        """All facts of a device, in the order of its lines."""
        with _DISK:
            row = self._base.execute("SELECT facts FROM said WHERE device=?", (device,)).fetchone()
        return () if row is None else tuple(sorted(Facts(row[0]).values(), key=LINE))

    def made(self, device: int, make: Callable[[Values], T]) -> T:
        """What a function makes of all facts of a device, kept for a while."""
        made: T = self._made(device, make)
        return made

    def _make(self, device: int, make: Callable[[Values], Any]) -> Any:
        """The same, made anew."""
        return make(self._read(device))

    def count(self, device: int, kind: str) -> int:
        """How many facts of one kind a device has."""
        self._sort()
        with _DISK:
            row = self._base.execute("SELECT facts FROM counts WHERE device=? AND kind=?", (device, kind)).fetchone()
        return 0 if row is None else int(row[0])

    def neighboured(self, device: int, kind: str) -> frozenset[str]:
        """What a device says of one kind that has another neighbour than itself (checks/fleet/near.py)."""
        self._sort()
        asked = "SELECT key FROM facts WHERE device=? AND kind=? AND near IN mixed"
        with _DISK:
            return frozenset([key for (key,) in self._base.execute(asked, (device, kind))])

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
                for key, *holder in self._base.execute(ONLY, values):
                    found[key] = Holder(*holder)
        return found

    def _sort(self) -> None:
        """Prepare for questions, once."""
        if not self._sorted:
            with _DISK:
                self._mark()
                self._base.execute(CROWDED)
                self._lay_out()
                self._base.execute("COMMIT")
                self._base.executescript(INDEXES)
            self._sorted = True

    def _mark(self) -> None:
        """Note the neighbourhood of every fact, and how many facts there are."""
        for device, raw in self._base.execute("SELECT device, facts FROM said ORDER BY device"):
            facts = Facts(raw).values()
            marks = [(neighbourhood(fact.kind, fact.key), device, place) for place, fact in enumerate(facts)]
            self._base.executemany("INSERT INTO marks VALUES(?,?,?)", marks)
            counts = Counter([fact.kind for fact in facts])
            self._base.executemany("INSERT INTO counts VALUES(?,?,?)", [(device, *one) for one in counts.items()])

    def _lay_out(self) -> None:
        """Lay out the facts in whose neighbourhood is another device."""
        for device, crowd in groupby(self._base.execute(CROWD), key=itemgetter(0)):
            raw = self._base.execute("SELECT facts FROM said WHERE device=?", (device,)).fetchone()[0]
            facts = Facts(raw).values()
            rows = [(device, facts[n].kind, facts[n].key, facts[n].value, near) for _, n, near in crowd]
            self._base.executemany("INSERT INTO facts VALUES(?,?,?,?,?)", rows)


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
