"""Devices from the rows of a file."""

from collections.abc import Collection
from functools import partial

from inventory import cells
from inventory.cells import Reader
from inventory.columns import Fits
from inventory.importing import Kind
from isms.core.model.device import Device
from isms.core.model.text import Text


def kind(platforms: Collection[str]) -> Kind[Device]:
    """How a device is read; `platforms` are the ids of the known platforms."""
    return Kind(
        readers={
            "name": cells.name,
            "address": cells.address,
            "port": cells.port,
            "platform": cells.one_of(platforms),
            "site": cells.text,
            "role": cells.text,
            "tags": cells.tags,
            "credentials": cells.text,
        },
        build=lambda fields, _: Device(**fields),
        required=("name", "address", "platform"),
        key=lambda device: device.name,
        key_field="name",
    )


def fits(kind: Kind[Device]) -> Fits:
    """Whether a cell could be a value of the field."""
    return {name: partial(_fits, reader) for name, reader in kind.readers.items()}


def _fits(reader: Reader, cell: str) -> bool:
    """Whether the reader takes the cell."""
    return not isinstance(reader(cell), Text)
