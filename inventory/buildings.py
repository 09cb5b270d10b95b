"""Buildings from the rows of a file."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from inventory import addresses, cells, second_header, typed
from inventory.addresses import Address
from inventory.cells import Reader
from inventory.columns import Columns, Fits, Synonyms, Wish, listed, match, synonyms
from inventory.importing import Kind, Wrong
from inventory.locating import COORDINATES, fields_of_place, frame_of, place
from inventory.numerals import thousands
from inventory.positions import Frame, coordinate, pair
from inventory.sheet import Line, Sheet
from isms.core.errors import InputError
from isms.core.model.building import Building, Origin, Tenure
from isms.core.model.text import Text
from isms.core.wording_rollout import ORIGINS, TENURES

KEY = "id"
MOST_USERS = 100_000
MOST_AREA = 2_000_000.0
MOST_PRIORITY = 10_000
TENURE = typed.word(
    TENURES,
    **dict.fromkeys(("eigen", "im Eigentum", "eigenes Gebäude", "städtisch", "kommunal", "Stadt"), Tenure.OWNED),
    **dict.fromkeys(("Miete", "angemietet", "Anmietung", "Mietobjekt", "zur Miete", "Pacht"), Tenure.RENTED),
)
ORIGIN = typed.word(
    ORIGINS,
    **dict.fromkeys(("Bestandsgebäude", "Altbau"), Origin.EXISTING),
    **dict.fromkeys(("neu", "Ersatzneubau"), Origin.NEW_BUILDING),
    **dict.fromkeys(("Anmietung", "neu angemietet"), Origin.NEW_RENTAL),
    **dict.fromkeys(("Aufgabe", "Verkauf", "Abriss"), Origin.LEAVING),
)
READERS: dict[str, Reader] = {
    "id": typed.identity,
    "name": cells.text,
    "street": cells.text,
    "address": addresses.split,
    "postcode": cells.postcode,
    "city": cells.text,
    "district": cells.text,
    "lat": coordinate,
    "lon": coordinate,
    "position": pair,
    "type": cells.text,
    "owner": cells.text,
    "department": cells.text,
    "tenure": TENURE,
    "lease_until": typed.day,
    "users": typed.whole(0, MOST_USERS),
    "floor_area": cells.number(0, MOST_AREA),
    "origin": ORIGIN,
    "kritis": typed.flag,
    "listed": typed.flag,
    "peripheral": typed.flag,
    "priority": typed.whole(1, MOST_PRIORITY),
    "priority_reason": cells.text,
    "in_scope": typed.flag,
    "closed_on": typed.day,
}
WORDED = ("name", "district", "owner")  # fields that numbers alone do not fit
PROVEN = ("address", "position")
LETTERS = r"[^\W\d_]{2}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the rows of a file become buildings."""

    columns: Columns
    kind: Kind[Building]
    crs: str | None
    sheet: Sheet


def reading(sheet: Sheet, wish: Wish, crs: str | None = None) -> Reading:
    """How to read a file; raises InputError if it holds nothing that identifies or describes a building.

    The reference system of the coordinates is found from the values; `crs` or the mapping file overrides.
    """
    sheet = second_header.without(sheet, second_header.meanings(words()))
    columns = _columns(sheet, wish)
    _check(sheet, columns)
    frame, notes = frame_of(sheet, columns, crs or wish.crs)
    kind = Kind(
        readers=_readers(sheet, columns),
        build=lambda fields, line: build(fields, line, frame),
        required=(KEY,) if KEY in columns.places else (),
        key=lambda building: building.id,
        key_field=KEY,
        decides=_decided(sheet, columns),
    )
    noted = replace(sheet, notes=(*sheet.notes, *notes))
    return Reading(columns=columns, kind=kind, crs=frame.crs.name if frame else None, sheet=noted)


def fits() -> Fits:
    """Whether a cell could be a value of the field."""
    return {name: _fitting(name, reader) for name, reader in READERS.items()}


def _fitting(name: str, reader: Reader) -> Any:
    """The judgement for one field."""
    if name == "address":
        return addresses.has_postcode
    if name == "position":
        return lambda cell: isinstance(pair(cell), tuple)
    if name in ("street", "city"):
        return lambda cell: re.search(LETTERS, cell) is not None and not addresses.has_postcode(cell)
    if name in WORDED:
        return lambda cell: re.search(LETTERS, cell) is not None
    return lambda cell: not isinstance(reader(cell), Text)


def words() -> Synonyms:
    """The words for the fields; an address that says no more than the street is the street."""
    known = synonyms("building")
    address = known.pop("address")
    return {"address": address, **known, "street": (*known["street"], "address", *address)}


def _columns(sheet: Sheet, wish: Wish) -> Columns:
    """The columns, one way to the place where a file offers several; an empty id identifies nothing."""
    found = match(sheet, words(), wish, KEY, fits(), proven=PROVEN)
    if wish.key is None and KEY in found.places and sheet.lines and not sheet.column(found.places[KEY][0]):
        found = found.without(KEY, sheet.header)
    for name in _surplus_places(sheet, found) if not set(wish.columns.values()) & COORDINATES else ():
        found = found.without(name, sheet.header)
    return found


def _surplus_places(sheet: Sheet, columns: Columns) -> tuple[str, ...]:
    """The fields for coordinates that something better stands in for, or whose other half is missing."""
    if sum(line.point is not None for line in sheet.lines) * 2 > len(sheet.lines):
        return tuple(COORDINATES)
    half = {"lat", "lon"} & columns.places.keys()
    if len(half) == 2:
        filled = any(sheet.column(columns.places["lat"][0])) or "position" not in columns.places
        return ("position",) if filled else ("lat", "lon")
    return tuple(name for name in half if sheet.header[columns.places[name][0]] != name)


def _check(sheet: Sheet, columns: Columns) -> None:
    """Refuse a file that names no buildings."""
    places = any(line.point is not None for line in sheet.lines) or COORDINATES & columns.places.keys()
    if {"name", "street", "address"} & columns.places.keys():
        return
    if KEY in columns.places and len(columns.places) > 1:
        return
    if not (places and (KEY in columns.places or "type" in columns.places)):
        found = listed(sheet.header)
        raise InputError(
            de=f"{sheet.source}: keine Spalte für name, street oder address. Gefunden: {found}. Mit --map zuordnen.",
            en=f"{sheet.source}: no column for name, street or address. Found: {found}. Assign them with --map.",
        )


def _readers(sheet: Sheet, columns: Columns) -> dict[str, Reader]:
    """The readers, with the meaning of a point or comma in the column of floor areas as all its cells show it."""
    at = columns.places.get("floor_area")
    mark = thousands(sheet.column(at[0])) if at is not None else ""
    return {**READERS, "floor_area": cells.number(0, MOST_AREA, thousands=mark)}


def _decided(sheet: Sheet, columns: Columns) -> frozenset[str]:
    """The fields of a building that this file decides."""
    names = set(columns.places)
    if "address" in names:
        names |= {"street", "postcode", "city"}
    if "position" in names or any(line.point is not None for line in sheet.lines):
        names |= {"lat", "lon"}
    return frozenset(names - {"address", "position"})


def build(fields: Mapping[str, Any], line: Line, frame: Frame | None) -> Building | Wrong:
    """The building; where the file has no id, one that stays the same as long as name and address do."""
    found = dict(fields)
    address: Address | None = found.pop("address", None)
    if address is not None:
        found |= {part: found.get(part) or getattr(address, part) for part in ("street", "postcode", "city")}
    spot = place(found, line, frame)
    if not isinstance(spot, dict):
        return spot
    values = {**{name: value for name, value in found.items() if name not in COORDINATES}, **spot}
    if KEY not in values:
        if not any(values.get(name) for name in ("name", "street", "lat")):
            missing = "name" if "name" in fields else next(iter(fields_of_place(fields)), "name")
            return ((missing, Text(de="fehlt", en="missing")),)
        values[KEY] = derived_id(values)
    return Building(**values)


def derived_id(fields: Mapping[str, Any]) -> str:
    """A readable id from name and address; without a name kind and coordinates have to tell places apart."""
    told = (
        ("name", "street", "postcode", "city")
        if fields.get("name")
        else ("type", "street", "postcode", "city", "lat", "lon")
    )
    spot = "|".join(str(fields.get(name) or "") for name in told)
    title = " ".join(str(fields.get(name) or "") for name in (("name",) if fields.get("name") else ("type", "street")))
    words = re.sub(r"[^\w]+", "-", title.casefold()).strip("-")[:40].strip("-")
    return f"{words or 'ort'}-{hashlib.sha256(spot.encode()).hexdigest()[:8]}"
