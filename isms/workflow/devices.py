"""The devices of the register."""

from collections.abc import Collection, Mapping
from datetime import datetime

from isms.core.errors import InputError
from isms.core.model.device import Device
from isms.core.model.importing import ImportResult
from isms.store import open_store, values
from isms.store.workspace import Workspace
from isms.workflow.importing import Wanted, bring_in
from isms.workflow.subjects import no_device

TABLE = "devices"


def import_devices(workspace: Workspace, wanted: Wanted, when: datetime) -> ImportResult:
    """Bring devices from a file into the register; rows that do not fit are named in the report."""
    from checks.platform import platforms
    from inventory import columns, devices, importing, second_header, tables

    kind = devices.kind(platforms())
    known, wish = columns.synonyms("device"), columns.read_wish(wanted.mapping)
    sheet = tables.read(wanted.file, columns.known_titles(known, wish), repair=wanted.repair)
    sheet = second_header.without(sheet, second_header.meanings(known))
    matched = columns.match(sheet, known, wish, kind.key_field, devices.fits(kind))

    def plan(existing: Mapping[str, Device]) -> importing.Plan[Device]:
        """What the file changes."""
        return importing.plan(sheet, matched, kind, existing, step=wanted.step)

    return bring_in(workspace, wanted, when, Device, TABLE, plan)


def all_devices(workspace: Workspace) -> tuple[Device, ...]:
    """Every device, by name."""
    found = values(open_store(workspace.register).rows(TABLE), Device, TABLE)
    return tuple(found[name] for name in sorted(found))


def selected(
    workspace: Workspace,
    *,
    sites: Collection[str] = (),
    platforms: Collection[str] = (),
    roles: Collection[str] = (),
    tags: Collection[str] = (),
) -> tuple[Device, ...]:
    """The devices of which every filter that is given names something, by name."""
    return tuple(
        device
        for device in all_devices(workspace)
        if (not sites or device.site in sites)
        and (not platforms or device.platform in platforms)
        and (not roles or device.role in roles)
        and (not tags or set(device.tags) & set(tags))
    )


def device(workspace: Workspace, name: str) -> Device:
    """The device of this name; raises InputError, with similar names, if there is none."""
    known = {device.name: device for device in all_devices(workspace)}
    if name in known:
        return known[name]
    meant = no_device(name, known)
    raise InputError(de=meant.de, en=meant.en)
