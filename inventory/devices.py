"""Devices from the rows of a file."""

from collections.abc import Collection

from inventory import cells
from inventory.importing import Kind
from isms.core.model.device import Device


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
        build=lambda fields: Device(**fields),
        required=("name", "address", "platform"),
        key=lambda device: device.name,
        key_field="name",
    )
