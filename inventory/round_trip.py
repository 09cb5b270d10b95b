"""A table that was exported, edited and comes back: what the file changed, what the register changed meanwhile, and
where both did. Pure; nobody's change is overwritten unless somebody says whose counts."""

import dataclasses
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from inventory import fingerprint, importing
from inventory.buildings import READERS, Reading, reading
from inventory.columns import Wish
from inventory.coordinates import WGS84
from inventory.entries import FEATURE_ID
from inventory.export_fields import NAMES, PLACES, field_of, worded
from inventory.importing import Plan, Wrong
from inventory.sheet import Line, Sheet, trimmed
from isms.core.model.building import Building
from isms.core.model.importing import Collision, Winner, uncounted
from isms.core.model.text import Language, Text

KEY = "id"
NEAR = 0.6e-7  # degrees; a file with seven decimals says no more
SAME = 1e-9
STRANGER = Text(
    de="Kennung im Register unbekannt: geändert, kopiert oder inzwischen entfernt",
    en="id unknown to the register: changed, copied, or removed meanwhile",
)
OTHER_REGISTER = Text(
    de="Die Datei stammt aus einem anderen Register: alle Zeilen gelten als neu.",
    en="The file comes from another register: all rows count as new.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """How a table of ours is read: which header is which field, where the fingerprints stand and what they are of.

    Tables without fingerprints (CSV, GeoJSON) have no `marks`.
    """

    wish: Wish
    marks: int | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A building as it once was, and who changed which field last since then, and when."""

    building: Building
    changed: Mapping[str, tuple[str, datetime]]


Past = Callable[[Building], Iterable[Version]]


def recognised(sheet: Sheet, wish: Wish) -> Own | None:
    """How to read a table that was exported, the mapping file first; None for any other table."""
    by_field = {name: title for title in reversed(sheet.header) if (name := field_of(title)) is not None}
    titles = {title: name for name, title in by_field.items()}
    marks = [(place, fields) for place, title in enumerate(sheet.header) if (fields := fingerprint.fields_of(title))]
    if marks and KEY in titles.values():
        place, fields = marks[0]
        known = fields if set(fields) <= set(NAMES) else ()
        return Own(wish=_together(titles, (sheet.header[place],), wish), marks=place, fields=known)
    others = tuple(title for title in sheet.header if title and title not in titles)
    if sorted(titles.values()) == sorted(NAMES) and set(others) <= {FEATURE_ID}:
        return Own(wish=_together(titles, others, wish))
    return None


def _together(titles: Mapping[str, str], ignore: tuple[str, ...], wish: Wish) -> Wish:
    """Our own headers as a mapping, as far as the mapping file says nothing else."""
    said = {*wish.titles(), *(title for title, name in titles.items() if name in wish.all_columns(KEY).values())}
    rest = {title: name for title, name in titles.items() if title not in said}
    left = tuple(title for title in ignore if title not in wish.titles())
    return dataclasses.replace(wish, columns={**rest, **wish.columns}, ignore=(*wish.ignore, *left))


@dataclass(slots=True, kw_only=True)
class Trip:
    """The rows of an exported table on their way back into the register; collects the collisions it meets."""

    own: Own | None
    decides: frozenset[str]
    past: Past
    wins: Winner | None = None
    foreign: bool = False
    collisions: list[Collision] = field(default_factory=list)

    def settle(self, old: Building | None, new: Building, line: Line) -> Building | Wrong:
        """What becomes of a building, given the row that tells of it; the reasons if that cannot be decided."""
        mark = self._mark(line)
        if old is None:
            strange = mark and not self.foreign and self.wins is not Winner.FILE
            return ((KEY, STRANGER),) if strange else new
        if self.own is None or self.own.marks is None or mark == self._print(old):
            return dataclasses.replace(old, **_edited(old, new, self._names()))
        return self._joined(old, new, line, self._version(old, mark))

    def _mark(self, line: Line) -> str:
        """The fingerprint in a row; empty if there is none."""
        place = self.own.marks if self.own is not None else None
        return line.cells[place] if place is not None and place < len(line.cells) else ""

    def _print(self, building: Building) -> str:
        """The fingerprint that the building would get."""
        return fingerprint.fingerprint(building, self.own.fields) if self.own is not None and self.own.fields else ""

    def _version(self, old: Building, mark: str) -> Version | None:
        """The state of the building when it was exported; None if the register never was in such a state."""
        versions = self.past(old) if mark else ()
        return next((one for one in versions if self._print(one.building) == mark), None)

    def _names(self) -> tuple[str, ...]:
        """The fields that the file decides, in their order."""
        return tuple(name for name in NAMES if name in self.decides)

    def _joined(self, old: Building, new: Building, line: Line, version: Version | None) -> Building | Wrong:
        """The changes of both sides together; the reasons if they meet on a field."""
        mine = _edited(old, new, self._names())
        met = []
        for name in tuple(mine):
            if version is not None and not self._touched(name, version.building, new):
                del mine[name]
            elif version is None or self._moved(name, version.building, old):
                met.append(self._collision(name, old, new, line, version))
                if self.wins is Winner.REGISTER:
                    del mine[name]
        self.collisions += met
        if met and self.wins is None:
            return tuple((one.field, _reason(one)) for one in met)
        return dataclasses.replace(old, **mine)

    def _touched(self, name: str, then: Building, new: Building) -> bool:
        """Whether the file changed a field, or the other coordinate with it."""
        return bool(_edited(then, new, [other for other in _unit(name) if other in self.decides]))

    def _moved(self, name: str, then: Building, old: Building) -> bool:
        """Whether the register changed a field since the export, or the other coordinate with it."""
        return any(getattr(then, other) != getattr(old, other) for other in _unit(name))

    def _collision(self, name: str, old: Building, new: Building, line: Line, version: Version | None) -> Collision:
        """A field that both sides changed."""
        who, when = version.changed.get(name, (None, None)) if version is not None else (None, None)
        return Collision(
            row=line.number,
            id=old.id,
            field=name,
            exported=getattr(version.building, name) if version is not None else None,
            register=getattr(old, name),
            file=getattr(new, name),
            known=version is not None,
            who=who,
            when=when,
            winner=self.wins,
        )


def read(sheet: Sheet, own: Own | None, wish: Wish, crs: str | None = None) -> Reading:
    """How the rows of a file become buildings, exported before or not; raises InputError if they cannot."""
    if own is None:
        return reading(sheet, wish, crs)
    return reading(sheet, own.wish, crs or wish.crs or WGS84.name)


def plan(
    found: Reading,
    own: Own | None,
    existing: Mapping[str, Building],
    past: Past,
    *,
    wins: Winner | None = None,
    handed_out: frozenset[str] = frozenset(),
    step: Callable[[int], None] = uncounted,
) -> Plan[Building]:
    """What the file changes, with all that is to be told of it; `handed_out` are the ids a workbook was made with."""
    foreign = from_elsewhere(own, found.sheet, existing)
    decides = found.kind.decides or frozenset()
    trip = Trip(own=own, decides=decides, past=past, wins=wins, foreign=foreign)
    kind = dataclasses.replace(found.kind, settle=trip.settle)
    made = importing.plan(found.sheet, found.columns, kind, existing, crs=found.crs, step=step)
    if own is None or own.marks is None:
        return made
    missing = handed_out - set(ids(own, found.sheet))
    report = dataclasses.replace(
        made.report,
        notes=(*made.report.notes, *([OTHER_REGISTER] if foreign else [])),
        collisions=tuple(trip.collisions),
        absent=tuple(sorted(key for key in missing if key in existing)),
        added=tuple(key for key in made.changed if key not in existing),
    )
    return dataclasses.replace(made, report=report)


def from_elsewhere(own: Own | None, sheet: Sheet, existing: Mapping[str, Building]) -> bool:
    """Whether a table was exported from another register: not one of its rows is known here."""
    if own is None or own.marks is None:
        return False
    marked = [line for line in sheet.lines if own.marks < len(line.cells) and line.cells[own.marks]]
    return bool(marked) and not any(key in existing for key in ids(own, sheet))


def ids(own: Own, sheet: Sheet) -> Iterator[str]:
    """The id in every row that has one."""
    columns = own.wish.all_columns(KEY)
    place = next(at for at, title in enumerate(sheet.header) if columns.get(title) == KEY)
    for line in sheet.lines:
        found = READERS[KEY](line.cells[place]) if place < len(line.cells) else None
        if isinstance(found, str):
            yield found


def _edited(old: Building, new: Building, names: Iterable[str]) -> dict[str, Any]:
    """The fields of which the file says something else."""
    return {name: getattr(new, name) for name in names if not same(name, getattr(old, name), getattr(new, name))}


def _unit(name: str) -> tuple[str, ...]:
    """The fields that only make sense together."""
    return PLACES if name in PLACES else (name,)


def same(name: str, old: Any, new: Any) -> bool:
    """Whether a file that says `new` may have been written from `old`: blanks and the last digits do not count."""
    if old == new:
        return True
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) <= NEAR if name in PLACES else math.isclose(old, new, rel_tol=SAME, abs_tol=SAME)
    return type(old) is str and READERS[name](trimmed(old)) == new


def _reason(one: Collision) -> Text:
    """Why a field could not be decided."""
    then = Text(**{language: _quoted(one.field, one.exported, Language(language)) for language in ("de", "en")})
    now = Text(**{language: _quoted(one.field, one.register, Language(language)) for language in ("de", "en")})
    if not one.known:
        return Text(de=f"Konflikt: im Register steht {now.de}", en=f"conflict: the register says {now.en}")
    return Text(
        de=f"Konflikt: beim Export {then.de}, jetzt im Register {now.de}",
        en=f"conflict: {then.en} when exported, now {now.en} in the register",
    )


def _quoted(name: str, value: Any, language: Language) -> str:
    """A value for a sentence."""
    empty = Text(de="leer", en="empty").to(language)
    quotes = Text(de="‚‘", en="''").to(language)
    shown = worded(name, value, language)
    return f"{quotes[0]}{shown}{quotes[1]}" if shown else empty
