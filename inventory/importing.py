"""From the rows of a file to what changes in the register, and a report that names every row that did not fit. Pure."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from inventory.cells import Reader
from inventory.columns import Columns, listed
from inventory.sheet import Cells, Sheet
from isms.core.errors import InputError
from isms.core.model.importing import ImportResult, Rejected
from isms.core.model.text import Text

T = TypeVar("T")
EMPTY = Text(de="fehlt", en="missing")
DUPLICATE = Text(de="Kennung schon weiter oben, mit anderem Inhalt", en="duplicate id")
TOO_LONG = Text(
    de="mehr Zellen als Spalten; Trennzeichen im Text?", en="more cells than columns; a delimiter in a text?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[T]):
    """What is imported: a reader per field, how the value is built, which fields each row needs, what identifies it."""

    readers: Mapping[str, Reader]
    build: Callable[[dict[str, Any]], T]
    required: tuple[str, ...]
    key: Callable[[T], str]
    key_field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Generic[T]):
    """The report and the values to keep, by id."""

    report: ImportResult
    changed: dict[str, T]


Problem = tuple[str, str, Text]


@dataclass(slots=True, kw_only=True)
class Sorted(Generic[T]):
    """The rows of a file, sorted while they are read."""

    values: dict[str, T] = dataclasses.field(default_factory=dict)
    rejected: list[Rejected] = dataclasses.field(default_factory=list)
    skipped: int = 0
    bad_rows: int = 0

    def reject(self, row: int, problems: tuple[Problem, ...]) -> None:
        """Leave a row out and name everything that is wrong with it."""
        self.bad_rows += 1
        self.rejected += [Rejected(row=row, column=c, value=v, reason=r) for c, v, r in problems]


def plan(sheet: Sheet, columns: Columns, kind: Kind[T], existing: Mapping[str, T]) -> Plan[T]:
    """What the file changes; raises InputError if a column is missing that every row needs.

    A column that the file has decides, also where its cell is empty; fields without a column stay as they are.
    """
    _check_required(sheet, columns, kind)
    found = _sort(sheet, columns, kind)
    merged = {key: _merged(existing.get(key), value, columns) for key, value in found.values.items()}
    changed = {key: value for key, value in merged.items() if existing.get(key) != value}
    created = sum(key not in existing for key in changed)
    report = ImportResult(
        rows=len(merged) + found.skipped + found.bad_rows,
        created=created,
        updated=len(changed) - created,
        unchanged=len(merged) - len(changed),
        skipped=found.skipped,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        columns=columns.named(sheet.header),
        unmapped=columns.unmapped,
        rejected=tuple(found.rejected),
    )
    return Plan(report=report, changed=changed)


def _sort(sheet: Sheet, columns: Columns, kind: Kind[T]) -> Sorted[T]:
    """Every row as a value, as a repetition, or as rejected; of two with one id the first counts."""
    found = Sorted[T]()
    for line in sheet.lines:
        value = _read(line.cells, columns, kind, sheet.header)
        if isinstance(value, tuple):
            found.reject(line.number, value)
            continue
        key = kind.key(value)
        if key not in found.values:
            found.values[key] = value
        elif found.values[key] == value:
            found.skipped += 1
        else:
            found.reject(line.number, ((_title(sheet, columns, kind.key_field), key, DUPLICATE),))
    return found


def _read(cells: Cells, columns: Columns, kind: Kind[T], header: Cells) -> T | tuple[Problem, ...]:
    """The value of a row, or everything that is wrong with it."""
    surplus = [cell for cell in cells[len(header) :] if cell]
    if surplus:
        return (("", surplus[0], TOO_LONG),)
    texts = {name: _joined(cells, places) for name, places in columns.places.items()}
    fields = {name: kind.readers[name](cell) for name, cell in texts.items()}
    problems = tuple(
        (header[columns.places[name][0]], texts[name], EMPTY if value is None else value)
        for name, value in fields.items()
        if isinstance(value, Text) or (value is None and name in kind.required)
    )
    return problems or kind.build(fields)


def _joined(cells: Cells, places: tuple[int, ...]) -> str:
    """The cells of one field, joined by blanks."""
    return " ".join(cells[place] for place in places if place < len(cells) and cells[place])


def _merged(old: T | None, new: T, columns: Columns) -> T:
    """The old value with the fields for which the file has a column."""
    if old is None:
        return new
    return dataclasses.replace(old, **{name: getattr(new, name) for name in columns.places})  # type: ignore[type-var]


def _title(sheet: Sheet, columns: Columns, name: str) -> str:
    """The header of a field's column, or of the first that identifies a row."""
    places = columns.places.get(name) or columns.places.get("name") or (0,)
    return sheet.header[places[0]]


def _check_required(sheet: Sheet, columns: Columns, kind: Kind[T]) -> None:
    """Refuse a file without a column that every row needs."""
    missing = [name for name in kind.required if name not in columns.places]
    if missing:
        found = listed(sheet.header)
        raise InputError(
            de=f"{sheet.source}: keine Spalte für {', '.join(missing)}. Gefunden: {found}. Mit --map zuordnen.",
            en=f"{sheet.source}: no column for {', '.join(missing)}. Found: {found}. Assign them with --map.",
        )
