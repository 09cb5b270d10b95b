"""From the rows of a file to what changes in the register, and a report that names every row that did not fit. Pure."""

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from inventory import remarks
from inventory.cells import Reader, nothing
from inventory.columns import Columns, listed
from inventory.sheet import NO_VALUE, Cells, Line, Sheet
from isms.core.errors import InputError
from isms.core.model.importing import Changed, ImportResult, Rejected, uncounted
from isms.core.model.text import Text

T = TypeVar("T")
EMPTY = Text(de="fehlt", en="missing")
DUPLICATE = Text(de="Kennung schon weiter oben, mit anderem Inhalt", en="duplicate id")
TOO_LONG = Text(
    de="mehr Zellen als Spalten; Trennzeichen im Text?", en="more cells than columns; a delimiter in a text?"
)
Wrong = tuple[tuple[str, Text], ...]
"""Field and reason of everything that is wrong with a row as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[T]):
    """What is imported: a reader per field, how the value is built, which fields each row needs, what identifies it.

    `decides` are the fields of the value that the file has a say in; without it those with a column. `settle` makes
    one value of the stored one (None: new) and that of a row; without it what the file decides counts.
    """

    readers: Mapping[str, Reader]
    build: Callable[[dict[str, Any], Line], T | Wrong]
    required: tuple[str, ...]
    key: Callable[[T], str]
    key_field: str
    decides: frozenset[str] | None = None
    settle: Callable[[T | None, T, Line], T | Wrong] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Generic[T]):
    """The report and the values to keep, by id."""

    report: ImportResult
    changed: dict[str, T]


Problem = tuple[str, str, Text]


@dataclass(slots=True, kw_only=True)
class Sorted(Generic[T]):
    """The rows of a file, sorted while they are read."""

    values: dict[str, tuple[Line, T]] = dataclasses.field(default_factory=dict)
    rejected: list[Rejected] = dataclasses.field(default_factory=list)
    skipped: int = 0
    bad_rows: int = 0

    def reject(self, row: int, problems: tuple[Problem, ...]) -> None:
        """Leave a row out and name everything that is wrong with it."""
        self.bad_rows += 1
        self.rejected += [Rejected(row=row, column=c, value=v, reason=r) for c, v, r in problems]


def plan(
    sheet: Sheet,
    columns: Columns,
    kind: Kind[T],
    existing: Mapping[str, T],
    *,
    crs: str | None = None,
    step: Callable[[int], None] = uncounted,
) -> Plan[T]:
    """What the file changes; raises InputError if a column is missing that every row needs. `step` counts rows.

    A column that the file has decides, also where its cell is empty; fields without a column stay as they are.
    """
    _check_required(sheet, columns, kind)
    found = _sort(sheet, columns, kind, existing, step)
    merged = _settled(found, sheet, columns, kind, existing)
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
        crs=crs,
        columns=columns.named(sheet.header),
        unmapped=columns.unmapped,
        rejected=tuple(sorted(found.rejected, key=lambda one: one.row)),
        notes=sheet.notes,
        changes=tuple(_changes(found, changed, existing)),
    )
    return Plan(report=report, changed=changed)


def _settled(
    found: Sorted[T], sheet: Sheet, columns: Columns, kind: Kind[T], existing: Mapping[str, T]
) -> dict[str, T]:
    """What becomes of every row that could be read; one that cannot be settled is rejected after all."""
    decides = frozenset(columns.places) if kind.decides is None else kind.decides
    merged: dict[str, T] = {}
    for key, (line, value) in found.values.items():
        old = existing.get(key)
        one = _merged(old, value, decides) if kind.settle is None else kind.settle(old, value, line)
        if isinstance(one, tuple):
            found.reject(line.number, _problems(one, line, columns, sheet.header))
        else:
            merged[key] = one
    return merged


def _changes(found: Sorted[T], changed: Mapping[str, T], existing: Mapping[str, T]) -> Iterator[Changed]:
    """Every field that gets another value, in the order of the file."""
    for key, new in changed.items():
        for field in dataclasses.fields(new) if key in existing else ():  # type: ignore[arg-type]
            was, is_now = getattr(existing[key], field.name), getattr(new, field.name)
            if was != is_now:
                yield Changed(row=found.values[key][0].number, id=key, field=field.name, old=was, new=is_now)


def _sort(
    sheet: Sheet, columns: Columns, kind: Kind[T], known: Collection[str], step: Callable[[int], None]
) -> Sorted[T]:
    """Every row as a value, as a repetition, or as rejected; of two with one id the first counts."""
    found = Sorted[T]()
    for line in sheet.lines:
        step(len(sheet.lines))
        if line.cells == sheet.header:
            found.skipped += 1
            continue
        value = _read(line, columns, kind, sheet.header, known)
        if isinstance(value, tuple):
            found.reject(line.number, value)
            continue
        key = kind.key(value)
        if key not in found.values:
            found.values[key] = line, value
        elif found.values[key][1] == value:
            found.skipped += 1
        else:
            found.reject(line.number, ((_title(sheet.header, columns, kind.key_field), key, DUPLICATE),))
    return found


def _read(
    line: Line, columns: Columns, kind: Kind[T], header: Cells, known: Collection[str]
) -> T | tuple[Problem, ...]:
    """The value of a row, or everything that is wrong with it."""
    surplus = [cell for cell in line.cells[len(header) :] if cell]
    if surplus:
        return (("", surplus[0], TOO_LONG),)
    key = _joined(line.cells, columns.places.get(kind.key_field, ()))
    if key not in known and (remark := _remark(line, columns, header)) is not None:
        return (remark,)
    unknown = [(name, line.formula(places)) for name, places in columns.places.items() if line.formulas]
    if any(formula for _, formula in unknown):
        return tuple((_title(header, columns, name), formula, NO_VALUE) for name, formula in unknown if formula)
    texts = {name: _joined(line.cells, places) for name, places in columns.places.items()}
    fields = {name: kind.readers[name]("" if nothing(cell) else cell) for name, cell in texts.items()}
    problems = tuple(
        (_title(header, columns, name), texts[name], EMPTY if value is None else value)
        for name, value in fields.items()
        if isinstance(value, Text) or (value is None and name in kind.required)
    )
    if problems:
        return problems
    value = kind.build(fields, line)
    return _problems(value, line, columns, header) if isinstance(value, tuple) else value


def _problems(wrong: Wrong, line: Line, columns: Columns, header: Cells) -> tuple[Problem, ...]:
    """What is wrong with a row as a whole, with the column and the cell of each field."""
    return tuple(
        (_title(header, columns, name), _joined(line.cells, columns.places.get(name, ())), reason)
        for name, reason in wrong
    )


def _remark(line: Line, columns: Columns, header: Cells) -> Problem | None:
    """The first cell of a row that is a sum, a heading between the rows or a note below them."""
    first = next((at for at, cell in enumerate(line.cells) if cell), None)
    if first is None or len(columns.places) < 2 or line.point is not None:
        return None
    if remarks.alone(header, line.cells) or remarks.announced(header, line.cells):
        return (header[first], line.cells[first], remarks.REMARK)
    return None


def _joined(cells: Cells, places: tuple[int, ...]) -> str:
    """The cells of one field, joined by blanks."""
    return " ".join(cells[place] for place in places if place < len(cells) and cells[place])


def _merged(old: T | None, new: T, decides: frozenset[str]) -> T:
    """The old value with the fields that the file decides."""
    if old is None:
        return new
    return dataclasses.replace(old, **{name: getattr(new, name) for name in decides})  # type: ignore[type-var]


def _title(header: Cells, columns: Columns, name: str) -> str:
    """The header of a field's column, or of the first that identifies a row."""
    places = columns.places.get(name) or columns.places.get("name")
    return header[places[0]] if places else name


def _check_required(sheet: Sheet, columns: Columns, kind: Kind[T]) -> None:
    """Refuse a file without a column that every row needs."""
    missing = [name for name in kind.required if name not in columns.places]
    if missing:
        found = listed(sheet.header)
        raise InputError(
            de=f"{sheet.source}: keine Spalte für {', '.join(missing)}. Gefunden: {found}. Mit --map zuordnen.",
            en=f"{sheet.source}: no column for {', '.join(missing)}. Found: {found}. Assign them with --map.",
        )
