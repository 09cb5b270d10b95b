"""What a run judges: the registered devices of a workspace, or the files of a folder."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from isms.core.errors import InputError
from isms.core.model.device import Config, Device, SkippedFile, Unreachable, UnreachableReason
from isms.core.model.finding import Severity
from isms.core.model.text import Text
from isms.core.nearest import advice, refuse
from isms.store.workspace import Workspace

if TYPE_CHECKING:
    from checks.archive import Detect
    from checks.workers import Item, Witness

NO_DEVICE = Text(de="Kein Gerät im Register heißt so.", en="No device of the register is called so.")
ANOTHER = Text(
    de="Für dieses Gerät wurde schon eine andere Datei geprüft.", en="Another file was judged for this device already."
)
DEVICES = "devices"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of a run is wanted; empty means all."""

    devices: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    severities: tuple[Severity, ...] = ()
    changed_since: str | None = None

    def words(self) -> tuple[str, ...]:
        """What was chosen, as the manifest of a run says it; nothing where all is wanted."""
        chosen = {
            "device": self.devices,
            "site": self.sites,
            "rule": self.rules,
            "topic": self.topics,
            "severity": tuple(severity.value for severity in self.severities),
            "changed_since": (self.changed_since,) if self.changed_since else (),
        }
        return tuple(f"{name}={value}" for name, values in chosen.items() for value in values)

    def wants(self, device: Device) -> bool:
        """Whether a device is to be judged; of a file in a folder, its path or its own name may be given."""
        names = {device.name, device.name.rpartition("/")[2]}
        return (not self.devices or bool(names & {*self.devices})) and (not self.sites or device.site in self.sites)


def items(
    workspace: Workspace | None,
    path: Path | None,
    selection: Selection,
    detected: "Detect",
    *,
    compare: bool = False,
) -> Iterator["Item"]:
    """What is to be judged, one at a time; raises InputError if that is nothing by design.

    `detected` tells the platform of a text. To `compare` all devices, those that are not wanted come too, as witnesses.
    """
    if workspace is None:
        if path is None:
            raise InputError(
                de="Hier ist kein Arbeitsbereich: einen Ordner nennen (`isms check run PFAD`) oder `isms init`.",
                en="There is no workspace here: name a folder (`isms check run PATH`) or `isms init`.",
            )
        return _wanted(_Backups(path, {}, selection, detected, compare=compare), {})
    devices = registered(workspace)
    if devices:
        refuse([*_unknown_sites(selection, devices)])
    if path is None:
        if selection.changed_since is not None:
            raise InputError(
                de="--changed-since braucht einen Pfad: `isms check run ORDNER --changed-since REV`.",
                en="--changed-since needs a path: `isms check run FOLDER --changed-since REV`.",
            )
        return _registered_configs(workspace, devices, selection, detected, compare=compare)
    return _wanted(_Backups(path, workspace.settings.platforms, selection, detected, compare=compare), devices)


def registered(workspace: Workspace) -> dict[str, Device]:
    """The devices of the register by name."""
    from isms.store import open_store, values

    return values(open_store(workspace.register).rows(DEVICES), Device, DEVICES)


def _unknown_sites(selection: Selection, devices: Mapping[str, Device]) -> Iterator[Text]:
    """A sentence about each site at which no device stands."""
    sites = sorted({device.site for device in devices.values() if device.site})
    for site in selection.sites:
        if site not in sites:
            meant = advice(site, sites, "`isms device list`")
            yield Text(
                de=f"Am Standort ‚{site}‘ steht kein Gerät. {meant.de}", en=f"No device stands at '{site}'. {meant.en}"
            )


def no_device(name: str, known: Collection[str]) -> Text:
    """The sentence about a device that there is not."""
    meant = advice(name, known, "`isms device list`")
    return Text(
        de=f"Das Register kennt kein Gerät ‚{name}‘. {meant.de}",
        en=f"The register knows no device '{name}'. {meant.en}",
    )


class _Backups:
    """The files at a path, and which of them are wanted."""

    def __init__(
        self,
        path: Path,
        platforms_by_glob: Mapping[str, str],
        selection: Selection,
        detected: "Detect",
        *,
        compare: bool,
    ) -> None:
        """Look at the path; to compare, files are read that did not change since a revision."""
        from checks.git import archive as archive_git

        since = selection.changed_since
        self._selection, self._compare = selection, compare
        self._changed = archive_git.changed(path, since) if compare and since is not None else None
        self.found = archive_git.backups(path, platforms_by_glob, None if compare else since, detected)

    def sorted_out(self, config: Config) -> "Iterator[Config | Witness]":
        """A configuration if it is wanted, else the witness it may be."""
        return _sorted_out(
            config, wanted=self.changed(config.file) and self._selection.wants(config.device), compare=self._compare
        )

    def changed(self, file: str | None) -> bool:
        """Whether a file is one of those that changed, if only these are wanted."""
        return self._changed is None or file in self._changed


def _sorted_out(config: Config, *, wanted: bool, compare: bool) -> "Iterator[Config | Witness]":
    """A configuration that is wanted, one to compare with, or nothing."""
    from checks.workers import Witness

    if wanted:
        yield config
    elif compare:
        yield Witness(config)


def _wanted(backups: _Backups, devices: dict[str, Device]) -> Iterator["Item"]:
    """The files that are wanted, with site, role and tags of the registered device of their name."""
    for item in backups.found:
        if isinstance(item, SkippedFile):
            if backups.changed(item.file):
                yield item
            continue
        name = item.device.name
        known = devices.get(registered_name(name, devices))
        device = item.device if known is None else replace(known, name=name, platform=item.platform)
        yield from backups.sorted_out(replace(item, device=device))


def _registered_configs(
    workspace: Workspace, devices: dict[str, Device], selection: Selection, detected: "Detect", *, compare: bool
) -> Iterator["Item"]:
    """The configuration of each registered device; one without is unreachable, never good."""
    if not devices:
        raise InputError(
            de="Im Register steht kein Gerät. `isms device import DATEI`, oder einen Ordner nennen: "
            "`isms check run PFAD`.",
            en="The register has no device. `isms device import FILE`, or name a folder: `isms check run PATH`.",
        )
    refuse([no_device(name, devices) for name in selection.devices if name not in devices])
    return _by_device(workspace, devices, selection, detected, compare=compare)


def _by_device(
    workspace: Workspace, devices: dict[str, Device], selection: Selection, detected: "Detect", *, compare: bool
) -> Iterator["Item"]:
    """The wanted devices with their configurations; then those that have none."""
    from checks import archive

    missing = dict(devices)
    place, named = workspace.configs, workspace.settings.platforms
    for item in archive.configs(place, named, detected) if place.is_dir() else ():
        config = _of_known_platform(workspace, item, devices) if isinstance(item, SkippedFile) else item
        if isinstance(config, SkippedFile):
            yield config
            continue
        name = registered_name(config.device.name, devices)
        device = missing.pop(name, None)
        if device is None:
            yield SkippedFile(file=config.file or name, reason=ANOTHER if name in devices else NO_DEVICE)
        else:
            own = replace(config, device=device, platform=device.platform or config.platform)
            yield from _sorted_out(own, wanted=selection.wants(device), compare=compare)
    for name, device in sorted(missing.items()):
        if selection.wants(device):
            yield Unreachable(device=name, reason=UnreachableReason.NEVER, detail=str(workspace.settings.audit.configs))


def _of_known_platform(workspace: Workspace, file: SkippedFile, devices: dict[str, Device]) -> Config | SkippedFile:
    """A file whose platform the text does not tell, but the register does."""
    from checks import archive

    path = PurePath(file.file)
    spellings = (file.file, file.file.rpartition(".")[0], path.name, path.stem)
    name = next((one for one in spellings if one in devices), None)
    platform = devices[name].platform if name else None
    if file.reason != archive.NO_PLATFORM or platform is None or name is None:
        return file
    [item] = archive.configs(workspace.configs / path, {"*": platform})
    return file if isinstance(item, SkippedFile) else replace(item, device=devices[name], file=file.file)


def registered_name(name: str, devices: Mapping[str, Device]) -> str:
    """The registered device that a file belongs to: by its path below the folder, else by its own name."""
    return name if name in devices else name.rpartition("/")[2]
