"""Many changes from one file: each row names what it changes; empty cells change nothing. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from inventory import remarks, second_header
from inventory.header import folded, forms
from inventory.rollout_fields import Problem
from inventory.sheet import NO_VALUE, Cells, Line, Sheet
from isms.core.errors import InputError
from isms.core.model.importing import ImportResult, Rejected
from isms.core.model.text import Text

REASON = "reason"
REASONS = frozenset({"reason", "grund", "begruendung", "anlass"})
TWICE = Text(de="steht schon weiter oben, mit anderem Inhalt", en="stands further up with other content")
TOO_LONG = Text(
    de="mehr Zellen als Spalten; Trennzeichen im Text?", en="more cells than columns; a delimiter in a text?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a row makes of a row of the register (`old` is None if it is new), and why."""

    key: str
    old: Any
    new: Any
    reason: str | None = None


Given = Mapping[str, str]
Judge = Callable[[Given], Row | tuple[Problem, ...]]
Field = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPlan:
    """The report, and the rows to keep."""

    report: ImportResult
    changed: tuple[Row, ...]


@dataclass(slots=True, kw_only=True)
class _Found:
    """The rows of a file while they are read."""

    rows: dict[str, Row] = field(default_factory=dict)
    given: dict[str, Given] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    bad: int = 0
    skipped: int = 0


def plan(sheet: Sheet, field_of: Field, judge: Judge, needs: tuple[str, ...]) -> BulkPlan:
    """What the file changes; raises InputError if it lacks a column that every row needs."""
    sheet = second_header.without(sheet, lambda title: tuple(filter(None, map(field_of, forms(title)))))
    columns = _columns(sheet, field_of, needs)
    found = _Found()
    for line in sheet.lines:
        _take(found, line, columns, sheet.header, judge)
    changed = tuple(row for row in found.rows.values() if row.old != row.new)
    created = sum(row.old is None for row in changed)
    report = ImportResult(
        rows=len(found.rows) + found.skipped + found.bad,
        created=created,
        updated=len(changed) - created,
        unchanged=len(found.rows) - len(changed),
        skipped=found.skipped,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        columns={sheet.header[place]: columns[place] for place in sorted(columns)},
        unmapped=tuple(title for place, title in enumerate(sheet.header) if title and place not in columns),
        rejected=tuple(found.rejected),
        notes=sheet.notes,
    )
    return BulkPlan(report=report, changed=changed)


def _columns(sheet: Sheet, field_of: Field, needs: tuple[str, ...]) -> dict[int, str]:
    """The field of every column that is one; of two for one field the closer title counts, else the first."""
    columns: dict[int, str] = {}
    for spellings in (_plainly, forms):
        for place, title in enumerate(sheet.header):
            names = (REASON if word in REASONS else field_of(word) for word in spellings(title))
            name = next(filter(None, names), None)
            if name is not None and place not in columns and name not in columns.values():
                columns[place] = name
    missing = [name for name in needs if name not in columns.values()]
    if missing:
        there = ", ".join(title for title in sheet.header if title)
        raise InputError(
            de=f"{sheet.source}: keine Spalte für {', '.join(missing)}. Gefunden: {there}.",
            en=f"{sheet.source}: no column for {', '.join(missing)}. Found: {there}.",
        )
    return columns


def _plainly(title: str) -> tuple[str, ...]:
    """A title as it is, compared as titles are."""
    return (folded(title),)


def _take(found: _Found, line: Line, columns: Mapping[int, str], header: Cells, judge: Judge) -> None:
    """Sort one row in; a header that is repeated further down is none."""
    if line.cells == header:
        found.skipped += 1
        return
    titles = {name: header[place] for place, name in columns.items()}
    given = {name: line.cells[place] for place, name in columns.items() if place < len(line.cells)}
    given = {name: cell for name, cell in given.items() if cell.strip()}
    surplus = [cell for cell in line.cells[len(header) :] if cell]
    unknown = tuple((columns[place], formula, NO_VALUE) for place, formula in line.formulas if place in columns)
    judged = (("", surplus[0], TOO_LONG),) if surplus else unknown or judge(given)
    if isinstance(judged, Row) and judged.old is None and remarks.announced(header, line.cells):
        judged = (("", next(filter(None, line.cells)), remarks.REMARK),)
    if isinstance(judged, Row) and judged.key in found.rows:
        if found.given[judged.key] == given:
            found.skipped += 1
            return
        judged = (("", judged.key, TWICE),)
    if isinstance(judged, Row):
        found.rows[judged.key], found.given[judged.key] = judged, given
        return
    found.bad += 1
    found.rejected += [
        Rejected(row=line.number, column=titles.get(name, name), value=value, reason=reason)
        for name, value, reason in judged
    ]
