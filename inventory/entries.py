"""Lists of entries in JSON: GeoJSON, Esri JSON, plain lists (within other keys, one per line, in a `.js` file)."""

import datetime
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from inventory import geometry
from inventory.coordinates import named
from inventory.decoding import decode
from inventory.numerals import ONE_GROUP
from inventory.sheet import Line, Point, Sheet, check_size, trimmed
from isms.core.errors import InputError

DEEPEST = 6
MOST_BRACKETS = 2_000_000
MOST_VALUES = 4_000_000
FIRST_ROW = 2
MOST_DECIMALS = 15
RECORDS = ("properties", "attributes", "fields", "record")  # where an entry keeps its values, beside its geometry
FEATURE_ID = "feature.id"
REMARK = re.compile(r"\s*(?://[^\n]*|/\*.*?\*/)", re.DOTALL)
SCRIPT = re.compile(r"\s*(?:export\s+default\s+|(?:var|let|const)?\s*[\w$.]+\s*=\s*|[\w$.]+\s*\(\s*)?(?=[\[{])")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def read(raw: bytes, source: str) -> Sheet:
    """The table in a JSON file; raises InputError if there is no list of entries."""
    text, _ = decode(raw, source)
    if text.count("[") + text.count("{") > MOST_BRACKETS or text.count(",") > MOST_VALUES:
        raise InputError(
            de=f"{source} ist zu groß: mehr als {MOST_BRACKETS} Klammern oder {MOST_VALUES} Werte. Die Datei teilen.",
            en=f"{source} is too large: more than {MOST_BRACKETS} brackets or {MOST_VALUES} values. Split the file.",
        )
    document = parse(text, source)
    entries = _entries(document)
    if not entries:
        raise InputError(
            de=f"{source}: keine Liste von Einträgen gefunden (GeoJSON, Esri-JSON oder Liste von Objekten).",
            en=f"{source}: no list of entries found (GeoJSON, Esri JSON or a list of objects).",
        )
    return _sheet(entries, document if isinstance(document, dict) else {}, source)


def parse(text: str, source: str) -> Any:
    """The JSON in a file, also behind `name =` of a script, or one entry per line; raises InputError otherwise."""
    start = 0
    while remark := REMARK.match(text, start):
        start = remark.end()
    opened = SCRIPT.match(text, start)
    decoder = json.JSONDecoder(parse_constant=lambda _: None)
    try:
        document, end = decoder.raw_decode(text, opened.end() if opened else start)
        if text[end:].strip(" \t\r\n\ufeff;)"):
            return [decoder.decode(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        where = f"line {error.lineno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else str(error)[:80]
        raise InputError(
            de=f"{source} ist kein gültiges JSON ({where}). Als CSV, XLSX oder GeoJSON neu ausgeben.",
            en=f"{source} is no valid JSON ({where}). Export it again as CSV, XLSX or GeoJSON.",
        ) from error
    return document


def _entries(value: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The first list of objects, the longest of several; lists of lists take their titles from `fields`, else from
    the first of them."""
    if isinstance(value, list):
        found = [item for item in value if isinstance(item, dict)]
        return found or (_rows(value) if depth == 0 else [])
    if not isinstance(value, dict) or depth > DEEPEST:
        return []
    if value.get("type") == "Feature":
        return [value]
    if isinstance(value.get("features"), list):
        return _entries(value["features"], depth + 1)
    if isinstance(value.get("records"), list) and value["records"] and isinstance(value["records"][0], list):
        titles = [
            item.get("id") or item.get("name") if isinstance(item, dict) else item for item in value.get("fields", [])
        ]
        return _rows([titles, *value["records"]])
    inner = [_entries(item, depth + 1) for key, item in value.items() if key not in {"fields", "geometry"}]
    return max(inner, key=len, default=[])


def _rows(value: list[Any]) -> list[dict[str, Any]]:
    """Entries from a list of lists below a list of titles."""
    if not value or not all(isinstance(item, list) for item in value):
        return []
    titles = [str(title) for title in value[0]]
    return [dict(zip(titles, item, strict=False)) for item in value[1:]]


def _sheet(entries: list[dict[str, Any]], document: Mapping[str, Any], source: str) -> Sheet:
    """The entries as rows; the header holds every key that occurs, nested ones with a point."""
    days = {field["name"] for field in _fields(document) if field.get("type") == "esriFieldTypeDate"}
    header: dict[str, int] = {}
    rows: list[tuple[dict[str, str], Point | None]] = []
    for entry in entries:
        record, shape = _parted(entry)
        cells = {key: _day(value) if key in days else _cell(value) for key, value in _flat(record, "", 0)}
        for key in cells:
            header.setdefault(key, len(header))
        rows.append((cells, geometry.point(shape)))
        check_size(len(rows), len(header), source)
    lines = (
        Line(number=number, cells=tuple(cells.get(key, "") for key in header), point=point)
        for number, (cells, point) in enumerate(rows, start=FIRST_ROW)
        if point is not None or any(cells.values())
    )
    return Sheet(source=source, header=tuple(header), lines=tuple(lines), encoding="utf-8", crs=stated(document))


def _parted(entry: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """The values of an entry, and its shape."""
    inner = next((entry[key] for key in RECORDS if isinstance(entry.get(key), dict)), None)
    record = dict(entry if inner is None else inner)
    if inner is not None and isinstance(entry.get("id"), str | int):
        record.setdefault(FEATURE_ID, entry["id"])
    shapes = [entry.get("geometry"), *(record.pop(key) for key in list(record) if geometry.is_geometry(record[key]))]
    return record, next((shape for shape in shapes if geometry.is_geometry(shape)), None)


def _flat(value: Mapping[str, Any], path: str, depth: int) -> Iterator[tuple[str, Any]]:
    """Every value with its dotted key."""
    for key, item in value.items():
        if isinstance(item, dict) and depth < DEEPEST:
            yield from _flat(item, f"{path}{key}.", depth + 1)
        else:
            yield f"{path}{key}", item


def _cell(value: Any) -> str:
    """A value as text; lists of plain values separated by commas, anything deeper is left out."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return decimal(value)
    if isinstance(value, list):
        return ", ".join(_cell(item) for item in value if not isinstance(item, list | dict))
    return "" if value is None or isinstance(value, dict) else trimmed(str(value))


def decimal(value: float) -> str:
    """A number as text: without a point if whole, and never in a form that could be read as thousands."""
    if not math.isfinite(value):
        return ""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    if "e" in text or len(text.partition(".")[2]) > MOST_DECIMALS:
        text = f"{value:.12f}"
    return f"{text}0" if ONE_GROUP.fullmatch(text) else text


def _day(value: Any) -> str:
    """A day that Esri counts in milliseconds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e13:
        return _cell(value)
    return (EPOCH + datetime.timedelta(milliseconds=value)).date().isoformat()


def _fields(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What Esri JSON says about its columns."""
    fields = document.get("fields")
    return (
        [field for field in fields if isinstance(field, dict) and "name" in field] if isinstance(fields, list) else []
    )


def stated(document: Mapping[str, Any]) -> str | None:
    """The coordinate reference system that GeoJSON (`crs`) or Esri JSON (`spatialReference`) names."""
    crs, reference = document.get("crs"), document.get("spatialReference")
    if isinstance(crs, dict) and isinstance(crs.get("properties"), dict):
        return named(str(crs["properties"].get("name", "")))
    if isinstance(reference, dict):
        return named(str(reference.get("latestWkid") or reference.get("wkid") or ""))
    return None
