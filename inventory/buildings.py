"""Buildings from the rows of a file."""

import hashlib
import re
from typing import Any

from inventory import cells
from inventory.columns import Columns
from inventory.importing import Kind
from isms.core.model.building import Building


def kind(columns: Columns) -> Kind[Building]:
    """How a building is read; without a column for the id, name and address identify it."""
    return Kind(
        readers={
            "id": cells.text,
            "name": cells.text,
            "street": cells.text,
            "postcode": cells.postcode,
            "city": cells.text,
            "district": cells.text,
            "lat": cells.number(-90, 90),
            "lon": cells.number(-180, 180),
            "type": cells.text,
            "owner": cells.text,
            "department": cells.text,
        },
        build=build,
        required=("id",) if "id" in columns.places else ("name",),
        key=lambda building: building.id,
        key_field="id",
    )


def build(fields: dict[str, Any]) -> Building:
    """The building; where the file has no id, one that stays the same as long as name and address do."""
    return Building(**{"id": derived_id(fields), **fields})


def derived_id(fields: dict[str, Any]) -> str:
    """A readable id from name and address."""
    place = "|".join(str(fields.get(name) or "") for name in ("name", "street", "postcode", "city"))
    words = re.sub(r"[^\w]+", "-", str(fields.get("name") or "").casefold()).strip("-")[:40]
    return f"{words}-{hashlib.sha256(place.encode()).hexdigest()[:8]}"
