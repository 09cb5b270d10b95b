"""Backed-up configurations in a git repository, bare or not, as Oxidized or RANCID keep them."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from checks import archive
from checks.archive import Detect
from checks.git import repository as git
from checks.git.contents import Contents, contents
from checks.git.repository import Entry, Repository
from checks.reading import MOST_BYTES, TOO_LARGE, decode
from isms.core.model.device import Config, Device, SkippedFile
from isms.core.model.text import Text

# What RANCID keeps beside the configurations: lists of devices, logins, logs.
RANCID = frozenset({"router.db", "routers.all", "routers.db", "routers.down", "routers.up", "rancid.conf"})
LFS = b"version https://git-lfs.github.com/spec/v1"
ODD = frozenset({"", ".", ".."})
SHA1 = 40

IS_LINK = Text(
    de="Das ist ein Verweis; aus einem Git-Repository werden nur Dateien gelesen.",
    en="This is a link; only files are read from a git repository.",
)
IS_SUBMODULE = Text(
    de="Das ist ein eingebundenes anderes Repository (Submodul); bitte für sich prüfen.",
    en="This is another repository (a submodule); judge it on its own.",
)
IS_RANCIDS = Text(
    de="Das ist eine Datei der Sicherung selbst, keine Konfiguration.",
    en="This is a file of the backup program, no configuration.",
)
IS_HIDDEN = Text(de="Versteckte Dateien werden nicht gelesen.", en="Hidden files are not read.")
ODD_NAME = Text(
    de="So kann keine Datei heißen; das Repository ist beschädigt oder bösartig.",
    en="No file can have this name; the repository is damaged or malicious.",
)
IN_LFS = Text(
    de="Hier steht nur ein Verweis auf Git LFS; der Inhalt liegt nicht im Repository.",
    en="There is only a pointer to Git LFS here; the content is not in the repository.",
)
NO_CONTENT = Text(
    de="Der Inhalt fehlt im Repository oder ist beschädigt; `git fsck` zeigt mehr.",
    en="The content is missing in the repository or damaged; `git fsck` shows more.",
)
KINDS = {"120000": IS_LINK, "160000": IS_SUBMODULE}


def backups(
    path: Path,
    platforms_by_glob: Mapping[str, str],
    changed_since: str | None = None,
    detected: Detect = archive.by_text,
) -> Iterator[Config | SkippedFile]:
    """Every configuration at a path: of a folder, or of the newest commit of a bare repository.

    With `changed_since`, only those that differ from that revision. Raises InputError if the path or revision is not
    there, or the map names an unknown platform.
    """
    only = None if changed_since is None else changed(path, changed_since)
    if git.is_bare(path):
        return configs_of(path, git.HEAD, platforms_by_glob, only, detected)
    found = archive.configs(path, platforms_by_glob, detected)
    return found if only is None else (item for item in found if item.file in only)


def configs_of(
    path: Path,
    revision: str,
    platforms_by_glob: Mapping[str, str],
    only: Collection[str] | None = None,
    detected: Detect = archive.by_text,
) -> Iterator[Config | SkippedFile]:
    """Every file of a revision, sorted by name, one at a time; `only` those paths, if given.

    A configuration was collected when the last commit that changed it was made. Raises InputError if there is no
    repository or revision, or the map names an unknown platform.
    """
    globs = archive.patterns(platforms_by_glob)
    repository = git.opened(path)
    commit = repository.commit(revision)
    wanted = [entry for entry in repository.entries(commit) if only is None or shown(entry.path) in only]
    names = device_names([entry.path for entry in wanted])
    dates = _last_changes(repository, commit, {entry.path for entry in wanted})
    with contents(repository.git_dir) as found:
        for entry in wanted:
            read = text_of(entry, found)
            yield _item(entry.path, read, names[entry.path], dates.get(entry.path), globs, detected)


def device_names(paths: Iterable[str]) -> dict[str, str]:
    """What the device of each path of a revision is called: as for a folder of files."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folder, slash, name = path.rpartition("/")
        folders.setdefault(folder + slash, []).append(name)
    return {
        folder + name: folder + device
        for folder, names in folders.items()
        for name, device in archive.device_names(names).items()
    }


def text_of(entry: Entry, found: Contents) -> str | Text:
    """The text of a file, or why it is not read."""
    reason = refused(entry)
    if reason is not None:
        return reason
    size = found.size(entry.blob)
    if size is None:
        return NO_CONTENT
    if size > MOST_BYTES:
        return TOO_LARGE
    raw = found.read(entry.blob)
    if raw is None:
        return NO_CONTENT
    return IN_LFS if raw.startswith(LFS) else decode(raw)


def refused(entry: Entry) -> Text | None:
    """Why a file is not even looked into, by its name and kind alone."""
    *folders, name = entry.path.split("/")
    if ODD & {name, *folders}:
        return ODD_NAME
    if entry.mode in KINDS:
        return KINDS[entry.mode]
    if name in RANCID:
        return IS_RANCIDS
    return IS_HIDDEN if any(part.startswith(".") for part in (name, *folders)) else None


def shown(path: str) -> str:
    """A path as text that can be printed and stored."""
    return archive.shown(Path(path))


def changed(path: Path, revision: str) -> frozenset[str]:
    """The files below a path that are not what they were at a revision, new ones included; as `Config.file` has them.

    Of a bare repository, the files of its newest commit; else those that lie there, committed or not.
    """
    repository = git.opened(path)
    before = {entry.path: entry.blob for entry in repository.entries(repository.commit(revision))}
    now = _committed(repository) if repository.bare else _lying(path, before)
    return frozenset(shown(name) for name, blob in now if blob is None or blob != before.get(name))


def _committed(repository: Repository) -> Iterator[tuple[str, str | None]]:
    """Path and id of each file of the newest commit."""
    return ((entry.path, entry.blob) for entry in repository.entries(repository.commit()))


def _lying(path: Path, before: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """Path of each file that lies below a folder, with the id that git would give it; None for one that is new.

    The index is not asked: git would run what a hostile repository names as filter.
    """
    for folder, names in archive.folders(path):
        for name in names:
            relative = (folder / name).relative_to(path).as_posix().encode("utf-8", "surrogateescape")
            known = before.get(spelled := relative.decode("utf-8", "surrogateescape"))
            yield spelled, None if known is None else _id(folder / name, known)


def _id(file: Path, like: str) -> str | None:
    """The id that git gives to a file's content, in the kind of hash of another; None for what is not read."""
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > MOST_BYTES:
            return None
        raw = file.read_bytes()
    except OSError:
        return None
    digest = hashlib.sha1(usedforsecurity=False) if len(like) == SHA1 else hashlib.sha256()
    digest.update(b"blob %d\0" % len(raw) + raw)
    return digest.hexdigest()


def _last_changes(repository: Repository, commit: str, paths: set[str]) -> dict[str, datetime]:
    """When each path was last changed, in one walk back that ends as soon as all are known."""
    missing, dates = set(paths), dict[str, datetime]()
    with closing(repository.changes(repository.revisions(commit))) as changes:
        for revision, entries in changes:
            found = missing & {entry.path for entry in entries}
            missing -= found
            if revision.date is not None:
                dates |= dict.fromkeys(found, revision.date)
            if not missing:
                break
    return dates


def _item(
    path: str, text: str | Text, name: str, date: datetime | None, globs: archive.Globs, detected: Detect
) -> Config | SkippedFile:
    """One file of a revision as a configuration, or why it is none."""
    if isinstance(text, Text):
        return SkippedFile(file=shown(path), reason=text)
    platform = archive.platform_of(Path(path), text, globs, detected)
    if platform is None:
        return SkippedFile(file=shown(path), reason=archive.NO_PLATFORM)
    device = Device(name=shown(name), platform=platform)
    return Config(device=device, platform=platform, text=text, file=shown(path), collected_at=date)
