"""Judging the commits of a repository, one after another; each content once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from checks import archive
from checks.audit import Auditor
from checks.detect import detect
from checks.git.archive import shown, text_of
from checks.git.contents import Contents
from checks.git.repository import GONE, Entry, Repository, Revision
from checks.history import Step, Verdicts, packed, renames
from checks.policies import Policies
from isms.core.model.device import Config, Device
from isms.core.model.history import Commit
from isms.core.model.text import Text

Registered = Callable[[str], Device | None]
RANCIDS_FOLDER = "configs"
Key = tuple[str, str | None, str | None, int]


class Judge:
    """Judges contents; keeps the verdicts of each, never its text."""

    def __init__(
        self, auditor: Auditor, policies: Policies, found: Contents, globs: archive.Globs, registered: Registered
    ) -> None:
        """`policies` are those of the auditor; `registered` gives the device of the register that a file belongs to."""
        self._auditor = auditor
        self._policies = policies
        self._contents = found
        self._globs = globs
        self._registered = registered
        self._verdicts: dict[Key, Verdicts | None] = {}
        self._shared: dict[Verdicts, Verdicts] = {}

    def verdicts(self, entry: Entry) -> Verdicts | None:
        """The verdicts of a file; None if it is no configuration."""
        name = shown(_stem(entry.path))
        device = replace(self._registered(entry.path) or Device(name=name), name=name)
        platform = archive.placed(Path(entry.path), self._globs)
        # All that a verdict depends on; of equal policies there is one object, which the policies keep.
        key = entry.blob, platform, device.role, id(self._policies.for_device(device))
        if key not in self._verdicts:
            self._verdicts[key] = self._judged(entry, platform, device)
        return self._verdicts[key]

    def _judged(self, entry: Entry, platform: str | None, device: Device) -> Verdicts | None:
        """Read and judge a content."""
        text = text_of(entry, self._contents)
        if isinstance(text, Text):
            return None
        platform = platform or detect(text)
        if platform is None:
            return None
        config = Config(device=replace(device, platform=platform), platform=platform, text=text)
        verdicts = packed(finding.verdict for finding in self._auditor.judge(config).findings)
        return self._shared.setdefault(verdicts, verdicts)


class Walk:
    """Goes through commits, oldest first, and knows which files are devices now."""

    def __init__(self, judge: Judge, wanted: Callable[[str], bool], *, authors: bool) -> None:
        """`wanted` says which paths count; the authors are told only if they are asked for."""
        self._judge = judge
        self._wanted = wanted
        self._authors = authors
        self._devices: dict[str, str] = {}
        self._stems: dict[str, int] = {}
        self._clashing: set[str] = set()

    def before(self, entries: Iterable[Entry]) -> dict[str, Verdicts]:
        """The devices of a commit with their verdicts, by path."""
        return self._come([entry for entry in entries if self._wanted(entry.path)])

    def steps(self, repository: Repository, revisions: Iterable[Revision]) -> Iterator[Step]:
        """What each commit did to the devices, by path."""
        for revision, entries in repository.changes(revisions):
            author = revision.author if self._authors else None
            commit = Commit(id=revision.id, date=revision.date, author=author)
            yield self._step(commit, [entry for entry in entries if self._wanted(entry.path)])

    def name(self, path: str) -> str:
        """What the device of a path is called: without ending, unless several files had the same name at one time."""
        stem = _stem(path)
        return shown(path if stem in self._clashing else stem)

    def _step(self, commit: Commit, entries: list[Entry]) -> Step:
        """What one commit did."""
        gone = {entry.path: entry.blob for entry in entries if entry.mode == GONE and entry.path in self._devices}
        self._go(gone)
        news = [entry for entry in entries if entry.mode != GONE]
        known = set(self._devices)
        judged = self._come(news)
        spoilt = [entry.path for entry in news if entry.path in known and entry.path not in judged]
        self._go(spoilt)
        came = {entry.path: entry.blob for entry in news if entry.path in judged.keys() - known}
        moved = renames(gone, came)
        left = [path for path in (*gone, *spoilt) if path not in moved]
        return Step(commit=commit, judged=judged, gone=left, renamed=moved)

    def _come(self, entries: Iterable[Entry]) -> dict[str, Verdicts]:
        """Judge files; those that are configurations are devices from now on."""
        judged = {}
        for entry in entries:
            verdicts = self._judge.verdicts(entry)
            if verdicts is None:
                continue
            judged[entry.path] = verdicts
            if entry.path not in self._devices:
                stem = self._devices[entry.path] = _stem(entry.path)
                self._stems[stem] = self._stems.get(stem, 0) + 1
                if self._stems[stem] > 1:
                    self._clashing.add(stem)
        return judged

    def _go(self, paths: Iterable[str]) -> None:
        """Files that are no devices any longer."""
        for path in paths:
            self._stems[self._devices.pop(path)] -= 1


def registered_in(devices: Mapping[str, Device]) -> Registered:
    """Finds the device of the register that a file belongs to: by its path without ending, else by its own name."""

    def registered(path: str) -> Device | None:
        stem = shown(_stem(path))
        return devices.get(stem) or devices.get(stem.rpartition("/")[2])

    return registered


def chosen(devices: Collection[str]) -> Callable[[str], bool]:
    """Whether a path is one of the named devices: by path or own name, with or without ending; all if none is named."""

    def wanted(path: str) -> bool:
        both = (shown(path), shown(_stem(path)))
        return not devices or any(one in devices or one.rpartition("/")[2] in devices for one in both)

    return wanted


def sites(registered: Registered) -> Callable[[str], str | None]:
    """The site of a path: that of the registered device, else the top folder (RANCID's own `configs` is none)."""

    def site(path: str) -> str | None:
        device = registered(path)
        if device is not None and device.site is not None:
            return device.site
        folders = path.split("/")[:-1]
        if folders and folders[-1] == RANCIDS_FOLDER:
            folders.pop()
        return shown(folders[0]) if folders else None

    return site


def _stem(path: str) -> str:
    """A path without the ending of a configuration."""
    folder, slash, name = path.rpartition("/")
    return folder + slash + archive.stem(name)
