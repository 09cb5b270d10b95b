"""Backed-up configurations: every file below a folder, as a configuration or as a file that is none."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from fnmatch import translate
from pathlib import Path
from re import Pattern
from re import compile as compiled

from checks.detect import detect
from checks.platform import platforms
from checks.reading import read
from isms.core.errors import InputError
from isms.core.model.device import Config, Device, SkippedFile
from isms.core.model.text import Text
from isms.core.nearest import no_platform, refuse

Globs = tuple[tuple[Pattern[str], str], ...]
Detect = Callable[[str, str], str | None]  # from a file's name and text to the platform

# Endings that are no part of a device's name; `sw1.musterstadt.de` and `10.0.0.1` have none.
ENDINGS = frozenset(
    {".backup", ".bak", ".boot", ".cfg", ".conf", ".config", ".confg", ".eos", ".export", ".ios", ".junos", ".log"}
    | {".nxos", ".out", ".rsc", ".run", ".running", ".set", ".startup", ".text", ".txt", ".uci"}
)

NO_PLATFORM = Text(
    de="Keine bekannte Plattform erkannt; die Plattform lässt sich in isms.toml unter [platforms] zuordnen.",
    en="No known platform recognised; the platform can be given in isms.toml under [platforms].",
)
LEAVES_FOLDER = Text(
    de="Der Verweis führt aus dem geprüften Ordner hinaus.", en="The link leads out of the folder that is judged."
)
BROKEN_LINK = Text(de="Der Verweis führt ins Leere.", en="The link leads nowhere.")
FOLDER_LINK = Text(
    de="Der Verweis zeigt auf einen Ordner; Ordner werden nur an ihrem eigenen Ort gelesen.",
    en="The link leads to a folder; folders are read only where they lie.",
)
CLOSED = Text(
    de="Der Ordner ist nicht lesbar; was darin liegt, wurde nicht geprüft.",
    en="The folder cannot be read; what lies in it was not judged.",
)
NO_FILE = Text(de="Das ist keine gewöhnliche Datei.", en="This is no regular file.")


def by_text(_file: str, text: str) -> str | None:
    """The platform by the text alone."""
    return detect(text)


def configs(
    path: Path, platforms_by_glob: Mapping[str, str], detected: Detect = by_text
) -> Iterator[Config | SkippedFile]:
    """Every file at or below `path`, sorted by name, one at a time.

    Raises InputError if the path does not exist or the map names an unknown platform.
    """
    globs = patterns(platforms_by_glob)
    if not path.exists():
        raise InputError(de=f"{path} gibt es nicht. Pfad prüfen.", en=f"{path} does not exist. Check the path.")
    if not path.is_dir():
        yield _config(path, Path(path.name), stem(path.name), globs, detected)
        return
    if is_closed(path):
        raise InputError(de=f"{path} ist nicht lesbar. Rechte prüfen.", en=f"{path} cannot be read. Check its rights.")
    inside = path.resolve()
    for folder, names in folders(path):
        devices = device_names(names)
        for name in names:
            file = folder / name
            relative = file.relative_to(path)
            skipped = _refused(file, relative, inside)
            yield skipped or _config(file, relative, relative.with_name(devices[name]).as_posix(), globs, detected)


def patterns(platforms_by_glob: Mapping[str, str]) -> Globs:
    """The map as patterns; raises InputError for an unknown platform."""
    known, wrong = platforms(), []
    for glob, platform in platforms_by_glob.items():
        if platform not in known:
            said = no_platform(platform, known)
            wrong.append(Text(de=f"platforms: ‚{glob}‘: {said.de}", en=f"platforms: '{glob}': {said.en}"))
    refuse(wrong)
    return tuple((compiled(translate(glob)), platform) for glob, platform in platforms_by_glob.items())


def folders(path: Path) -> Iterator[tuple[Path, list[str]]]:
    """Each folder with its file names, hidden folders left out; folders that are links or closed are not entered, their
    names stand among those of the files."""
    for folder, below, names in os.walk(path):
        linked = [name for name in below if Path(folder, name).is_symlink()]
        seen = [name for name in below if not name.startswith(".") and name not in linked]
        closed = [name for name in seen if is_closed(Path(folder, name))]
        below[:] = sorted(name for name in seen if name not in closed)
        yield Path(folder), sorted([*names, *linked, *closed])


def is_closed(folder: Path) -> bool:
    """Whether the rights do not allow to read what lies in a folder."""
    return not os.access(folder, os.R_OK | os.X_OK)


def stem(name: str) -> str:
    """A file's name without the ending of a configuration."""
    path = Path(name)
    return path.stem if path.suffix.lower() in ENDINGS and path.stem.strip(".") else name


def device_names(names: Sequence[str]) -> dict[str, str]:
    """What the device of each file of a folder is called: without ending, unless several files would share that."""
    stems = {name: stem(name) for name in names}
    shared = Counter(stems.values())
    return {name: name if shared[own] > 1 or own in stems else own for name, own in stems.items()}


def _refused(file: Path, relative: Path, inside: Path) -> SkippedFile | None:
    """Why a directory entry is not read: links that leave the folder, loop or lead nowhere, and special files."""
    reason = None
    if file.is_symlink():
        reason = _refused_link(file, inside)
    elif not file.is_file():
        reason = CLOSED if file.is_dir() else NO_FILE
    return SkippedFile(file=shown(relative), reason=reason) if reason else None


def _refused_link(file: Path, inside: Path) -> Text | None:
    """Why a link is not followed; one to a file inside the folder is."""
    try:
        target = file.resolve(strict=True)
    except (OSError, RuntimeError):
        return BROKEN_LINK
    if not target.is_relative_to(inside):
        return LEAVES_FOLDER
    return FOLDER_LINK if target.is_dir() else None if target.is_file() else NO_FILE


def _config(file: Path, relative: Path, name: str, globs: Globs, detected: Detect) -> Config | SkippedFile:
    """One file as the configuration of a device that has its name."""
    text = read(file)
    if isinstance(text, Text):
        return SkippedFile(file=shown(relative), reason=text)
    platform = platform_of(relative, text, globs, detected)
    if platform is None:
        return SkippedFile(file=shown(relative), reason=NO_PLATFORM)
    device = Device(name=shown(Path(name)), platform=platform)
    return Config(device=device, platform=platform, text=text, file=shown(relative), collected_at=_collected(file))


def platform_of(relative: Path, text: str, globs: Globs, detected: Detect = by_text) -> str | None:
    """The platform by the map, else by a folder on the way that is named like one, else by the text."""
    return placed(relative, globs) or detected(shown(relative), text)


def placed(relative: Path, globs: Globs) -> str | None:
    """The platform by the map, else by a folder on the way that is named like one."""
    posix = relative.as_posix()
    for pattern, platform in globs:
        if pattern.match(posix):
            return platform
    return next((folder for folder in reversed(relative.parent.parts) if folder in platforms()), None)


def _collected(file: Path) -> datetime | None:
    """When the file was last written."""
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return None


def shown(path: Path) -> str:
    """A path as text that can be printed and stored, even where its bytes are no UTF-8."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
